"""Presence by place in the text: in the event's own words, beside its mentions, in lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.clauses import clause_of
from pipeline.grammar.trie import PhraseTrie
from pipeline.layers import Event, EventLayer, Reference
from pipeline.resources.attendance import AttendanceLexicon
from pipeline.stages.attendance.rosters import Rosters, openings
from pipeline.stages.attendance.words import WITH, opens_before_verb, preposition_before

_PHRASE = 12
"""How far behind an event noun its participants may be named, in tokens."""
NAMED = "attendance.present.named_in_event"
"""The rule of who stands in the phrase that names the event."""
IN_CLAUSE = "attendance.present.event_clause"
"""The rule of who stands in the clause that tells it."""
INVITED = "attendance.present.inviting"
"""The rule of the host who asked a visitor to come."""
_SITTING = frozenset({"депутат", "сенатор", "парламентарий", "делегат", "участник"})
_MEETS = frozenset({"встреча", "беседа", "переговоры", "переговор"})
_JOURNEYS = frozenset({"визит", "поездка", "турне"})
_INVITING = frozenset({"пригласить", "приглашать"})
_INVITES = 4
"""Sentences from the visit's own in which its host may be said to have asked for it."""
_ACCOMPANYING = "attendance.present.accompanying"
_SIDES = WITH | {"между"}
_ALSO = frozenset({"и", "также", "сегодня", "вчера", "накануне"})
_GROUPS = frozenset({"делегация", "группа", "команда", "миссия", "сборная"})
_TALKS = frozenset({"Nom", "Ins", ""})
_CEREMONY = _TALKS | {"Dat"}
"""Cases of who takes part: «вручение верительных грамот послом N президенту M»."""
_CHAIN = frozenset(",-–—")
"""Marks inside a list of offices and their holders."""
_POSSESSIVES = frozenset({"его", "её", "ее", "их"})


