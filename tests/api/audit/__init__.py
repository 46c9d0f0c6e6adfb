"""Tests of ``audit/``."""
