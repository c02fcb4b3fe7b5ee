"""What is looked at a second time, enlarged or without what hides it: under seals and watermarks, in empty cells, behind bare labels."""
