"""Assembly: the layers of a release become its record, its issues and its trace."""

from pipeline.stages.assemble.desk import Findings
from pipeline.stages.assemble.stage import Assembler

__all__ = ["Assembler", "Findings"]
