"""What it means: pure functions that decide what is missing and say it once. Doubt goes to a person."""
