"""Case forms of the names in the lexicons.

Only the head noun and the adjectives in front of it change in a Russian name; genitives and
prepositional attributes behind it stay. The forms are made once, with the dictionary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files

from pipeline.analysis.morphology import Morphology, Parse
from pipeline.analysis.segmentation import Segmenter
from pipeline.analysis.tokens import fold

TABLE = "organization_forms.tsv"
"""The table of forms among the resources; `build_forms` makes it."""
_CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")


def load_table() -> dict[str, tuple[str, ...]]:
    """Questions and answers of the table; an empty one if it was not made yet."""
    place = files("pipeline.resources").joinpath(TABLE)
    if not place.is_file():
        return {}
    rows = (
        line.split("\t")
        for line in place.read_text(encoding="utf-8").split("\n")
        if line and not line.startswith("#")
    )
    return {question: tuple(answers) for question, *answers in rows}


class NameForms:
    """Makes the forms of names, or reads them from the table made once.

    Args:
        morphology: The dictionary.
        table: Results by question, as `load_table` gives them.

    Attributes:
        asked: Every question so far with its answer, for making the table.
    """

    def __init__(
        self, morphology: Morphology, table: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        self._morphology = morphology
        self._segmenter = Segmenter()
        self._table = table or {}
        self.asked: dict[str, tuple[str, ...]] = {}

    def forms(self, text: str, declines: str | None = None) -> list[tuple[str, ...]]:
        """All case forms of a name, as folded token sequences.

        Args:
            text: The name in the nominative.
            declines: The one word that declines, where the dictionary does not tell.
        """
        made = self._answer(
            f"forms {text}",
            lambda: tuple(sorted({" ".join(words) for words in self._forms(text, declines)})),
        )
        return [tuple(form.split(" ")) for form in made]

    def plurals(self, word: str) -> tuple[str, ...]:
        """Plural case forms of one noun, folded."""
        return self._answer(f"plurals {word}", lambda: tuple(sorted(self._plurals(word))))

    def genitive(self, text: str) -> str | None:
        """A name in the genitive, with its capitals, or `None` if it cannot be made."""
        made = self._answer(f"genitive {text}", lambda: (self._genitive(text) or "",))
        return made[0] or None

    def head_word(self, text: str) -> str:
        """The head noun of a name, folded."""

        def head() -> tuple[str, ...]:
            words = self.words(text)
            return (fold(words[self._head(words)]),)

        return self._answer(f"head {text}", head)[0]

    def is_plural(self, text: str) -> bool:
        """Whether the head noun of a name is a plural."""

        def plural() -> tuple[str, ...]:
            words = self.words(text)
            noun = self._reading(words[self._head(words)])
            return ("yes" if noun is not None and noun.number == "Plur" else "no",)

        return self._answer(f"plural {text}", plural)[0] == "yes"

    def single(self, word: str) -> tuple[str, ...]:
        """Case forms of one capitalised short name («Минфин», «Минфина»)."""
        return self._answer(f"short {word}", lambda: tuple(sorted(self._single(word))))

    def _answer(self, question: str, make: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
        known = self._table.get(question)
        if known is None:
            known = make()
        self.asked[question] = known
        return known

    def words(self, text: str) -> list[str]:
        """The tokens of `text`, as the analysis would cut them."""
        return [text[start:end] for start, end in self._segmenter.tokenize(text)]

    def _head(self, words: list[str]) -> int:
        """Index of the head noun of a name in the nominative."""
        for index, word in enumerate(words):
            if word != "и" and not self._is_adjective(word):
                return index if self._is_noun(word) else 0
        return 0

    def _forms(self, text: str, declines: str | None = None) -> Iterator[tuple[str, ...]]:
        words = self.words(text)
        folded = [fold(word) for word in words]
        yield tuple(folded)
        yield from _joined_dashes(folded)
        if declines is not None and declines in words:
            place = words.index(declines)
            for form in self._one_word(declines):
                yield (*folded[:place], form, *folded[place + 1 :])
            return
        head = self._head(words)
        noun = self._reading(words[head])
        if noun is None:
            return
        for case in _CASES:
            made = list(folded)
            declined = self._noun(words[head], noun, case)
            if declined is None:
                break
            made[head] = fold(declined)
            for index in range(head):
                adjective = self._adjective(words[index], noun, case)
                made[index] = fold(adjective) if adjective else made[index]
            yield tuple(made)
            yield from _joined_dashes(made)

    def _one_word(self, word: str) -> Iterator[str]:
        """Forms of a word the dictionary may not know: a masculine behind a consonant, else in -а.

        Words in other vowels do not change.
        """
        noun = self._reading(word)
        if noun is not None:
            for case in _CASES:
                form = self._noun(word, noun, case)
                if form is not None:
                    yield fold(form)
        elif word[-1] == "а":
            stem = fold(word)[:-1]
            for ending in ("и" if stem[-1] in "гкхжшчщ" else "ы", "е", "у", "ой"):
                yield stem + ending
        elif word[-1] not in "еёиоуыэюя":
            hushing = word[-1] in "жшчщц"
            for ending in ("а", "у", "ем" if hushing else "ом", "е"):
                yield fold(word) + ending

    def _genitive(self, text: str) -> str | None:
        words = self.words(text)
        head = self._head(words)
        noun = self._reading(words[head])
        if noun is None:
            return None
        made = list(words)
        declined = self._noun(words[head], noun, "Gen")
        if declined is None:
            return None
        made[head] = _like(words[head], declined)
        for index in range(head):
            adjective = self._adjective(words[index], noun, "Gen")
            if adjective is None:
                return None
            made[index] = _like(words[index], adjective)
        return " ".join(made)

    def _single(self, word: str) -> set[str]:
        found = {word}
        noun = None if _is_upper(word) else self._reading(word)
        if noun is not None:
            for case in _CASES:
                form = self._noun(word, noun, case)
                if form is not None:
                    found.add(_like(word, form))
        return found

    def _is_adjective(self, word: str) -> bool:
        return any(
            parse.kind in {"ADJF", "PRTF", "NUMR"} and parse.case == "Nom"
            for parse in self._morphology.parses(word.lower())[:2]
        )

    def _is_noun(self, word: str) -> bool:
        return self._reading(word) is not None

    def _plurals(self, word: str) -> set[str]:
        noun = self._reading(word)
        if noun is None or noun.number == "Plur":
            return set()
        made = (self._noun(word, noun._replace(number="Plur"), case) for case in _CASES)
        return {fold(form) for form in made if form is not None}

    def _reading(self, word: str) -> Parse | None:
        if not word[:1].isalpha() or word[:1].isascii() or _is_upper(word):
            return None
        best: Parse | None = None
        for parse in self._morphology.parses(word.lower()):
            if parse.pos == "NOUN" and parse.case == "Nom" and "Fixd" not in parse.marks:
                if parse.number == "Sing":
                    return parse
                best = best or parse
        return best

    def _noun(self, word: str, reading: Parse, case: str) -> str | None:
        return self._morphology.inflect(
            word.lower(),
            case,
            reading.number,
            pos="NOUN",
            from_case="Nom",
            from_gender=reading.gender,
        )

    def _adjective(self, word: str, noun: Parse, case: str) -> str | None:
        return self._morphology.inflect(
            word.lower(), case, noun.number, noun.gender, pos="ADJ", from_case="Nom"
        )


def _is_upper(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _like(form: str, word: str) -> str:
    return word[:1].upper() + word[1:] if form[:1].isupper() else word


def _joined_dashes(words: list[str]) -> Iterator[tuple[str, ...]]:
    """The spelling without spaces around dashes: «государств-участников»."""
    if "-" not in words[1:-1]:
        return
    made: list[str] = []
    index = 0
    while index < len(words):
        if words[index] == "-" and made and index + 1 < len(words):
            made[-1] = f"{made[-1]}-{words[index + 1]}"
            index += 2
            continue
        made.append(words[index])
        index += 1
    yield tuple(made)
