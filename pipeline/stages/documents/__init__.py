"""Documents: instruments signed, adopted, planned, discussed or referred to, and their content."""

from pipeline.stages.documents.stage import DocumentStage

__all__ = ["DocumentStage"]
