"""Tests of `validators.claim`."""
