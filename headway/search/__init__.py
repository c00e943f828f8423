"""One search over all kinds of thing, in the words of their titles and their human numbers."""
