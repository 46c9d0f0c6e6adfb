"""Tests of ``validate/``."""
