"""Venus: problems in. The built-in ones, and tests that a user brings."""
