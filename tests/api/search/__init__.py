"""Tests of ``search/``."""
