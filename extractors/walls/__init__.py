"""The locked child that reads: what it may do, how long it may take, what becomes of it."""
