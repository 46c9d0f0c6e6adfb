"""``audit/``: who did what, and who was refused what; for admins."""
