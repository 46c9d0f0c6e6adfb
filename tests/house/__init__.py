"""Tests about the project: its walls, its shape, its contract."""
