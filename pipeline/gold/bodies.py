"""Entries of `organizations` from names of bodies in the light format."""

from __future__ import annotations

from typing import Any

from pipeline.evaluation.bodies import bracketed_names, is_acronym_of, same_wording
from pipeline.spans import Span

Data = dict[str, Any]


class Bodies:
    """Named bodies in order of appearance; one entry a body and country.

    Args:
        text: The release's text, which may bind an abbreviation to a name in brackets.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self.entries: list[Data] = []

    def add(self, name: str, country: str | None, words: list[Span]) -> str:
        """The id of the entry for `name`, a new one where none is of the same body."""
        for entry in self.entries:
            names = filter(None, (entry["name"], entry["abbreviation"]))
            if entry["country"] == country and any(same_wording(name, other) for other in names):
                _join_names(entry, name)
                entry["words"] = sorted({*entry["words"], *words})
                return str(entry["id"])
        entry = {
            "id": f"org-{len(self.entries) + 1}",
            "name": name,
            "abbreviation": self._abbreviation(name),
            "kind": "other",
            "country": country,
            "wikidata": None,
            "words": words,
        }
        self.entries.append(entry)
        return str(entry["id"])

    def _abbreviation(self, name: str) -> str | None:
        found = sorted(
            short for short in bracketed_names(self._text, name) if is_acronym_of(short, name)
        )
        return found[0] if found else None


def _join_names(entry: Data, name: str) -> None:
    if is_acronym_of(entry["name"], name):
        entry["name"], entry["abbreviation"] = name, entry["name"]
    elif is_acronym_of(name, entry["name"]):
        entry["abbreviation"] = name
