"""What certificates and registers share: numbers that check themselves, sentences, who issued it and when."""
