"""When it happens: the steps in order and the wiring. Every step may run twice."""
