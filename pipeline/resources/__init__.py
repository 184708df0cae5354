"""Linguistic knowledge as data: YAML lexicons and their loader."""
