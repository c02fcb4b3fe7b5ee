"""What one paper means: its kind, its names and numbers, and the rules within it."""
