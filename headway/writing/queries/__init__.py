"""Reads of the room: the library that comes with the product, the templates of a workspace."""

from headway.writing.queries.templates import SUBJECTS

__all__ = ["SUBJECTS"]
