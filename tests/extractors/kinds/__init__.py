"""Tests of `extractors.kinds`."""
