"""Importing files: bytes -> recognised kind -> column mapping -> plan -> report of what is lost; then commit and undo.

The first part (`rules/`, `reading/`, `sandbox.py`, `report.py`, `command.py`) knows no database: a plan is a pure
function of the file, the options and what is already known. The rest commits such a plan.
"""
