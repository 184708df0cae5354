"""The walk over a title: one step a phrase, from the head noun to the title's end."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import NOUNS, is_abbreviation
from pipeline.grammar.chunks import OPENING
from pipeline.grammar.noun_phrase import Bounds, NounPhrases
from pipeline.stages.documents.title_marks import (
    CASES,
    DAY,
    INNER,
    MONTHS,
    NUMBERED,
    QUANTITY,
    SPHERES,
    YEARS,
    Words,
    closing,
    date_end,
    is_anniversary,
    is_called,
    is_size,
    occasion_at,
    range_end,
    town_end,
)
from pipeline.stages.documents.title_questions import Questions

_FIRST = frozenset(CASES) - INNER
"""Prepositions that may follow the head noun itself; others hang on its complements only."""
_AND = frozenset({"и", "или"})
_DECLARED = frozenset({"заявление", "обращение", "декларация", "послание"})
"""Instruments that something has called for («заявление в связи с …»)."""


class Walk:
    """One title's walk; `run` gives its end."""

    def __init__(
        self,
        phrases: NounPhrases,
        words: Words,
        tokens: Tokens,
        head: int,
        limit: int,
        wholes: Mapping[int, int],
    ) -> None:
        self.phrases = phrases
        self.words = words
        self.tokens = tokens
        self.head = head
        self.limit = limit
        self.bounds = Bounds(limit, wholes)
        self.ask = Questions(phrases, words, tokens, head, limit)
        self.cases: list[str] = ["Gen"]
        self.prepositions: list[str] = []
        self.last_noun = head
        self.apposed = -1

    def run(self) -> int:
        """One past the last token of the title."""
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
            end = closing(tokens, index, self.limit)
            return None if form == "(" and end is not None and self.ask.tells(index, end) else end
        if lower in QUANTITY or form[0] in "$€%":
            # «20 тыс. тонн», whatever the tokenizer made of the full stop
            dotted = index + 2 < self.limit and tokens.form[index + 1] == "."
            return index + 1 + dotted
        if lower == "№" or form[0].isdigit() or tokens.pos[index] == "X":
            return self._number(index)
        if len(form) == 1 and form.isupper() and index + 1 < self.limit:
            return self.ask.initial_end(index)
        if lower in CASES:
            return self._prepositional(index)
        if lower in _AND:
            return self._conjunct(index + 1)
        if lower == ",":
            return self._comma(index)
        if form in {"–", "—", "-"}:
            return self.ask.dash_end(index)
        return self._complement(index)

    def _number(self, index: int) -> int | None:
        tokens = self.tokens
        date = date_end(tokens, index, self.limit)
        if date is not None:
            dated = tokens.lemma[index + 1] in YEARS or tokens.lower[index - 1] == "от"
            return date if dated else None
        if tokens.lower[index] == "№":
            return index + 2
        if index == self.head + 1 or tokens.form[index - 1] == "№":
            return index + 1
        following = index + 1
        if following < self.limit and (
            tokens.lower[following] in QUANTITY or tokens.form[following] == "%"
        ):
            return following + 1
        if tokens.pos[index] == "X":
            return index + 1
        group = self._group(index, "Gen")
        if group is None and tokens.lemma[self.head] in NUMBERED and not self.prepositions:
            # «Резолюция Совета Безопасности ООН 2231 действует»
            return index + 1
        return group

    def _complement(self, index: int) -> int | None:
        """A genitive on what stands before, or an instrumental on a noun of the subject."""
        tokens = self.tokens
        end = self._group(index, "Gen")
        if end is None and tokens.pos[index] == "NUM" and tokens.form[index].isalpha():
            # «двадцать первого заседания»: only the last word of an ordinal declines.
            end = self._group(index + 1, "Gen")
        if end is not None:
            return None if self.ask.is_denied(end) or self.ask.is_subject(end) else end
        named = self._apposed_name(index)
        if named is not None:
            return named
        if index <= self.head + 1 or (not self.prepositions and self.last_noun == self.head):
            return None
        if is_called(tokens, self.head, index, self.words.naming):
            return self._group(index, "Ins")
        governor, case = tokens.lemma[self.last_noun], tokens.feats[index].case
        wanted = self.words.dative if case == "Dat" else self.words.instrumental
        if case not in {"Dat", "Ins"} or governor not in wanted:
            return None
        noun = self.last_noun
        end = self._group(index, case)
        if end is None or self.ask.is_adverbial(end):
            return None
        if case == "Dat" and self._group(end, "Gen") is not None:
            self.last_noun = noun
        self._remember(case)
        return end

    def _apposed_name(self, index: int) -> int | None:
        """«реки Днестр», «Республики Беларусь»: a name in the nominative behind its noun."""
        tokens = self.tokens
        if tokens.lemma[index - 1] not in self.words.named:
            return None
        if not tokens.form[index][0].isupper() or tokens.pos[index] not in NOUNS | {"X"}:
            return None
        self.apposed = index + 1
        return index + 1

    def _prepositional(self, index: int) -> int | None:
        tokens = self.tokens
        word = tokens.lower[index]
        if occasion_at(tokens, index) and tokens.lemma[self.head] in _DECLARED:
            # «заявление в связи с годовщиной …», «… в связи с 50-летием …»
            return index + 4 if is_anniversary(tokens, index + 3) else self._group(index + 3, "Ins")
        if index == self.head + 1 and word not in _FIRST:
            inward = tokens.lemma[self.head] in self.words.inward
            if word not in {"в", "во"} or not (inward or self._is_field(index + 1)):
                return None
        if index + 1 >= self.limit or is_size(tokens, index):
            return None
        town = town_end(tokens, index + 1, self.limit)
        if town is not None:
            return town
        if index + 2 < self.limit and tokens.feats[index + 2].verb_form == "Inf":
            # «с требованием вывести войска»
            return None
        first = index + 1 + (tokens.lower[index + 1] in {"его", "её", "ее", "их"})
        opening = tokens.form[index + 1]
        if opening in OPENING:
            return closing(tokens, index + 1, self.limit)
        if opening[0].isdigit():
            date = date_end(tokens, index + 1, self.limit)
            if word == "от" and DAY.fullmatch(tokens.form[index + 1]):
                return index + 2
            if date is not None:
                return date if word in {"от", "до", "на", "за"} else self._transit(date)
        noun = self.last_noun
        for case in CASES[word]:
            end = self._group(first, case)
            if end is None:
                continue
            if self.ask.is_adverbial(end, word):
                if word in {"с", "со"}:
                    # «с учётом замечаний»
                    return None
                years = tokens.lemma[end - 1] in YEARS
                if years and word in {"на", "до", "от"} and self.ask.has_digit(index, end):
                    return end
                period = word == "на" and tokens.lemma[end - 1] == "период"
                if period or (word == "в" and tokens.lower[end - 1] == "годы"):
                    return end
                self.last_noun = noun
                return self._transit(end)
            if tokens.lemma[end - 1] in YEARS:
                return end
            self.prepositions.append("о" if word in {"об", "обо"} else word)
            self._remember(case)
            return end
        number = word in {"на", "под", "до", "в"} and opening[0] in "$€0123456789"
        return range_end(tokens, index, self.limit) or (index + 2 if number else None)

    def _is_field(self, index: int) -> bool:
        """«меморандум в сфере туризма»: a field with its own genitive, and no region."""
        return (
            index + 1 < self.limit
            and self.tokens.lower[index] in SPHERES
            and self.tokens.form[index].islower()
            and self._group(index + 1, "Gen") is not None
        )

    def _transit(self, end: int, *, dated: bool = False) -> int | None:
        """A phrase of time inside a subject: kept if the subject goes on behind it."""
        tokens = self.tokens
        if end >= self.limit or self.last_noun == self.head:
            return None
        while end < self.limit and tokens.form[end][0].isdigit():
            end += 1
        if end < self.limit and tokens.form[end][:1].isupper() and tokens.lemma[end] == "год":
            # «о проведении в 2027 году Года здоровья»
            return self._group(end + 1, "Gen")
        if end < self.limit and tokens.lemma[end] in YEARS:
            end += 1
        dated |= tokens.lemma[end - 1] in MONTHS | YEARS
        if dated and end + 1 < self.limit and tokens.lower[end] in CASES:
            # «о проведении в мае 2027 года в Риге форума»
            stops = (self._group(end + 1, case) for case in CASES[tokens.lower[end]])
            stop = town_end(tokens, end + 1, self.limit) or next(
                (stop for stop in stops if stop is not None), None
            )
            return self._transit(stop, dated=dated) if stop is not None else None
        after = self._group(end, "Gen")
        if after is None or (self.ask.is_adverbial(after) and not dated):
            # «в ходе визита», but «о проведении в мае форума»
            return None
        return None if tokens.lemma[after - 1] in YEARS else after

    def _comma(self, index: int) -> int | None:
        tokens = self.tokens
        following = index + 1
        if following + 1 < self.limit and tokens.lower[following] == "а":
            if tokens.lower[following + 1] != "также":
                return None
            return self._conjunct(following + 2)
        if tokens.lower[following : following + 3] == ["в", "том", "числе"]:
            return self._conjunct(following + 3)
        after = self._conjunct(following)
        if after is None:
            return None
        noun, cases = self.last_noun, list(self.cases)
        goes_on = self._goes_on(after, 0)
        # Looking ahead tells nothing of what the next word hangs on.
        self.last_noun, self.cases = noun, cases
        return after if goes_on else None

    def _goes_on(self, index: int, depth: int) -> bool:
        """Whether a list that a comma carries has an «и» or «а также» ahead."""
        tokens = self.tokens
        place = index
        inner: tuple[str, ...] = ()
        while place < self.limit and place < index + 12:
            lower = tokens.lower[place]
            if lower in _AND or lower == "а":
                conjunct = place + 1 + (lower == "а")
                if self._conjunct(conjunct) is not None:
                    return True
                # «охраны границ, борьбы с контрабандой и оборотом …»: under the preposition
                return any(self._group(conjunct, case) is not None for case in inner)
            if lower in CASES and not inner:
                inner = CASES[lower][:1]
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
        if lower in CASES:
            same = "о" if lower in {"об", "обо"} else lower
            if same not in self.prepositions:
                return None
            return self._prepositional(index)
        if index < self.limit and (tokens.form[index] in OPENING and tokens.form[index] != "("):
            if self.ask.is_quoted_instrument(index):
                return None
            return closing(tokens, index, self.limit)
        for case in reversed(self.cases):
            end = self._group(index, case)
            if end is None or self.ask.starts_clause(index, end):
                continue
            if end != self.bounds.wholes.get(index) and self.ask.is_mistagged(end - 1):
                # «Правила въезда и Перечень государств»: capitals mislead the tagger.
                continue
            if self.ask.is_instrument(index, min(end + 1, self.limit)) or self.ask.is_adverbial(
                end
            ):
                return None
            return end
        if self.apposed == index - 1 and tokens.form[index][0].isupper():
            # «городами Эрдэнэт и Баотоу»
            return index + 1
        return None

    def _group(self, index: int, case: str) -> int | None:
        if index >= self.limit:
            return None
        tokens = self.tokens
        if tokens.lower[index] == "период":
            return index + 1
        end = self.phrases.group(tokens, index, case, self.bounds)
        if end is None:
            return index + 1 if self.ask.is_noun_only(index, case) else None
        if end == self.bounds.wholes.get(index):
            # «Агентством по управлению …»: a name that goes on with what its last noun takes.
            open_noun = tokens.lemma[end - 1] in self.words.instrumental
            self.last_noun = end - 1 if open_noun else index
            return end
        noun = end - 1
        tagged = tokens.feats[noun].case
        if tagged == "Nom" and case in {"Loc", "Dat", "Ins"} and tokens.pos[noun] in NOUNS:
            # The dictionary allows the form a case that the tagger did not choose.
            return None
        if tokens.pos[noun] in NOUNS and not is_abbreviation(tokens.form[noun]):
            self.last_noun = noun
        return end

    def _remember(self, case: str) -> None:
        if case in self.cases:
            self.cases.remove(case)
        self.cases.append(case)
