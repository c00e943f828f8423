"""Decisions about work that need nothing but values.

`ranks` places in a list - `tasks` what a change of a task means and what is refused - `statuses` the columns of a
project - `counting` whole trees counted from their leaves (the oracle of the SQL) - `lines` lines of sight.
"""
