"""Dated tables that the rules look into: hospitals, the first digits of cards, regions. Unknown is a warning, never an ask."""
