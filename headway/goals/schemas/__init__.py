"""What comes in and goes out of the room, one file per noun.

Numbers go out as JSON numbers (exact to 15 significant digits); they come in as JSON numbers or strings and are kept
as exact decimals. Progress is a share of 1 and may lie below 0 and above 1.
"""
