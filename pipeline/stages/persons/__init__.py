"""Persons: who is named, where, and in which nominative form."""

from pipeline.stages.persons.stage import PersonStage

__all__ = ["PersonStage"]
