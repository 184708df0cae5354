"""The office phrase a name stands behind, small words between left out."""

from __future__ import annotations

import re

from pipeline.stages.positions.apposed import Appositions
from pipeline.stages.positions.asides import before_degrees, rank_or_date
from pipeline.stages.positions.board import Board, Concord
from pipeline.stages.positions.brackets import before_time, opening_of
from pipeline.stages.positions.lexicon import OfficeLexicon

_DASHES = frozenset({"-", "–", "—"})
_QUOTES = frozenset({"«", '"', "“"})
_DEGREES = frozenset({"кандидат", "доцент", "заслуженный"})
"""Beginnings of further degrees («кандидат технических наук»)."""
_RANKS = frozenset({"посол"})
"""Offices that are a rank where they stand alone between another office and the name."""
_AGE = re.compile(r"\d+-?(?:ти|и)?-?летн")


class Before:
    """Finds the phrase before a name, whoever holds it."""

    def __init__(
        self, lexicon: OfficeLexicon, honorifics: frozenset[str], concord: Concord
    ) -> None:
        self._lexicon = lexicon
        self._honorifics = honorifics
        self._degrees = honorifics | _DEGREES
        self._concord = concord
        self._appositions = Appositions(lexicon, concord)

    def __call__(self, board: Board, number: int) -> int | None:
        """The phrase that ends where the name begins, small words between left out."""
        tokens = board.tokens
        place = board.mentions[number].tokens[0]
        first = tokens.sentences[tokens.sentence[place]][0]
        titled = self._before_degrees(board, number, first)
        if titled is not None:
            return titled
        while place > first:
            if place in board.ending:
                return board.ending[place]
            outer = self._of_superior(board, number, board.name_ending.get(place))
            if outer is not None:
                return outer
            index = place - 1
            timed = before_time(tokens, place, first)
            if timed in board.ending and timed < place:
                phrase = board.ending[timed]
                return phrase if self._concord.agrees(board, phrase, number) else None
            lower = tokens.lower[index]
            if {tokens.lemma[index], lower} & self._honorifics or _AGE.match(lower):
                place = index
            elif lower.startswith("летн") and index > first and tokens.form[index - 1][0].isdigit():
                place = index - 1  # «72-х летний»
            elif (aside := rank_or_date(tokens, index, first, self._honorifics)) is not None:
                place = aside
            elif (
                tokens.form[index] == "."
                and index > first
                and (tokens.lower[index - 1] in {"г", "гн", "д", "к", "н", "ю", "проф", "акад"})
            ):
                place = index - 1
            elif tokens.form[index] in _QUOTES or self._is_apposed(board, index, number):
                place = index
            elif tokens.form[index] == ")":
                opening = opening_of(tokens, index, first)
                if opening is None:
                    return None
                place = opening
            elif tokens.form[index] == ":" and index in board.ending:
                phrase = board.ending[index]
                head = board.phrases[phrase].head
                return phrase if tokens.feats[head].number == "Plur" else None
            elif tokens.form[index] in _DASHES and index in board.ending:
                # «модератор – профессор X»: a dash instead of the verb, both in one case.
                phrase = board.ending[index]
                if self._concord.agrees(board, phrase, number):
                    return phrase
                return None
            elif tokens.form[index] == "," and (
                self._is_parted(board, index, number)
                or self._is_apposed_list(board, index, number)
                or self._is_esteemed(board, index, number)
            ):
                return board.ending[index]
            else:
                return self._appositions(board, number, first)
        return None

    def _before_degrees(self, board: Board, number: int, first: int) -> int | None:
        """«ректор университета, доктор наук, профессор X»: the office before the degrees."""
        start = board.mentions[number].tokens[0]
        comma = before_degrees(board.tokens, start, first, self._degrees)
        phrase = board.ending.get(comma)
        if phrase is None or comma == start:
            return None
        single = board.tokens.feats[board.phrases[phrase].head].number != "Plur"
        fits = single and not self.follows_name(board, phrase) and phrase not in board.used
        return phrase if fits and self._concord.agrees(board, phrase, number) else None

    def _of_superior(self, board: Board, number: int, other: int | None) -> int | None:
        """«пресс-секретарю президента X Y»: the outer office is the one of the second name."""
        if other is None:
            return None
        phrase = board.ending.get(board.mentions[other].tokens[0])
        if phrase is None or board.phrases[phrase].tokens[1] not in board.inner:
            return None
        case = board.tokens.feats[board.phrases[phrase].head].case
        names = range(*board.mentions[number].tokens)
        tagged = any(board.tokens.feats[i].case == case for i in names)
        other_case = case not in {"Gen", ""} and tagged
        return phrase if other_case and self._concord.agrees(board, phrase, number) else None

    def _is_apposed_list(self, board: Board, comma: int, number: int) -> bool:
        """«президенты Литвы и Латвии, X и Y, …»: as many names as the phrase has countries."""
        phrase = board.ending.get(comma)
        if phrase is None:
            return False
        tokens = board.tokens
        several = tokens.feats[board.phrases[phrase].head].number == "Plur"
        if not several or not self._concord.agrees(board, phrase, number):
            return False
        names = self.holders(board, number)
        states = len(board.phrases[phrase].trailing)
        behind = board.mentions[names[-1]].tokens[1]
        # «представители двух стран, X и Y, договорились»: the list is closed by a comma.
        closed = tokens.form[behind : behind + 1] == [","]
        return len(names) > 1 and (states == len(names) or (states < 2 and closed))

    def _is_esteemed(self, board: Board, comma: int, number: int) -> bool:
        """«президента Литвы, уважаемого X»: a word of esteem between comma and name."""
        between = board.tokens.lemma[comma + 1 : board.mentions[number].tokens[0]]
        return (
            comma in board.ending
            and bool(between)
            and self._honorifics.issuperset(between)
            and self._concord.agrees(board, board.ending[comma], number)
        )

    def _is_parted(self, board: Board, comma: int, number: int) -> bool:
        """«Президент России, X, заявил»: a name between commas behind the office of its bearer.

        Not in a list of names, and not behind another name that the office belongs to.
        """
        tokens = board.tokens
        phrase = board.ending.get(comma)
        end = board.mentions[number].tokens[1]
        if phrase is None or end + 1 >= len(tokens) or tokens.form[end] not in {",", "("}:
            return False
        office = board.phrases[phrase]
        return (
            tokens.feats[office.head].number == "Sing"
            and not (tokens.form[end] == "," and end + 1 in board.name_starting)
            and not (tokens.form[end] == "," and end + 1 in board.starting)
            and tokens.lower[end + 1] not in {"а", "и"}
            and not self.follows_name(board, phrase)
            and self._concord.same_tag(board, phrase, number)
            and self._concord.agrees(board, phrase, number)
        )

    def _is_apposed(self, board: Board, index: int, number: int) -> bool:
        """«генсека ООН норвежца X», «членом палаты демократом X»: what else the person is.

        A noun for a person in the case of the office in front of it, and no office itself.
        """
        tokens = board.tokens
        if tokens.pos[index] != "NOUN" or tokens.feats[index].animacy != "Anim":
            return False
        phrase = board.ending.get(index)
        return (
            phrase is not None
            and tokens.feats[index].case == tokens.feats[board.phrases[phrase].head].case != ""
            and tokens.feats[index].number == "Sing"
            and tokens.lemma[index] not in self._lexicon.kin
            and tokens.lemma[index] not in self._lexicon.heads
        )

    def follows_name(self, board: Board, phrase: int) -> bool:
        """Whether the phrase stands behind a name and a comma, and so belongs to that name."""
        start = board.phrases[phrase].tokens[0]
        separator = board.tokens.form[start - 1] if start else ""
        return separator in {",", "–", "—", "("} and (start - 1) in board.name_ending

    def holders(self, board: Board, number: int) -> list[int]:
        """The names of a list «A, B и C» that begins with name `number`."""
        tokens = board.tokens
        found = [number]
        while True:
            end = board.mentions[found[-1]].tokens[1]
            if end < len(tokens) and tokens.form[end] == "(":
                closing = next(
                    (i for i in range(end, min(end + 8, len(tokens))) if tokens.form[i] == ")"), end
                )
                end = closing + 1
            if end >= len(tokens) or tokens.lower[end] not in {",", "и"}:
                return found
            following = self._name_at(board, end + 1)
            if following is None and end + 1 < len(tokens) and tokens.lower[end] == ",":
                following = (
                    self._name_at(board, end + 2) if tokens.lower[end + 1] in {"и", "а"} else None
                )
            if following is None:
                return found
            found.append(following)
            if tokens.lower[end] == "и":
                return found

    def _name_at(self, board: Board, place: int) -> int | None:
        """The name that begins at `place`, or behind a rank («и полковник X», «и посол Y»)."""
        tokens = board.tokens
        while place < len(tokens) and (
            tokens.lemma[place] in self._honorifics or tokens.lemma[place] in _RANKS
        ):
            place += 1
        return board.name_starting.get(place)
