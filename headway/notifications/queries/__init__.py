"""Reads of notifications: one's own, and the chat channels of the workspace."""
