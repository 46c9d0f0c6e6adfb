"""Tests of what stands beside them in agents_app."""
