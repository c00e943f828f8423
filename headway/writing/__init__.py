"""Writing: what good goals look like. It reads sentences and says what would make them better.

It knows text, not goals: what it should know of the past or of other goals is handed in by whoever asks.
"""
