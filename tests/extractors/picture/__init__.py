"""Tests of `extractors.picture`."""
