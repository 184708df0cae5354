"""Linguistic analysis: a spaCy pipeline for Russian over natasha's models."""
