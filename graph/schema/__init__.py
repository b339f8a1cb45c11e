"""The words of the product, declared once: nodes, relationships, vocabulary, and what is derived from them."""
