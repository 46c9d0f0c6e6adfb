"""Tests of ``exports/``."""
