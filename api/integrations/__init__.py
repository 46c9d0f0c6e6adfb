"""``integrations/``: which agent works with which."""
