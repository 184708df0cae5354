"""Statuses that the release itself gives to countries, by the words around them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.clauses import clause_of
from pipeline.layers import CountryLayer, CountryMention, CountryStatus
from pipeline.resources.membership import MembershipLexicon
from pipeline.stages.membership.presence import is_sending

_LIST_MARKS = frozenset({"(", ":", "–", "—", "-"})
_INTO = frozenset({"в", "во"})
_SENT_BY = frozenset({"из", "от"})
IN_BODY = "membership.role_in_body"
"""The rule of «в союзе, где N имеет статус наблюдателя»: its place in a body, not at an event."""
SENT_OBSERVERS = "membership.sent_observers"
"""The rule of a state that sends observers, who are there for it."""
_FROM = 2
"""How far behind «наблюдатели» the state stands that sent them, in tokens."""
_SENT = 3
"""How far behind the state the verb of sending may stand, in tokens."""
_CHAIR, _CHAIRING = "председательство", "председательствовать"
_APPLICATION = "заявк"
_INTO_REACH = 4
"""How far behind «входят» its «в» may stand, in tokens."""
_BEHIND = 10
"""How far behind a country its status may stand («, имеющих … статус наблюдателей»)."""


@dataclass(frozen=True, slots=True)
class Label:
    """A status the release's words give a country.

    Attributes:
        direct: Whether the words say it of this country itself: a list right behind them, a
            heading, «в качестве …»; else it only stands in their reach.
    """

    code: str
    status: CountryStatus
    direct: bool
    rule: str


class LabelFinder:
    """Finds the statuses said.

    Args:
        lexicon: Words of membership.
    """

    def __init__(self, lexicon: MembershipLexicon) -> None:
        self._lexicon = lexicon
        self._heads = frozenset(stem[:3] for stem in lexicon.stems)

    def __call__(
        self,
        tokens: Tokens,
        countries: CountryLayer,
        strangers: Collection[int] = (),
    ) -> list[Label]:
        """All labels of a release in order of place; `strangers` are tokens of other bodies.

        Accounts of other occasions count too: what a state is in a body lasts longer than one.
        """
        by_sentence: dict[int, list[CountryMention]] = {}
        for mention in countries.mentions:
            by_sentence.setdefault(tokens.sentence[mention.tokens[0]], []).append(mention)
        words: dict[int, list[tuple[int, CountryStatus]]] = {}
        heads = self._heads
        for index, word in enumerate(tokens.lower):
            if word[:3] in heads and word.startswith(self._lexicon.stems):
                status = self._status(tokens, index, word)
                if status is not None:
                    words.setdefault(tokens.sentence[index], []).append((index, status))
        found: list[Label] = []
        heading: CountryStatus | None = None
        last: CountryStatus | None = None
        for number, (low, high) in enumerate(tokens.sentences):
            here = by_sentence.get(number, [])
            said = words.get(number, [])
            if here:
                found += self._belonging(tokens, here, low, high, strangers)
                found += _sending(tokens, here)
                found += _leading(tokens, here, strangers)
            if not here and not said and heading is None:
                continue
            verbal = _is_verbal(tokens, low, high)
            if said and not here and not verbal and high - low <= 14:
                heading = said[-1][1]
                continue
            if here and said:
                labels = self._in_sentence(tokens, here, said, strangers)
                found.extend(labels)
                if labels:
                    last = labels[-1].status
            elif here and heading is not None and not verbal:
                found += [Label(m.code, heading, True, "membership.heading") for m in here]
            if here and last is not None:
                found += self._same(tokens, here, last)
            if verbal:
                heading = None
        return found

    def _status(self, tokens: Tokens, index: int, word: str) -> CountryStatus | None:
        low = tokens.sentences[tokens.sentence[index]][0]
        before = tokens.lower[max(low, index - 3) : index]
        after = tokens.lower[index + 1 : index + 2]
        for entry in self._lexicon.statuses:
            if not word.startswith(entry.stems) or word.startswith(entry.not_stems):
                continue
            if any(near in entry.not_after for near in before):
                continue
            if not entry.needs or any(
                near.startswith(entry.needs) for near in (*before, *after, word)
            ):
                return entry.status
            if entry.follows and any(
                near in entry.follows for near in tokens.lower[index + 1 : index + 5]
            ):
                return entry.status
        return None

    def _in_sentence(
        self,
        tokens: Tokens,
        mentions: Sequence[CountryMention],
        said: Sequence[tuple[int, CountryStatus]],
        strangers: Collection[int],
    ) -> list[Label]:
        found: list[Label] = []
        behind_taken: set[int] = set()
        for mention in mentions:
            start = mention.tokens[0]
            behind = self._behind(tokens, mention, mentions, said)
            if behind is not None:
                behind_taken.add(behind[0])
                rule = "membership.role"
                if self._in_body(tokens, start, behind[0], strangers):
                    rule = IN_BODY
                found.append(Label(mention.code, behind[1], True, rule))
                continue
            before = [item for item in said if item[0] < start and item[0] not in behind_taken]
            if not before:
                continue
            index, status = before[-1]
            clause = clause_of(tokens, index)
            if not clause[0] <= start < clause[1]:
                continue
            # «наблюдатели из N», «наблюдатель от N»: said of the state itself
            direct = self._is_list(tokens, index, start, mentions) or (
                start - index == _FROM and tokens.lower[index + 1] in _SENT_BY
            )
            found.append(Label(mention.code, status, direct, "membership.list"))
        return found

    def _in_body(self, tokens: Tokens, start: int, word: int, strangers: Collection[int]) -> bool:
        """«в союзе, где N имеет статус наблюдателя», «N, наблюдатель в союзе»."""
        before = tokens.lower[start - 1] if start else ""
        of_body = tokens.lower[word + 1 : word + 2] in (["в"], ["при"]) and word + 2 in strangers
        return before == "где" or before.startswith("котор") or of_body

    def _behind(
        self,
        tokens: Tokens,
        mention: CountryMention,
        mentions: Sequence[CountryMention],
        said: Sequence[tuple[int, CountryStatus]],
    ) -> tuple[int, CountryStatus] | None:
        """«участвовала в статусе наблюдателя» behind its country."""
        end = mention.tokens[1]
        joined = False
        for other in mentions:
            # «A и B, имеющих статус наблюдателей»: of both; how much of a longer list is not said.
            if other.tokens[0] == end + 1 and tokens.lower[end] == "и":
                end, joined = other.tokens[1], True
        for index, status in said:
            if not end <= index < end + _BEHIND:
                continue
            if any(end <= other.tokens[0] < index for other in mentions):
                continue
            if joined and tokens.feats[index].number != "Plur":
                continue
            if any(tokens.lemma[place] in self._lexicon.roles for place in range(end, index)):
                return index, status
        return None

    def _is_list(
        self, tokens: Tokens, word: int, start: int, mentions: Sequence[CountryMention]
    ) -> bool:
        """Whether the country stands in a list that the status word opens or is said of."""
        if any(
            tokens.lemma[place] in self._lexicon.roles for place in range(max(0, word - 3), word)
        ):
            return True
        inside = {i for mention in mentions for i in range(*mention.tokens)}
        for place in range(word + 1, start - 2):
            if tokens.lower[place : place + 2] in (["среди", "которых"], ["среди", "них"]):
                word = place + 1  # «заявки подали 17 стран, среди которых — A, B»
        between = [i for i in range(word + 1, start) if i not in inside]
        if tokens.feats[start].case == "Nom" and tokens.lower[word].startswith(_APPLICATION):
            # «заявки на вступление подали A, B и C»: those who did it, and no one else
            return sum(tokens.feats[i].verb_form == "Fin" for i in between) == 1
        return any(tokens.form[i] in _LIST_MARKS for i in between) and not any(
            tokens.pos[i] == "VERB" and tokens.feats[i].verb_form == "Fin" for i in between
        )

    def _belonging(
        self,
        tokens: Tokens,
        mentions: Sequence[CountryMention],
        low: int,
        high: int,
        strangers: Collection[int],
    ) -> list[Label]:
        """«В союз входят A, B и C»: who belongs to the event's own body, or to «it»."""
        verb = next(
            (
                place
                for place in range(low, high)
                if tokens.lemma[place] in self._lexicon.belonging
                and tokens.feats[place].verb_form == "Fin"
            ),
            None,
        )
        if verb is None or any(place in strangers for place in range(low, high)):
            return []
        if not _INTO.intersection(tokens.lower[max(low, verb - _BEHIND) : verb + _INTO_REACH]):
            return []
        if not self._lexicon.circles.isdisjoint(tokens.lemma[low:high]):
            return []
        found: list[Label] = []
        listed = False
        for mention in mentions:
            start = mention.tokens[0]
            joined = listed and tokens.form[start - 1] in {",", "и"}
            listed = joined or (start > verb and tokens.feats[start].case == "Nom")
            if listed and tokens.pos[start] != "ADJ":
                found.append(Label(mention.code, "member", True, "membership.belonging"))
        return found

    def _same(
        self, tokens: Tokens, mentions: Sequence[CountryMention], last: CountryStatus
    ) -> list[Label]:
        """«Туркменистан, имеющий тот же статус»: the status said before."""
        found = []
        for mention in mentions:
            end = mention.tokens[1]
            for index in range(end, min(end + 4, len(tokens))):
                if self._lexicon.same.match_at(tokens.lower, index) is not None:
                    found.append(Label(mention.code, last, True, "membership.same_status"))
                    break
        return found


