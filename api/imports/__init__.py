"""``imports/``: many files in, with a report of what became of each."""
