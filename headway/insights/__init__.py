"""What the numbers say together: why something is red. This room only reads."""