class Groups:
    """Finds persons present by where they stand.

    Args:
        lexicon: Words of attendance.
    """

    def __init__(self, lexicon: AttendanceLexicon) -> None:
        self._lexicon = lexicon
        self._rosters = Rosters(lexicon)

    def __call__(
        self,
        tokens: Tokens,
        layer: EventLayer,
        told: Sequence[Reference],
        free: Sequence[Reference],
        by_sentence: Mapping[int, Sequence[Reference]],
    ) -> Iterator[tuple[tuple[str, ...], str]]:
        """Persons present, and the rule that says so.

        Args:
            tokens: The release's words.
            layer: The event and its mentions.
            told: References outside background.
            free: Those outside statements too.
            by_sentence: The free ones by sentence.
        """
        if layer.event is not None:
            yield from self._event_clause(tokens, layer.event, told)
            if layer.event.kind == "visit":
                here = by_sentence.get(layer.event.sentence, ())
                yield from self._after_phrase(tokens, here, self._lexicon.inviting, INVITED)
                yield from self._inviting(tokens, layer.event, by_sentence)
            if layer.event.kind == "session":
                yield from _proposing(tokens, by_sentence)
            accompanying = self._lexicon.accompanying
            # «заседание с участием N» says who comes, in whosever words it stands.
            beside = {tokens.sentence[end - 1] for _, end in layer.mentions}
            gathered: dict[int, list[Reference]] = {n: list(r) for n, r in by_sentence.items()}
            for reference in told:
                number = tokens.sentence[reference.tokens[0]]
                if number in beside and reference not in gathered.setdefault(number, []):
                    gathered[number].append(reference)
            for number, here in gathered.items():
                if accompanying.has(tokens.lower, *tokens.sentences[number]):
                    yield from self._after_phrase(tokens, here, accompanying, _ACCOMPANYING)
        yield from self._mentions(tokens, layer, by_sentence)
        yield from _met(tokens, layer, by_sentence)
        yield from self._rosters(tokens, by_sentence)
        if layer.event is not None:
            yield from openings(tokens, layer.event, by_sentence)

    def _event_clause(
        self, tokens: Tokens, event: Event, references: Sequence[Reference]
    ) -> Iterator[tuple[tuple[str, ...], str]]:
        """Who stands in the phrase or the clause that tells the event."""
        start, end = event.tokens
        low, high = clause_of(tokens, start)
        if event.bilateral and not _POSSESSIVES.isdisjoint(tokens.lower[max(start - 1, 0) : start]):
            # «слова N прозвучали на его встрече с M»: whose it is was named before.
            first = tokens.sentences[event.sentence][0]
            owners = [r for r in references if first <= r.tokens[0] < start]
            if owners:
                yield owners[-1].persons, IN_CLAUSE
        for reference in references:
            place = reference.tokens[0]
            if start <= place < end:
                yield reference.persons, NAMED
            elif low <= place < start and "не" in tokens.lower[place:start]:
                continue  # «N не появился на саммите»
            elif (
                not event.bilateral
                and low <= place < start
                and tokens.lower[start - 1] == "на"
                and tokens.feats[place].case == "Nom"
            ):
                # «президенты N и M отказались от снимка на саммите»: what they do, they do there.
                yield reference.persons, IN_CLAUSE
            elif (
                event.rule == "event.noun.happens"
                and not event.bilateral
                and low <= place < start
                and tokens.feats[place].case == "Nom"
                and tokens.feats[start].case == "Acc"
            ):
                # «N принёс присягу»: who holds it is there.
                yield reference.persons, IN_CLAUSE
            elif (
                low <= place < high
                and event.bilateral
                and preposition_before(tokens, place, low) in _SIDES | {""}
                and (
                    tokens.feats[place].case in (_CEREMONY if event.kind == "ceremony" else _TALKS)
                    or opens_before_verb(tokens, *reference.tokens)
                )
            ):
                yield reference.persons, IN_CLAUSE

    def _after_phrase(
        self,
        tokens: Tokens,
        references: Sequence[Reference],
        phrases: PhraseTrie[str],
        rule: str,
    ) -> Iterator[tuple[tuple[str, ...], str]]:
        """Persons behind a phrase that says they are there: «при участии министра N»."""
        last: Reference | None = None
        case = ""
        for reference in references:
            start = reference.tokens[0]
            if last is not None and _joined(tokens, last, reference, case):
                last = reference
                yield reference.persons, rule
                continue
            low = max(tokens.sentences[tokens.sentence[start]][0], start - _PHRASE)
            for index in range(low, start):
                match = phrases.match_at(tokens.lower, index, start)
                if match is not None and not (
                    any(tokens.pos[place] in {"VERB", "PUNCT"} for place in range(match.end, start))
                    or (tokens.lower[index + 1] == "руководством" and _of_people(tokens, index))
                ):
                    # An office has its case; the tagger gives names any.
                    case = case if last is not None else tokens.feats[start].case
                    last = reference
                    yield reference.persons, rule
                    break

    def chairs(
        self, tokens: Tokens, layer: EventLayer, by_sentence: Mapping[int, Sequence[Reference]]
    ) -> Iterator[tuple[str, ...]]:
        """«под председательством министра N», «под сопредседательством N и M»."""
        if layer.event is None:
            return
        told = {layer.event.sentence, *(tokens.sentence[end - 1] for _, end in layer.mentions)}
        for number in sorted(told):
            low, high = tokens.sentences[number]
            for index in range(low, high):
                match = self._lexicon.chairing.match_at(tokens.lower, index, high)
                if match is None or _of_people(tokens, index):
                    continue
                if not _GROUPS.isdisjoint(tokens.lemma[max(low, index - _PHRASE) : index]):
                    continue  # «делегация под руководством N»
                reached = match.end
                for reference in by_sentence.get(number, ()):
                    start, end = reference.tokens
                    if end <= reached or start < match.end:
                        continue
                    between = range(reached, start)
                    if any(
                        tokens.pos[i] in {"VERB", "AUX", "ADP"}
                        or tokens.feats[i].case in {"Nom", "Ins", "Dat"}
                        or (tokens.pos[i] == "PUNCT" and tokens.form[i] not in _CHAIN)
                        for i in between
                    ) or tokens.feats[start].case not in {"Gen", "Acc", ""}:
                        break
                    yield reference.persons
                    reached = end

    def _inviting(
        self, tokens: Tokens, event: Event, by_sentence: Mapping[int, Sequence[Reference]]
    ) -> Iterator[tuple[tuple[str, ...], str]]:
        """«Гостя пригласил его коллега N»: the host, where the visit is told."""
        for number in range(event.sentence, event.sentence + _INVITES):
            for reference in by_sentence.get(number, ()):
                start = reference.tokens[0]
                low, high = clause_of(tokens, start)
                if tokens.feats[start].case == "Nom" and any(
                    tokens.lemma[place] in _INVITING and tokens.feats[place].verb_form == "Fin"
                    for place in range(low, start)
                    if place < high
                ):
                    yield reference.persons, INVITED

    def _mentions(
        self, tokens: Tokens, layer: EventLayer, by_sentence: Mapping[int, Sequence[Reference]]
    ) -> Iterator[tuple[tuple[str, ...], str]]:
        """«переговоры N с M», wherever the text comes back to the event or a part of it."""
        for _, end in layer.mentions:
            for reference in by_sentence.get(tokens.sentence[end - 1], ()):
                start = reference.tokens[0]
                if not end <= start <= end + _PHRASE:
                    continue
                first = end
                if start > end + 1 and tokens.pos[end] in {"VERB", "ADJ"}:
                    # «встреча запланирована со спикером»: the noun's own verb comes first.
                    first = end + 1 + (tokens.lower[end + 1] in _ALSO)
                    if tokens.lower[first] not in _SIDES:
                        continue
                if any(tokens.pos[i] in {"VERB", "PUNCT", "AUX"} for i in range(first, start)):
                    continue
                genitive = tokens.feats[start].case == "Gen"
                if genitive and any(tokens.pos[i] == "ADP" for i in range(first + 1, start)):
                    continue  # «переговоры с соседями со времён N»
                if genitive and layer.event is not None and tokens.lemma[end - 1] in _JOURNEYS:
                    continue  # «визит N» elsewhere in the text may be another one
                with_host = tokens.lower[first] == "у"  # «совещание у президента N»
                if start > first and not (tokens.lower[first] in _SIDES or with_host or genitive):
                    continue
                yield reference.persons, "attendance.present.named_with_mention"

    def pairs(
        self, tokens: Tokens, references: Sequence[Reference]
    ) -> Iterator[tuple[Reference, Reference]]:
        """Names joined by «и» as subjects."""
        for first, second in pairwise(references):
            if (
                second.tokens[0] - first.tokens[1] == 1
                and tokens.lower[first.tokens[1]] == "и"
                and first.kind != "office"
                and second.kind != "office"
                and tokens.feats[first.tokens[0]].case in {"Nom", ""}
            ):
                yield first, second


