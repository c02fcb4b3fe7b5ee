"""The papers and facts of one claim together: who is who, what follows from what."""
