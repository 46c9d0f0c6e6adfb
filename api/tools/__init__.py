"""``tools/``: what agents may call, and who may call it."""
