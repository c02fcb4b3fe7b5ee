"""The shared nouns: frozen dataclasses and enums, standard library only."""
