"""What comes in and goes out: reviews of texts, templates."""
