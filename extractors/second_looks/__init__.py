"""What is looked at a second time, enlarged or without what hides it: under seals, in empty cells, behind bare labels."""
