"""Tests of ``auth/``."""
