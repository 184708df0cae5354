"""Participants: persons with their offices, and every word that stands for them."""

from pipeline.stages.participants.stage import ParticipantStage

__all__ = ["ParticipantStage"]
