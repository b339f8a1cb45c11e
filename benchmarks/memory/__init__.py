"""How much memory a load takes, from 10,000 to a million records."""
