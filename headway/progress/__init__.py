"""Metrics, measurements and the weighted graph that turns them into progress. Knows no goal and no task."""
