"""Countries of offices that only the text around them makes clear.

Counting countries alone is wrong more often than right, so a country is taken from the text
around an office of state only in nine ways, the surest first:

1. *List*: the office stands in a list whose earlier member names its country («президент Литвы
   X, министр обороны Y и министр юстиции Z»).
2. *Sentence*: one country alone stands before the office in its sentence, as what a delegation
   belongs to, who is represented, or where it all happens («в литовскую делегацию вошли министр
   X и министр Y»).
3. *Host*: the release tells of one journey, and the traveller meets the officer (`superiors`).
4. *Sides*: what follows from there being two sides (`sides`).
5. *Elsewhere*: the release says the same office again, with its country and no name
   (`elsewhere`).
6. *Others*: all offices of state in the release whose country is known, two or more, have the same.
7. *Issuer*: the body that released the text is of one state.
8. *Subject*: the first office of state in the release and most of its country mentions agree on
   one country.
9. *Home*: the agencies and papers that the release cites are at home in one state it names.

Nothing is taken that gives one country two heads of one kind, and nothing but the host for the
other party («встретился с министром X»). What does not come from a list is in doubt, and says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import is_abbreviation
from pipeline.layers import CountryForm, CountryMention, Office, Position
from pipeline.stages.positions.context import (
    HEADS_OF_ONE,
    STATE_RANKS,
    UNIONS,
    Context,
    Origin,
    Phrase,
    is_other_party,
)
from pipeline.stages.positions.elsewhere import said_elsewhere, seat_of
from pipeline.stages.positions.home import at_home, home_of
from pipeline.stages.positions.lexicon import OfficeLexicon
from pipeline.stages.positions.listed import in_list
from pipeline.stages.positions.sides import (
    DOUBT,
    between,
    by_elimination,
    in_order,
    of_own_side,
    pair_of,
)
from pipeline.stages.positions.superiors import is_acted_on, of_host, of_superior, travels, whose

_OTHERS = "positions.country_others"
_SUBJECT = "positions.country_subject"
_ENDS = frozenset({";", ":"})
_ABOUT = frozenset({"с", "со", "к", "ко", "о", "об", "против", "между", "для", "про", "над"})
"""Prepositions that make a country what is spoken of, or the other side."""
_CHAIRS = frozenset({"председатель"})
"""Titles of heads of state in some states, and of many other bodies in all."""


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
        issuer: Origin | None = None,
    ) -> list[Position]:
        """The positions, with countries where the text makes them clear.

        Args:
            context: The text and the earlier layers.
            phrases: Office phrases as found.
            offices: The same as offices; `Position.office` indexes both.
            positions: Positions in order of place.
            issuer: The state of the body that released the text.
        """
        done = list(positions)
        known = {position.person for position in positions if position.country is not None}
        held = {self._seat(p, p.country): p.person for p in positions if p.country is not None}
        told: dict[str, str] = {}
        pair = pair_of(context)
        visited = travels(context, self._lexicon.frames["travel"])

        def is_of_state(position: Position) -> bool:
            office = offices[position.office]
            return self._is_of_state(context, phrases[position.office], office, position)

        def tell(
            find: Callable[[Position, Phrase], Origin | None],
            of_state: Callable[[Position], bool] = is_of_state,
        ) -> None:
            for number, position in enumerate(done):
                phrase = phrases[position.office]
                if (
                    position.country is not None
                    or position.person in known
                    or not of_state(position)
                ):
                    continue
                found = find(position, phrase)
                if (
                    found is None
                    or found.code in visited.get(position.person, ())
                    or told.setdefault(position.person, found.code) != found.code
                ):
                    continue
                seat = self._seat(position, found.code)
                if held.setdefault(seat, position.person) == position.person:
                    done[number] = replace(
                        position,
                        country=found.code,
                        country_basis="inferred",
                        country_spans=found.spans,
                        doubts=(*position.doubts, *found.doubts),
                    )

        def surely(position: Position, phrase: Phrase) -> Origin | None:
            listed = in_list(context, position, phrase, done)
            if listed is not None or is_other_party(context, phrase):
                return listed
            return self._in_sentence(context, phrase, positions)

        def of_sides(position: Position, phrase: Phrase) -> Origin | None:
            seats = {m.code: self._seat(position, m.code) for m in context.countries.mentions}
            abroad = visited.get(position.person, frozenset())
            found = by_elimination(context, position.person, seats, held, abroad)
            if found is not None or is_other_party(context, phrase):
                return found
            return between(context, phrase, positions)

        def around(position: Position, phrase: Phrase) -> Origin | None:
            if is_other_party(context, phrase):
                return None
            if pair and (own := of_own_side(context, positions, pair)) is not None:
                return own
            abroad = visited.get(position.person, frozenset())
            others = self._of_others(context, phrases, done, abroad)
            return self._around(others, position) or self._around(shared, position)

        def of_somebody(position: Position) -> bool:
            phrase = phrases[position.office]
            owned = bool(whose(context, phrase))
            return (
                is_of_state(position)
                or owned
                or any(i in context.mention_at for i in range(*phrase.tokens))
            )

        def superior(_: Position, phrase: Phrase) -> Origin | None:
            return of_superior(context, self._lexicon, phrases, done, phrase)

        tell(surely)
        tell(lambda position, phrase: of_host(context, phrase, position, visited))
        tell(
            lambda position, phrase: in_order(context, phrase, position, positions),
            # «президента X и председателя Y»: of a state where another state's president is.
            lambda position: is_of_state(position) or position.title in _CHAIRS,
        )
        tell(of_sides)
        tell(superior, of_somebody)
        tell(lambda position, _: said_elsewhere(offices, done, position, held))
        tell(superior, of_somebody)
        shared = issuer or self._subject(context, phrases, offices, positions)
        tell(around)
        tell(superior, of_somebody)
        home = home_of(context)
        if home is not None:
            tell(lambda position, phrase: at_home(context, phrase, position, home))
            tell(superior, of_somebody)
        return done

    def _is_of_state(
        self, context: Context, phrase: Phrase, office: Office, position: Position
    ) -> bool:
        """Whether an office belongs to a state, though it does not say to which."""
        tokens = context.tokens
        if office.periphrasis or (office.plural and position.organization is not None):
            return False
        words = range(*phrase.tokens)
        field = next((i for i in words if tokens.lower[i] == "по"), phrase.tokens[1])
        # «Помощник президента по международным вопросам» is of one state.
        if any(tokens.lower[i].startswith(UNIONS) for i in range(phrase.tokens[0], field)):
            return False
        if not self._lexicon.frames["region"].isdisjoint(tokens.lemma[i] for i in words):
            return False
        last = phrase.tokens[1] - 1
        if (
            last > phrase.head
            and last not in context.in_organization
            and is_abbreviation(tokens.form[last])
        ):
            return False  # «министр иностранных дел РТ»: said, but not understood
        if position.organization is not None:
            return context.organizations.get(position.organization).kind in {
                "government", "parliament",
            }  # fmt: skip
        return self._is_high(context, phrase, position)

    def _is_high(self, context: Context, phrase: Phrase, position: Position) -> bool:
        """Whether it is an office of state by its rank, or an aide's to one."""
        tail = context.tokens.lemma[phrase.head + 1 : phrase.tokens[1]]
        if position.rank in STATE_RANKS:
            # «вице-президент по добыче» is a company's.
            return position.rank != "deputy_head_of_state" or not tail
        inner = (self._lexicon.heads.get(lemma) for lemma in tail)
        return "государство" in tail or any(
            entry is not None and entry.rank in STATE_RANKS for entry in inner
        )

    def _seat(self, position: Position, code: str | None) -> object:
        """What only one person holds: a head of one kind, a minister of one field."""
        if position.rank not in HEADS_OF_ONE:
            return position.person, code
        return seat_of(position.title, position.rank, code)

    # --- the ways ----------------------------------------------------------------------

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
        if free[-1].form is CountryForm.ADJECTIVE and not self._says_whose(tokens, free[-1]):
            return None  # «о судьбе литовского газа сообщил министр X»
        named = free[-1].tokens[0]
        if context.quotations.speaks(named) or tokens.lower[max(named - 1, 0)] in _ABOUT:
            return None  # «„Мы ценим партнёрство с Литвой“, – отметил министр X»
        return Origin(
            free[-1].code, (free[-1].span,), False, "positions.country_sentence", (DOUBT,)
        )

    def _says_whose(self, tokens: Tokens, mention: CountryMention) -> bool:
        """Whether an adjective is of a delegation, a body or a city («литовская сторона»)."""
        end = mention.tokens[1]
        nouns = self._lexicon.frames["delegation"] | self._lexicon.frames["whose"]
        return any(lemma in nouns for lemma in tokens.lemma[end : end + 3])

    def _of_others(
        self,
        context: Context,
        phrases: Sequence[Phrase],
        positions: Sequence[Position],
        abroad: Collection[str],
    ) -> Origin | None:
        """The one country of all other offices, those of the other party and of hosts aside.

        What only a body's name tells does not count: «Белый дом» is cited everywhere.
        """
        told = [
            position
            for position in positions
            if position.country is not None
            and (position.country_basis == "stated" or DOUBT in position.doubts)
            and position.country not in abroad
            # «Посол Литвы» is at home elsewhere, and so is a colleague.
            and (position.rank != "ambassador" or " в " in position.title)
            and position.rule != "positions.colleague"
            and not is_other_party(context, phrases[position.office])
        ]
        if len(told) < 2 or len({position.country for position in told}) != 1:
            return None
        first = next((position for position in told if position.country_spans), None)
        if first is None or first.country is None:
            return None
        return Origin(first.country, first.country_spans, False, _OTHERS, ("country_from_others",))

    def _subject(
        self,
        context: Context,
        phrases: Sequence[Phrase],
        offices: Sequence[Office],
        positions: Sequence[Position],
    ) -> Origin | None:
        """The country most mentions and the first office of state agree on, held or not."""
        counted = Counter(mention.code for mention in context.countries.mentions)
        for body in context.organizations.mentions:
            # «Кремль» speaks for its state without naming it.
            code = context.organizations.get(body.key).country
            if code is not None and not context.countries_in(body.tokens):
                counted[code] += 1
        most = counted.most_common(2)
        if not most or (len(most) > 1 and most[0][1] == most[1][1]):
            return None
        code = most[0][0]
        held = {position.office for position in positions}
        stated = [
            (position.span, position.country, position.country_spans, position.office)
            for position in positions
            if position.country_basis == "stated"
            and (
                position.rank in STATE_RANKS
                or (
                    len(counted) == 1 and self._is_high(context, phrases[position.office], position)
                )
            )
        ]
        stated += [
            (office.span, office.country, office.country_spans, number)
            for number, office in enumerate(offices)
            if number not in held and office.rank in STATE_RANKS and not office.former
        ]
        first = min((item for item in stated if item[1] is not None), default=None)
        if first is None or first[1] != code or not first[2]:
            return None
        if is_acted_on(context, phrases[first[3]]):
            return None  # the release is another side's: «X позвонил президенту Литвы»
        return Origin(code, first[2], False, _SUBJECT, (DOUBT,))

    @staticmethod
    def _around(shared: Origin | None, position: Position) -> Origin | None:
        """What holds for the release, but not for an office before the one it rests on."""
        if shared is None or (shared.rule == _OTHERS and position.rank not in STATE_RANKS):
            return None
        if shared.rule == _SUBJECT and position.span.start < shared.spans[0].start:
            return None
        return shared
