"""Decisions about goals that need nothing but values.

`cycles` the cycles of a year, which one is now - `changes` what may change, be deleted, be linked -
`reading` where a key result and an objective stand today, with the sentence that says why.
"""
