"""Names taken apart: which word is the given name, the patronymic, the surname."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import field

from pipeline.analysis.tokens import Tokens
from pipeline.frozen import dataclass
from pipeline.layers import TokenRange
from pipeline.stages.persons.lexicon import NameLexicon, fold
from pipeline.stages.persons.words import SURNAME_ENDINGS, NameWords, is_article, syllables

_PALLADIUS = ("цз", "чж", "цю", "ця", "сю", "ся", "юэ", "шэ")
"""Beginnings of Chinese words in Palladius's transcription; Russian surnames have other ones."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: its token, or a token and the particles bound to it.

    Attributes:
        tokens: Token range, particles included.
        core: Index of the token that declines.
    """

    tokens: TokenRange
    core: int


@dataclass(frozen=True, slots=True)
class NameParts:
    """The parts of one mention of a name, as they stand in the text.

    Attributes:
        given: Words of the given name(s).
        patronymic: The patronymic, particles («оглы») included.
        family: Words of the surname.
        initials: Folded first letters, in order, of given name and patronymic.
        family_first: Whether the people of this name put the surname first and keep it there.
        middle: Letters of names shortened behind a given name in full («Джон Р. Смитерс»).
        written: The initials before the surname as the text spaces them («А.В.», «А. В. »).
    """

    given: tuple[Word, ...]
    patronymic: tuple[Word, ...]
    family: tuple[Word, ...]
    initials: tuple[str, ...]
    family_first: bool
    middle: tuple[str, ...] = ()
    written: str = ""
    words: tuple[Word, ...] = field(init=False, default=())
    """All words, in the order of the nominative name."""

    def __post_init__(self) -> None:
        order = (
            (*self.family, *self.given, *self.patronymic)
            if self.family_first
            else (*self.given, *self.patronymic, *self.family)
        )
        object.__setattr__(self, "words", order)


class NameParser:
    """Takes the tokens of a mention apart."""

    def __init__(self, lexicon: NameLexicon, words: NameWords) -> None:
        self._lexicon = lexicon
        self._words = words

    def __call__(
        self, tokens: Tokens, span: TokenRange, lone: Collection[str] = frozenset()
    ) -> NameParts:
        """The parts of the name at `span`.

        Args:
            tokens: The text.
            span: The name.
            lone: Words in -ич, without it, that are a name by themselves elsewhere in the text:
                surnames, and no patronymics («Вольфович»).
        """
        initials, words, middle = self._take_apart(tokens, span)
        if not words:
            return NameParts((), (), (), initials, False)
        if initials or len(words) == 1:
            written = _written(tokens, span, words)
            given = tuple(words[:-1])
            if given and not middle and not self._words.given(tokens.lower[words[0].core]):
                # «Р. Оливейра да Кунья»: both words are of the surname.
                return NameParts((), (), tuple(words), initials, False, (), written)
            # An initial beside a full given name («Джон Р. Смитерс») is no initial of it.
            if given:
                return NameParts(given, (), (words[-1],), (), False, middle, written)
            return NameParts((), (), (words[-1],), initials, False, (), written)
        patronymic = self._patronymic(tokens, words, lone)
        if patronymic is not None:
            return self._with_patronymic(tokens, words, patronymic)
        if self._keeps_order(tokens, words):
            return NameParts(tuple(words[1:]), (), (words[0],), (), True)
        if self._reversed(tokens, words):
            return NameParts(tuple(words[1:]), (), (words[0],), (), False)
        cut = self._family_start(tokens, words)
        return NameParts(tuple(words[:cut]), (), tuple(words[cut:]), (), False)

    def _take_apart(
        self, tokens: Tokens, span: TokenRange
    ) -> tuple[tuple[str, ...], list[Word], tuple[str, ...]]:
        """Initials, words, and those of the initials that a word stands before."""
        initials: list[str] = []
        middle: list[str] = []
        words: list[Word] = []
        index = span[0]
        while index < span[1]:
            form = tokens.form[index]
            following = tokens.form[index + 1] if index + 1 < span[1] else ""
            if following == "." and len(form) <= 2 and not self._whole(form, words, tokens):
                initials.append(fold(form[0]))
                if words:
                    middle.append(form[0])
                index += 2
                continue
            if not form[0].isalpha():
                index += 1
                continue
            begin = index
            while index + 1 < span[1] and (
                (
                    tokens.lower[index] in self._lexicon.particles
                    and tokens.lower[index] not in self._lexicon.patronymic_words
                    and (form[0].islower() or is_article(form))
                )
                or tokens.form[index + 1] in "'’"
                or form in "'’"
            ):
                index += 1
                form = tokens.form[index]
            if words and tokens.lower[index] in self._lexicon.patronymic_words:
                words[-1] = Word((words[-1].tokens[0], index + 1), words[-1].core)
            else:
                words.append(Word((begin, index + 1), index))
            index += 1
        return tuple(initials), words, tuple(middle)

    def _whole(self, form: str, words: list[Word], tokens: Tokens) -> bool:
        """Whether one letter is a given name in full: «Сюй И» at a sentence's end."""
        return (
            form == "И"
            and len(words) == 1
            and fold(tokens.form[words[0].core]) in self._lexicon.surnames_first
        )

    def _patronymic(self, tokens: Tokens, words: list[Word], lone: Collection[str]) -> int | None:
        for number, word in enumerate(words):
            last = tokens.lower[word.tokens[1] - 1]
            if last in self._lexicon.patronymic_words and word.tokens[1] - word.tokens[0] > 1:
                return number
            # Of two words the second is a surname as soon as a patronymic.
            surely = len(words) == 2
            lower, first = tokens.lower[word.core], tokens.lower[words[0].core]
            if (
                number
                and self._words.is_patronymic(lower, surely=surely)
                and not self._words.clash(first, lower)
                and not (surely and lower.rpartition("ич")[0] in lone)
            ):
                return number
        return None

    def _with_patronymic(self, tokens: Tokens, words: list[Word], place: int) -> NameParts:
        middle = (words[place],)
        before, after = words[:place], words[place + 1 :]
        if after:
            return NameParts(tuple(before), middle, tuple(after), (), False)
        if len(before) >= 2:
            return NameParts(tuple(before[1:]), middle, tuple(before[:1]), (), False)
        return NameParts(tuple(before), middle, (), (), False)

    def _keeps_order(self, tokens: Tokens, words: list[Word]) -> bool:
        """Chinese, Korean and Vietnamese names: a known surname of one syllable first."""
        if not 2 <= len(words) <= 3:
            return False
        first = fold(tokens.form[words[0].core])
        if first not in self._lexicon.surnames_first:
            return False
        rest = [fold(tokens.form[word.core]) for word in words[1:]]
        if len(words) == 3 and self._words.syllabic(tokens, words[0].core, words[-1].core + 1):
            return True
        return all(
            syllables(word) <= (5 if word.startswith(_PALLADIUS) else 3) for word in rest
        ) and not any(
            syllables(word) > 1
            and (word in self._lexicon.family or word.endswith(SURNAME_ENDINGS))
            and not word.startswith(_PALLADIUS)
            and word not in self._lexicon.surnames_first
            for word in rest
        )

    def _reversed(self, tokens: Tokens, words: list[Word]) -> bool:
        """«Алиев Анар»: a word built like a surname before a known given name."""
        if len(words) != 2:
            return False
        first, second = (fold(tokens.form[word.core]) for word in words)
        given, family = self._lexicon.given, self._lexicon.family
        return (
            second in given
            and first not in given
            and second not in family
            and (first in family or first.endswith(("ова", "ева", "ина")))
            and first.endswith(SURNAME_ENDINGS)
        )

    def _family_start(self, tokens: Tokens, words: list[Word]) -> int:
        """Where the surname begins: the last word, or an earlier one that carries a particle."""
        for number, word in enumerate(words):
            if number and word.core > word.tokens[0]:
                particle = tokens.lower[word.tokens[0]]
                if particle not in self._lexicon.links:
                    return number
        return len(words) - 1


def _written(tokens: Tokens, span: TokenRange, words: list[Word]) -> str:
    """The initials at a name's beginning or, if there are none, behind its only word.

    A blank behind them parts them from the surname («А. Петров», not «А.Петров»).
    """
    start, end = span[0], words[0].tokens[0]
    if start == end and len(words) == 1:
        start, end = words[0].tokens[1], span[1]
    letters = "".join(
        f" {form}" if index > start and tokens.space_before(index) else form
        for index, form in enumerate(tokens.form[start:end], start)
    )
    joined = start < words[0].tokens[0] and not tokens.space_before(end)
    return letters if joined or not letters else f"{letters} "
