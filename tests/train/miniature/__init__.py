"""The miniature."""
