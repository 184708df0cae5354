"""The state of linking in one release, and the agreement of its names and offices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import Agreement
from pipeline.layers import CountryMention, PersonMention
from pipeline.stages.positions.context import Phrase

_NOMINATIVE = frozenset({"Nom"})
_CONSONANTS = frozenset("бвгджзйклмнпрстфхцчшщ")
_NAME_MARKS = frozenset({"Name", "Surn", "Patr"})
_NOMINATIVE_ENDINGS = ("ов", "ев", "ёв", "ин", "ын", "ский", "цкий")
"""Of masculine surnames: in every other case, and in women's names, something follows."""


@dataclass(frozen=True, slots=True)
class Link:
    """A name and its office.

    Attributes:
        mention: Index of the name among the person mentions.
        phrase: Index of the office phrase.
        share: Which of the several holders of a plural phrase this is, and of how many.
        rule: The rule that linked them.
        doubts: Codes of weak support.
        state: The holder's own state, where a list gives each name one.
    """

    mention: int
    phrase: int
    share: tuple[int, int] = (0, 1)
    rule: str = ""
    doubts: tuple[str, ...] = ()
    state: CountryMention | None = None


@dataclass(slots=True)
class Board:
    """The state of one release: what begins and ends where, and what is linked already."""

    tokens: Tokens
    phrases: Sequence[Phrase]
    mentions: Sequence[PersonMention]
    starting: dict[int, int]
    ending: dict[int, int]
    name_starting: dict[int, int]
    name_ending: dict[int, int]
    inner: dict[int, list[int]]
    states: Mapping[int, CountryMention]
    """Names of countries by their first token."""
    links: list[Link] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    pending: list[tuple[int, int]] = field(default_factory=list)
    """Phrases joined by a verb to a person the clause does not name, and that verb."""

    def link(self, link: Link) -> None:
        """Record a link."""
        self.links.append(link)
        self.used.add(link.phrase)


class Concord:
    """Agreement between offices and names."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement

    def agrees(self, board: Board, phrase: int, number: int) -> bool:
        """Whether office and name can stand in one case, by tagger or dictionary."""
        tokens = board.tokens
        head = board.phrases[phrase].head
        start, end = board.mentions[number].tokens
        names = [i for i in range(start, end) if len(tokens.form[i]) > 1]
        if not names:
            return True
        mine = self.agreement.cases(tokens, head)
        if self.nominative_by_form(tokens, names):
            return "Nom" in mine
        if board.mentions[number].case in mine or self._is_instrumental(tokens, mine, names):
            return True
        theirs = self._joint_cases(tokens, names)
        if theirs is not None:
            same = bool(theirs & (mine | {tokens.feats[head].case}))
            return same or self.same_tag(board, phrase, number)
        return any(
            tokens.feats[i].case == tokens.feats[head].case
            or mine & self.agreement.cases(tokens, i)
            for i in names
        )

    def _is_instrumental(self, tokens: Tokens, office: frozenset[str], names: list[int]) -> bool:
        """«министром Хон Ги Ёном»: an office in the instrumental, and a name no dictionary has."""
        lower = tokens.lower[names[-1]]
        return (
            office == {"Ins"}
            and lower.endswith(("ом", "ем", "ём"))
            and not self.agreement.morphology.parses(lower)[0].known
        )

    def shares_case(self, board: Board, word: int, number: int) -> bool:
        """Whether a name can stand in the case of a word («один из лидеров X»)."""
        tokens = board.tokens
        case = tokens.feats[word].case
        names = [i for i in range(*board.mentions[number].tokens) if len(tokens.form[i]) > 1]
        return all(
            tokens.feats[i].case in {case, ""} or self.agreement.could_be(tokens, i, case)
            for i in names
        )

    def same_tag(self, board: Board, phrase: int, number: int) -> bool:
        """Whether the tagger sees the office and every word of the name in one case."""
        tokens = board.tokens
        case = tokens.feats[board.phrases[phrase].head].case
        words = [i for i in range(*board.mentions[number].tokens) if len(tokens.form[i]) > 1]
        return case != "" and all(
            tokens.feats[i].case == case and tokens.feats[i].number == "Sing" for i in words
        )

    def clash(self, board: Board, phrase: int, number: int) -> bool:
        """Whether a name that does not agree with an office stands in the nominative for sure.

        «В присутствии президента Литвы Йонас Вайткус подписал …»: masculine names in a consonant
        change in every other case, and the office is in one.
        """
        tokens = board.tokens
        if "Nom" in self.agreement.cases(tokens, board.phrases[phrase].head):
            return False
        start, end = board.mentions[number].tokens
        names = [i for i in range(start, end) if len(tokens.form[i]) > 1]
        return (
            self._joint_cases(tokens, names) == _NOMINATIVE
            or self.nominative_by_form(tokens, names)
            or board.mentions[number].case == "Nom"
            or self._tagged_nominative(tokens, names)
        )

    @staticmethod
    def nominative_by_form(tokens: Tokens, names: Sequence[int]) -> bool:
        """Whether a surname behind initials («А. Лапицкий») can only be a man's nominative.

        The dictionary takes «Рузиев» for a plural of «Рузий», and so does the tagger.
        """
        return len(names) == 1 and tokens.lower[names[0]].endswith(_NOMINATIVE_ENDINGS)

    @staticmethod
    def _tagged_nominative(tokens: Tokens, names: Sequence[int]) -> bool:
        return all(
            tokens.feats[i].case == "Nom"
            and tokens.feats[i].gender == "Masc"
            and tokens.lower[i][-1] in _CONSONANTS
            for i in names
        )

    def is_known(self, tokens: Tokens, names: Sequence[int]) -> bool:
        """Whether the dictionary knows a word of the name as one."""
        return any(
            parse.known and parse.marks & _NAME_MARKS
            for index in names
            for parse in self.agreement.morphology.parses(tokens.lower[index])
        )

    def _joint_cases(self, tokens: Tokens, names: list[int]) -> frozenset[str] | None:
        """Cases in the singular that all words of a name can stand in; `None` if none can.

        Only words the dictionary knows as names speak: «Кристины» is hardly «several Christines».
        """
        joint: frozenset[str] | None = None
        for index in names:
            own = frozenset(
                parse.case
                for parse in self.agreement.morphology.parses(tokens.lower[index])
                if parse.known and parse.number == "Sing" and parse.marks & _NAME_MARKS
            )
            if own:
                joint = own if joint is None else joint & own
        return joint or None

    def same_case(self, tokens: Tokens, first: int, second: int) -> bool:
        """Whether the heads of two offices can stand in one case."""
        mine, theirs = tokens.feats[first].case, tokens.feats[second].case
        return mine == theirs or bool(
            {mine, theirs}
            & self.agreement.cases(tokens, first)
            & self.agreement.cases(tokens, second)
        )
