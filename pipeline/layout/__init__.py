"""The outer shape of a release: mastheads, headlines, datelines, paragraphs, lists, signatures."""

from pipeline.layout.sections import Layout, find_layout

__all__ = ["Layout", "find_layout"]
