"""Decisions about notifications that need nothing but values."""
