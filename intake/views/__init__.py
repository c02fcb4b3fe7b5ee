"""Read-only: what the API tells of a claim, put together from stored rows within one unit of work."""
