"""Whether the words bear a value out: the last check before a record leaves the program.

The contract asks that a value's stems stand in its evidence, or that it came from a named lexicon
entry the evidence matches. Stages keep to that by construction; here it is looked at once more,
on the finished record and without knowledge of the rules that made it. A value that fails is a
fault of a rule: it stays, but reviewers are told (`not_borne_out`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

import snowballstemmer

from pipeline.analysis.morphology import Morphology
from pipeline.records import (
    CountryInfo,
    DocumentInfo,
    EventInfo,
    Evidence,
    ParticipantInfo,
    Record,
    StatementInfo,
)
from pipeline.resources.countries import CountryLexicon, fold, split_words
from pipeline.resources.dates import DateLexicon
from pipeline.resources.institutions import InstitutionsResource
from pipeline.resources.loader import ResourceStore
from pipeline.resources.organizations import OrganizationsResource

CODE = "not_borne_out"
"""The doubt or issue that marks a value whose words do not bear it out."""

_WORD = re.compile(r"[^\W_]+")
_LONGEST_COUNTRY = 7
"""Words of the longest form of a country's name."""
_ENDING = 3
"""Letters at a word's end that inflection may change (source: the endings of Russian nouns and
adjectives, «-ами», «-ого»; stems that change by more share a lemma)."""
_SHORTEST_STEM = 3
_SAFE_STEM = 5
_PUNCTUATION = " .,;:!?…«»„“”\"'()[]–—-"


@dataclass(frozen=True, slots=True)
class Ungrounded:
    """A value that its words do not bear out.

    Attributes:
        path: The value's place in the record, such as `documents[0].topics[1].text`.
        value: The value.
        missing: Those of its words that have no partner in the evidence, or what is wrong.
        evidence: The words that should have borne it out.
    """

    path: str
    value: str
    missing: tuple[str, ...]
    evidence: tuple[Evidence, ...]


