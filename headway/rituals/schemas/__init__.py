"""What comes in and goes out of the room, one file per ritual."""
