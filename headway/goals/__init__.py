"""Cycles, objectives, key results and how they hang together. What the numbers mean is in the room `progress`."""
