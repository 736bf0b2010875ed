"""A user's own functions and programs: problems made of nothing but the source, with the original as oracle."""
