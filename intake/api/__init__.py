"""The HTTP API, one resource a file: each route says who may call it, calls one function and answers."""
