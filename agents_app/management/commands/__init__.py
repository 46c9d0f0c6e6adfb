"""Doors: each parses its arguments, calls an action and prints a sentence."""
