"""Items of a list while it is read, and what begins none."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.analysis.tokens import Tokens
from pipeline.layers import SectionKind


@dataclass(slots=True)
class Item:
    """A stretch of a list that becomes a topic or a measure.

    Attributes:
        start: First token.
        end: One past the last.
        inner: Case of the inner list («в области …») it belongs to; empty for the outer one.
        link: Linking word in front.
        direct: Whether it stands in the nominative or accusative, whatever its tags say.
        act: Whether it stands among acts to be carried out.
    """

    start: int
    end: int
    inner: str
    link: str
    direct: bool = False
    act: bool = False


def is_participial(tokens: Tokens, start: int) -> bool:
    """«, проводимых в Баку»: a participle behind the noun it belongs to."""
    feats = tokens.feats[start]
    if feats.verb_form == "Conv":
        return True
    if feats.verb_form != "Part" or not feats.case:
        return False
    following = start + 1
    if following >= len(tokens):
        return True
    cases = {"Nom", "Acc"} if feats.case in {"Nom", "Acc"} else {feats.case}
    return tokens.feats[following].case not in cases


def skip_preposition(tokens: Tokens, start: int, end: int, items: list[Item]) -> int:
    """A repeated preposition («о туризме, о транспорте», «в области науки, в сфере …»)."""
    if (
        start < end
        and tokens.lower[start] in {"о", "об", "на", "за", "в", "по"}
        and (start + 1 < end and (items or tokens.lower[start] in {"о", "об"}))
    ):
        return start + 1
    return start


def bullets(tokens: Tokens, sentence: int) -> list[tuple[int, int]]:
    """The items of the list behind a sentence: each from its first word to its sentence's end."""
    sections = tokens.layout.sections
    found: list[tuple[int, int]] = []
    for number in range(sentence + 1, len(tokens.sentences)):
        start, end = tokens.sentences[number]
        section = tokens.section[start]
        if section >= len(sections) or sections[section].kind is not SectionKind.LIST_ITEM:
            break
        if found and tokens.section[max(start - 1, 0)] == section:
            continue
        while start < end and not tokens.form[start][0].isalpha():
            start += 1
        if start < end:
            found.append((start, end))
    return found
