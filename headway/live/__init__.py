"""Tells open screens what changed: ids, versions and moved numbers, filtered by what each person may see."""
