"""Running: the clock, the server, and what it refuses or adds for safety's sake."""
