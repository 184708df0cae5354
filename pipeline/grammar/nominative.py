"""Putting a noun phrase back into the nominative, with agreement restored.

Only the head noun, its agreeing modifiers and coordinated heads change; genitive chains,
prepositional attributes and quoted names stay as they are.
"""

from __future__ import annotations

import re

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.frozen import dataclass
from pipeline.grammar.agreement import NOUNS, Agreement, is_abbreviation
from pipeline.grammar.phrase_head import PhraseHeads

_ORDINAL = re.compile(r"(\d+-)(?:г?о|ого|м|му|ым|ом|х|ых|ми|й|ой|ую|ю|я|ая|е|ые)$")
_ORDINAL_ENDINGS = {"Masc": "й", "Fem": "я", "Neut": "е", "Plur": "е"}
"""Endings of ordinals in figures: «22-й», «5-я», «3-е» (source: ГОСТ Р 7.0.11, the last letter)."""
_LONG_WORD = 5


@dataclass(frozen=True, slots=True)
class Restored:
    """A phrase in the nominative.

    Attributes:
        text: The phrase with single spaces, in smoothed spelling.
        head: Token index of its head noun, or `None` if none was found.
        sure: Whether every word that had to change could be inflected.
    """

    text: str
    head: int | None
    sure: bool


