"""Differences between two definitions."""
