"""What the paper says: bytes in, documents and fields out. Same bytes and version, same result."""
