"""Tests of `validators.papers`."""
