"""What comes in and goes out of the room."""
