"""Tests of ``journal/``."""
