"""Figures on demand; never part of the tests."""
