"""Tests of ``graph/``, and of the questions about the graph around one agent."""
