"""Prints of pages: hashes by which the same page is known again after re-encoding, scaling, cropping and turning."""
