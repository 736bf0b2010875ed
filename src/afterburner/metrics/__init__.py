"""Statistics and benchmark metrics: pure functions over numbers."""
