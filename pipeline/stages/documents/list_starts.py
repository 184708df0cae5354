"""Where a list begins behind its predicate, and what its subject stands behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import NOUNS
from pipeline.resources.documents import Predicate
from pipeline.stages.documents.lexicon import Lexicon
from pipeline.stages.documents.lists import Lists
from pipeline.stages.documents.title_marks import date_end

_COUNTED = frozenset(
    {"мероприятие", "пункт", "мера", "шаг", "раздел", "направление", "инициатива", "задача"}
)
_PARTICIPLE = 8
"""How far in front of its noun a participle may stand."""
_PRONOUNS = frozenset({"он", "она", "оно", "они"})
_LATTER = "последний"
_FILLERS = frozenset(
    {"также", "прежде", "всего", "среди", "прочего", "кроме", "того", "частности", "том", "числе",
     "следующее", "следующие", "и"}
)  # fmt: skip
_OPENERS = (("в", "том", "числе"), ("среди", "которых"), ("включая",), ("в", "частности"))


@dataclass(frozen=True, slots=True)
class Subject:
    """Words that stand for the document as the subject of a predicate.

    Attributes:
        kind: `mention` (an instrument at `index`), `generic` («документ»), `pronoun`,
            `relative`, `implicit` (no subject), or `parties`.
        index: Token of the word; of the predicate where there is none.
    """

    kind: str
    index: int


class Starts:
    """Questions about the words around a predicate of content."""

    def __init__(self, lexicon: Lexicon, lists: Lists) -> None:
        self._lexicon = lexicon
        self._lists = lists
        self._spheres = lexicon.data.frames.sphere

    def stands_for(
        self, tokens: Tokens, index: int, is_document: Callable[[int], bool]
    ) -> Subject | None:
        """How the word at `index` means an instrument («план», «документ», «он», «последний»)."""
        lemma = tokens.lemma[index]
        if lemma == "документ":
            return Subject("generic", index)
        if is_document(index):
            return Subject("mention", index)
        if lemma in _PRONOUNS or (lemma == _LATTER and not self._modifies(tokens, index)):
            return Subject("pronoun", index)
        return None

    def _modifies(self, tokens: Tokens, index: int) -> bool:
        """«последний раздел», «последние три года»: no word for an instrument by itself."""
        following = index + 1
        return following >= len(tokens) or bool(tokens.feats[following].case)

    def behind_fillers(self, tokens: Tokens, start: int, end: int) -> int:
        """Behind «также», «в частности», «, среди прочего,» in front of a list."""
        while start + 1 < end:
            lower, following = tokens.lower[start], tokens.lower[start + 1]
            opens = lower in {"в", "во"} and following in {"частности", "том", "себя"}
            if not opens and lower == ",":
                # Commas may stand around a filler, but one behind a filler-less verb is a clause's.
                opens = following in _FILLERS or tokens.lower[start - 1] in _FILLERS
                opens |= following == "в" and tokens.lower[min(start + 2, end - 1)] == "частности"
            if not opens and lower not in _FILLERS and lower != "себя":
                break
            start += 1
        return start

    def behind_time(self, tokens: Tokens, start: int, end: int) -> int:
        """Behind «до 2030 года», «в мае» in front of a list («предусматривает в мае запуск …»)."""
        if start + 2 < end and tokens.pos[start] == "ADP":
            stop = date_end(tokens, start + 1, end)
            if stop is not None and stop < end:
                return stop
        return start

    def inside(self, tokens: Tokens, edge: int, index: int, predicate: Predicate) -> bool:
        """«в протоколе говорится», «в протокол вошли»: the instrument as a place."""
        case = "Acc" if predicate.id == "enter" else "Loc"
        return tokens.lower[edge - 1] in {"в", "во"} and tokens.feats[index].case == case

    def frames(self, tokens: Tokens, edge: int, start: int) -> bool:
        """«согласно X», «в соответствии с X», «в рамках X»: what holds under the document."""
        if edge - 1 < start:
            return False
        before = tokens.lower[edge - 1]
        if before == "по" and tokens.feats[edge].case == "Dat":
            # «По нему стороны обменяются опытом», «…, по которому …»
            return edge - 1 == start or tokens.lower[edge - 2] == ","
        return before in {"согласно", "рамках"} or (
            before == "с" and tokens.lemma[edge - 2] == "соответствие"
        )

    def front(self, tokens: Tokens, index: int, start: int) -> int:
        """The first of the modifiers in front of the noun at `index`, or the noun."""
        while (
            index - 1 > start
            and tokens.pos[index - 1] in {"ADJ", "DET", "VERB"}
            and tokens.feats[index - 1].case
        ):
            index -= 1
        return self._participle(tokens, index, start) or index

    def _participle(self, tokens: Tokens, index: int, start: int) -> int | None:
        """«В принятом по итогам встречи заявлении»: the participle behind the preposition."""
        if tokens.feats[index].case not in {"Loc", ""} or tokens.pos[index - 1] not in NOUNS:
            return None
        for place in range(index - 2, max(start, index - _PARTICIPLE), -1):
            feats = tokens.feats[place]
            if feats.verb_form == "Part" and feats.case == "Loc":
                return place if tokens.lower[place - 1] in {"в", "во"} else None
            if feats.verb_form == "Fin" or tokens.form[place] in ",;:—«»":
                return None
        return None

    def such_as(self, tokens: Tokens, start: int, end: int) -> int | None:
        """«сотрудничество в таких областях, как A и B»: where the list begins."""
        for index in range(start, min(end - 3, start + 16)):
            if tokens.lower[index] == "," and tokens.lower[index + 1] == "как":
                before = tokens.lemma[max(start, index - 8) : index]
                return index + 2 if "такой" in before else None
        return None

    def behind_count(self, tokens: Tokens, start: int, end: int) -> int | None:
        """«12 мероприятий, в том числе A и B», «30 пунктов, среди которых A»: where it begins."""
        for index in range(start + 1, min(end - 2, start + 8)):
            if tokens.lower[index] not in {",", ":"}:
                continue
            if not _COUNTED & set(tokens.lemma[start:index]):
                return None
            if tokens.lower[index] == ":":
                # «более 20 пунктов: A, B и C»
                return index + 1
            for opener in _OPENERS:
                stop = index + 1 + len(opener)
                if tuple(tokens.lower[index + 1 : stop]) == opener:
                    return stop
            return None
        return None

    def behind_colon(self, tokens: Tokens, start: int, end: int) -> int | None:
        """«основные направления взаимодействия: A, B и C»: where the list begins."""
        frames = self._lexicon.data.frames
        for index in range(start + 1, min(end - 1, start + 8)):
            if tokens.lower[index] == ":":
                names = frames.sphere | frames.outer_genitive | frames.outer_by
                return index + 1 if names & set(tokens.lemma[start:index]) else None
            if not tokens.feats[index].case:
                return None
        return None

    def carrier(
        self, tokens: Tokens, start: int, end: int, case: str
    ) -> tuple[int, str, bool, int]:
        """Skip «договоренности о …», «обязательства по …»; returns start, case, sphere, end."""
        place = start
        while place < end and tokens.pos[place] in {"ADJ", "DET", "NUM"}:
            place += 1
        if place + 1 < end and tokens.lemma[place] in self._lexicon.data.carriers.lemmas:
            if (
                place + 2 < end
                and tokens.lemma[place + 1] in self._lexicon.data.parties.lemmas
                and tokens.feats[place + 1].case == "Gen"
            ):
                # «приверженность сторон миру», «намерение стран расширять торговлю»
                place += 1
            word = tokens.lower[place + 1]
            if word in {"о", "об"}:
                return place + 2, "Loc", False, end
            if word in {"по", "к"}:
                return place + 2, "Dat", False, end
            if word == "для":
                return place + 2, "Gen", False, end
            if word == "на":
                return place + 2, "Acc", False, end
            if word == "в" and tokens.lemma[min(place + 2, end - 1)] in self._spheres:
                # «поставлены задачи в области …»
                return min(place + 3, end), "Gen", True, end
            for verb in range(place + 1, min(place + 6, end)):
                if tokens.feats[verb].verb_form == "Inf":
                    return verb, "Inf", False, end
                if tokens.feats[verb].case != "Gen":
                    break
            if tokens.feats[place + 1].case in {"Gen", "Dat"}:
                return place + 1, tokens.feats[place + 1].case, False, end
        return start, case, False, end

    def begins(self, tokens: Tokens, start: int, case: str) -> bool:
        """Whether a phrase in the wanted case begins at `start`."""
        if case == "Inf":
            return self._lists.is_infinitive(tokens, start, min(start + 8, len(tokens)))
        if tokens.feats[start].verb_form == "Inf":
            return case in {"Acc", "Loc"}
        coordination = self._lists.coordination
        cases = ("Nom", "Acc") if case in {"Nom", "Acc"} else (case,)
        return coordination.stands_in(tokens, start, min(start + 12, len(tokens)), cases)

    def next_is_list(self, tokens: Tokens, start: int, end: int) -> bool:
        """Whether the sentence breaks off at a colon, behind which bullets stand."""
        return end - start <= 3 and tokens.lower[end - 1] == ":"

    def under(self, tokens: Tokens, index: int, predicate: Predicate, subject: Subject) -> bool:
        """«Согласно меморандуму, стороны будут обмениваться опытом»: what it provides for.

        «В рамках соглашения планируется …» and «в документе говорится, что стороны намерены …»
        are told likewise.
        """
        if subject.kind in {"parties", "implicit"}:
            return False
        edge = self.front(tokens, subject.index, 0)
        inside = self.inside(tokens, edge, subject.index, predicate)
        if predicate.id == "will":
            return self.frames(tokens, edge, 1) and tokens.feats[index + 1].verb_form == "Inf"
        return inside or self.frames(tokens, edge, 1)
