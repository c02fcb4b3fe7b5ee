"""How well papers are read: labels against readings, as counts that a person can check."""
