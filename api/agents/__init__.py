"""``agents/``: the living entries, with their sections, their edges and their history."""
