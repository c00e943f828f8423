"""Signing in: accounts, sessions, single-use links and API tokens. Accounts belong to the installation."""
