"""Questions about single words: can this be a word of a name?"""

from __future__ import annotations

from collections.abc import Collection

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.frozen import dataclass
from pipeline.grammar.agreement import is_abbreviation
from pipeline.layers import TokenRange
from pipeline.stages.persons.carried import CarriedNames
from pipeline.stages.persons.lexicon import NameLexicon, fold

NAME_MARKS = frozenset({"Name", "Surn", "Patr"})
_PATRONYMIC_ENDINGS = (
    "ович", "евич", "ич", "овна", "евна", "ична", "инична",
    "овича", "евича", "овичу", "евичу", "овичем", "евичем", "овиче", "евиче",
    "овны", "евны", "овне", "евне", "овну", "евну", "овной", "евной", "ичны", "ичне", "ичну",
    "ичной",
)  # fmt: skip
SURNAME_ENDINGS = (
    "ов", "ев", "ин", "ова", "ева", "ина", "ский", "ская", "цкий", "цкая", "енко", "ук", "юк",
    "швили", "дзе", "ян", "ич",
)  # fmt: skip

_ARTICLES = frozenset({"Аль", "Эль", "Ас", "Аш", "Ан", "Ат", "Эс", "Эш", "Ад", "Аз", "Ар"})


SERVANTS = frozenset({"абдель", "абдул", "абд", "абду"})
"""«Servant of» what follows: of «Абдель Фаттахом» the second word alone declines."""


