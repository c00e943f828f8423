"""Decisions about rituals that need nothing but values, one file per ritual."""
