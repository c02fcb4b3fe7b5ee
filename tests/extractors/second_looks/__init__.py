"""Tests of `extractors.second_looks`."""
