"""Tests of the registry's router."""
