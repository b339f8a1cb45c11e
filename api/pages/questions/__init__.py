"""Pages of the catalogue: every check and question, to be asked with one's own values."""
