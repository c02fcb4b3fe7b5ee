"""Tests of `extractors.walls`."""
