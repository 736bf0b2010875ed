"""The families themselves, in a module for each theme."""
