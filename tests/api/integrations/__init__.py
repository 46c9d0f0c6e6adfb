"""Tests of ``integrations/``."""
