"""Tests of the root."""
