"""``graph/``: how agents hang together, as a whole and around each."""
