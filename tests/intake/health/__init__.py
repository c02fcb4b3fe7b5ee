"""Tests of `intake.health`."""
