"""Writes of identity, one file per noun. Import the file: `from headway.identity.actions import sessions`."""
