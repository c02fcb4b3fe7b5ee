"""How hospital papers are read: bills and their shares, records, diagnoses, letterheads."""
