"""Countries of offices that only the text around them makes clear.

Counting countries alone is wrong more often than right, so a country is taken from the text
around an office of state only in four ways, the surest first:

1. *List*: the office stands in a list whose earlier member names its country («президент Литвы
   X, министр обороны Y и министр юстиции Z»).
2. *Sentence*: one country alone stands before the office in its sentence, as what a delegation
   belongs to, who is represented, or where it all happens («в литовскую делегацию вошли министр
   X и министр Y»).
3. *Others*: all offices of state in the release that name a country, two or more, name the same.
4. *Subject*: the first office of state in the release and most of its country mentions agree on
   one country.

Nothing is taken that gives one country two heads of one kind, and nothing for the other party
(«встретился с министром X»). What does not come from a list is in doubt, and says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.layers import CountryForm, Office, Position
from pipeline.stages.positions.context import STATE_RANKS, Context, Phrase
from pipeline.stages.positions.lexicon import OfficeLexicon
from pipeline.stages.positions.origin import Origin

DOUBT = "country_from_context"
_JOINTS = frozenset({",", "и", "а", "также", "(", ")", "—", "–", "-"})
_ENDS = frozenset({";", ":"})
_UNIONS = ("европ", "евраз", "всемир", "междунар", "оон", "нато", "ес")
"""Beginnings of words that make an office one of several states («глава европейской …»)."""
_SINGLE = frozenset(
    {
        "head_of_state", "head_of_government", "parliament_head", "minister",
        "deputy_head_of_state",
    }
)  # fmt: skip
_STEM = 6


class Discourse:
    """Finds countries of offices in the text around them."""

    def __init__(self, lexicon: OfficeLexicon) -> None:
        self._lexicon = lexicon

    def __call__(
        self,
        context: Context,
        phrases: Sequence[Phrase],
        offices: Sequence[Office],
        positions: Sequence[Position],
    ) -> list[Position]:
        """The positions, with countries where the text makes them clear.

        Args:
            context: The text and the earlier layers.
            phrases: Office phrases as found.
            offices: The same as offices; `Position.office` indexes both.
            positions: Positions in order of place.
        """
        known = {position.person for position in positions if position.country is not None}
        shared = self._of_others(positions) or self._subject(context, positions)
        done: list[Position] = []
        held = {self._seat(p, p.country): p.person for p in positions if p.country is not None}
        for position in positions:
            phrase = phrases[position.office]
            if (
                position.country is None
                and position.person not in known
                and self._is_of_state(context, phrase, offices[position.office], position)
            ):
                found = self._listed(context, position, phrase, done) or (
                    None
                    if self._is_other_party(context, phrase)
                    else self._in_sentence(context, phrase, positions)
                    or self._around(shared, position)
                )
                if found is not None:
                    seat = self._seat(position, found.code)
                    if held.setdefault(seat, position.person) == position.person:
                        position = replace(
                            position,
                            country=found.code,
                            country_basis="inferred",
                            country_spans=found.spans,
                            doubts=(*position.doubts, *found.doubts),
                        )
            done.append(position)
        return done

    def _is_of_state(
        self, context: Context, phrase: Phrase, office: Office, position: Position
    ) -> bool:
        """Whether an office belongs to a state, though it does not say to which."""
        tokens = context.tokens
        if office.periphrasis or (office.plural and position.organization is not None):
            return False
        words = range(*phrase.tokens)
        if any(tokens.lower[index].startswith(_UNIONS) for index in words):
            return False
        if position.organization is not None:
            return context.organizations.get(position.organization).kind in {
                "government", "parliament",
            }  # fmt: skip
        if position.rank in STATE_RANKS:
            return True
        inner = (
            self._lexicon.heads.get(tokens.lemma[index])
            for index in range(phrase.head + 1, phrase.tokens[1])
        )
        return any(entry is not None and entry.rank in STATE_RANKS for entry in inner)

    @staticmethod
    def _seat(position: Position, code: str | None) -> object:
        """What only one person holds: a head of one kind, a minister of one field."""
        if position.rank not in _SINGLE:
            return position.person, code
        field = (
            frozenset(word[:_STEM] for word in position.title.split())
            if position.rank == "minister"
            else None
        )
        return position.rank, field, code

    # --- the four ways ----------------------------------------------------------------------

    def _listed(
        self, context: Context, position: Position, phrase: Phrase, before: Iterable[Position]
    ) -> Origin | None:
        """The country of the list's member before: only names, offices and joints between."""
        tokens = context.tokens
        index = phrase.tokens[0] - 1
        first = tokens.sentences[tokens.sentence[phrase.tokens[0]]][0]
        while index >= first and tokens.lower[index] in _JOINTS:
            index -= 1
        if index < first or index == phrase.tokens[0] - 1 or index not in context.in_person:
            return None
        neighbour = next(
            (m.key for m in context.persons.mentions if m.tokens[0] <= index < m.tokens[1]), None
        )
        if neighbour is None or neighbour == position.person:
            return None
        for other in reversed(list(before)):
            if other.person == neighbour and other.country is not None and other.country_spans:
                cases = {tokens.feats[phrase.head].case, ""}
                if tokens.feats[index].case not in cases or other.rank not in STATE_RANKS:
                    return None
                doubts = tuple(doubt for doubt in other.doubts if doubt == DOUBT)
                return Origin(
                    other.country, other.country_spans, False, "positions.country_list", doubts
                )
        return None

    def _in_sentence(
        self, context: Context, phrase: Phrase, positions: Sequence[Position]
    ) -> Origin | None:
        """The one country that stands before the office in its sentence, in no other's office."""
        tokens = context.tokens
        start = phrase.tokens[0]
        first = tokens.sentences[tokens.sentence[start]][0]
        for index in range(start - 1, first - 1, -1):
            if tokens.form[index] in _ENDS:
                first = index + 1
                break
        mentions = [
            mention
            for mention in context.countries_in((first, start))
            if mention.form is not CountryForm.CAPITAL
        ]
        if len({mention.code for mention in mentions}) != 1:
            return None
        place = tokens.span(first, start)
        taken = [
            position.span
            for position in positions
            if place.contains(position.span) and position.country == mentions[-1].code
        ]
        free = [m for m in mentions if not any(span.contains(m.span) for span in taken)]
        if not free or free[-1].form is CountryForm.DEMONYM:
            return None
        return Origin(
            free[-1].code, (free[-1].span,), False, "positions.country_sentence", (DOUBT,)
        )

    @staticmethod
    def _of_others(positions: Sequence[Position]) -> Origin | None:
        codes = [p.country for p in positions if p.country and p.country_basis == "stated"]
        if len(codes) < 2 or any(p.country not in {codes[0], None} for p in positions):
            return None
        spans = next(p.country_spans for p in positions if p.country == codes[0])
        if not spans:
            return None
        return Origin(codes[0], spans, False, "positions.country_others", ("country_from_others",))

    @staticmethod
    def _subject(context: Context, positions: Sequence[Position]) -> Origin | None:
        """The country most mentions and the first office of state agree on."""
        counted = Counter(mention.code for mention in context.countries.mentions).most_common(2)
        if not counted or (len(counted) > 1 and counted[0][1] == counted[1][1]):
            return None
        code = counted[0][0]
        first = next(
            (
                position
                for position in positions
                if position.country_basis == "stated"
                and position.country is not None
                and position.rank in STATE_RANKS
            ),
            None,
        )
        if first is None or first.country != code or not first.country_spans:
            return None
        return Origin(code, first.country_spans, False, "positions.country_subject", (DOUBT,))

    @staticmethod
    def _around(shared: Origin | None, position: Position) -> Origin | None:
        """What holds for the release, but not for an office before the one it rests on."""
        if shared is None or DOUBT not in shared.doubts:
            return shared if position.rank in STATE_RANKS else None
        return shared if position.span.start > shared.spans[0].start else None

    @staticmethod
    def _is_other_party(context: Context, phrase: Phrase) -> bool:
        """«встретился с министром X»: of the other side, not of the one named before."""
        start = phrase.tokens[0]
        return start > 0 and context.tokens.lower[start - 1] in {"с", "со"}
