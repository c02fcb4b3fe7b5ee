"""Files that nobody would make by hand: honest ones, altered at random by a seeded generator."""
