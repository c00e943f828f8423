"""Decisions of the importer, all pure: no database, clock, randomness or file.

`values` shapes; `words` dictionary of column names; `text numbers dates periods people sentences` read one cell;
`sheet` knows which cells are spoken for; `table` finds the header and maps columns; `okr/` and `tasks/` make the plan.
"""
