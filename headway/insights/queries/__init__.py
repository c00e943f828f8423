"""Reads of what the rooms below hold; this room has no tables."""
