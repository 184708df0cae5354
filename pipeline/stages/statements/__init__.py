"""Direct and reported speech: who is given as saying what."""

from pipeline.stages.statements.stage import StatementStage

__all__ = ["StatementStage"]
