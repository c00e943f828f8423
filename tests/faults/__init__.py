"""Faults: processes are killed under load, and nothing that was acknowledged may be gone."""
