"""What can be asked: the catalogue of checks and questions, coverage, impact, frameworks."""
