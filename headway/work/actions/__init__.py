"""Writes, one file per noun. See the room's docstring for counters and lock order."""
