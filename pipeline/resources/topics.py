"""Models of `topics.yaml`: the vocabulary of subject matters."""

from __future__ import annotations

from pydantic import field_validator

from pipeline.resources.codes import subject_codes
from pipeline.resources.documents import Phrases
from pipeline.resources.loader import Entry, Resource


class TopicEntry(Entry):
    """A subject matter.

    Attributes:
        label: Its Russian name in the nominative.
        label_en: Its English name.
        code: Subject category of the UNBIS thesaurus, such as `"12.04.00"`.
        match: Sets of lemmas; a topic whose words hold one of them whole is about it.
    """

    label: str
    label_en: str
    code: str
    match: Phrases

    @field_validator("code")
    @classmethod
    def _is_listed(cls, code: str) -> str:
        if code not in subject_codes():
            raise ValueError(
                f"{code!r} is no subject category of the UNBIS thesaurus; "
                "https://metadata.un.org/thesaurus/categories lists them"
            )
        return code


class TopicsResource(Resource):
    """`topics.yaml`."""

    topics: list[TopicEntry]
