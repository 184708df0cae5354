"""Clauses and quotations, by marks and conjunctions alone.

A clause here is what a reader takes in one breath: it ends where a comma meets a subordinating or
adversative word, at semicolons and at the bounds of the sentence. Participial phrases between
commas stay inside, because what they say of a noun belongs to it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from pipeline.analysis.tokens import Tokens
from pipeline.layers import TokenRange

_OPENERS = {"«": "»", "“": "”", "„": "“"}
_STARTERS = frozenset(
    [
        "который",
        "которая",
        "которое",
        "которые",
        "которого",
        "которой",
        "которых",
        "которому",
        "которым",
        "которыми",
        "котором",
        "что",
        "чтобы",
        "где",
        "куда",
        "откуда",
        "когда",
        "пока",
        "если",
        "поскольку",
        "хотя",
        "но",
        "однако",
        "а",
        "как",
        "передает",
        "сообщает",
        "сообщил",
        "сообщила",
        "сообщили",
        "говорится",
        "передаёт",
        "причем",
        "причём",
        "чьи",
        "чей",
    ]
)
_LINKS = frozenset(
    {"в", "во", "на", "с", "со", "из", "о", "об", "к", "по", "для", "от", "при", "у"}
)
_ENDS = frozenset({",", ";"})
SPEECH_LENGTH = 8
"""Tokens from which a quotation is taken for speech rather than a name."""


@dataclass(frozen=True, slots=True)
class Quotations:
    """Quoted stretches of a text.

    Attributes:
        ranges: Token ranges inside the marks, the outermost only, in order.
        starts: First token of each, for look-up.
        verbal: First tokens of those that hold a finite verb: someone's words, however few.
    """

    ranges: tuple[TokenRange, ...]
    starts: tuple[int, ...]
    verbal: frozenset[int] = frozenset()

    def around(self, index: int) -> TokenRange | None:
        """The quotation token `index` stands in, or `None`."""
        place = bisect_right(self.starts, index) - 1
        if place < 0 or index >= self.ranges[place][1]:
            return None
        return self.ranges[place]

    def speaks(self, index: int) -> bool:
        """Whether token `index` stands in a quotation that is someone's speech, and no name."""
        found = self.around(index)
        return found is not None and (
            found[1] - found[0] >= SPEECH_LENGTH or found[0] in self.verbal
        )


def find_quotations(tokens: Tokens) -> Quotations:
    """The outermost quotations of a text; an unclosed one ends with its section.

    One mark often closes a name within a name («дом «Восток»): in a section with too few closing
    marks the first closes both.
    """
    ranges: list[TokenRange] = []
    start = -1
    depth = 0
    closing = ""
    section = -1
    form = tokens.form
    marks = [place for place, word in enumerate(form) if word in _MARKS]
    wanting: Counter[int] = Counter()
    for index in marks:
        wanting[tokens.section[index]] += (form[index] == "«") - (form[index] == "»")
    for index in marks:
        word = form[index]
        if start >= 0 and tokens.section[index] != section:
            ranges.append((start, _section_end(tokens, start)))
            start, depth = -1, 0
        if start < 0:
            if word == '"' or word in _OPENERS:
                start, section = index + 1, tokens.section[index]
                closing = _OPENERS.get(word, '"')
                depth = 1
        elif word == closing:
            depth -= 1
            if depth == 1 and wanting[section] > 0 and _is_name(tokens, start, index):
                wanting[section] -= 1
                depth = 0
            if depth == 0:
                if index > start:
                    ranges.append((start, index))
                start = -1
        elif word in _OPENERS and _OPENERS[word] == closing:
            depth += 1
    if start >= 0 and start < len(form):
        ranges.append((start, _section_end(tokens, start)))
    kept = tuple((a, b) for a, b in ranges if b > a)
    verbal = frozenset(
        a for a, b in kept if any(tokens.feats[i].verb_form == "Fin" for i in range(a, b))
    )
    return Quotations(kept, tuple(a for a, _ in kept), verbal)


def _is_name(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a quotation is a name: a few words right behind a noun, without a verb."""
    before = start - 2
    return (
        end - start < SPEECH_LENGTH
        and before >= 0
        and tokens.section[before] == tokens.section[start]
        and tokens.pos[before] in {"NOUN", "PROPN", "ADJ"}
        and not any(tokens.feats[i].verb_form == "Fin" for i in range(start, end))
    )


_MARKS = frozenset('«»“”„"')


def _section_end(tokens: Tokens, index: int) -> int:
    section = tokens.section[index]
    low, high = index, len(tokens)
    while low < high:
        middle = (low + high) // 2
        if tokens.section[middle] <= section:
            low = middle + 1
        else:
            high = middle
    return low


def clause_of(tokens: Tokens, index: int) -> TokenRange:
    """Token range of the clause that token `index` stands in."""
    low, high = tokens.sentences[tokens.sentence[index]]
    words = tokens.lower
    start = index
    while start > low and not (words[start - 1] in _ENDS and _ends_clause(tokens, start - 1, high)):
        start -= 1
    end = index + 1
    while end < high and not (words[end] in _ENDS and _ends_clause(tokens, end, high)):
        end += 1
    return start, end


def _ends_clause(tokens: Tokens, index: int, limit: int) -> bool:
    word = tokens.lower[index]
    if word == ";":
        return True
    if word != "," or index + 1 >= limit:
        return False
    following = tokens.lower[index + 1]
    if following in _STARTERS:
        # «, а также» goes on with a list.
        return not (following == "а" and index + 2 < limit and tokens.lower[index + 2] == "также")
    return following in _LINKS and index + 2 < limit and tokens.lower[index + 2].startswith("котор")
