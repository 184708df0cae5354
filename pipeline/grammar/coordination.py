"""Splitting a coordinated list into its items.

Official Russian lists subjects with commas, semicolons and one last «и»; the same «и» also joins
pairs inside an item. Which is which is told by case first («подготовку кадров и просвещение»:
the second accusative is an item), then by what hangs on the two nouns (`Coordination.separates`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import NOUNS, Agreement, is_abbreviation
from pipeline.grammar.chunks import Chunk

_AND = frozenset({"и", "или"})


class Coordination:
    """Finds the items of lists.

    Args:
        morphology: The dictionary.
        is_action: Whether a lemma is a noun of action, which can share a complement with
            another one («строительство и модернизация пунктов пропуска»).
        pairs: Pairs of lemmas that are one item wherever they stand.
        incomplete: Nouns of action that say nothing without a complement («развитие»), so that
            before «и» they share the next one's.
        fields: Pairs that are one item where they stand alone («безопасность и оборона»), but
            two where they end a longer list.
    """

    def __init__(
        self,
        morphology: Morphology,
        is_action: Callable[[str], bool],
        pairs: Collection[tuple[str, ...]] = (),
        incomplete: Collection[str] = (),
        fields: Collection[tuple[str, ...]] = (),
    ) -> None:
        self._agreement = Agreement(morphology)
        self._is_action = is_action
        self._pairs = frozenset(pairs)
        self._fields = frozenset(fields)
        self._incomplete = incomplete

    def head(self, tokens: Tokens, start: int, end: int) -> int | None:
        """The noun that heads the phrase at `start`, behind its modifiers."""
        for index in range(start, end):
            pos = tokens.pos[index]
            if self._agreement.is_noun(tokens, index) or pos == "X":
                return index
            if is_abbreviation(tokens.form[index]):
                return index
            if pos == "ADJ" and self._is_noun(tokens.lower[index]):
                return index
            if self._agreement.is_modifier(tokens, index) or pos in {"ADV", "PART", "NUM"}:
                continue
            if tokens.lower[index] in _AND or tokens.form[index] in '«»"“”„,-–':
                continue
            return None
        return None

    def case(self, tokens: Tokens, index: int) -> str:
        """The case of a noun as tagged; by the dictionary, where the tag cannot be.

        It cannot if the noun was mistaken for an adjective, or if its form knows no such case.
        """
        tagged = tokens.feats[index].case
        mistaken = tokens.pos[index] == "ADJ" and self._is_noun(tokens.lower[index])
        if mistaken or (tokens.pos[index] == "NOUN" and self.denies(tokens, index)):
            for parse in self._agreement.morphology.parses(tokens.lower[index]):
                if parse.case:
                    return parse.case
        return tagged

    def denies(self, tokens: Tokens, index: int) -> bool:
        """Whether the dictionary knows the form, and in no such case as it was tagged with."""
        tagged = tokens.feats[index].case
        return bool(tagged) and tagged not in self._agreement.cases_known(tokens.lower[index])

    def _is_noun(self, word: str) -> bool:
        """Whether the dictionary knows or predicts the form as a noun only."""
        parses = self._agreement.morphology.parses(word)
        return bool(parses) and all(parse.pos == "NOUN" for parse in parses)

    def stands_in(
        self,
        tokens: Tokens,
        start: int,
        end: int,
        cases: Collection[str],
        *,
        any_number: bool = False,
    ) -> bool:
        """Whether the phrase at `start` is headed by a noun in one of `cases`.

        The tagger's word counts first; where its case is not wanted, the dictionary may allow
        the form another one, but not one that a modifier in front speaks against.

        Args:
            tokens: The token view.
            start: First token of the phrase.
            end: One past the last token it may reach.
            cases: The cases wanted.
            any_number: Whether the form may have another number than the tagger gave it
                («выставки»: of one, or several).
        """
        head = self.head(tokens, start, end)
        if head is None:
            return False
        if self.case(tokens, head) in cases:
            return True
        return any(
            self._allows(tokens, head, case, any_number=any_number)
            and all(
                self._agreement.could_be(tokens, index, case)
                for index in range(start, head)
                if self._agreement.is_modifier(tokens, index)
            )
            for case in cases
        )

    def _allows(self, tokens: Tokens, head: int, case: str, *, any_number: bool = False) -> bool:
        """Whether the dictionary allows the noun `case` in the number it was tagged with."""
        form = tokens.form[head]
        if is_abbreviation(form) or not form[0].isalpha() or form[0].isascii():
            return True
        number = "" if any_number or tokens.pos[head] == "ADJ" else tokens.feats[head].number
        return any(
            parse.case == case and (not number or parse.number in {number, ""})
            for parse in self._agreement.morphology.parses(tokens.lower[head])
        )

    def could_be(self, tokens: Tokens, index: int, case: str) -> bool:
        """Whether the word stands, or by its form can stand, in `case`."""
        return self._agreement.could_be(tokens, index, case)

    def split_last(
        self, tokens: Tokens, chunk: Chunk, case: str, *, alone: bool
    ) -> list[tuple[int, int]]:
        """Split the last stretch of a list at the list's last «и», if it has one.

        Args:
            tokens: The token view.
            chunk: The stretch.
            case: Case of the list's heads.
            alone: Whether the list has no other stretch.
        """
        closing = ""
        for index in range(chunk.end - 2, chunk.start, -1):
            form = tokens.form[index]
            if closing:
                closing = "" if form == closing else closing
            elif form in {"»", ")", "”"}:
                closing = {"»": "«", ")": "(", "”": "“"}[form]
            elif tokens.lower[index] in _AND and self.separates(
                tokens, chunk.start, index, chunk.end, case, alone=alone
            ):
                return [(chunk.start, index), (index + 1, chunk.end)]
        return [(chunk.start, chunk.end)]

    def separates(
        self, tokens: Tokens, start: int, conjunction: int, end: int, case: str, *, alone: bool
    ) -> bool:
        """Whether the «и» at `conjunction` stands between two items headed in `case`."""
        left = self.head(tokens, start, conjunction)
        if tokens.pos[conjunction + 1] == "ADP" or left is None:
            return False
        right = self.head(tokens, conjunction + 1, end)
        cases = ("Nom", "Acc") if case in {"Nom", "Acc"} else (case,)
        if right is None:
            return False
        # «обмен данными и стажировки врачей»: no genitive there for another to be joined to.
        tagged = self.case(tokens, right)
        loose = case != "Gen" and (
            self.denies(tokens, right)
            or (
                tagged == "Gen" != self.case(tokens, left)
                and not any(
                    tokens.feats[place].case == "Gen" and tokens.pos[place] in NOUNS
                    for place in range(left + 1, conjunction)
                )
            )
        )
        if not self.stands_in(tokens, conjunction + 1, end, cases, any_number=loose):
            return False
        first, second = tokens.lemma[left], tokens.lemma[right]
        governs = right + 1 < end
        if (first, second) in self._pairs:
            return False
        if (first, second) in self._fields and (alone or governs):
            return False
        if left + 1 == conjunction:
            incomplete = first in self._incomplete or (alone and self._is_action(first))
            return not (governs and incomplete and self._is_action(second))
        if case != "Gen":
            if loose or tagged != "Gen" or self.case(tokens, left) == "Gen":
                return True
            # «разоружении отрядов и реинтеграции края»: an action goes with an action.
            lemmas = (first, second, tokens.lemma[conjunction - 1])
            return [self._is_action(lemma) for lemma in lemmas] == [True, True, False]
        if self._is_alive(tokens, conjunction - 1) and self._is_alive(tokens, right):
            # «защиты мигрантов и членов их семей»
            return False
        if governs:
            return not self._shares(tokens, start, conjunction, right)
        return not alone and not self._is_like(tokens, conjunction - 1, right)

    def heads(self, tokens: Tokens, start: int, end: int) -> tuple[int, ...]:
        """Heads coordinated with the first one inside one item («охраны … и безопасности …»)."""
        first = self.head(tokens, start, end)
        if first is None:
            return ()
        case = tokens.feats[first].case
        found = [first]
        for index in range(first + 1, end - 1):
            # «улавливания, транспортировки и хранения …»: commas join bare nouns of action
            series = tokens.lower[index] == "," and index == found[-1] + 1
            if tokens.lower[index] not in _AND and not series:
                continue
            right = self.head(tokens, index + 1, end)
            if right is None or tokens.feats[right].case != case:
                continue
            if series and not (
                right == index + 1
                and self._is_action(tokens.lemma[found[-1]])
                and self._is_action(tokens.lemma[right])
            ):
                continue
            if self._is_governed(tokens, found[-1], index, right, end):
                continue
            bare = found[-1] + 1 == index
            if (
                bare
                or case not in {"Gen", ""}
                or (right + 1 < end and not self._shares(tokens, start, index, right))
            ):
                found.append(right)
        return tuple(found)

    def _is_governed(
        self, tokens: Tokens, head: int, conjunction: int, right: int, end: int
    ) -> bool:
        """«обмене данными о людях и товарах», «защита вдов и членов семей»: no head of its own."""
        before = conjunction - 1
        if before == head or tokens.feats[before].case != tokens.feats[right].case:
            return False
        if self._is_alive(tokens, before) and self._is_alive(tokens, right):
            return not self._is_alive(tokens, head)
        governs = right + 1 < end and bool(tokens.feats[right + 1].case)
        return not governs and any(
            tokens.pos[place] == "ADP" for place in range(head + 1, conjunction)
        )

    def _shares(self, tokens: Tokens, start: int, conjunction: int, right: int) -> bool:
        """Whether a genitive inside the left item and the right noun share a complement."""
        before = conjunction - 1
        return (
            before > start
            and tokens.feats[before].case == "Gen"
            and tokens.feats[before].number == "Sing"
            and self._is_action(tokens.lemma[before])
            and self._is_action(tokens.lemma[right])
            and self.head(tokens, start, conjunction) == before - 1
        )

    def _is_alive(self, tokens: Tokens, index: int) -> bool:
        return tokens.pos[index] in NOUNS and tokens.feats[index].animacy == "Anim"

    def _is_like(self, tokens: Tokens, left: int, right: int) -> bool:
        """Whether two nouns are a pair by their kind: living things, or names."""
        mine, theirs = tokens.feats[left], tokens.feats[right]
        if tokens.pos[left] not in NOUNS or mine.case != theirs.case:
            return False
        if mine.animacy == theirs.animacy == "Anim":
            return True
        return tokens.pos[left] == tokens.pos[right] == "PROPN"
