"""The validity rules that look at several papers, at the claim's facts, or at other claims (domain 2.9)."""
