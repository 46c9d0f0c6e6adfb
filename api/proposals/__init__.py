"""``proposals/``: definitions that wait for a curator, and what became of them."""
