"""The service map: services, what they stand on, and what stands on them."""
