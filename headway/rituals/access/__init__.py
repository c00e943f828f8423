"""Who may do what in which ritual, one file per ritual: pure functions of who asks and how they stand to it."""
