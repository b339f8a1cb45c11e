"""Figures of this project: measured in pairs in one run, committed with date and versions."""
