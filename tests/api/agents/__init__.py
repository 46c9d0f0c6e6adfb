"""Tests of ``agents/``."""
