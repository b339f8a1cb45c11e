"""Pages of impact: what fails when something fails, what can take most down, and where one is fragile."""
