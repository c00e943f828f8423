"""Why something is red: what stands in its way, by how much, in words."""
