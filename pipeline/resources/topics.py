"""Models of `topics.yaml`: the vocabulary of subject matters."""

from __future__ import annotations

from pydantic import Field

from pipeline.resources.documents import Phrases
from pipeline.resources.loader import Entry, Resource


class TopicEntry(Entry):
    """A subject matter.

    Attributes:
        label: Its Russian name in the nominative.
        label_en: Its English name.
        code: Category of the UNBIS taxonomy, such as `"12.04.00"`.
        match: Sets of lemmas; a topic whose lemmas hold one of them whole is about it.
    """

    label: str
    label_en: str
    code: str = Field(pattern=r"^\d{2}(\.\d{2}){0,2}$")
    match: Phrases


class TopicsResource(Resource):
    """`topics.yaml`."""

    topics: list[TopicEntry]
