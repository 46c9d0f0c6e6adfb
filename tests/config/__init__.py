"""The environment, the system checks and what browsers are told."""
