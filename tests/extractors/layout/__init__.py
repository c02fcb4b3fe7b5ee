"""Tests of `extractors.layout`."""
