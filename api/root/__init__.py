"""The root: where everything begins."""
