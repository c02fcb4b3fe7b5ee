"""Tests mirror the packages; made-up papers come from `tests.specimens`."""
