"""Tests of `validators.message`."""
