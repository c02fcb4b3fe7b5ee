"""Where text stands: rows, labels and their values, tables, lean."""
