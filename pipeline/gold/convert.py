"""From the light gold format to envelopes: a full record with offsets.

What the light format does not annotate gets the neutral value the contract allows (rank `other`,
no roles, no verb, …) and is not listed in `annotated`. The result depends on nothing but the
annotation and the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from pydantic import ValidationError

from pipeline.errors import InputError
from pipeline.gold.bodies import Bodies
from pipeline.gold.envelope import Envelope
from pipeline.gold.light import (
    ANNOTATED,
    LightDocument,
    LightEvent,
    LightGold,
    LightPerson,
    LightSubject,
    LightTitle,
)
from pipeline.gold.locate import by_stems, nearest, nearest_after, occurrences, outside
from pipeline.records import SCHEMA_VERSION, Record, text_hash
from pipeline.resources.countries import CountryLexicon
from pipeline.spans import Span

_MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
_RELATIVE = re.compile(
    r"\b(?:сегодня|вчера|накануне|во? (?:понедельник|вторник|среду|четверг|пятницу|субботу"
    r"|воскресенье))\b",
    re.IGNORECASE,
)
_ISO_HEADER = re.compile(r"\A\s*date\s+\d{4}-\d{2}-\d{2}\b")

Data = dict[str, Any]


def to_envelope(gold: LightGold, text: str, *, kind: str = "blind") -> Envelope:
    """The envelope of a light annotation.

    Args:
        gold: The annotation.
        text: The release's text exactly as decoded.
        kind: How the annotation came about.

    Raises:
        InputError: A verbatim string does not stand in the text, a speaker is no participant, or
            the annotation breaks a rule of the contract.
    """
    record = _Converter(gold, text).record()
    try:
        return Envelope(
            record=Record.model_validate(record, context={"text": text}, strict=False),
            kind=kind,
            annotated=ANNOTATED,
        )
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "record"
        raise InputError(f"{gold.id}: {place}: {first['msg']}") from None


@cache
def _countries() -> CountryLexicon:
    return CountryLexicon.load()


def _country_name(code: str) -> str:
    try:
        return _countries().name(code)
    except KeyError:
        raise InputError(f"{code!r} is no country code") from None


class _Converter:
    def __init__(self, gold: LightGold, text: str) -> None:
        self._gold = gold
        self._text = text
        self._bodies = Bodies(text)

    def record(self) -> Data:
        gold = self._gold
        forms = self._all(form for person in gold.participants for form in person.forms)
        country_forms = self._all(form for item in gold.countries for form in item.forms)
        names = self._all(item.text for item in gold.documents)
        event = self._event(gold.event) if gold.event else None
        persons = [
            self._person(index, person, forms)
            for index, person in enumerate(gold.participants, start=1)
        ]
        return {
            "schema_version": SCHEMA_VERSION,
            "release": {
                "id": gold.id,
                "source": f"{gold.id}.txt",
                "sha256": text_hash(self._text),
                "published": None,
                "headline": None,
                "issuer": None,
            },
            "event": event,
            "organizations": [
                {key: value for key, value in entry.items() if key != "words"}
                | {"evidence": self._quote(entry["words"])}
                for entry in self._bodies.entries
            ],
            "countries": [
                {
                    "code": item.code,
                    "name": _country_name(item.code),
                    "status": item.status,
                    "represented": item.represented,
                    "basis": "stated",
                    "evidence": self._quote(outside(self._all(item.forms), country_forms)),
                }
                for item in gold.countries
            ],
            "participants": persons,
            "documents": [
                self._document(index, item, names)
                for index, item in enumerate(gold.documents, start=1)
            ],
            "statements": self._statements(),
            "issues": [],
            "provenance": {"pipeline": "gold", "models": {}, "resources": {}},
        }

    def _find(self, words: str) -> list[Span]:
        found = occurrences(self._text, words)
        if not found:
            raise InputError(f"{self._gold.id}: {words!r} does not stand in the text")
        return found

    def _all(self, strings: Iterable[str]) -> list[Span]:
        return sorted({span for words in strings for span in self._find(words)})

    def _quote(self, spans: Iterable[Span]) -> list[Data]:
        return [
            {"start": span.start, "end": span.end, "text": span.of(self._text)} for span in spans
        ]

    def _person(self, index: int, person: LightPerson, forms: list[Span]) -> Data:
        mentions = outside(self._all(person.forms), forms)
        return {
            "id": f"p-{index}",
            "name": {"full": person.name, "given": None, "patronymic": None, "family": None},
            "positions": [self._position(title, mentions) for title in person.titles],
            "country": person.country,
            "attendance": person.attendance,
            "roles": [],
            "evidence": self._quote(mentions),
        }

    def _position(self, title: LightTitle, mentions: list[Span]) -> Data:
        place = nearest(self._find(title.text), mentions)
        organization = None
        if title.organization is not None:
            inside = self._inside(title.organization, place)
            organization = self._bodies.add(title.organization, title.country, [inside])
        return {
            "title": title.title,
            "text": title.text,
            "rank": "other",
            "organization": organization,
            "country": title.country,
            "country_basis": "stated" if title.country is not None else None,
            "evidence": self._quote([place]),
        }

    def _inside(self, name: str, place: Span) -> Span:
        """Where `name` stands in the words at `place`, in any case; else all of them."""
        words = place.of(self._text)
        found = occurrences(words, name) or by_stems(words, name)
        return found[0].shift(place.start) if found else place

    def _event(self, event: LightEvent) -> Data:
        words = self._event_words(event)
        organization = None
        if event.organization is not None:
            found = by_stems(self._text, event.organization) or [words]
            organization = self._bodies.add(event.organization, None, found)
        place = None
        if event.place is not None:
            found = by_stems(self._text, event.place)
            place = {
                "name": event.place,
                "country": event.place_country,
                "evidence": self._quote([nearest(found, [words])] if found else [words]),
            }
        when = None
        if event.date is not None:
            found, stated = self._date_words(event.date)
            when = {
                "start": event.date.isoformat(),
                "end": None,
                "basis": "stated" if stated else "inferred",
                "evidence": self._quote([nearest(found, [words])] if found else [words]),
            }
        return {
            "kind": event.kind,
            "name": event.name,
            "theme": None,
            "date": when,
            "place": place,
            "organization": organization,
            "evidence": self._quote([words]),
        }

    def _event_words(self, event: LightEvent) -> Span:
        """The event's name in any case, else its beginning, else the first line of language."""
        pieces = event.name.split() if event.name else []
        for size in range(len(pieces), 0, -1):
            found = by_stems(self._text, " ".join(pieces[:size]))
            if found:
                return found[0]
        header = _ISO_HEADER.match(self._text)
        line = re.compile(r"\S.*\S").search(self._text, header.end() if header else 0)
        if line is None:
            raise InputError(f"{self._gold.id}: the text is empty")
        return Span(*line.span())

    def _date_words(self, day: date) -> tuple[list[Span], bool]:
        month = _MONTHS[day.month - 1]
        stated = re.compile(rf"\b{day.day} {month}(?: {day.year}(?: года| г\.)?)?", re.IGNORECASE)
        found = [Span(*match.span()) for match in stated.finditer(self._text)]
        if found:
            return found, True
        return [Span(*match.span()) for match in _RELATIVE.finditer(self._text)], False

    def _document(self, index: int, document: LightDocument, names: list[Span]) -> Data:
        mentions = outside(self._find(document.text), names)
        starts = [span.start for span in mentions]
        return {
            "id": f"doc-{index}",
            "kind": document.kind,
            "title": document.title,
            "status": document.status,
            "signatories": [],
            "topics": [
                {**item, "concept": None} for item in self._subjects(document.topics, starts)
            ],
            "measures": self._subjects(document.measures, starts),
            "evidence": self._quote(mentions),
        }

    def _subjects(self, items: Iterable[LightSubject], starts: list[int]) -> list[Data]:
        """Items of a list follow the document's mention, or the item before them."""
        result, anchors = [], list(starts)
        for item in items:
            place = nearest_after(self._find(item.quote), anchors)
            anchors.append(place.end)
            result.append({"text": item.text, "evidence": self._quote([place])})
        return result

    def _statements(self) -> list[Data]:
        keys = {
            person.name: f"p-{index}" for index, person in enumerate(self._gold.participants, 1)
        }
        result, last = [], 0
        for statement in self._gold.statements:
            place = nearest_after(self._find(statement.quote), [last])
            last = place.start
            if statement.speaker is not None and statement.speaker not in keys:
                raise InputError(
                    f"{self._gold.id}: the speaker {statement.speaker!r} is no participant"
                )
            result.append(
                {
                    "speaker": keys[statement.speaker] if statement.speaker is not None else None,
                    "source": statement.source,
                    "kind": statement.kind,
                    "verb": None,
                    "text": statement.quote,
                    "topics": [],
                    "evidence": self._quote([place]),
                }
            )
        return result