def is_article(form: str) -> bool:
    """Whether the word is the Arabic article or «house of», as some write it («Аль Мансури»)."""
    return form in _ARTICLES


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Tokens that name a person, and the rule that found them."""

    tokens: TokenRange
    rule: str


class NameWords:
    """Word-level tests, shared by all rules that look for names."""

    def __init__(self, lexicon: NameLexicon, morphology: Morphology) -> None:
        self._lexicon = lexicon
        self._morphology = morphology
        self.is_carried = CarriedNames(lexicon)

    def name_like(
        self, tokens: Tokens, index: int, taken: Collection[int], offices: Collection[str]
    ) -> bool:
        """Whether the word can be one of a name: capitalised, no office, not taken already."""
        form = tokens.form[index]
        if index in taken or not form[0].isupper() or not form[-1].isalpha():
            return False
        if tokens.lemma[index] in self._lexicon.styles or self.names_body(tokens.lower[index]):
            return False
        if tokens.lemma[index] in offices or tokens.lower[index] in offices:
            return (
                fold(form) in self._lexicon.given and tokens.pos[index] == "PROPN"
            ) or self._given_of_arab(tokens, index)
        if is_abbreviation(form):
            return not form.isupper() or self.all_caps(tokens, index)
        if tokens.pos[index] in {"ADP", "CCONJ", "SCONJ"} and len(form) == 1:
            # «Сюй И»: a given name of one letter behind a surname of those that come first.
            before = fold(tokens.form[index - 1]) if index else ""
            return form == "И" and before in self._lexicon.surnames_first
        return True

    def names_body(self, lower: str) -> bool:
        """Whether the word is put together like the name of an agency («Узстандарта»)."""
        return (
            lower.endswith(self._lexicon.bodies)
            and len(lower) > 5
            and fold(lower) not in self._lexicon.family
        )

    def _given_of_arab(self, tokens: Tokens, index: int) -> bool:
        """«Султан бин Салем», «Султан аль-Кетби»: the title is a given name here."""
        behind = index + 1
        if behind >= len(tokens) or tokens.sentence[behind] != tokens.sentence[index]:
            return False
        lower = tokens.lower[behind]
        return lower in self._lexicon.links or self.arabic(lower)

    def syllabic(self, tokens: Tokens, start: int, end: int) -> bool:
        """«Пак Чун Хо»: a surname that stands first, with two more syllables behind it.

        Such surnames look like other words («пак», «со», «но»).
        """
        return (
            end - start == 3
            and fold(tokens.form[start]) in self._lexicon.surnames_first
            and all(
                tokens.form[i][0].isupper() and syllables(tokens.lower[i]) < 3
                for i in range(start, end)
            )
        )

    def common_noun(self, tokens: Tokens, index: int) -> bool:
        """Whether a dictionary word that is no name begins a sentence («Сын», «Кронпринц»)."""
        first = tokens.sentences[tokens.sentence[index]][0]
        if index > first and tokens.pos[index - 1] != "PUNCT" and not _opens_line(tokens, index):
            return False
        if self._given_of_arab(tokens, index):
            return False  # «Хамад бин Салем»
        lower = tokens.lower[index]
        if fold(lower) in self._lexicon.given:
            return False
        if "летн" in lower and tokens.pos[index] == "ADJ":
            return True  # «Шестидесятилетняя X»
        parses = self._morphology.parses(lower)
        last = lower.rpartition("-")[2]
        if not parses[0].known and last != lower and len(last) > 2:
            parses = self._morphology.parses(last)  # «Смертник-одиночка», «Пресс-агент»
        return parses[0].known and not any(NAME_MARKS & parse.marks for parse in parses)

    def ordinary(self, lower: str) -> bool:
        """Whether the dictionary knows the word, and not as a name."""
        parses = self._morphology.parses(lower)
        return parses[0].known and not any(NAME_MARKS & parse.marks for parse in parses)

    def common(self, lower: str) -> bool:
        """Whether the dictionary knows the word as a noun, and not as a name."""
        return self.ordinary(lower) and any(
            parse.kind == "NOUN" for parse in self._morphology.parses(lower)
        )

    def surname_like(self, lower: str) -> bool:
        """Whether the word is built like a surname or known as one."""
        return any(
            "Surn" in parse.marks for parse in self._morphology.parses(lower)
        ) or lower.endswith(SURNAME_ENDINGS)

    def all_caps(self, tokens: Tokens, index: int) -> bool:
        """Whether the word stands in a line of capitals, where capitals say nothing."""
        first, last = tokens.sentences[tokens.sentence[index]]
        words = [form for form in tokens.form[first:last] if form.isalpha() and len(form) > 2]
        return len(words) > 1 and sum(map(str.isupper, words)) * 4 >= len(words) * 3

    def arabic(self, lower: str) -> bool:
        """Whether the word is an Arabic name with its article («аль-Хумейди»)."""
        head, dash, rest = lower.partition("-")
        return (
            bool(dash)
            and head in {"аль", "эль", "ас", "аш", "ан", "ар", "ад", "ат"}
            and (len(rest) > 2)
        )

    def is_patronymic(self, lower: str, *, surely: bool = False) -> bool:
        """Whether the word is built like a Slavic patronymic, in any case.

        Args:
            lower: The word.
            surely: Whether it must be known, and as nothing else: surnames are built alike
                («Гойчич», «Астахевич»).
        """
        if len(lower) < 6 or not lower.endswith(_PATRONYMIC_ENDINGS):
            return False
        parses = self._morphology.parses(lower)
        if surely and (not parses[0].known or any("Surn" in parse.marks for parse in parses)):
            return False
        return any("Patr" in parse.marks for parse in parses)

    def clash(self, given: str, patronymic: str) -> bool:
        """Whether a woman's given name stands before a man's patronymic («Мария Йованович»)."""
        named = [p.gender for p in self._morphology.parses(given) if p.known and "Name" in p.marks]
        of = [p.gender for p in self._morphology.parses(patronymic) if "Patr" in p.marks]
        return set(named) == {"Fem"} and set(of) == {"Masc"}

    def is_initial(self, tokens: Tokens, index: int) -> bool:
        """Whether the token is a letter that can be an initial."""
        form = tokens.form[index]
        return form[0].isupper() and (len(form) == 1 or form in {"Дж", "Ж", "Ю", "Дз", "Дм"})

    def is_lead(self, tokens: Tokens, index: int, first: int) -> bool:
        """Whether an initial and its full stop stand before `index`, no letters of «S.p.A.»."""
        place = index - 2
        if place < first or tokens.form[index - 1] != "." or not self.is_initial(tokens, place):
            return False
        return not (
            place - 2 >= first
            and tokens.form[place - 1] == "."
            and not tokens.space_before(place)
            and tokens.form[place - 2][-1].islower()
            and len(tokens.form[place - 2]) == 1
        )

    def has_initials(self, tokens: Tokens, start: int, end: int) -> bool:
        """Whether initials stand among the tokens."""
        return any(tokens.form[index] == "." for index in range(start, end))

    def given(self, lower: str) -> bool:
        """Whether a list or the dictionary knows the word as a given name, in any case."""
        return fold(lower) in self._lexicon.given or any(
            "Name" in parse.marks and parse.known for parse in self._morphology.parses(lower)
        )

    def only_adjective(self, lower: str) -> bool:
        """Whether the dictionary knows the word as an adjective and as nothing else."""
        parses = self._morphology.parses(lower)
        return parses[0].known and all(parse.kind == "ADJF" for parse in parses)

    def given_names(self, lower: str) -> frozenset[str]:
        """Folded nominatives of the given names the dictionary reads the word as."""
        return frozenset(
            fold(parse.lemma)
            for parse in self._morphology.parses(lower)
            if parse.known and "Name" in parse.marks
        )

    def known_surname(self, folded: str) -> bool:
        """Whether a list or the dictionary knows the word as a surname."""
        return folded in self._lexicon.family or any(
            parse.known and "Surn" in parse.marks for parse in self._morphology.parses(folded)
        )

    def is_given(self, tokens: Tokens, index: int, offices: Collection[str]) -> bool:
        """Whether the word is a known given name."""
        if tokens.lemma[index] in offices:
            return False
        return any(
            "Name" in parse.marks and parse.known
            for parse in self._morphology.parses(tokens.lower[index])
        ) and tokens.pos[index] in {"PROPN", "NOUN", "X"}

    def is_listed(self, tokens: Tokens, index: int) -> bool:
        """Whether the tagger takes the word for a name and the list of given names has it."""
        return tokens.pos[index] == "PROPN" and fold(tokens.form[index]) in self._lexicon.given


def _opens_line(tokens: Tokens, index: int) -> bool:
    return "\n" in tokens.words(index - 1, index + 1)


def syllables(word: str) -> int:
    """How many syllables a word has: its vowels."""
    return sum(character in "аеёиоуыэюя" for character in word.lower())
