"""Reads of notifications: one's own."""
