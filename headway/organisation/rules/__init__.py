"""Decisions about workspaces, teams, roles and invitations."""
