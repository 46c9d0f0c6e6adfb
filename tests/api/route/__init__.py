"""Tests of ``route/``."""
