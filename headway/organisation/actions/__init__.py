"""Writes of the organisation, one file per noun: `from headway.organisation.actions import workspaces`.

For other rooms: `workspaces.create_workspace`, `bulk.add_people`, `bulk.add_teams`, `bulk.add_team_members`,
`bulk.remove_sample`. After a new workspace the event `organisation.workspace_created` wakes whoever follows it
(`Job(after=("organisation.workspace_created",))`); its data say how it begins: `{"start": "demo"}` asks for a sample
workspace beside it, owned by the account in `data["account"]`.
"""
