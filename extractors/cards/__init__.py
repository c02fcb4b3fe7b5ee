"""Cards: where things are printed on them, whatever order the OCR engine gives its lines in."""
