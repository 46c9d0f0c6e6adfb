"""``proposals/``."""