class Nominative:
    """Restores nominatives of phrases in a token view."""

    def __init__(self, morphology: Morphology) -> None:
        self._morphology = morphology
        self._agreement = Agreement(morphology)
        self._heads = PhraseHeads(morphology)

    def head(self, tokens: Tokens, start: int, end: int) -> int | None:
        """The head noun of the phrase `[start, end)`: the first noun its modifiers lead to.

        A modifier that agrees with no following noun is a head itself («исполняющий
        обязанности», «управляющий банком»).
        """
        return self._heads.find(tokens, start, end)

    def phrase(
        self,
        tokens: Tokens,
        start: int,
        end: int,
        *,
        singular: bool = False,
        heads: tuple[int, ...] = (),
        skip: frozenset[int] = frozenset(),
    ) -> Restored:
        """The phrase `[start, end)` in the nominative.

        Args:
            tokens: The token view.
            start: First token of the phrase.
            end: One past its last token.
            singular: Whether a plural head becomes singular («министры» of two persons).
            heads: Further heads coordinated with the first, which change with it.
            skip: Tokens to leave out of the result.

        Returns:
            The restored phrase; `sure` is false where a word kept its oblique form.
        """
        first = self.head(tokens, start, end)
        words, sure = self.words(tokens, start, end, head=first, heads=heads, singular=singular)
        return Restored(join(tokens, start, end, words, skip), first, sure)

    def words(
        self,
        tokens: Tokens,
        start: int,
        end: int,
        *,
        head: int | None,
        heads: tuple[int, ...] = (),
        singular: bool = False,
    ) -> tuple[dict[int, str], bool]:
        """The words of `phrase`, by token index, and whether all of them could be inflected."""
        words = {index: tokens.form[index] for index in range(start, end)}
        sure = head is not None
        floor = start
        for noun in () if head is None else (head, *heads):
            if noun != head:
                floor = self._modifiers_from(tokens, floor, noun)
            sure &= self._restore(tokens, floor, noun, end, words, singular)
            floor = noun + 1
        return words, sure

    def _modifiers_from(self, tokens: Tokens, floor: int, head: int) -> int:
        """Where the modifiers of a further head begin.

        What stands before the conjunction may be the first head's own complement («развитии
        *речного* транспорта и строительстве портов»).
        """
        start = head
        while start > floor:
            before = start - 1
            linked = tokens.lower[before] in {"и", ",", "или"} and before > floor
            if linked and start < head:
                before -= 1
            if not self._heads.is_modifier(tokens, before, head + 1):
                break
            start = before
        return start

    def _restore(
        self,
        tokens: Tokens,
        floor: int,
        head: int,
        end: int,
        words: dict[int, str],
        singular: bool,
    ) -> bool:
        feats = tokens.feats[head]
        number = "Sing" if singular else self._number(tokens, head)
        changes_number = singular and feats.number == "Plur"
        modifiers = [
            index
            for index in range(floor, head)
            if self._heads.is_modifier(tokens, index, head + 1)
        ]
        case = self._case(tokens, modifiers, head)
        if case == "Nom" and not changes_number:
            return True
        word = self._inflect(tokens, head, case, number)
        if word is None:
            return False
        words[head] = word
        gender = self._gender(tokens, head, word, modifiers)
        sure = True
        following = head + 1
        while following < end and self._postposed(tokens, head, following, end):
            modifiers.append(following)
            following += 1
        for index in modifiers:
            inflected = self._inflect(tokens, index, case, number, gender)
            if inflected is None:
                sure &= not tokens.form[index][0].isalpha()
            else:
                words[index] = inflected
        return sure

    def _number(self, tokens: Tokens, head: int) -> str:
        """The number as tagged; by the dictionary, if it knows the form in another one only.

        «о маяках» may be tagged as one of them.
        """
        feats, lower = tokens.feats[head], tokens.lower[head]
        if tokens.pos[head] != "NOUN" or not self._morphology.known(lower):
            return feats.number
        parses = [parse for parse in self._morphology.parses(lower) if parse.pos == "NOUN"]
        # «меморандум» tagged as a locative plural, whose case the form does not know either
        fitting = [parse for parse in parses if parse.case == feats.case] or parses
        found = {parse.number for parse in fitting}
        return found.pop() if len(found) == 1 else feats.number

    def _case(self, tokens: Tokens, modifiers: list[int], head: int) -> str:
        """The case the head and its modifiers stand in: the one most of them were tagged with."""
        votes: dict[str, int] = {}
        for index in (head, *modifiers):
            case = tokens.feats[index].case
            if case and self._agreement.could_be(tokens, head, case):
                votes[case] = votes.get(case, 0) + 1 + (index == head)
        if not votes:
            return tokens.feats[head].case
        return max(votes, key=lambda case: votes[case])

    def _postposed(self, tokens: Tokens, head: int, index: int, end: int) -> bool:
        """Whether a modifier behind its noun agrees with it («посол чрезвычайный»)."""
        if not self._agreement.is_modifier(tokens, index):
            return False
        mine, noun = tokens.feats[index], tokens.feats[head]
        if (mine.case, mine.number) != (noun.case, noun.number) or not mine.case:
            return False
        if mine.gender and noun.gender and mine.gender != noun.gender:
            return False
        following = index + 1
        while following < end and self._agreement.is_modifier(tokens, following):
            following += 1
        return (
            following >= end
            or tokens.pos[following] not in NOUNS
            or (tokens.feats[following].case != mine.case)
        )

    def _gender(self, tokens: Tokens, head: int, word: str, modifiers: list[int]) -> str:
        """Gender its modifiers agree in: of «глава» and «судья», that of the person meant."""
        tagged = tokens.feats[head].gender
        if tokens.feats[head].animacy == "Anim" and word.lower().endswith(("а", "я")):
            of_modifiers = {tokens.feats[i].gender for i in modifiers} - {""}
            if len(of_modifiers) == 1:
                return of_modifiers.pop()
        parses = self._morphology.parses(word.lower())
        genders = [p.gender for p in parses if p.case == "Nom" and p.gender]
        return tagged if tagged in genders or not genders else genders[0]

    def _inflect(
        self, tokens: Tokens, index: int, case: str, number: str, gender: str = ""
    ) -> str | None:
        form = tokens.form[index]
        feats = tokens.feats[index]
        ordinal = _ORDINAL.match(form)
        if ordinal is not None:
            ending = _ORDINAL_ENDINGS.get(number if number == "Plur" else gender)
            return form if ending is None else ordinal[1] + ending
        if self._is_fixed(form) or not form[0].isalpha() or form[0].isascii():
            return form
        word = self._morphology.inflect(
            tokens.lower[index],
            "Nom",
            number,
            gender,
            pos=tokens.pos[index],
            from_case=case,
            from_number=feats.number,
            from_gender=feats.gender,
        )
        return None if word is None else like(form, word)

    def _is_fixed(self, form: str) -> bool:
        """Whether a form is an abbreviation, and not a long word in a headline's capitals."""
        if not is_abbreviation(form):
            return False
        if not form.isupper() or len(form) < _LONG_WORD:
            return True
        parses = self._morphology.parses(form.lower())
        return not parses[0].known or any("Abbr" in parse.marks for parse in parses)


def like(form: str, word: str) -> str:
    """`word` with the capitals of `form`."""
    if len(form) > 1 and form.isupper():
        return word.upper()
    if not form[:1].isupper():
        return word
    parts = form.split("-")
    if len(parts) > 1 and all(part[:1].isupper() for part in parts):
        return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
    return word[:1].upper() + word[1:]


def join(
    tokens: Tokens,
    start: int,
    end: int,
    words: dict[int, str] | None = None,
    skip: frozenset[int] = frozenset(),
) -> str:
    """The words of `[start, end)` with one space where the release has white space.

    Args:
        tokens: The token view.
        start: First token.
        end: One past the last token.
        words: Replacements by token index; other tokens keep their smoothed form.
        skip: Tokens to leave out.
    """
    pieces: list[str] = []
    spaced = False
    for index in range(start, end):
        spaced = spaced or tokens.space_before(index)
        if index in skip:
            continue
        if pieces and spaced:
            pieces.append(" ")
        spaced = False
        pieces.append(words[index] if words and index in words else tokens.form[index])
    return "".join(pieces)