class Grounding:
    """Compares the values of records with their evidence. Belongs to one thread.

    Args:
        store: Where the lexicons are read from.
        morphology: For lemmas.
        countries: Every form of every country.
    """

    def __init__(
        self, store: ResourceStore, morphology: Morphology, countries: CountryLexicon
    ) -> None:
        self._morphology = morphology
        self._countries = countries
        self._stem: Callable[[str], str] = lru_cache(50_000)(
            snowballstemmer.stemmer("russian").stemWord
        )
        self._are_partners = lru_cache(100_000)(self._compare)
        self._months = DateLexicon.load(store).months
        self._names = _names(store)

    def __call__(self, record: Record) -> list[Ungrounded]:
        """The values of `record` that their words do not bear out, in the record's order."""
        found: list[Ungrounded] = []
        if record.release.issuer is not None and record.release.issuer.evidence:
            issuer = record.release.issuer
            found += self._words("release.issuer.name", issuer.name, issuer.evidence)
        if record.event is not None:
            found += self._event(record.event)
        for number, body in enumerate(record.organizations):
            path = f"organizations[{number}]"
            found += self._words(f"{path}.name", body.name, body.evidence)
            found += self._words(f"{path}.abbreviation", body.abbreviation, body.evidence)
        for number, country in enumerate(record.countries):
            found += self._country(f"countries[{number}]", country)
        for number, person in enumerate(record.participants):
            found += self._participant(f"participants[{number}]", person)
        for number, document in enumerate(record.documents):
            found += self._document(f"documents[{number}]", document)
        for number, statement in enumerate(record.statements):
            found += self._statement(f"statements[{number}]", statement)
        return found

    def _event(self, event: EventInfo) -> Iterator[Ungrounded]:
        yield from self._words("event.name", event.name, event.evidence)
        yield from self._words("event.theme", event.theme, event.evidence)
        if event.place is not None:
            yield from self._words("event.place.name", event.place.name, event.place.evidence)
        if event.date is not None and event.date.basis == "stated":
            start, words = event.date.start, _words(event.date.evidence)
            figures = {int(word) for word in words if word.isdecimal()}
            named = any(self._months.get(word) == start.month for word in words)
            if not ((named or start.month in figures) and (start.day in figures or not figures)):
                value = start.isoformat()
                yield Ungrounded("event.date.start", value, (value,), event.date.evidence)

    def _country(self, path: str, country: CountryInfo) -> Iterator[Ungrounded]:
        if country.basis == "stated" and country.code not in self._codes(country.evidence):
            yield Ungrounded(f"{path}.code", country.code, (country.code,), country.evidence)

    def _participant(self, path: str, person: ParticipantInfo) -> Iterator[Ungrounded]:
        yield from self._words(f"{path}.name.full", person.name.full, person.evidence)
        for number, position in enumerate(person.positions):
            at = f"{path}.positions[{number}]"
            yield from self._words(f"{at}.title", position.title, position.evidence)
            code = position.country
            stated = code is not None and position.country_basis == "stated"
            if code is not None and stated and code not in self._codes(position.evidence):
                yield Ungrounded(f"{at}.country", code, (code,), position.evidence)

    def _document(self, path: str, document: DocumentInfo) -> Iterator[Ungrounded]:
        yield from self._words(f"{path}.title", document.title, document.evidence)
        for number, topic in enumerate(document.topics):
            yield from self._words(f"{path}.topics[{number}].text", topic.text, topic.evidence)
        for number, measure in enumerate(document.measures):
            at = f"{path}.measures[{number}].text"
            yield from self._words(at, measure.text, measure.evidence, nominalised=True)

    def _statement(self, path: str, statement: StatementInfo) -> Iterator[Ungrounded]:
        pieces = " ".join(item.text for item in statement.evidence)
        if statement.text != pieces:
            yield Ungrounded(f"{path}.text", statement.text, (pieces,), statement.evidence)
        for number, topic in enumerate(statement.topics):
            yield from self._words(f"{path}.topics[{number}].text", topic.text, topic.evidence)

    def _words(
        self,
        path: str,
        value: str | None,
        evidence: tuple[Evidence, ...],
        *,
        nominalised: bool = False,
    ) -> Iterator[Ungrounded]:
        """What of `value` has no partner in `evidence`.

        Args:
            path: The value's place.
            value: The value, or `None`.
            evidence: Its words.
            nominalised: Whether its first word may be a noun made of a verb («проведение» of
                «провести»), which shares no more than a beginning with it.
        """
        if value is None:
            return
        said = _words(evidence)
        words = _split(value)
        missing = [word for word in words if not self._is_said(word, said)]
        if missing and nominalised and missing[0] == words[0]:
            beginning = missing[0][:_SHORTEST_STEM]
            if any(word.startswith(beginning) for word in said):
                del missing[0]
        if missing:
            names = self._expanded(evidence)
            missing = [word for word in missing if not self._is_said(word, names)]
        if missing:
            codes = self._codes(evidence)
            missing = [word for word in missing if not codes & self._countries.lookup(word)]
        if missing:
            yield Ungrounded(path, value, tuple(missing), evidence)

    def _is_said(self, word: str, said: Iterable[str]) -> bool:
        return word in said or any(self._are_partners(word, other) for other in said)

    def _compare(self, word: str, other: str) -> bool:
        """Whether two different folded words are forms of one, or share its stem."""
        # Short words need all but their last letter: «посол» is no form of «послание».
        needed = max(_SHORTEST_STEM, len(word) - _ENDING, min(len(word) - 1, _SAFE_STEM))
        if word[:needed] == other[:needed] and len(other) >= needed:
            return True
        if word[:1] != other[:1] and not word[:1].isdigit():
            return bool(self._lemmas(word) & self._lemmas(other)) if len(word) < 6 else False
        return self._stem(word) == self._stem(other) or bool(
            self._lemmas(word) & self._lemmas(other)
        )

    def _lemmas(self, word: str) -> frozenset[str]:
        return frozenset(fold(parse.lemma) for parse in self._morphology.parses(word))

    def _expanded(self, evidence: tuple[Evidence, ...]) -> set[str]:
        """The words of all names that lexicons give for a body named in `evidence`."""
        found: set[str] = set()
        for item in evidence:
            said = _split(item.text)
            for beginning in {word[:_SHORTEST_STEM] for word in said}:
                for form, name in self._names.get(beginning, ()):
                    if all(self._is_said(word, said) for word in form):
                        found |= name
        return found

    def _codes(self, evidence: tuple[Evidence, ...]) -> set[str]:
        """Codes of all countries that `evidence` names by any form."""
        codes: set[str] = set()
        for item in evidence:
            codes |= self._named(item.text)
        return codes

    def _named(self, text: str) -> set[str]:
        codes = self._countries.lookup(text)
        words = text.split()
        if len(words) == 1:
            return codes
        for start, word in enumerate(words):
            bare = word.strip(_PUNCTUATION)
            codes |= self._countries.lookup(bare)
            # Few words begin a name of several.
            if not self._countries.starts.isdisjoint(split_words(fold(bare))[:1]):
                for end in range(start + 2, min(start + _LONGEST_COUNTRY, len(words)) + 1):
                    name = " ".join(words[start:end]).strip(_PUNCTUATION)
                    codes |= self._countries.lookup(name)
        return codes


