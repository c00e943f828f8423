"""Rows, what comes in and what goes out, one file per noun."""
