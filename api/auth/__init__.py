"""``auth/``: signing in, who one is then, and tokens to do without."""
