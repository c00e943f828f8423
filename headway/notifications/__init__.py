"""What happened to people: the inbox, mail and digests, and calendars to subscribe to.

Made by jobs that read the event log, never by the write itself, and only for what a person may see, then and now.
"""
