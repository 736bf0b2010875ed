"""Training: data out of measured solutions, for the trainers that people have."""
