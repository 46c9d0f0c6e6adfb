"""Tests of ``definitions/``."""
