"""What is kept: the nouns, and later the originals, the database and the audit chain."""
