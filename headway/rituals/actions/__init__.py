"""Writes, one file per ritual."""
