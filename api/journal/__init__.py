"""``journal/``: one ordered log of all changes."""
