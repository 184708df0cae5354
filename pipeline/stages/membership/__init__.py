"""Each country's place in the event."""

from pipeline.stages.membership.stage import MembershipStage

__all__ = ["MembershipStage"]
