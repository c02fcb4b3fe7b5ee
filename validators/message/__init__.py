"""The one message: who is spoken to, what is in, what is needed, in plain words."""
