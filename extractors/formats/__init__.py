"""From bytes to pages: true type, pictures, PDF, OFD and the issuers' XML."""
