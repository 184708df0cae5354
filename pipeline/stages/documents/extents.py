"""How far the name of an instrument reaches.

A forward walk over morphology, like `grammar.noun_phrase`, but for titles: subjects hang on them
by «о …», «по …», «между …», with complements, dates and places of their own («о взаимной помощи
при стихийных бедствиях», «от 12 сентября 2014 года»); what belongs to the verb («на полях
саммита», «в ходе визита») ends the walk.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import NOUNS, is_abbreviation
from pipeline.grammar.coordination import OPENING
from pipeline.grammar.noun_phrase import Bounds, NounPhrases

_CASES: dict[str, tuple[str, ...]] = {
    "о": ("Loc",),
    "об": ("Loc",),
    "обо": ("Loc",),
    "по": ("Dat",),
    "между": ("Ins",),
    "на": ("Acc", "Loc"),
    "для": ("Gen",),
    "в": ("Loc", "Acc"),
    "во": ("Loc", "Acc"),
    "с": ("Ins", "Gen"),
    "со": ("Ins", "Gen"),
    "от": ("Gen",),
    "до": ("Gen",),
    "из": ("Gen",),
    "к": ("Dat",),
    "ко": ("Dat",),
    "при": ("Loc",),
    "против": ("Gen",),
    "за": ("Acc", "Ins"),
    "через": ("Acc",),
    "над": ("Ins",),
    "под": ("Ins",),
    "без": ("Gen",),
    "вне": ("Gen",),
}
_FIRST = frozenset({"о", "об", "обо", "по", "между", "на", "для", "с", "со", "от", "до", "к", "ко", "против"})
"""Prepositions that may follow the head noun itself; others hang on its complements only."""
_SUBJECT = frozenset({"о", "об", "обо", "между", "для", "против"})
"""Prepositions whose phrases are always the title's own."""
_YEARS = frozenset({"год", "г", "гг", "период", "полугодие", "квартал"})
_QUANTITY = frozenset({"млн", "млрд", "трлн", "тыс", "тыс.", "процентов", "годовых"})
_MONTHS = frozenset(
    {"январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь",
     "октябрь", "ноябрь", "декабрь"}
)  # fmt: skip
_AND = frozenset({"и", "или"})
_MEMBERS = frozenset({"член", "участник", "наблюдатель"})
_LONGEST = 70


@dataclass(frozen=True, slots=True)
class Words:
    """Lemmas that steer the walk.

    Attributes:
        adverbial: Nouns of time and occasion.
        heads: Nouns of instruments, which end the title before them in a coordination.
        named: Nouns that take a name in the nominative behind them («реки Днестр»).
        dative: Nouns that take a dative («предоставление стране кредита»).
        instrumental: Nouns that take an instrumental («обмен данными»).
    """

    adverbial: Collection[str]
    heads: Collection[str]
    named: Collection[str]
    dative: Collection[str]
    instrumental: Collection[str]


class TitleExtents:
    """Finds where titles end.

    Args:
        morphology: The dictionary.
        words: Words that steer the walk.
    """

    def __init__(self, morphology: Morphology, words: Words) -> None:
        self.phrases = NounPhrases(morphology)
        self.words = words

    def end(
        self, tokens: Tokens, head: int, limit: int, wholes: Mapping[int, int] | None = None
    ) -> int:
        """One past the last token of the title headed by the noun at `head`.

        Args:
            tokens: The token view.
            head: The noun.
            limit: Token the walk may not pass.
            wholes: Names of bodies and countries, from first token to one past the last.
        """
        return _Walk(self, tokens, head, min(limit, head + _LONGEST), wholes or {}).run()

    def closing(self, tokens: Tokens, opening: int, limit: int) -> int | None:
        """One past the mark that closes the quotation or bracket opened at `opening`."""
        form = tokens.form[opening]
        mark = '"' if form == '"' else OPENING.get(form)
        if mark is None:
            return None
        depth = 0
        for index in range(opening + 1, min(opening + 45, limit)):
            if tokens.form[index] == mark:
                if not depth:
                    return index + 1
                depth -= 1
            elif tokens.form[index] == form:
                depth += 1
        return None


