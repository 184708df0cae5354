"""The main event of a release."""

from pipeline.stages.event.stage import EventStage

__all__ = ["EventStage"]
