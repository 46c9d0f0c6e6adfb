"""Tests of ``imports/``."""
