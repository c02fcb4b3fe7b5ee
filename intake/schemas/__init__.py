"""Requests and responses of the API as clients see them: the only pydantic models, and the OpenAPI document's source."""
