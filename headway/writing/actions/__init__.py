"""Writes of the room: templates of a workspace."""