def mark(record: Record, found: Iterable[Ungrounded]) -> Record:
    """The record with a doubt at every item in `found`, or an issue where items have none."""
    found = list(found)
    if not found:
        return record
    data = record.model_dump()
    for value in found:
        item = _doubtful(data, value.path)
        if item is None:
            missing = ", ".join(value.missing)
            data["issues"] += (
                {
                    "stage": "assemble",
                    "code": CODE,
                    "message": f"the words of {value.path} do not bear it out: {missing}",
                    "evidence": tuple(quotation.model_dump() for quotation in value.evidence),
                },
            )
        elif CODE not in item["doubts"]:
            item["doubts"] += (CODE,)
    return Record.model_validate(data)


def _doubtful(data: dict[str, Any], path: str) -> dict[str, Any] | None:
    """The innermost object on the way to `path` that can hold doubts."""
    value: Any = data
    best = None
    for name, index in re.findall(r"(\w+)(?:\[(\d+)\])?", path):
        value = value[name][int(index)] if index else value[name]
        if isinstance(value, dict) and "doubts" in value:
            best = value
    return best


def _split(text: str) -> list[str]:
    """The folded words of `text`: all but short function words and endings («22-й»)."""
    return [
        fold(word)
        for word in _WORD.findall(text)
        if len(word) >= _SHORTEST_STEM or word.isupper() or word.isdecimal()
    ]


def _words(evidence: tuple[Evidence, ...]) -> set[str]:
    return {word for item in evidence for word in _split(item.text)}


def _names(store: ResourceStore) -> dict[str, list[tuple[tuple[str, ...], frozenset[str]]]]:
    """Names of bodies, by the beginning of their first word, with the words of all their names."""
    names: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}

    def add(forms: list[str]) -> None:
        words = [tuple(_split(form)) for form in forms]
        together = frozenset(chain.from_iterable(words))
        for form in filter(None, words):
            names.setdefault(form[0][:_SHORTEST_STEM], []).append((form, together))

    for known in store.load("organizations.yaml", OrganizationsResource).organizations:
        add([known.name, *known.abbreviations, *known.aliases, *known.ambiguous])
    institutions = store.load("institutions.yaml", InstitutionsResource)
    for short in institutions.short_names:
        add([short.name, *short.short])
    for body in institutions.names:
        add([body.name, *body.abbreviations, *body.aliases, *body.ambiguous])
    return names
