"""Each requirement held against the claim: candidates, checks, doubt, and the state that wins."""
