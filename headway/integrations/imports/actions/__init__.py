"""Writes: `uploads` reads a file and keeps its plan, `commits` carries it out batch by batch, `undoing` takes it back.

`making` and `changing` write one batch: what is new in bulk, what changed one by one.
"""
