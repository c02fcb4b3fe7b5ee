"""From the bytes of a request to a submission: admitted, taken apart, stored, recorded."""
