"""How long every check takes on a provider of any size, what running them together costs, and what a pack costs."""
