"""How far a noun phrase reaches, by a forward walk over morphology.

The walk follows what hangs on a noun in official Russian: genitive chains («министра труда
и социальной защиты населения»), prepositional attributes («по вопросам …», «в сфере …»), brackets
with abbreviations, quoted names. It needs no syntax tree: measured on offices, adjacency and case
are right where slovnet's arcs are not.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.frozen import dataclass
from pipeline.grammar.agreement import Agreement, is_abbreviation
from pipeline.grammar.enclosed import OPENING, bracket, numbered, quoted, town_at

_CONJUNCTIONS = frozenset({"и", "или", "&"})
_PREPOSITION_CASES = {
    "по": ("Dat",),
    "в": ("Loc", "Acc"),
    "во": ("Loc", "Acc"),
    "на": ("Loc", "Acc"),
    "при": ("Loc",),
    "о": ("Loc",),
    "об": ("Loc",),
    "с": ("Ins",),
    "со": ("Ins",),
    "между": ("Ins",),
    "для": ("Gen",),
    "за": ("Acc", "Ins"),
    "от": ("Gen",),
    "до": ("Gen",),
    "из": ("Gen",),
    "к": ("Dat",),
    "над": ("Ins",),
    "против": ("Gen",),
    "среди": ("Gen",),
    "под": ("Ins",),
}
_RELATIONAL = {
    "связь": frozenset({"с"}),
    "взаимодействие": frozenset({"с"}),
    "работа": frozenset({"с"}),
    "борьба": frozenset({"с"}),
    "сотрудничество": frozenset({"с"}),
    "отношение": frozenset({"с"}),
    "контроль": frozenset({"за", "над"}),
    "надзор": frozenset({"за"}),
    "вопрос": frozenset({"о"}),
    "присоединение": frozenset({"к"}),
    "конвенция": frozenset({"о", "об"}),
    "соглашение": frozenset({"о", "об"}),
    "договор": frozenset({"о", "об"}),
}
"""Nouns whose own preposition never leads out of the phrase («по связям с общественностью»)."""
_INSTRUMENTAL = frozenset(
    {
        "управление", "торговля", "обмен", "распоряжение", "пользование", "владение",
        "командование", "снабжение", "обеспечение",
    }
)  # fmt: skip
_FIELDS = frozenset({"дело", "вопрос", "связь", "политика", "отношение", "проблема"})
_NAMED_KINDS = frozenset(
    {
        "республика", "земля", "штат", "город", "провинция", "область", "район", "регион",
        "край", "село",
        "компания", "фирма", "корпорация", "холдинг", "группа", "банк", "телеканал", "канал",
        "газета", "журнал", "партия", "движение", "клуб", "завод", "университет", "агентство",
        "фонд", "кантон", "департамент", "остров", "аэропорт", "порт", "портал", "издание",
    }
)  # fmt: skip
"""Common nouns whose proper name may follow in the nominative."""
_TIMES = frozenset(
    {
        "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь",
        "октябрь", "ноябрь", "декабрь", "год",
    }
)  # fmt: skip
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a walk may not cross and what it takes whole.

    Attributes:
        limit: Token index the walk must stop before.
        wholes: Ranges to take whole, from first token to one past the last (names of countries
            and organisations).
        stops: Tokens the walk never takes (names of persons, heads of other offices).
        prepositions: Prepositions whose phrases belong to the noun.
    """

    limit: int
    wholes: Mapping[int, int] = field(default_factory=dict)
    stops: Collection[int] = ()
    prepositions: Collection[str] = ("по",)


