"""Tests of the search, below HTTP."""
