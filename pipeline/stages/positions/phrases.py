"""Office phrases: where a noun heads one, and how far it reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import is_abbreviation
from pipeline.grammar.noun_phrase import Bounds, NounPhrases
from pipeline.stages.positions.context import (
    NAMES,
    OF_PERSONS,
    SHORTENED,
    STATE_RANKS,
    Context,
    Phrase,
)
from pipeline.stages.positions.edges import CountryEdges
from pipeline.stages.positions.extents import Extents
from pipeline.stages.positions.lexicon import OfficeLexicon

_SEPARATORS = frozenset({",", "и", "-", "–", "—", "(", ";", "также", "затем", "ныне"})
_COMMANDERS = frozenset({"командующий", "главнокомандующий", "замкомандующий"})
_IN_OFFICE = frozenset({"председатель"})
_SHORTENED = frozenset({"зам", "зав", "нач", "пом"})
"""Nouns of offices that a full stop cuts short («зам. министра»)."""
_KEPT_PARTICIPLES = frozenset({"действовать", "уполномочить", "управлять", "исполнять"})


class PhraseFinder:
    """Finds office phrases."""

    def __init__(
        self, lexicon: OfficeLexicon, honorifics: frozenset[str], morphology: Morphology
    ) -> None:
        self._lexicon = lexicon
        self._honorifics = honorifics
        self._nouns = frozenset(lexicon.heads) | lexicon.colleague
        self._phrases = NounPhrases(morphology)
        self._edges = CountryEdges(self._phrases)
        self._extents = Extents(lexicon, self._phrases)

    def nouns(self, tokens: Tokens) -> list[int]:
        """Nouns that can head an office."""
        nouns = self._nouns
        return [i for i, lemma in enumerate(tokens.lemma) if lemma in nouns]

    def __call__(self, context: Context, nouns: Sequence[int]) -> list[Phrase]:
        """All office phrases in order; inner ones follow the phrase they lie in.

        Args:
            context: The text and the earlier layers.
            nouns: What `nouns` found in the text.
        """
        tokens = context.tokens
        heads = [i for i in nouns if self._is_head(context, i)]
        stops = set(context.in_person)
        stops.update(self._appositions(context))
        starts: dict[int, int] = {}
        for head in heads:
            floor = tokens.sentences[tokens.sentence[head]][0]
            start = self._phrases.first_modifier(tokens, head, floor)
            # «X Сапаровский и дипломатический представитель»: a surname is no modifier.
            start = max([start, *(i + 1 for i in range(start, head) if i in context.in_person)])
            starts[head] = start
            if start > floor and tokens.lower[start - 1] in _SEPARATORS:
                stops.add(start)
        boundaries = frozenset(stops)
        found: list[Phrase] = []
        done = 0
        for head in heads:
            if head < done:
                if found and tokens.feats[head].case == "Gen":
                    found += self._inner(context, found[-1], head, starts[head])
                continue
            phrase = self._phrase(context, head, starts[head], boundaries, done)
            if phrase is not None:
                found.append(phrase)
                done = phrase.tokens[1]
        return found

    def _inner(self, context: Context, outer: Phrase, head: int, start: int) -> list[Phrase]:
        end = outer.tokens[1]
        start = self._office_start(context.tokens, start, head)
        entry = self._lexicon.heads.get(context.tokens.lemma[head])
        if entry is None or (entry.needs_tail and end == head + 1):
            return []
        phrase = self._edges.phrase(context, (start, end), head, entry, False)
        return [replace(phrase, inner=True)]

    def _appositions(self, context: Context) -> set[int]:
        """Nouns for persons directly before a name («полковника X») that end an office."""
        tokens = context.tokens
        found: set[int] = set()
        for mention in context.persons.mentions:
            index = mention.tokens[0] - 1
            if index < 1 or tokens.lemma[index] in self._lexicon.heads:
                continue
            if {tokens.lemma[index], tokens.lower[index]} & self._honorifics or (
                tokens.pos[index] == "NOUN"
                and tokens.feats[index].animacy == "Anim"
                and tokens.feats[index].number != "Plur"  # «лидер либеральных демократов X»
                and tokens.feats[index - 1].case in {"Gen", ""}
                and self._may_live(tokens.lower[index])
            ):
                found.add(index)
        return found

    def _may_live(self, lower: str) -> bool:
        """Whether a noun can be for a person («опустыниванием» is tagged so)."""
        parses = self._phrases.agreement.morphology.parses(lower)
        return not parses[0].known or any(parse.animate for parse in parses)

    def _is_head(self, context: Context, index: int) -> bool:
        tokens = context.tokens
        lemma = tokens.lemma[index]
        if index in context.in_person:
            return False
        if (
            index
            and tokens.lower[index - 1] == "в"
            and tokens.feats[index].number == "Plur"
            and tokens.feats[index].case in {"Nom", "Acc"}
        ):
            return False  # «выдвинули в президенты X»
        if context.in_organization.get(index, index) < index and not self._named(context, index):
            return False
        if lemma == "исполнять":
            return (
                index + 1 < len(tokens)
                and tokens.lower[index + 1] == "обязанности"
                and tokens.feats[index].verb_form == "Part"
            )
        if self._is_adjectival(tokens.lower[index]) or (
            tokens.pos[index] in {"ADJ", "VERB"} and self._may_modify(tokens.lower[index])
        ):
            # «управляющий», «ведущий»: a head only where no noun follows that it modifies.
            return tokens.feats[index].gender != "Neut" and (
                lemma in _COMMANDERS or not self._modifies(context, index)
            )
        if tokens.lower[index] in _SHORTENED and tokens.form[index + 1 : index + 2] == ["."]:
            return True
        return tokens.pos[index] in {"NOUN", "PROPN", "X", "ADJ", "VERB"}

    def _may_modify(self, lower: str) -> bool:
        """Whether the word can be an adjective at all («Экс-председатель» is tagged as one)."""
        parses = self._phrases.agreement.morphology.parses(lower.rpartition("-")[2])
        return any(parse.kind not in {"NOUN", "NPRO"} for parse in parses)

    def _named(self, context: Context, index: int) -> bool:
        """«администрация президента США X»: an office in a body's name, its holder behind it."""
        tokens = context.tokens
        entry = self._lexicon.heads.get(tokens.lemma[index])
        if entry is None or entry.rank not in STATE_RANKS or tokens.feats[index].case != "Gen":
            return False
        place = index + 1
        mention = context.country_at.get(place)
        if mention is not None and mention.form in NAMES:
            place = mention.tokens[1]
        return place in context.in_person and tokens.feats[place].case in {"Gen", ""}

    def _is_adjectival(self, lower: str) -> bool:
        return lower.endswith(("щий", "щего", "щему", "щим", "щем", "щая", "щей", "щую"))

    def _modifies(self, context: Context, index: int) -> bool:
        tokens = context.tokens
        following = index + 1
        while following < len(tokens) and tokens.pos[following] in {"ADJ", "DET"}:
            following += 1
        return (
            following < len(tokens)
            and following not in context.in_person
            and tokens.pos[following] in {"NOUN", "PROPN"}
            and not is_abbreviation(tokens.form[following])
            and tokens.sentence[following] == tokens.sentence[index]
            and self._phrases.agreement.agree(tokens, index, following)
        )

    def _phrase(
        self, context: Context, head: int, start: int, stops: frozenset[int], floor: int
    ) -> Phrase | None:
        tokens = context.tokens
        entry = self._lexicon.heads.get(tokens.lemma[head])
        start = self._office_start(tokens, max(start, floor), head)
        start = self._with_shortened(tokens, start, floor)
        acting = False
        before = self._acting_prefix(tokens, start, floor)
        if before is not None:
            start, acting = before, True
        limit = tokens.sentences[tokens.sentence[head]][1]
        prepositions = {"по", "при"}
        end = head + 1
        if entry is not None:
            prepositions.update(entry.prepositions)
            if entry.id == "acting":
                end = head + 2
                if start > floor and tokens.lower[start - 1] == "временно":
                    start -= 1
        if tokens.lower[head] in _SHORTENED and tokens.form[end : end + 1] == ["."]:
            end += 1  # «зам. министра»
        bounds = Bounds(limit, context.wholes, stops, frozenset(prepositions))
        end = self._postposed(tokens, head, end, bounds)
        if self._is_adjectival(tokens.lower[head]) or tokens.lower[head] == "зав":
            # «командующий войсками», «управляющий банком»: as the verb governs.
            end = self._phrases.group(tokens, end, "Ins", bounds) or end
        end = self._phrases.tail(tokens, self._bracketed_desk(tokens, end, bounds), bounds)
        end = self._bracketed_office(tokens, end, bounds)
        if entry is None and tokens.lower[end : end + 1] == ["из"]:
            # «с коллегой из Литвы X»: where his office is.
            end = context.wholes.get(end + 1, end) if end + 1 in context.country_at else end
        abroad = not self._lexicon.frames["post_abroad"].isdisjoint(tokens.lemma[head + 1 : end])
        if entry is not None and (entry.destination or abroad):
            end = self._extents.destination(context, end, bounds)
        end = self._extents.seated(
            context, self._extents.named_region(context, head, end, bounds), bounds
        )
        if entry is not None and entry.id in OF_PERSONS and end == head + 1:
            end = self._extents.of_person(context, end, bounds)
        if entry is not None and entry.needs_tail and end == head + 1 and start == head:
            return None
        return self._edges.phrase(context, (start, end), head, entry, acting)

    def _office_start(self, tokens: Tokens, start: int, head: int) -> int:
        """Leave out modifiers that are no part of the office («новый», ordinals, participles)."""
        begin = head
        for index in range(head - 1, start - 1, -1):
            lemma = tokens.lemma[index]
            if self._is_no_part(tokens, index, head) or any(map(str.isdigit, tokens.form[index])):
                break
            if tokens.pos[index] in {"VERB", "AUX"} and lemma not in _KEPT_PARTICIPLES:
                break
            if (
                tokens.pos[index] in {"ADJ", "DET", "NUM", "VERB"} and tokens.feats[index].case
            ) or self._phrases.agreement.is_modifier(tokens, index):
                begin = index  # «Чрезвычайный и Полномочный Посол»: tagged as names
        return begin

    def _is_no_part(self, tokens: Tokens, index: int, head: int) -> bool:
        if tokens.lemma[index] not in self._lexicon.not_office | self._lexicon.ordinals:
            return False
        # «действующий председатель ОБСЕ» is an office of its own, not the present chairman.
        if tokens.lemma[index] in self._lexicon.ordinals:
            # «первый заместитель», «второй секретарь» number offices; others count their holders.
            entry = self._lexicon.heads.get(tokens.lemma[head])
            return not (entry is not None and entry.numbered) and tokens.form[index][0].islower()
        return tokens.lower[index][:9] != "действующ" or tokens.lemma[head] not in _IN_OFFICE

    @staticmethod
    def _with_shortened(tokens: Tokens, start: int, floor: int) -> int:
        """Where «ген. директор», «гл. редактор» begin, whose noun stands at `start`."""
        shortened = (
            start - 2 >= floor
            and tokens.form[start - 1] == "."
            and tokens.lower[start - 2] in SHORTENED
        )
        return start - 2 if shortened else start

    def _acting_prefix(self, tokens: Tokens, start: int, floor: int) -> int | None:
        if start - 4 >= floor and [form.lower() for form in tokens.form[start - 4 : start]] == [
            "и", ".", "о", ".",
        ]:  # fmt: skip
            return start - 4
        if start - 1 >= floor and tokens.lower[start - 1] in {"врио", "ио"}:
            return start - 1
        return None

    def _postposed(self, tokens: Tokens, head: int, end: int, bounds: Bounds) -> int:
        """«папа римский», «посол чрезвычайный и полномочный»: modifiers behind their noun."""
        index, limit = end, bounds.limit
        while index < limit and (
            (tokens.lower[index] == "и" and index > end) or self._agrees_behind(tokens, head, index)
        ):
            index += 1
        if index > end and tokens.lower[index - 1] == "и":
            index -= 1
        if (
            index < limit
            and index not in bounds.stops  # «Папа Римский X»
            and tokens.pos[index] in {"NOUN", "PROPN"}
            and (tokens.feats[index].case == tokens.feats[head].case)
            and index > end
            and tokens.form[index - 1][0].islower() == tokens.form[index][0].islower()
        ):
            return end  # the modifier belongs to the next noun
        return index

    def _agrees_behind(self, tokens: Tokens, head: int, index: int) -> bool:
        mine, noun = tokens.feats[index], tokens.feats[head]
        return (
            tokens.pos[index] == "ADJ"
            and not tokens.form[index][0].isdigit()
            and mine.case == noun.case != ""
            and mine.number == noun.number
            and mine.gender == noun.gender
        )

    def _bracketed_desk(self, tokens: Tokens, end: int, bounds: Bounds) -> int:
        """«секретарь (Запад) МИД Индии»: a bracketed desk that the phrase goes on behind."""
        if end >= bounds.limit or tokens.form[end] != "(":
            return end
        for closing in range(end + 2, min(end + 5, bounds.limit)):
            if tokens.form[closing] == ")":
                after = self._phrases.tail(tokens, closing + 1, bounds)
                return closing + 1 if after > closing + 1 else end
        return end

    def _bracketed_office(self, tokens: Tokens, end: int, bounds: Bounds) -> int:
        """«член Коллегии (Министр) по торговле»: another name of the office before its field."""
        if tokens.form[end : end + 3 : 2] != ["(", ")"] or end + 3 >= bounds.limit:
            return end
        if tokens.lemma[end + 1] not in self._lexicon.heads or tokens.lower[end + 3] != "по":
            return end
        return self._phrases.prepositional(tokens, end + 3, bounds) or end
