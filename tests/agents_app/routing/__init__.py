"""Tests of the ranking library."""
