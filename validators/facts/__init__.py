"""What is known besides the papers: the catalogue, facts files, three-valued conditions."""
