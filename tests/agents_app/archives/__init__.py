"""Tests of archives as a plain library."""
