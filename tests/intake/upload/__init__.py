"""Tests of intake/upload."""
