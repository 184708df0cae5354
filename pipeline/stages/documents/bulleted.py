"""Bulleted contents behind «В документе министры:», «Согласно плану:», «Его положения:»."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.analysis.tokens import Tokens
from pipeline.stages.documents.acting import ActReader
from pipeline.stages.documents.contents import ContentReader, Provision
from pipeline.stages.documents.list_items import bullets
from pipeline.stages.documents.list_starts import Starts, Subject
from pipeline.stages.documents.lists import Contents, Lists
from pipeline.stages.documents.purposes import ACT_NOUNS

_RULE = "documents.content.bulleted"
_HEADS = ACT_NOUNS | {"направление", "приоритет", "тема", "задача", "цель"}
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
            if colon is None and tokens.lower[end - 1] == ",":
                # «В коммюнике участники, в частности,» and a list
                colon = end - 1
            if colon is None:
                continue
            heading = self._heading(tokens, start, colon)
            if heading is not None:
                acts = tokens.lemma[heading] in ACT_NOUNS
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
            mistaken = is_document(index)  # «коммюнике» is a verb to the tagger at times
            verb = tokens.pos[index] in {"VERB", "AUX"} and not tokens.feats[index].case
            if verb and not mistaken:
                return None
            edge = self._starts.front(tokens, index, start)
            inside = tokens.lower[edge - 1] in {"в", "во"} and (
                tokens.feats[index].case == "Loc" or mistaken
            )
            if edge == start or not (inside or self._starts.frames(tokens, edge, start)):
                continue
            found = self._starts.stands_for(tokens, index, is_document) or found
        return found

    def _bullets(self, tokens: Tokens, sentence: int, *, provision: bool) -> Contents:
        contents = Contents()
        plain: list[tuple[int, int]] = []
        for start, end in bullets(tokens, sentence):
            if any(tokens.feats[index].verb_form == "Fin" for index in range(start, end)):
                contents += self._told(tokens, start, end)
            else:
                plain.append((start, end))
        return contents + self._lists.each(tokens, plain, provision=provision, rule=_RULE)

    def _told(self, tokens: Tokens, start: int, end: int) -> Contents:
        """An item with a verb of its own."""
        if tokens.feats[start].verb_form == "Fin":
            return self._contents.told_by(tokens, start, end)
        return Contents(measures=self._acting.future(tokens, start, end))
