"""``exports/``: many files out, as one bundle that is the same for the same content."""
