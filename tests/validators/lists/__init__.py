"""Tests of `validators.lists`."""
