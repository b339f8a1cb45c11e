"""Pictures of pages: nodes and edges with their places, drawn by vis-network, as SVG, and in a file that needs no network."""