class NounPhrases:
    """Walks over noun phrases of a token view."""

    def __init__(self, morphology: Morphology) -> None:
        self.agreement = Agreement(morphology)

    def first_modifier(self, tokens: Tokens, head: int, floor: int) -> int:
        """Index of the leftmost modifier that agrees with the noun at `head`, else `head`.

        Modifiers may be joined by «и» or commas («чрезвычайный и полномочный»); the walk stops
        at `floor`, which it may include.
        """
        start = head
        index = head - 1
        while index >= floor:
            if self.agreement.is_modifier(tokens, index) and self.agreement.agree(
                tokens, index, head
            ):
                start = index
            elif not (
                start < head
                and (tokens.lower[index] in _CONJUNCTIONS or tokens.lower[index] == ",")
                and index > floor
                and self.agreement.is_modifier(tokens, index - 1)
                and (
                    tokens.feats[index - 1].case == tokens.feats[start].case
                    # «Чрезвычайного и Полномочного Посла»: genitive and accusative look alike.
                    or self.agreement.agree(tokens, index - 1, start)
                )
            ):
                break
            index -= 1
        return start

    def tail(self, tokens: Tokens, start: int, bounds: Bounds) -> int:
        """End of what hangs on the noun that ends before token `start`."""
        end = index = start
        limit = min(bounds.limit, start + _LONGEST)
        while index < limit and index not in bounds.stops:
            after = (
                self._town(tokens, index, limit, bounds)
                or self.group(tokens, index, "Gen", bounds)
                or bracket(tokens, index, limit)
                or quoted(tokens, index, limit)
                or numbered(tokens, index, limit)
                or self._instrumental(tokens, index, bounds)
            )
            if after is None and end > start:
                after = self.apposed_name(tokens, index, limit, bounds) or self._conjunct(
                    tokens, index, "Gen", bounds
                )
            if after is None and (
                tokens.lower[index] in bounds.prepositions
                or tokens.lower[index] in _RELATIONAL.get(tokens.lemma[index - 1], ())
                or self._reaches_over(tokens, start, index)
            ):
                after = self.prepositional(tokens, index, bounds)
            if after is None and end > start:
                after = self._further_field(tokens, index, bounds)
            if after is None or after > limit:
                break
            end = index = after
        return end

    def group(self, tokens: Tokens, index: int, case: str, bounds: Bounds) -> int | None:
        """End of «modifiers + noun» in `case` that begins at `index`, or `None`.

        Names in `bounds.wholes` are taken whole; abbreviations stand in any case.
        """
        place = index
        limit = bounds.limit
        modifiers = 0
        while place < limit and place not in bounds.stops:
            whole = bounds.wholes.get(place)
            if whole is not None and whole <= limit and self._stands_in(tokens, place, whole, case):
                return whole
            form = tokens.form[place]
            if form[0].isdigit() and self._dates(tokens, place, limit):
                return None
            if town_at(tokens, place, len(tokens)) is not None:
                return None
            if is_abbreviation(form) and tokens.pos[place] not in {"ADJ", "ADP", "CCONJ"}:
                return None if self.agreement.only_predicate(tokens.lower[place]) else place + 1
            if self.agreement.is_modifier(tokens, place) and self._fits(tokens, place, case):
                modifiers += 1
            elif self.agreement.is_noun(tokens, place):
                if not self._fits(tokens, place, case):
                    return None
                return place + 1
            elif tokens.pos[place] == "X" or (form[0].isascii() and form[0].isalpha()):
                return place + 1
            elif modifiers and form in OPENING:
                return quoted(tokens, place, limit)  # «лидер минского „Имени“»
            elif not (modifiers and self._joins_modifiers(tokens, place, case, limit)):
                return None
            place += 1
        return None

    def _stands_in(self, tokens: Tokens, place: int, end: int, case: str) -> bool:
        """Whether a name taken whole can stand in `case`: by its first word that declines.

        «Милли Меджлиса»: the first is tagged a nominative, but the nominative of no known word.
        """
        for index in range(place, end):
            if self.agreement.could_be(tokens, index, case):
                return True
            lower = tokens.lower[index]
            parses = self.agreement.morphology.parses(lower)
            if tokens.feats[index].case not in {"Nom", ""} or any(
                parse.known and parse.lemma == lower for parse in parses
            ):
                return False
        return False

    def phrase(self, tokens: Tokens, index: int, case: str, bounds: Bounds) -> int | None:
        """End of a whole noun phrase in `case`: group, tail, and conjuncts in the same case."""
        end = self.group(tokens, index, case, bounds)
        if end is None:
            return None
        end = self.tail(tokens, end, bounds)
        while True:
            after = self._conjunct(tokens, end, case, bounds)
            if after is None:
                return end
            end = self.tail(tokens, after, bounds)

    def prepositional(self, tokens: Tokens, index: int, bounds: Bounds) -> int | None:
        """End of the prepositional phrase whose preposition stands at `index`."""
        for case in _PREPOSITION_CASES.get(tokens.lower[index], ()):
            end = self.phrase(tokens, index + 1, case, bounds)
            if end is None and tokens.lower[index] == "от":
                end = quoted(tokens, index + 1, bounds.limit)  # «депутат от „Имени“»
            if end is not None:
                return end
        return None

    def _further_field(self, tokens: Tokens, index: int, bounds: Bounds) -> int | None:
        """«министр иностранных дел и по европейским делам»: a field said with «по» after others.

        Only affairs, questions and relations: «и по итогам встречи заявил» leads out.
        """
        if tokens.lower[index : index + 2] != ["и", "по"] or "по" not in bounds.prepositions:
            return None
        noun = self.group(tokens, index + 2, "Dat", bounds)
        if noun is None or tokens.lemma[noun - 1] not in _FIELDS:
            return None
        return self.prepositional(tokens, index + 1, bounds)

    def _conjunct(self, tokens: Tokens, index: int, case: str, bounds: Bounds) -> int | None:
        """End of a conjunct («и X», «, X и Y», «, X») that continues a phrase in `case`."""
        limit = bounds.limit
        if index >= limit - 1 or index in bounds.stops:
            return None
        word = tokens.lower[index]
        if word in _CONJUNCTIONS:
            return self._continuation(tokens, index + 1, case, bounds)
        if word == ",":
            if tokens.lower[index + 1] == "а" and index + 3 < limit:
                if tokens.lower[index + 2] != "также":
                    return None
                return self._continuation(tokens, index + 3, case, bounds)
            after = self._continuation(tokens, index + 1, case, bounds)
            # A comma joins only inside a list that another comma or «и» carries on.
            if after is not None and self._list_goes_on(tokens, after, case, bounds):
                return after
        return None

    def _continuation(self, tokens: Tokens, index: int, case: str, bounds: Bounds) -> int | None:
        if index >= bounds.limit or index in bounds.stops:
            return None
        if tokens.lower[index] in {"который", "которая", "которые", "что"}:
            return None
        return self.group(tokens, index, case, bounds)

    def _list_goes_on(self, tokens: Tokens, index: int, case: str, bounds: Bounds) -> bool:
        after = self.tail(tokens, index, Bounds(bounds.limit, bounds.wholes, bounds.stops, ()))
        if after >= bounds.limit:
            return False
        if tokens.lower[after] in _CONJUNCTIONS:
            return self._continuation(tokens, after + 1, case, bounds) is not None
        if tokens.lower[after] == ",":
            following = self._continuation(tokens, after + 1, case, bounds)
            return following is not None and self._list_goes_on(tokens, following, case, bounds)
        return False

    def _fits(self, tokens: Tokens, index: int, case: str) -> bool:
        tagged = tokens.feats[index].case
        if tagged == case:
            return True
        if tagged == "Nom" and tokens.feats[index].number == "Sing":
            return self.agreement.is_unchanging_place(tokens.lower[index])
        if tagged == "Ins" and case != "Ins" and self._may_be_instrumental(tokens, index):
            return False
        return case in self.agreement.cases(tokens, index)

    def _may_be_instrumental(self, tokens: Tokens, index: int) -> bool:
        """Whether the dictionary allows the tagger's instrumental («Параны» is none)."""
        lower = tokens.lower[index]
        parses = self.agreement.morphology.parses(lower)
        return not parses[0].known or any(parse.case == "Ins" for parse in parses)

    def _joins_modifiers(self, tokens: Tokens, index: int, case: str, limit: int) -> bool:
        following = index + 1
        return (
            (tokens.lower[index] in _CONJUNCTIONS or tokens.lower[index] == ",")
            and following < limit
            and self.agreement.is_modifier(tokens, following)
            and self._fits(tokens, following, case)
        )

    def apposed_name(self, tokens: Tokens, index: int, limit: int, bounds: Bounds) -> int | None:
        """A proper name in the nominative behind its kind («земли Гессен», «штата Новый Уэльс»)."""
        if tokens.lemma[index - 1] not in _NAMED_KINDS or index in bounds.stops:
            return None
        if tokens.form[index][0].isupper() and tokens.pos[index] == "ADJ" and index + 1 < limit:
            index += 1
            if not self.agreement.agree(tokens, index - 1, index) or index in bounds.stops:
                return None
        form = tokens.form[index]
        if not form[0].isupper() or tokens.pos[index] not in {"PROPN", "NOUN", "X"}:
            return None
        return bounds.wholes.get(index, index + 1)

    def _town(self, tokens: Tokens, index: int, limit: int, bounds: Bounds) -> int | None:
        """«мэр г. Каунаса»: the end of the town's name."""
        place = town_at(tokens, index, limit)
        return (
            None if place is None or place in bounds.stops else bounds.wholes.get(place, place + 1)
        )

    def _reaches_over(self, tokens: Tokens, start: int, index: int) -> bool:
        """«присоединение Литвы к союзу»: the noun's own preposition behind what it is of."""
        nouns = [i for i in range(start - 1, index) if tokens.pos[i] == "NOUN"]
        return (
            tokens.lower[index] == "к"
            and bool(nouns)
            and "к" in _RELATIONAL.get(tokens.lemma[nouns[-1]], ())
        )

    def _dates(self, tokens: Tokens, index: int, limit: int) -> bool:
        """Whether a number begins a date or a year («3 мая», «2024 года»)."""
        return index + 1 < limit and tokens.lemma[index + 1] in _TIMES

    def _instrumental(self, tokens: Tokens, index: int, bounds: Bounds) -> int | None:
        """«управление государственным имуществом»: what some nouns of action govern."""
        if index and tokens.lemma[index - 1] in _INSTRUMENTAL:
            return self.group(tokens, index, "Ins", bounds)
        return None
