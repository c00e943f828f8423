"""Bytes of a file -> sheets of cells. Runs in the limited child process only."""
