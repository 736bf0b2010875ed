"""Afterburner makes correct programs faster and leaner, and measures it so that people can trust the numbers."""

__version__ = "0.1.0"
