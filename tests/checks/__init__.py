"""The long checks: `python -m tests.checks NAME`. Each prints what it counted, and counting nothing is a failure."""
