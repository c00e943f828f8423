"""Who may do what: one's inbox, preferences and feed are one's own.

| what                                  | admin | member | guest |
|---------------------------------------|-------|--------|-------|
| own inbox, preferences, calendar feed | yes   | yes    | yes   |
| somebody else's                       | no    | no     | no    |
"""
