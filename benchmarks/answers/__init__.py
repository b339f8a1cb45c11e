"""How fast the demo answers: every check, every question of /impact, the start of the engine."""
