"""Values proposed for words of the text: the nominative of a phrase, and what follows from it.

Nothing proposed counts as decided. Fields are proposed by the program's own extraction, run on a
short sentence made of the words («<office> <name> заявил об этом.»): what it knows of offices,
names, documents and topics it knows here too.
"""

from __future__ import annotations

import threading
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import KommunikeError

if TYPE_CHECKING:
    from pipeline.analysis.tokens import TokenViewBuilder
    from pipeline.flow import Extractor
    from pipeline.grammar.nominative import Nominative
    from pipeline.records import NameInfo, Record

_LONGEST: Final = 600
_CONTEXT: Final = 300
"""Code points of text on either side that the models get with the words."""
_NOMINATIVE: Final = frozenset(
    {"positions", "participants", "documents", "topics", "measures", "organizations"}
    | {"place", "event", "issuer"}
)
_PERSON_FRAMES: Final = (
    "{} заявил об этом.",
    "Президент встретился с {}.",
    "По словам {}, это так.",
    "Письмо передали {}.",
    "Президент принял {}.",
)
"""A sentence for each case that a name may stand in."""
_OPENING, _CLOSING = "«„“\"'", "»“”\"'"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What words may stand for.

    Attributes:
        value: The value that names the item, or `None`.
        fields: Values of its other fields by name, as JSON.
    """

    value: str | None
    fields: dict[str, Any] = field(default_factory=dict)


class Proposer:
    """Proposes values; the models are loaded when the first phrase comes, once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def propose(
        self, text: str, kind: str, start: int, end: int, person: str | None = None
    ) -> Proposal:
        """What the words `[start, end)` of `text` may be as an item of a kind.

        Args:
            text: The release.
            kind: The item's kind.
            start: First code point of the words.
            end: One past the last.
            person: Whose office the words name, for positions.

        Returns:
            A country's code, a phrase in the nominative, or the words themselves, with what
            follows from them; an empty proposal for no words, or words that name no one country.
        """
        words = text[start:end] if 0 <= start < end <= len(text) else ""
        if not words.strip():
            return Proposal(None)
        if kind == "countries":
            from pipeline.resources.countries import country_lexicon

            codes = country_lexicon().lookup(words.strip())
            return Proposal(codes.pop() if len(codes) == 1 else None)
        if kind == "statements":
            return Proposal(words, {"kind": _speech(text, start, end)})
        plain = " ".join(words.split())
        if kind not in _NOMINATIVE or len(words) > _LONGEST:
            return Proposal(plain)
        with self._lock:
            phrase = self._in_nominative(text, start, end) or plain
            return self._filled(kind, phrase, plain, person)

    def warm(self) -> None:
        """Load the models, so that the first key does not wait for them."""
        with self._lock:
            self._in_nominative("Министр прибыл.", 0, 7)

    def _in_nominative(self, text: str, start: int, end: int) -> str | None:
        # A few hundred code points of context give the models their grammar, and keep a long
        # release from being analysed for one key.
        floor, ceiling = max(0, start - _CONTEXT), min(len(text), end + _CONTEXT)
        extractor, view, nominative = self._models
        tokens = view(extractor.nlp(text[floor:ceiling]))
        first = bisect_right(tokens.end, start - floor)
        last = bisect_left(tokens.start, end - floor)
        if first >= last:
            return None
        return nominative.phrase(tokens, first, last).text

    def _filled(self, kind: str, phrase: str, plain: str, person: str | None) -> Proposal:
        """The phrase with what the extraction makes of it."""
        if kind == "positions":
            return self._office(phrase, person)
        if kind == "participants":
            return self._person(plain)
        if kind == "documents":
            record = self._read(f"Подписан {phrase}.")
            found = record.documents[:1] if record else ()
            return Proposal(phrase, {"kind": found[0].kind} if found else {})
        if kind == "topics":
            return self._topic(phrase, plain)
        if kind == "organizations":
            return self._body(phrase)
        if kind == "place":
            return self._place(phrase)
        return Proposal(phrase)

    def _office(self, phrase: str, person: str | None) -> Proposal:
        name = person or "Иван Иванов"
        record = self._read(f"{phrase[:1].upper()}{phrase[1:]} {name} заявил об этом.")
        people = record.participants if record else ()
        for position in people[0].positions[:1] if len(people) == 1 else ():
            if position.text.casefold() == phrase.casefold():
                fields = {"rank": position.rank, "country": position.country}
                return Proposal(position.title, fields)
        return Proposal(_without_country(phrase))

    def _person(self, plain: str) -> Proposal:
        """The name most sentences give: which case the words stand in is not known."""
        found: list[NameInfo] = []
        for frame in _PERSON_FRAMES:
            start = frame.index("{}")
            record = self._read(frame.format(plain))
            found += [
                person.name
                for person in (record.participants if record else ())
                if any(e.start <= start and e.end >= start + len(plain) for e in person.evidence)
            ]
        found = [name for name in found if ("." in name.full) == ("." in plain)]
        if not found:
            return Proposal(plain)
        name = max(found, key=found.count)
        parts = {"given": name.given, "patronymic": name.patronymic, "family": name.family}
        return Proposal(name.full, {f"name.{part}": value for part, value in parts.items()})

    def _topic(self, phrase: str, plain: str) -> Proposal:
        record = self._read(f"Подписан меморандум о сотрудничестве в области {plain}.")
        topics = record.documents[0].topics if record and record.documents else ()
        joined = " и ".join(topic.text for topic in topics)
        text = joined if len(joined.split()) == len(plain.split()) else phrase
        concept = topics[0].concept if len(topics) == 1 else None
        return Proposal(text, {"concept": concept.model_dump()} if concept else {})

    def _body(self, phrase: str) -> Proposal:
        record = self._read(f"В Астане прошло заседание. В нем участвует {phrase}.")
        for body in record.organizations if record else ():
            known = {body.name.casefold(), (body.abbreviation or "").casefold()}
            if phrase.casefold() in known:
                fields = {"abbreviation": body.abbreviation, "kind": body.kind}
                return Proposal(body.name, {**fields, "country": body.country})
        return Proposal(phrase)

    def _place(self, phrase: str) -> Proposal:
        record = self._read(f"{phrase}, 5 мая. В городе {phrase} состоялся саммит.")
        place = record.event.place if record and record.event else None
        return Proposal(phrase, {"country": place.country} if place and place.country else {})

    def _read(self, sentence: str) -> Record | None:
        try:
            return self._models[0](sentence, id="proposal")
        except KommunikeError:
            return None  # nothing to read in it, so nothing to propose

    @cached_property
    def _models(self) -> tuple[Extractor, TokenViewBuilder, Nominative]:
        from pipeline.analysis.morphology import Morphology
        from pipeline.analysis.tokens import TokenViewBuilder
        from pipeline.flow import Extractor
        from pipeline.grammar.nominative import Nominative

        return Extractor(), TokenViewBuilder(), Nominative(Morphology())


def _speech(text: str, start: int, end: int) -> str:
    """Direct speech stands in quotation marks."""
    words = text[start:end]
    inside = words[0] in _OPENING and words[-1].rstrip(",.") in _CLOSING
    around = text[start - 1 : start] in tuple(_OPENING) and text[end : end + 1] in tuple(_CLOSING)
    return "direct" if inside or around else "reported"


def _without_country(phrase: str) -> str:
    """An office without the country it ends on, in lower case but for abbreviations."""
    from pipeline.resources.countries import country_lexicon

    words = phrase.split()
    for size in range(min(_COUNTRY_WORDS, len(words) - 1), 0, -1):
        if country_lexicon().is_country_form(" ".join(words[-size:])):
            words = words[:-size]
            break
    if words and words[0][1:] == words[0][1:].lower():
        words[0] = words[0].lower()
    return " ".join(words)


_COUNTRY_WORDS: Final = 5
"""The longest form of a country's name, in words."""