def _proposing(
    tokens: Tokens, by_sentence: Mapping[int, Sequence[Reference]]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """«По предложению депутата N работа продлена»: who sits there proposes there."""
    for here in by_sentence.values():
        for reference in here:
            start = reference.tokens[0]
            if tokens.lemma[start] in _SITTING and tokens.lower[max(0, start - 2) : start] == [
                "по",
                "предложению",
            ]:
                yield reference.persons, "attendance.present.proposing"


def _met(
    tokens: Tokens, layer: EventLayer, by_sentence: Mapping[int, Sequence[Reference]]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """«N провёл ряд встреч. С министром M обсуждён план»: those met, one a sentence."""
    told = {
        tokens.sentence[end - 1] for _, end in layer.mentions if tokens.lemma[end - 1] in _MEETS
    }
    for number in sorted(told):
        section = tokens.section[tokens.sentences[number][0]]
        while number + 1 < len(tokens.sentences):
            number += 1
            low, _ = tokens.sentences[number]
            opens = tokens.lower[low] in WITH and tokens.section[low] == section
            if not opens or number in told:
                break
            for reference in by_sentence.get(number, ()):
                start = reference.tokens[0]
                if preposition_before(tokens, start, low) in WITH or start == low + 1:
                    yield reference.persons, "attendance.present.met"


def _joined(tokens: Tokens, first: Reference, second: Reference, case: str) -> bool:
    """«в присутствии министра N, посла M и губернатора K»: the next of a list in one case."""
    between = range(first.tokens[1], second.tokens[0])
    if first.persons == second.persons:
        return len(between) <= 1  # «вице-премьера – министра N»
    return (
        tokens.lower[between.start : between.start + 1] in (["и"], [","])
        and case in {"Gen", "Ins"}
        and tokens.feats[second.tokens[0]].case == case
        and not any(
            tokens.pos[i] in {"ADP", "VERB", "AUX", "SCONJ"} or tokens.feats[i].case == "Nom"
            for i in between
        )
    )


def _of_people(tokens: Tokens, index: int) -> bool:
    """«эксперты под руководством N»: they may work anywhere, a delegation comes."""
    before = range(max(0, index - 4), index)
    return (
        index > 0
        and tokens.feats[index - 1].animacy == "Anim"
        and tokens.feats[index - 1].case == "Nom"
        and not any(tokens.lemma[place] in _GROUPS for place in before)
    )
