"""Named failures that the tests plug into the reader child."""
