"""Items of a list while it is read, and what begins none."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import NOUNS
from pipeline.stages.documents.subjects import Subjects
from pipeline.stages.documents.title_marks import is_item

_FOUNDING = frozenset({"создание", "учреждение", "формирование", "строительство"})
_TIME = 6
"""How far behind a preposition its verb may stand."""


@dataclass(slots=True)
class Item:
    """A stretch of a list that becomes a topic or a measure.

    Attributes:
        start: First token.
        end: One past the last.
        inner: Case of the inner list («в области …») it belongs to; empty for the outer one.
        link: Linking word in front.
        direct: Whether it stands in the nominative or accusative, whatever its tags say.
        act: Whether it stands among acts to be carried out.
    """

    start: int
    end: int
    inner: str
    link: str
    direct: bool = False
    act: bool = False


class Levels:
    """Tells which list a stretch belongs to: the outer one, an inner one, or none."""

    def __init__(self, subjects: Subjects) -> None:
        self._subjects = subjects
        self._coordination = subjects.coordination

    def of(
        self,
        tokens: Tokens,
        start: int,
        end: int,
        outer: set[str],
        inner: str,
        before: Item | None,
        *,
        provision: bool,
    ) -> str | None:
        """Case of the inner list a stretch belongs to; empty for the outer list.

        Args:
            tokens: The token view.
            start: First token of the stretch.
            end: One past its last token.
            outer: Cases of the outer list.
            inner: Case of the inner list that was read last; empty if there is none.
            before: The item before.
            provision: Whether acts in the list are measures.

        Returns:
            `None` if the stretch begins no item of either.
        """
        level = self._by_case(tokens, start, end, outer, inner, before is not None)
        if level is not None or before is None:
            return level
        if self._parts(tokens, start, end, outer, before):
            return ""
        return self._own_act(tokens, start, end, outer, before) if provision else None

    def _by_case(
        self, tokens: Tokens, start: int, end: int, outer: set[str], inner: str, later: bool
    ) -> str | None:
        if start >= end:
            return None
        if self.is_infinitive(tokens, start, end):
            return ""
        head = self._coordination.head(tokens, start, end)
        if head is None:
            return None
        tagged = self._coordination.case(tokens, head)
        if (
            later
            and tagged in {"Nom", "Acc"}
            and self._is_plural_of_action(tokens, head)
            and self._coordination.stands_in(tokens, start, end, ("Gen",), any_number=True)
        ):
            # «модернизации сетей» under «развития …»: rather a genitive than a plural.
            tagged = "Gen"
        if inner and tagged == inner:
            return inner
        if tagged in outer or not later:
            return ""
        if tagged == "Gen" and not inner and outer == {"Nom", "Acc"}:
            # A genitive list under the item before («по вопросам труда, занятости»).
            return None
        if inner and self._coordination.stands_in(tokens, start, end, (inner,)):
            return inner
        if self._coordination.stands_in(tokens, start, end, tuple(outer)):
            return ""
        return None

    def _parts(self, tokens: Tokens, start: int, end: int, outer: set[str], before: Item) -> bool:
        """«обмен студентами, стажировки преподавателей»: no genitive there to go on with.

        The form is tagged as a genitive, and can be a plural in the case of the list.
        """
        genitives = any(
            tokens.feats[index].case == "Gen" and tokens.pos[index] in NOUNS
            for index in range(before.start, before.end)
        )
        return not genitives and self._coordination.stands_in(
            tokens, start, end, tuple(outer), any_number=True
        )

    def _own_act(
        self, tokens: Tokens, start: int, end: int, outer: set[str], before: Item
    ) -> str | None:
        """«создание института, стажировки врачей»: what nobody sets up is an act of its own.

        So is what even the tagger takes for no genitive.
        """
        first = self._coordination.head(tokens, before.start, before.end)
        head = self._coordination.head(tokens, start, end)
        mine = first is not None and tokens.lemma[first] in _FOUNDING
        mine |= head is not None and self._coordination.case(tokens, head) != "Gen"
        act = self._subjects.is_measure(tokens, start, end, provision=True)
        if (
            mine
            and act
            and self._coordination.stands_in(tokens, start, end, tuple(outer), any_number=True)
        ):
            return ""
        return None

    def _is_plural_of_action(self, tokens: Tokens, head: int) -> bool:
        return (
            tokens.feats[head].number == "Plur"
            and tokens.pos[head] == "NOUN"
            and self._subjects.is_action(tokens.lemma[head])
            and self._coordination.could_be(tokens, head, "Gen")
            and head + 1 < len(tokens)
            and tokens.feats[head + 1].case == "Gen"
        )

    def is_infinitive(self, tokens: Tokens, start: int, end: int) -> bool:
        """Whether an infinitive, perhaps behind adverbs, begins the phrase."""
        while start < end and tokens.pos[start] in {"ADV", "PART"}:
            start += 1
        if start < end and tokens.pos[start] == "ADP":
            # «до 1 мая создать группу»
            for index in range(start + 1, min(start + _TIME, end)):
                if tokens.feats[index].verb_form == "Inf":
                    return True
                if tokens.feats[index].case in {"Nom", "Ins"} or tokens.pos[index] == "VERB":
                    return False
            return False
        return start < end and tokens.feats[start].verb_form == "Inf"


def is_participial(tokens: Tokens, start: int) -> bool:
    """«, проводимых в Баку»: a participle behind the noun it belongs to."""
    feats = tokens.feats[start]
    if feats.verb_form == "Conv":
        return True
    if feats.verb_form != "Part" or not feats.case:
        return False
    following = start + 1
    if following >= len(tokens):
        return True
    cases = {"Nom", "Acc"} if feats.case in {"Nom", "Acc"} else {feats.case}
    return tokens.feats[following].case not in cases


def skip_preposition(tokens: Tokens, start: int, end: int, items: list[Item]) -> int:
    """A repeated preposition («о туризме, о транспорте», «в области науки, в сфере …»)."""
    if (
        start < end
        and tokens.lower[start] in {"о", "об", "на", "за", "в", "по"}
        and (start + 1 < end and (items or tokens.lower[start] in {"о", "об"}))
    ):
        return start + 1
    return start


def bullets(tokens: Tokens, sentence: int) -> list[tuple[int, int]]:
    """The items of the list behind a sentence: each from its first word to its sentence's end."""
    found: list[tuple[int, int]] = []
    for number in range(sentence + 1, len(tokens.sentences)):
        start, end = tokens.sentences[number]
        if not is_item(tokens, start):
            break
        if found and tokens.section[start - 1] == tokens.section[start]:
            continue
        while start < end and not tokens.form[start][0].isalpha():
            start += 1
        if start < end:
            found.append((start, end))
    return found
