"""``validate/``: what would become of a text, without storing it."""
