"""Journeys through the whole service: real HTTP, a real Valkey, real processes, and what befalls them."""
