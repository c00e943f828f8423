"""Decisions of signing in: what is a good password, how often may one try, what may a token do."""
