"""Workspaces, the tree of teams, people and what they may see."""
