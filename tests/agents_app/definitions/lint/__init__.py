"""Each family of lint rules: what it finds, where, and what it leaves alone."""
