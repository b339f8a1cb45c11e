"""Pages of coverage: the frameworks, a framework as a map, a clause down to its evidence, and two side by side."""
