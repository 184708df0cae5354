"""Who took part in the event, and how."""

from pipeline.stages.attendance.stage import AttendanceStage

__all__ = ["AttendanceStage"]
