"""Tests of the graph as a plain library."""
