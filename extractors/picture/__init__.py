"""What the pixels themselves say: faults of the picture, seals."""
