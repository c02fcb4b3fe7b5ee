"""Claims with made-up papers, written as data: what each asks for, to the item, and what it does not."""
