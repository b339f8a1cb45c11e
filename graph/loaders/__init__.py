"""Loaders: one package a kind of source, beside what they share."""
