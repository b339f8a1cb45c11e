"""Stands before the pandas of the notebooks: who installs the command has none, and the driver would load it."""

raise ImportError("The command is installed without pandas.")
