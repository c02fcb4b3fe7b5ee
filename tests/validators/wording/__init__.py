"""Tests of `validators.wording`."""
