"""The clocks of a claim."""
