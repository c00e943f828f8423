"""The rhythm of a cycle: what people do every week, month and quarter so that goals stay alive.

Every folder (rules, schemas, access, queries, actions, routes) has one file per ritual, under the same name. A ritual
writes its own tables; what moves a number goes through the actions of goals, in the same transaction.
"""
