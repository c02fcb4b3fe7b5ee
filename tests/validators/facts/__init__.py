"""Tests of `validators.facts`."""
