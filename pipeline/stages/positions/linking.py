"""Who holds an office: links of names to office phrases by adjacency.

Adjacency finds the right name for 96 of 100 offices where slovnet's syntax finds 19 to 73. Names
are read from left to right; an office directly before a name belongs to that name, so that a list
«министр X, министр Y и заместитель министра Z» is decoded jointly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import Agreement
from pipeline.layers import CountryMention, PersonMention
from pipeline.stages.positions.asides import before_side
from pipeline.stages.positions.before import Before
from pipeline.stages.positions.behind import AfterLinker
from pipeline.stages.positions.board import Board, Concord, Link
from pipeline.stages.positions.columns import ColumnLinker
from pipeline.stages.positions.context import Phrase
from pipeline.stages.positions.dashes import dashed
from pipeline.stages.positions.distributed import link_distributed
from pipeline.stages.positions.holders import Holders
from pipeline.stages.positions.lexicon import OfficeLexicon
from pipeline.stages.positions.predicates import PredicateLinker
from pipeline.stages.positions.succession import SuccessionLinker
from pipeline.stages.positions.verbs import VerbLinker

_DASHES = frozenset({"-", "–", "—"})
_CHAIN = frozenset({",", "и", "-", "–", "—"})
_NOW = frozenset({"а", "ныне", "теперь", "сейчас", "также", "затем", "одновременно"})


def _are_of_two_states(first: Phrase, second: Phrase) -> bool:
    """«Президент Литвы, премьер-министр Латвии X»: of the first no name is said."""
    states = [{m.code for m in (*p.trailing, p.leading) if m is not None} for p in (first, second)]
    return all(states) and states[0].isdisjoint(states[1])


class Linker:
    """Links names and offices of one release."""

    def __init__(
        self, lexicon: OfficeLexicon, honorifics: frozenset[str], agreement: Agreement
    ) -> None:
        self._lexicon = lexicon
        self._concord = Concord(agreement)
        self._after = AfterLinker(lexicon, self._concord)
        self._columns = ColumnLinker(lexicon, honorifics, self._concord)
        self._verbs = VerbLinker(lexicon, self._concord)
        self._predicates = PredicateLinker(lexicon, self._concord)
        self._succession = SuccessionLinker(lexicon, self._concord)
        self._honorifics = honorifics
        self._before = Before(lexicon, honorifics, self._concord)
        self._holders = Holders(lexicon, self._before, self._concord)

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
        before = [self._holders(board, number) for number in range(len(mentions))]
        taken = {phrase for phrase in before if phrase is not None}
        shared: set[int] = set()
        for number, phrase in enumerate(before):
            if phrase is not None and number not in shared:
                shared.update(self._link_before(board, number, phrase))
        link_distributed(board, self._concord)
        for number in range(len(mentions)):
            self._after(board, number, taken)
        self._columns(board)
        for number in range(len(mentions)):
            self._predicates(board, number, taken)
        for number, candidate in enumerate(phrases):
            if number not in board.used and not candidate.inner:
                self._verbs(board, number)
        self._succession(board)
        links = sorted(board.links, key=lambda link: (link.mention, phrases[link.phrase].tokens))
        return links, [*board.pending, *dashed(board, self._verbs.chained)]

    def _link_before(self, board: Board, number: int, phrase: int) -> list[int]:
        """Link the name, the names that share a plural phrase, and chained offices."""
        tokens = board.tokens
        holders = [number]
        head = board.phrases[phrase].head
        one = self._holders.one_of(board, phrase)
        if tokens.feats[head].number == "Plur" and one is None:
            holders = self._before.holders(board, number)
        agreed = (
            board.phrases[phrase].acting
            or one is not None
            or self._concord.agrees(board, phrase, number)
        )
        doubts = () if agreed else ("no_agreement",)
        chain = [phrase]
        if len(holders) == 1:
            chain = [*self._chain_before(board, phrase), phrase]
        if len(chain) > 1 and self._is_rank(board, chain[-2], phrase):
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

    def _is_rank(self, board: Board, outer: int, phrase: int) -> bool:
        """«глава миссии, посол X», «президент академии профессор X»: bare, it is a rank."""
        start, end = board.phrases[phrase].tokens
        lemma = board.tokens.lemma[board.phrases[phrase].head]
        gap = board.tokens.form[board.phrases[outer].tokens[1] : start]
        return (
            (lemma == "посол" or lemma in self._honorifics)
            and end - start == 1
            and gap in ([], [","])
        )

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
            if _are_of_two_states(board.phrases[previous], board.phrases[current]):
                return chain
            mine, theirs = board.phrases[current].head, board.phrases[previous].head
            if tokens.sentence[mine] != tokens.sentence[theirs]:
                return chain
            if tokens.feats[theirs].number == "Plur" or not self._concord.same_case(
                tokens, mine, theirs
            ):
                return chain
            if self._before.follows_name(board, previous) and not self._is_next(board, previous):
                return chain
            chain.insert(0, previous)
            current = previous

    @staticmethod
    def _is_next(board: Board, previous: int) -> bool:
        """«вице-премьер X, вице-премьер — министр финансов Y»: both offices stand in front."""
        before = board.name_ending.get(board.phrases[previous].tokens[0] - 1)
        behind = board.phrases[previous].tokens[1]
        return board.tokens.form[behind] in _DASHES and any(
            link.mention == before and link.rule == "positions.before_name" for link in board.links
        )
