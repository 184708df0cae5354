"""Lists of documents: «Подписаны следующие документы:» and what stands behind it."""

from __future__ import annotations

from dataclasses import replace

from pipeline.analysis.tokens import Tokens
from pipeline.layers import TokenRange
from pipeline.stages.documents.acts import Acts
from pipeline.stages.documents.links import Link
from pipeline.stages.documents.list_items import bullets
from pipeline.stages.documents.marks import QUOTES
from pipeline.stages.documents.mentions import Mention
from pipeline.stages.documents.title_marks import closing, is_item

_OPENERS = (
    ("в", "том", "числе"), ("включая",), ("в", "частности"), ("а", "именно"), (":",), ("—",),
    ("среди", "которых"), ("среди", "них"),
)  # fmt: skip
"""Words between a set of documents and what it consists of."""
_TAKEN_UP = (("среди", "них"), ("в", "их", "числе"), ("среди", "них", "—"))


class Listings:
    """The acts that introduce the lists of one release."""

    def __init__(self, tokens: Tokens, acts: Acts) -> None:
        self._tokens = tokens
        self._acts = acts
        self._umbrella: Link | None = None
        self._sentence = -1
        self._place = -1
        self._introductions: dict[int, Link | None] = {}

    def note(self, umbrella: Mention, link: Link) -> None:
        """Remember a noun for several documents, which a list may follow."""
        self._umbrella, self._sentence = link, self._tokens.sentence[umbrella.head]
        self._place = umbrella.end

    def link(self, mention: Mention) -> Link | None:
        """The act upon an item of a list.

        An item is a mention that begins a line or sentence without a verb of its own.
        """
        tokens = self._tokens
        sentence = tokens.sentence[mention.head]
        start, end = tokens.sentences[sentence]
        opens = start
        while opens < mention.outer and not tokens.form[opens][0].isalpha():
            opens += 1
        if opens != mention.outer:
            return None
        if any(tokens.feats[index].verb_form == "Fin" for index in range(start, end)):
            return None
        listed = is_item(tokens, start)
        if self._umbrella is not None:
            intro = tokens.sentences[self._sentence]
            if listed or tokens.lower[intro[1] - 1] == ":":
                return _listed(self._umbrella)
        return self._introduced(sentence) if listed else None

    def names(self, umbrella: Mention) -> list[TokenRange]:
        """«следующие законопроекты:» and names in quotation marks, each in a line of its own."""
        tokens = self._tokens
        sentence = tokens.sentence[umbrella.head]
        if tokens.form[tokens.sentences[sentence][1] - 1] != ":":
            return []
        found: list[TokenRange] = []
        for start, end in bullets(tokens, sentence):
            stop = closing(tokens, start - 1, end) if tokens.form[start - 1] in QUOTES else None
            if stop is None:
                return []
            found.append((start - 1, stop))
        return found

    def inline(self, mention: Mention) -> Link | None:
        """The act upon the first of «пять документов, в том числе соглашение о …»."""
        tokens = self._tokens
        if self._umbrella is None or self._umbrella.act is None or self._place > mention.outer:
            return None
        before = tuple(tokens.lower[max(mention.outer - 3, 0) : mention.outer])
        after = tokens.sentence[mention.head] - self._sentence
        here = after == 0 and any(before[-len(words) :] == words for words in _OPENERS)
        behind = after == 1 and any(before[-len(words) :] == words for words in _TAKEN_UP)
        if not here and not behind:
            return None
        return _listed(self._umbrella)

    def _introduced(self, sentence: int) -> Link | None:
        """The act of the sentence with a colon in front of the list that `sentence` is in."""
        tokens = self._tokens
        passed: list[int] = []
        known: Link | None = None
        while sentence > 0 and is_item(tokens, tokens.sentences[sentence][0]):
            if sentence in self._introductions:
                known = self._introductions[sentence]
                break
            passed.append(sentence)
            sentence -= 1
        else:
            if tokens.lower[tokens.sentences[sentence][1] - 1] == ":":
                known = self._acts.in_introduction(tokens, sentence)
        for item in passed:
            self._introductions[item] = known
        return known


def _listed(link: Link) -> Link:
    """The act upon a set as an act upon what it consists of, named one by one."""
    return replace(link, form="list") if link.form in {"participle", "noun"} else link
