"""Who holds an office: links of names to office phrases by adjacency.

Adjacency finds the right name for 96 of 100 offices where slovnet's syntax finds 19 to 73. Names
are read from left to right; an office directly before a name belongs to that name, so that a list
«министр X, министр Y и заместитель министра Z» is decoded jointly.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import Agreement
from pipeline.layers import CountryMention, PersonMention
from pipeline.stages.positions.apposed import Appositions
from pipeline.stages.positions.asides import before_side, rank_or_date
from pipeline.stages.positions.behind import AfterLinker
from pipeline.stages.positions.board import Board, Concord, Link
from pipeline.stages.positions.brackets import before_time, opening_of
from pipeline.stages.positions.context import Phrase
from pipeline.stages.positions.dashes import dashed
from pipeline.stages.positions.distributed import link_distributed
from pipeline.stages.positions.lexicon import OfficeLexicon
from pipeline.stages.positions.one_of import one_of
from pipeline.stages.positions.predicates import PredicateLinker
from pipeline.stages.positions.succession import SuccessionLinker
from pipeline.stages.positions.verbs import VerbLinker

_DASHES = frozenset({"-", "–", "—"})
_CHAIN = frozenset({",", "и", "-", "–", "—"})
_QUOTES = frozenset({"«", '"', "“"})
_NOW = frozenset({"а", "ныне", "теперь", "сейчас", "также", "затем", "одновременно"})
_AGE = re.compile(r"\d+-?(?:ти|и)?-?летн")


class Linker:
    """Links names and offices of one release."""

    def __init__(
        self, lexicon: OfficeLexicon, honorifics: frozenset[str], agreement: Agreement
    ) -> None:
        self._lexicon = lexicon
        self._honorifics = honorifics
        self._concord = Concord(agreement)
        self._after = AfterLinker(lexicon, self._concord)
        self._verbs = VerbLinker(lexicon, self._concord)
        self._predicates = PredicateLinker(lexicon, self._concord)
        self._succession = SuccessionLinker(lexicon, self._concord)
        self._appositions = Appositions(lexicon, self._concord)

    def __call__(
        self,
        tokens: Tokens,
        phrases: Sequence[Phrase],
        mentions: Sequence[PersonMention],
        states: Mapping[int, CountryMention],
    ) -> tuple[list[Link], list[tuple[int, int]]]:
        """All links in order of the names, and phrases joined to nobody the clause names."""
        inner: dict[int, list[int]] = {}
        for number, candidate in enumerate(phrases):
            if candidate.inner:
                inner.setdefault(candidate.tokens[1], []).append(number)
        board = Board(
            tokens,
            phrases,
            mentions,
            {p.tokens[0]: i for i, p in enumerate(phrases) if not p.inner},
            {p.tokens[1]: i for i, p in enumerate(phrases) if not p.inner},
            {m.tokens[0]: i for i, m in enumerate(mentions)},
            {m.tokens[1]: i for i, m in enumerate(mentions)},
            inner,
            states,
        )
        before = [self._holder_of(board, number) for number in range(len(mentions))]
        taken = {phrase for phrase in before if phrase is not None}
        shared: set[int] = set()
        for number, phrase in enumerate(before):
            if phrase is not None and number not in shared:
                shared.update(self._link_before(board, number, phrase))
        link_distributed(board, self._concord)
        for number in range(len(mentions)):
            self._after(board, number, taken)
        for number in range(len(mentions)):
            self._predicates(board, number, taken)
        for number, candidate in enumerate(phrases):
            if number not in board.used and not candidate.inner:
                self._verbs(board, number)
        self._succession(board)
        links = sorted(board.links, key=lambda link: (link.mention, phrases[link.phrase].tokens))
        return links, [*board.pending, *dashed(board, self._verbs.chained)]

    def _before(self, board: Board, number: int) -> int | None:
        """The phrase that ends where the name begins, small words between left out."""
        tokens = board.tokens
        place = board.mentions[number].tokens[0]
        first = tokens.sentences[tokens.sentence[place]][0]
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
        several = board.tokens.feats[board.phrases[phrase].head].number == "Plur"
        states = len(board.phrases[phrase].trailing)
        return (
            several
            and 1 < states == len(self._holders(board, number))
            and self._concord.agrees(board, phrase, number)
        )

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
            and not self._follows_name(board, phrase)
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

    def _holder_of(self, board: Board, number: int) -> int | None:
        """The phrase before the name, unless the name is only its complement.

        «первый заместитель Иванова», «жена президента Анна»: a name in the genitive behind an
        office in another case completes it, and kin of an officer holds no office.
        """
        phrase = self._before(board, number)
        if phrase is None:
            return None
        one = self._one_of(board, phrase)
        if one is not None:
            return phrase if self._concord.shares_case(board, one, number) else None
        if self._is_of_several(board, phrase, number):
            return self._inner(board, phrase)
        if board.phrases[phrase].acting or self._concord.agrees(board, phrase, number):
            return None if self._is_kin(board, phrase, number) else phrase
        complement = self._is_complement(board, phrase, number)
        if complement is False:
            return None if self._concord.clash(board, phrase, number) else phrase
        if complement is None:
            return phrase
        return self._inner(board, phrase)

    def _is_of_several(self, board: Board, phrase: int, number: int) -> bool:
        """«члены команды Иванова»: a plural with one name behind it, whose team they are."""
        office = board.phrases[phrase]
        tokens = board.tokens
        return (
            tokens.feats[office.head].number == "Plur"
            and office.tokens[1] > office.head + 1
            and not office.trailing
            and len(self._holders(board, number)) == 1
            and self._is_complement(board, phrase, number) is not False
        )

    @staticmethod
    def _inner(board: Board, phrase: int) -> int | None:
        """«пресс-секретарю экс-президента X»: the inner office, which agrees."""
        for inner in board.inner.get(board.phrases[phrase].tokens[1], ()):
            if board.tokens.feats[board.phrases[inner].head].case == "Gen":
                return inner
        return None

    def _one_of(self, board: Board, phrase: int) -> int | None:
        """Index of «один» in «один из лидеров движения X», where the phrase is a plural."""
        office = board.phrases[phrase]
        if board.tokens.feats[office.head].number != "Plur":
            return None
        return one_of(board.tokens, office.tokens[0], self._lexicon.not_office)

    def _is_complement(self, board: Board, phrase: int, number: int) -> bool | None:
        """Whether a name that does not agree can complete the office; `None`: by its form alone.

        «заместитель Иванова» is whose deputy somebody is. A word no dictionary knows tells its
        case badly, and an office that ends in its country («министр обороны Литвы») wants no
        more.
        """
        tokens = board.tokens
        start, end = board.mentions[number].tokens
        words = [i for i in range(start, end) if len(tokens.form[i]) > 1]
        if self._concord.nominative_by_form(tokens, words) or not any(
            self._concord.agreement.could_be(tokens, i, "Gen") for i in words
        ):
            return False
        known = self._concord.is_known(tokens, words)
        return None if board.phrases[phrase].trailing and not known else True

    def _is_kin(self, board: Board, phrase: int, number: int) -> bool:
        tokens = board.tokens
        office = board.phrases[phrase]
        before = office.tokens[0] - 1
        while before > 0 and (
            tokens.lemma[before] in self._lexicon.not_office | self._lexicon.former
            or tokens.form[before] in _QUOTES
        ):
            before -= 1
        if before < 0 or tokens.lemma[before] not in self._lexicon.kin:
            return False
        if tokens.feats[office.head].case != "Gen":
            return False
        start, end = board.mentions[number].tokens
        words = [i for i in range(start, end) if len(tokens.form[i]) > 1]
        return not any(tokens.feats[i].case == "Gen" for i in words) or not all(
            self._concord.agreement.could_be(tokens, i, "Gen") for i in words
        )

    def _link_before(self, board: Board, number: int, phrase: int) -> list[int]:
        """Link the name, the names that share a plural phrase, and chained offices."""
        tokens = board.tokens
        holders = [number]
        head = board.phrases[phrase].head
        one = self._one_of(board, phrase)
        if tokens.feats[head].number == "Plur" and one is None:
            holders = self._holders(board, number)
        agreed = (
            board.phrases[phrase].acting
            or one is not None
            or self._concord.agrees(board, phrase, number)
        )
        doubts = () if agreed else ("no_agreement",)
        chain = [phrase]
        if len(holders) == 1:
            chain = [*self._chain_before(board, phrase), phrase]
        if len(chain) > 1 and self._is_diplomatic_rank(board, chain[-2], phrase):
            board.used.add(phrase)
            chain.pop()
        for office in chain:
            for order, holder in enumerate(holders):
                rule = "positions.before_name"
                if len(holders) > 1:
                    rule = "positions.shared"
                elif office != phrase:
                    rule = "positions.chain_before"
                board.link(Link(holder, office, (order, len(holders)), rule, doubts))
        return holders[1:]

    def _is_diplomatic_rank(self, board: Board, outer: int, phrase: int) -> bool:
        """«глава миссии посол X»: a bare «посол» behind an office is a rank, like «генерал»."""
        start, end = board.phrases[phrase].tokens
        return (
            board.tokens.lemma[board.phrases[phrase].head] == "посол"
            and end - start == 1
            and board.phrases[outer].tokens[1] == start
        )

    def _holders(self, board: Board, number: int) -> list[int]:
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
            following = board.name_starting.get(end + 1)
            if following is None and end + 1 < len(tokens) and tokens.lower[end] == ",":
                following = (
                    board.name_starting.get(end + 2)
                    if (tokens.lower[end + 1] in {"и", "а"})
                    else None
                )
            if following is None:
                return found
            found.append(following)
            if tokens.lower[end] == "и":
                return found

    def _chain_before(self, board: Board, phrase: int) -> list[int]:
        """Offices of the same person before `phrase`: «вице-премьер — министр обороны X»."""
        tokens = board.tokens
        chain: list[int] = []
        current = phrase
        while True:
            start = board.phrases[current].tokens[0]
            while start > 0 and (
                tokens.lemma[start - 1] in self._lexicon.not_office
                or tokens.lower[start - 1] in _NOW
            ):
                start -= 1  # «бывший премьер-министр и нынешний министр X», «…, а ныне …»
            previous = board.ending.get(start)
            if previous is None and start >= 2 and tokens.lower[start - 1] in _CHAIN:
                previous = board.ending.get(before_side(tokens, start - 1))
            if previous is None or previous in board.used:
                return chain
            mine, theirs = board.phrases[current].head, board.phrases[previous].head
            if tokens.sentence[mine] != tokens.sentence[theirs]:
                return chain
            if tokens.feats[theirs].number == "Plur" or not self._concord.same_case(
                tokens, mine, theirs
            ):
                return chain
            if self._follows_name(board, previous):
                return chain
            chain.insert(0, previous)
            current = previous

    def _follows_name(self, board: Board, phrase: int) -> bool:
        """Whether the phrase stands behind a name and a comma, and so belongs to that name."""
        start = board.phrases[phrase].tokens[0]
        separator = board.tokens.form[start - 1] if start else ""
        return separator in {",", "–", "—", "("} and (start - 1) in board.name_ending
