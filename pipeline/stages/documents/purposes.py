"""What an instrument is for, told by nouns: «в целях X», «цель меморандума — X», «включая X»."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.analysis.tokens import Tokens
from pipeline.stages.documents.contents import Provision
from pipeline.stages.documents.lexicon import Lexicon
from pipeline.stages.documents.list_starts import Subject
from pipeline.stages.documents.lists import Contents, Lists

_PURPOSES = (["в", "целях"], ["с", "целью"])
_NAMED = frozenset({"назвать", "определить", "обозначить", "признать"})
_COPULAS = frozenset({"являться", "стать", "быть"})
_DASHES = frozenset({"—", "–", "-"})
ACT_NOUNS = frozenset({"мера", "мероприятие", "шаг", "положение", "пункт"})
"""Nouns for what an instrument has done."""
_SETS = ACT_NOUNS | {"приоритет", "направление", "тема", "задача"}
"""Nouns for what an instrument holds: acts, or fields."""
_DEMANDS = frozenset({"требование", "призыв", "рекомендация", "поручение", "просьба"})
_RULE = "documents.content.purpose"


class PurposeReader:
    """Finds purposes and inclusions and reads their lists as subject matters."""

    def __init__(self, lexicon: Lexicon, lists: Lists) -> None:
        self._lexicon = lexicon
        self._lists = lists

    def read(
        self, tokens: Tokens, sentences: list[int], is_document: Callable[[int], bool]
    ) -> Iterator[Provision]:
        """Provisions of the given sentences.

        Args:
            tokens: The token view.
            sentences: Indices of sentences that can tell of documents.
            is_document: Whether the token is the head of a mention of an instrument.
        """
        for sentence in sentences:
            start, end = tokens.sentences[sentence]
            for index in range(start, end - 1):
                found = None
                if tokens.lower[index : index + 2] in _PURPOSES:
                    found = self._purpose(tokens, index, start, end, is_document)
                elif tokens.lemma[index] == "цель":
                    found = self._aim(tokens, index, end, is_document)
                elif index > start and is_document(index) and tokens.lower[index - 1] == "а":
                    found = self._gapped(tokens, index, end)
                elif tokens.lemma[index] in _SETS:
                    found = self._among(tokens, index, start, end)
                elif tokens.lemma[index] in _DEMANDS and tokens.lower[index - 1] in {"с", "со"}:
                    found = self._demand(tokens, index, start, end, is_document)
                elif tokens.lower[index] == "включая":
                    found = self._inclusion(tokens, index, start, end, is_document)
                if found is not None and (found.contents.topics or found.contents.measures):
                    yield found

    def _purpose(
        self,
        tokens: Tokens,
        index: int,
        start: int,
        end: int,
        is_document: Callable[[int], bool],
    ) -> Provision | None:
        """«Соглашение заключено в целях X»: the purpose of what was brought about."""
        formal = False
        for place in range(index - 1, start - 1, -1):
            if tokens.lower[place] in {";", ":"}:
                return None
            act = self._lexicon.verbs.get(tokens.lemma[place])
            if tokens.pos[place] == "VERB" and not tokens.feats[place].case:
                if act is None or act.status not in {"signed", "adopted", "approved"}:
                    return None
                formal = True
            if is_document(place) and tokens.feats[place].case in {"Nom", "Acc"}:
                if not formal and act is None and not self._acted(tokens, place, start):
                    return None
                contents = self._list(tokens, index + 2, end, "Gen")
                return Provision(Subject("mention", place), index, contents)
        return None

    def _acted(self, tokens: Tokens, place: int, start: int) -> bool:
        """Whether a formal act stands before the instrument («подписали соглашение в целях …»)."""
        return any(
            (act := self._lexicon.verbs.get(tokens.lemma[index])) is not None
            and tokens.pos[index] == "VERB"
            and act.status in {"signed", "adopted", "approved"}
            for index in range(start, place)
        )

    def _aim(
        self, tokens: Tokens, index: int, end: int, is_document: Callable[[int], bool]
    ) -> Provision | None:
        """«Цель меморандума — X», «Целью документа является X»."""
        if tokens.lower[index - 1] in {"его", "её", "ее"} and tokens.form[index + 1] in _DASHES:
            # «Её цели — A и B»
            read = self._list(tokens, index + 2, end, "Nom")
            return Provision(Subject("generic", index), index, read)
        owner = index + 1
        while owner < end and tokens.pos[owner] in {"ADJ", "DET"}:
            owner += 1
        if owner + 2 >= end or tokens.feats[owner].case != "Gen":
            return None
        if is_document(owner):
            subject = Subject("mention", owner)
        elif tokens.lemma[owner] == "документ":
            subject = Subject("generic", owner)
        else:
            return None
        place = owner + 1
        if tokens.form[place] not in _DASHES and tokens.lemma[place] not in _COPULAS:
            return None
        case = (
            "Nom" if tokens.feats[index].case == "Ins" or tokens.form[place] in _DASHES else "Ins"
        )
        return Provision(subject, index, self._list(tokens, place + 1, end, case))

    def _gapped(self, tokens: Tokens, index: int, end: int) -> Provision | None:
        """«Меморандум предусматривает A, а протокол — B»: the verb is meant again."""
        if tokens.form[index + 1] not in _DASHES or tokens.feats[index].case not in {"Nom", "Acc"}:
            return None
        read = self._lists.read(tokens, index + 2, end, "Acc", provision=True, rule=_RULE)
        return Provision(Subject("mention", index), index, read)

    def _among(self, tokens: Tokens, index: int, start: int, end: int) -> Provision | None:
        """«Среди мер — A и B», «Основными направлениями названы A и B»: behind an instrument."""
        case = tokens.feats[index].case
        opening = tokens.lower[start : start + 2]
        if case == "Gen" and not (opening[0] == "среди" or opening == ["в", "числе"]):
            return None
        if case not in {"Gen", "Ins"} or (case == "Ins" and index - start > 3):
            return None
        for place in range(index + 1, min(index + 6, end - 1)):
            feats = tokens.feats[place]
            named = case == "Ins" and tokens.lemma[place] in _NAMED and feats.number == "Plur"
            named |= (
                case == "Ins"
                and tokens.lemma[place] in _COPULAS
                and (feats.tense in {"Fut", "Pres"} or tokens.lower[place] == "будут")
                and feats.number == "Plur"
            )
            if (case == "Gen" and tokens.form[place] in _DASHES) or named:
                read = self._lists.read(
                    tokens, place + 1, end, "Nom",
                    provision=tokens.lemma[index] in ACT_NOUNS, rule=_RULE,
                )  # fmt: skip
                return Provision(Subject("implicit", index), index, read)
            if feats.case != "Gen" or tokens.lemma[place] in self._lexicon.data.adverbial.nouns:
                # «ключевыми темами переговоров»: no words for what an instrument holds
                return None
        return None

    def _demand(
        self,
        tokens: Tokens,
        index: int,
        start: int,
        end: int,
        is_document: Callable[[int], bool],
    ) -> Provision | None:
        """«резолюция с требованием вывести войска»: what is to be done."""
        if tokens.feats[index + 1].verb_form != "Inf":
            return None
        for place in range(index - 2, max(start, index - 8) - 1, -1):
            if is_document(place):
                read = self._lists.read(tokens, index + 1, end, "Inf", provision=True, rule=_RULE)
                return Provision(Subject("mention", place), index, read)
            if not tokens.feats[place].case:
                return None
        return None

    def _inclusion(
        self,
        tokens: Tokens,
        index: int,
        start: int,
        end: int,
        is_document: Callable[[int], bool],
    ) -> Provision | None:
        """«Программа сотрудничества, включая строительство станций»: acts behind its name."""
        first = index + 1
        head = self._lists.coordination.head(tokens, first, min(first + 6, end))
        if head is None or not self._lexicon.is_abstract(tokens.lemma[head]):
            return None
        for place in range(index - 1, start - 1, -1):
            if tokens.pos[place] in {"VERB", "AUX"} and not tokens.feats[place].case:
                return None
            if is_document(place):
                contents = self._list(tokens, first, end, "Acc")
                return Provision(Subject("mention", place), index, contents)
        return None

    def _list(self, tokens: Tokens, start: int, end: int, case: str) -> Contents:
        return self._lists.read(tokens, start, end, case, provision=False, rule=_RULE)
