"""What pages ask that no single statement of the catalogue answers."""
