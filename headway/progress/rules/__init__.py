"""What every number means, as pure functions; the definitions are those of docs/concepts/arithmetic.md.

`metrics` key result definitions and refusals - `reading` values -> progress - `work` task trees -> share done -
`graph` nodes and edges -> progress of everything (the oracle of the SQL) - `scoring` - `pace` - `health` -
`display` numbers as people read them - `words` formulas as people read them.
"""
