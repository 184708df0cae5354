"""Positions: office phrases, and who holds which."""

from pipeline.stages.positions.lexicon import OfficeLexicon
from pipeline.stages.positions.stage import PositionStage

__all__ = ["OfficeLexicon", "PositionStage"]
