"""How it arrives and is seen: the command line, and later the API and the pages."""
