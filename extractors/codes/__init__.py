"""QR codes: found in a page's pixels, decoded, and read as what their issuer says. Never followed, never fetched."""
