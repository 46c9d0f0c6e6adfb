"""Tests of ``memory``."""
