"""``route/``: from a task in plain words to the agents that fit, with reasons."""
