"""Lists of those who are there, without a verb of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.analysis.tokens import Tokens
from pipeline.layers import Event, Reference
from pipeline.resources.attendance import AttendanceLexicon

_ROSTER = "attendance.present.roster"
_OPENING = frozenset({"с", "со", "в", "среди", "от"})
_SIDE_WORDS = frozenset({"сторона", "делегация", "участник", "гость", "присутствующий"})
_TRAVELLED = frozenset({"visit", "negotiations", "consultations"})
_PARTY = "делегация"
_NEAR = 6
"""Sentences from the event's own in which those who came may be listed without a verb."""
_HEADINGS = frozenset(
    {
        "участник", "участвовать", "присутствовать", "присутствующий", "состав", "сопредседатель",
        "сопредседательствовать", "модератор", "спикер", "докладчик", "делегация", "приглашённый",
        "приглашенный",
    }
)  # fmt: skip
"""What stands above names of those who are there («Участники:», «В составе делегации»)."""
_HEADING = 8
"""The longest line that is a heading, in tokens."""
_FIRST = 4
"""Among how many first tokens of a heading its word stands."""
_CONTACTS = frozenset({"контакт", "контактный", "тел", "телефон", "пресс-служба", "справка"})
"""Openings of lines below a release that list nobody who was there."""


def openings(
    tokens: Tokens, event: Event, by_sentence: Mapping[int, Sequence[Reference]]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """«С литовской стороны – министр N», «В составе делегации N и M»: without a verb."""
    for number, here in by_sentence.items():
        low, high = tokens.sentences[number]
        head = tokens.lemma[low + 1 : low + 4]
        if not event.sentence <= number < event.sentence + _NEAR and not (
            event.kind in _TRAVELLED and _PARTY in head
        ):
            continue
        if (
            tokens.lower[low] in _OPENING
            and not _SIDE_WORDS.isdisjoint(head)
            and not any(
                tokens.feats[i].verb_form == "Fin" and tokens.lemma[i] != "быть"
                for i in range(low, high)
            )
        ):
            for reference in here:
                yield reference.persons, _ROSTER


class Rosters:
    """Reads lists of names below the words that open them.

    Args:
        lexicon: Words of attendance.
    """

    def __init__(self, lexicon: AttendanceLexicon) -> None:
        self._lexicon = lexicon

    def __call__(
        self, tokens: Tokens, by_sentence: Mapping[int, Sequence[Reference]]
    ) -> Iterator[tuple[tuple[str, ...], str]]:
        """Lines without a verb after «Делегации возглавляют:» or below «Участники:»."""
        is_open = False
        verbs = self._lexicon.verbs
        for number, (low, high) in enumerate(tokens.sentences):
            colon = tokens.form[high - 1] == ":"
            heads = high - low <= _HEADING and _is_heading(tokens, low, high)
            if not is_open and not colon and not heads:
                continue
            verbal = any(
                tokens.feats[place].verb_form == "Fin" and tokens.pos[place] == "VERB"
                for place in range(low, high)
            )
            if heads and (colon or not verbal):
                is_open = True
            elif verbal:
                is_open = colon and any(lemma in verbs for lemma in tokens.lemma[low:high])
            elif tokens.lemma[low] in _CONTACTS:
                is_open = False
            elif is_open:
                for reference in by_sentence.get(number, ()):
                    yield reference.persons, _ROSTER


def _is_heading(tokens: Tokens, low: int, high: int) -> bool:
    """«Присутствовали:», «Участники с литовской стороны»: a line of its own above a list."""
    section = tokens.section[low]
    ends = tokens.form[high - 1] == ":" or high == len(tokens) or tokens.section[high] != section
    return (
        ends
        and (low == 0 or tokens.section[low - 1] != section)
        and tokens.form[high - 1] not in {".", ",", ";"}
        and not _HEADINGS.isdisjoint(tokens.lemma[low : low + _FIRST])
    )
