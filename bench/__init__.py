"""The benchmarks: what is measured, how, and the bar (docs/reference/benchmarks.md)."""
