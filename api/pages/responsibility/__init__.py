"""/responsibility: who answers for what, and where nobody or more than one does."""
