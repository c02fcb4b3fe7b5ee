"""Tests of `intake.cli`."""
