"""Tests of ``collections/``."""
