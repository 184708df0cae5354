"""Persons, organisations and countries over all releases of a run."""
