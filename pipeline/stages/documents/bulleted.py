"""Bulleted contents behind «В документе министры:», «Согласно плану:», «Его положения:»."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.analysis.tokens import Tokens
from pipeline.layers import SectionKind
from pipeline.stages.documents.acting import ActReader
from pipeline.stages.documents.contents import ContentReader, Provision
from pipeline.stages.documents.list_starts import Starts, Subject
from pipeline.stages.documents.lists import Contents, Lists

_RULE = "documents.content.bulleted"
_ACTS = frozenset({"мера", "мероприятие", "шаг", "положение", "пункт"})
_HEADS = _ACTS | {"направление", "приоритет", "тема", "задача", "цель"}
_FAR = 8
"""How many tokens a heading such as «Основные направления сотрудничества:» may have."""


class BulletReader:
    """Reads lists that a sentence with a colon and no predicate introduces."""

    def __init__(
        self, lists: Lists, starts: Starts, contents: ContentReader, acting: ActReader
    ) -> None:
        self._lists = lists
        self._starts = starts
        self._contents = contents
        self._acting = acting

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
            colon = next((i for i in range(start, end) if tokens.lower[i] == ":"), None)
            if colon is None:
                continue
            heading = self._heading(tokens, start, colon)
            if heading is not None:
                acts = tokens.lemma[heading] in _ACTS
                contents = (
                    self._bullets(tokens, sentence, provision=acts)
                    if colon == end - 1
                    else self._lists.read(tokens, colon + 1, end, "Nom", provision=acts, rule=_RULE)
                )
                yield Provision(Subject("implicit", heading), heading, contents)
                continue
            subject = self._subject(tokens, start, colon, is_document)
            if subject is not None and colon == end - 1:
                contents = self._bullets(tokens, sentence, provision=True)
                yield Provision(subject, subject.index, contents)

    def _heading(self, tokens: Tokens, start: int, colon: int) -> int | None:
        """«Основные направления сотрудничества:», «Его положения:»: the heading's noun."""
        if colon - start > _FAR:
            return None
        for index in range(start, colon):
            feats = tokens.feats[index]
            if tokens.lemma[index] in _HEADS and feats.case == "Nom":
                rest = range(index + 1, colon)
                return index if all(tokens.feats[i].case == "Gen" for i in rest) else None
            if not feats.case and tokens.pos[index] != "DET":
                return None
        return None

    def _subject(
        self, tokens: Tokens, start: int, colon: int, is_document: Callable[[int], bool]
    ) -> Subject | None:
        """«В документе министры:», «Согласно плану:» without a verb of their own."""
        found: Subject | None = None
        for index in range(start, colon):
            if tokens.pos[index] in {"VERB", "AUX"} and not tokens.feats[index].case:
                return None
            edge = self._starts.front(tokens, index, start)
            inside = tokens.lower[edge - 1] in {"в", "во"} and tokens.feats[index].case == "Loc"
            if edge == start or not (inside or self._starts.frames(tokens, edge, start)):
                continue
            found = self._starts.stands_for(tokens, index, is_document) or found
        return found

    def _bullets(self, tokens: Tokens, sentence: int, *, provision: bool) -> Contents:
        sections = tokens.layout.sections
        contents = Contents()
        for number in range(sentence + 1, len(tokens.sentences)):
            start, end = tokens.sentences[number]
            section = tokens.section[start]
            if section >= len(sections) or sections[section].kind is not SectionKind.LIST_ITEM:
                break
            if tokens.section[max(start - 1, 0)] == section:
                continue
            while start < end and not tokens.form[start][0].isalpha():
                start += 1
            if start < end:
                contents += self._item(tokens, start, end, provision=provision)
        return contents

    def _item(self, tokens: Tokens, start: int, end: int, *, provision: bool) -> Contents:
        if tokens.feats[start].verb_form == "Fin":
            return self._contents.told_by(tokens, start, end)
        if any(tokens.feats[index].verb_form == "Fin" for index in range(start, end)):
            return Contents(measures=self._acting.future(tokens, start, end))
        return self._lists.one(tokens, start, end, provision=provision, rule=_RULE)
