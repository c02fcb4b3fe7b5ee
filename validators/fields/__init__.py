"""One file a shape of value, each with `compact`, `validate`, `is_valid` and `format`."""