def _sending(tokens: Tokens, mentions: Sequence[CountryMention]) -> list[Label]:
    """«Монголия направила наблюдателей»: the state is there as one."""
    found: list[Label] = []
    for mention in mentions:
        start, end = mention.tokens
        _, high = clause_of(tokens, start)
        verb = next((i for i in range(end, min(end + _SENT, high)) if is_sending(tokens, i)), None)
        if verb is None or tokens.feats[start].case not in {"Nom", "Acc", ""}:
            continue
        if any(
            tokens.lemma[place] == "наблюдатель" for place in range(verb + 1, min(verb + 4, high))
        ):
            found.append(Label(mention.code, "observer", True, SENT_OBSERVERS))
    return found


def _leading(
    tokens: Tokens, mentions: Sequence[CountryMention], strangers: Collection[int]
) -> list[Label]:
    """«N председательствует в союзе», «председательство N в союзе»: only a member does."""
    found: list[Label] = []
    for mention in mentions:
        start, end = mention.tokens
        low, high = clause_of(tokens, start)
        case = tokens.feats[start].case
        for index in range(low, high):
            office = index == start - 1 and case == "Gen" and tokens.lemma[index] == _CHAIR
            acts = (
                tokens.lemma[index] == _CHAIRING
                and tokens.feats[index].tense == "Pres"
                and case in {"Nom", "Acc", ""}
            )
            behind = end if office else index + 1
            if (office or acts) and tokens.lower[behind : behind + 1] in (["в"], ["во"]):
                if not any(place in strangers for place in range(behind, min(behind + 4, high))):
                    found.append(Label(mention.code, "member", True, "membership.chairs_body"))
                break
    return found


def _is_verbal(tokens: Tokens, low: int, high: int) -> bool:
    return any(
        tokens.pos[place] == "VERB" and tokens.feats[place].verb_form == "Fin"
        for place in range(low, high)
    )