class _Walk:
    def __init__(
        self,
        extents: TitleExtents,
        tokens: Tokens,
        head: int,
        limit: int,
        wholes: Mapping[int, int],
    ) -> None:
        self.extents = extents
        self.words = extents.words
        self.tokens = tokens
        self.head = head
        self.limit = limit
        self.bounds = Bounds(limit, wholes)
        self.cases: list[str] = ["Gen"]
        self.prepositions: list[str] = []
        self.last_noun = head

    def run(self) -> int:
        end = self.head + 1
        while end < self.limit:
            after = self._step(end)
            if after is None or after <= end:
                break
            end = after
        return end

    def _step(self, index: int) -> int | None:
        tokens = self.tokens
        form, lower = tokens.form[index], tokens.lower[index]
        if form in OPENING or form == '"':
            return self.extents.closing(tokens, index, self.limit)
        if lower in _QUANTITY or form[0] in "$€%":
            return index + 1
        if lower == "№" or form[0].isdigit() or tokens.pos[index] == "X":
            return self._number(index)
        if len(form) == 1 and form.isupper() and index + 1 < self.limit:
            return self._initial(index)
        if lower in _CASES:
            return self._prepositional(index)
        if lower in _AND:
            return self._conjunct(index + 1)
        if lower == ",":
            return self._comma(index)
        if form in {"–", "—", "-"}:
            return self._dash(index)
        return self._complement(index)

    def _number(self, index: int) -> int | None:
        tokens = self.tokens
        date = self._date(index)
        if date is not None:
            dated = tokens.lemma[index + 1] in _YEARS or tokens.lower[index - 1] == "от"
            return date if dated else None
        if tokens.lower[index] == "№":
            return index + 2
        if index == self.head + 1 or tokens.form[index - 1] == "№":
            return index + 1
        following = index + 1
        if following < self.limit and (
            tokens.lower[following] in _QUANTITY or tokens.form[following] == "%"
        ):
            return following + 1
        if tokens.pos[index] == "X":
            return index + 1
        return self._group(index, "Gen")

    def _date(self, index: int) -> int | None:
        """End of «2001 года», «12 сентября 2014 года», «12 сентября» at `index`."""
        tokens = self.tokens
        place = index
        if place + 1 < self.limit and tokens.lemma[place + 1] in _MONTHS:
            place += 2
            if place >= self.limit or not tokens.form[place][0].isdigit():
                return place
        if place + 1 < self.limit and tokens.lemma[place + 1] in _YEARS:
            place += 2
            if place < self.limit and tokens.form[place] == "." and tokens.lower[place - 1] == "г":
                place += 1
            return place
        return None

    def _complement(self, index: int) -> int | None:
        """A genitive on what stands before, or an instrumental on a noun of the subject."""
        tokens = self.tokens
        end = self._group(index, "Gen")
        if end is not None:
            return None if self._is_denied(end) else end
        named = self._apposed_name(index)
        if named is not None:
            return named
        if index <= self.head + 1 or not self.prepositions and self.last_noun == self.head:
            return None
        governor, case = tokens.lemma[self.last_noun], tokens.feats[index].case
        wanted = self.words.dative if case == "Dat" else self.words.instrumental
        if case not in {"Dat", "Ins"} or governor not in wanted:
            return None
        noun = self.last_noun
        end = self._group(index, case)
        if end is None or self._is_adverbial(end):
            return None
        if case == "Dat" and self._group(end, "Gen") is not None:
            self.last_noun = noun
        self._remember(case)
        return end

    def _is_denied(self, end: int) -> bool:
        """«согласия пока нет»: a genitive of negation belongs to the clause."""
        return any(
            self.tokens.lower[place] == "нет" for place in range(end, min(end + 2, self.limit))
        )

    def _initial(self, index: int) -> int | None:
        tokens = self.tokens
        if tokens.form[index + 1] != ".":
            return None
        following = index + 2
        while following < self.limit and (
            tokens.pos[following] == "PROPN" or tokens.form[following] == "."
        ):
            following += 1
        return following

    def _apposed_name(self, index: int) -> int | None:
        """«реки Днестр», «Республики Беларусь»: a name in the nominative behind its noun."""
        tokens = self.tokens
        if tokens.lemma[index - 1] not in self.words.named:
            return None
        if not tokens.form[index][0].isupper() or tokens.pos[index] not in NOUNS | {"X"}:
            return None
        return index + 1

    def _prepositional(self, index: int) -> int | None:
        tokens = self.tokens
        word = tokens.lower[index]
        if index == self.head + 1 and word not in _FIRST:
            return None
        if index + 1 >= self.limit:
            return None
        opening = tokens.form[index + 1]
        if opening in OPENING:
            return self.extents.closing(tokens, index + 1, self.limit)
        if tokens.form[index + 1][0].isdigit():
            date = self._date(index + 1)
            if date is not None:
                return date if word in {"от", "до", "на"} else self._transit(date)
        noun = self.last_noun
        for case in _CASES[word]:
            end = self._group(index + 1, case)
            if end is None:
                continue
            if self._is_adverbial(end, word):
                years = tokens.lemma[end - 1] in _YEARS
                if years and word in {"на", "до", "от"} and self._has_digit(index, end):
                    return end
                if word == "на" and tokens.lemma[end - 1] == "период":
                    return end
                if word == "в" and tokens.lower[end - 1] == "годы":
                    return end
                self.last_noun = noun
                return self._transit(end)
            self.prepositions.append("о" if word in {"об", "обо"} else word)
            self._remember(case)
            return end
        if word in {"на", "под", "до", "в"} and tokens.form[index + 1][0] in "$€0123456789":
            return self._range(index) or index + 2
        return self._range(index)

    def _range(self, index: int) -> int | None:
        """«на 2026–2028 годы», whatever the tokenizer made of the range."""
        tokens = self.tokens
        place = index + 1
        while place < self.limit and place < index + 6:
            form = tokens.form[place]
            if tokens.lemma[place] in _YEARS or tokens.lower[place] in {"гг", "гг.", "г.", "года", "годы"}:
                after = place + 1
                if after < self.limit and tokens.form[after] == "." and len(tokens.form[place]) <= 2:
                    after += 1
                return after if place > index + 1 else None
            if not form[0].isdigit() and form not in {"–", "—", "-"}:
                return None
            place += 1
        return None

    def _transit(self, end: int) -> int | None:
        """A phrase of time inside a subject: kept if the subject goes on behind it."""
        tokens = self.tokens
        if end >= self.limit or self.last_noun == self.head:
            return None
        while end < self.limit and tokens.form[end][0].isdigit():
            end += 1
        after = self._group(end, "Gen")
        if after is None or self._is_adverbial(after):
            return None
        year = tokens.lemma[after - 1] in _YEARS
        return None if year else after

    def _comma(self, index: int) -> int | None:
        tokens = self.tokens
        following = index + 1
        if following + 1 < self.limit and tokens.lower[following] == "а":
            if tokens.lower[following + 1] != "также":
                return None
            return self._conjunct(following + 2)
        after = self._conjunct(following)
        return after if after is not None and self._goes_on(after, 0) else None

    def _goes_on(self, index: int, depth: int) -> bool:
        """Whether a list that a comma carries has an «и» or «а также» ahead."""
        tokens = self.tokens
        place = index
        while place < self.limit and place < index + 12:
            lower = tokens.lower[place]
            if lower in _AND or lower == "а":
                return self._conjunct(place + 1 + (lower == "а")) is not None
            if lower == ",":
                if tokens.lower[min(place + 1, self.limit - 1)] == "а":
                    place += 1
                    continue
                after = self._conjunct(place + 1) if depth < 8 else None
                return after is not None and self._goes_on(after, depth + 1)
            if tokens.pos[place] in {"VERB", "AUX"} and not tokens.feats[place].case:
                return False
            place += 1
        return False

    def _conjunct(self, index: int) -> int | None:
        tokens = self.tokens
        if index >= self.limit:
            return None
        if tokens.lower[index] == "также":
            index += 1
        lower = tokens.lower[index] if index < self.limit else ""
        if lower in _CASES:
            same = "о" if lower in {"об", "обо"} else lower
            if same not in self.prepositions:
                return None
            return self._prepositional(index)
        if index < self.limit and (
            tokens.form[index] in OPENING and tokens.form[index] != "("
        ):
            return self.extents.closing(tokens, index, self.limit)
        for case in reversed(self.cases):
            end = self._group(index, case)
            if end is None or self._starts_clause(index, end):
                continue
            if self._is_instrument(index, end) or self._is_adverbial(end):
                return None
            return end
        return None

    def _dash(self, index: int) -> int | None:
        following = index + 1
        if following < self.limit and self.tokens.lemma[following] in _MEMBERS:
            return following + 1
        return None

    def _group(self, index: int, case: str) -> int | None:
        if index >= self.limit:
            return None
        tokens = self.tokens
        if tokens.lower[index] == "период":
            return index + 1
        end = self.extents.phrases.group(tokens, index, case, self.bounds)
        if end is None:
            return None
        if end == self.bounds.wholes.get(index):
            self.last_noun = index
            return end
        noun = end - 1
        tagged = tokens.feats[noun].case
        if tagged and tagged != case and tokens.pos[noun] in NOUNS:
            # The dictionary allows another case than the tagger's: believe it only where a
            # modifier does not speak for the tagger.
            if tagged == "Nom" and case in {"Loc", "Dat", "Ins"}:
                return None
        if tokens.pos[noun] in NOUNS and not is_abbreviation(tokens.form[noun]):
            self.last_noun = noun
        return end

    def _remember(self, case: str) -> None:
        if case in self.cases:
            self.cases.remove(case)
        self.cases.append(case)

    def _is_adverbial(self, end: int, preposition: str = "") -> bool:
        noun = end - 1
        if preposition in _SUBJECT:
            return False
        if preposition == "по":
            return self.tokens.lemma[noun] in {"итог", "результат", "завершение", "окончание"}
        return self.tokens.lemma[noun] in self.words.adverbial and not (
            self.tokens.form[noun][0].isupper() and self.tokens.lemma[noun] not in _YEARS
        )

    def _has_digit(self, start: int, end: int) -> bool:
        return any(self.tokens.form[index][0].isdigit() for index in range(start, end))

    def _is_instrument(self, index: int, end: int) -> bool:
        """Whether a conjunct is an instrument of its own, beside the head and not under it."""
        tokens = self.tokens
        return any(
            tokens.lemma[place] in self.words.heads
            and tokens.feats[place].case in {tokens.feats[self.head].case, "Nom", "Acc"}
            for place in range(index, end)
        )

    def _starts_clause(self, index: int, end: int) -> bool:
        """Whether the conjunct is the subject of a clause («… и министр сообщил»)."""
        tokens = self.tokens
        if end >= self.limit or tokens.feats[end - 1].case != "Nom":
            return False
        return tokens.pos[end] in {"VERB", "AUX"} or tokens.pos[end] == "PROPN"
