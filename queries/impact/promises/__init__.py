"""Promises that cannot be kept: targets against what the dependencies beneath them promise."""
