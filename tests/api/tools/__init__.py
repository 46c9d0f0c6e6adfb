"""Tests of ``tools/``."""
