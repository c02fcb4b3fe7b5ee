"""Tests of `extractors.formats`."""
