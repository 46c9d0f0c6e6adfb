"""The registry: what a definition is, what may be done to it, and how people see it."""
