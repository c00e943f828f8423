"""Tells open screens what changed: ids and versions only, filtered by what each person may see."""
