"""What a run came to, for people: one HTML page, and tables for the terminal."""
