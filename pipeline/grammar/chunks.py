"""Cutting a list at its separators, before it is asked what its last «и» joins."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import NOUNS

OPENING = {"«": "»", "“": "”", "„": "“", "(": ")", "[": "]"}
_AND = frozenset({"и", "или"})
_ABOUT = frozenset({"о", "об", "обо"})
_MORE = frozenset({"др", "др.", "прочее", "другие", "другое", "других", "т", "пр", "пр.", "многое"})
"""What stands behind «и» where a list breaks off («и др.», «и так далее»)."""
_RELATIVE = frozenset(
    {"который", "что", "чтобы", "где", "когда", "куда", "чей", "если", "поскольку"}
)
_LINKS = (
    ("а", "также"),
    ("в", "том", "числе"),
    ("а", "именно"),
    ("в", "частности"),
    ("включая",),
    ("и", "также"),
    ("также",),
    ("как", "и"),
)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch between two separators of a list.

    Attributes:
        start: First token, behind the separator and its linking words.
        end: One past the last token.
        link: Linking word in front: `","`, `";"`, `"и"`, `"а также"`, … or an empty string.
    """

    start: int
    end: int
    link: str


@dataclass(frozen=True, slots=True)
class Chunks:
    """The stretches of a list.

    Attributes:
        items: The stretches in order.
        open: Whether the list breaks off («и др.»), so that no «и» inside is its last one.
        stop: Token where the list ended: the region's end or a clause of its own.
    """

    items: tuple[Chunk, ...]
    open: bool
    stop: int


def cut_list(tokens: Tokens, start: int, end: int) -> Chunks:
    """Cut `[start, end)` at its top-level commas, semicolons and «а также».

    The list ends before a relative or subordinate clause and before a finite verb.
    """
    found: list[Chunk] = []
    link, begin = "", start
    index, closing = start, ""
    open_ended = False
    stop = end
    while index < end:
        form, lower = tokens.form[index], tokens.lower[index]
        if closing:
            if form == closing:
                closing = ""
            index += 1
            continue
        if form in OPENING or (form == '"' and _closes(tokens, index, end)):
            closing = OPENING.get(form, '"')
            index += 1
            continue
        if lower in {",", ";"}:
            _append(found, begin, index, link)
            following = index + 1
            if following < end and (
                tokens.lemma[following] in _RELATIVE or _turns(tokens, following, end)
            ):
                return Chunks(tuple(found), open_ended, index)
            link, begin = _link(tokens, following, end, lower)
            if _breaks_off(tokens, begin, end, link):
                open_ended = True
                begin = _after_break(tokens, begin, end)
            index = max(begin, following)
            continue
        if (
            lower in _AND
            and index + 1 < end
            and start > 0
            and {tokens.lower[index + 1], tokens.lower[start - 1]} <= _ABOUT
        ):
            # «договорились об отмене виз и о проведении недели»
            _append(found, begin, index, link)
            link, begin = "и", index + 2
            index = begin
            continue
        if lower in _AND and _breaks_off(tokens, index + 1, end, "и"):
            _append(found, begin, index, link)
            open_ended = True
            begin = index = _after_break(tokens, index + 1, end)
            link = ""
            continue
        matched = _match(tokens, index, end, _LINKS[:4]) if index > begin else 0
        if matched:
            _append(found, begin, index, link)
            link = " ".join(tokens.lower[index : index + matched])
            index = begin = index + matched
            continue
        if _is_clause(tokens, index):
            joined = index - 1 - (tokens.lower[index - 1] == "также")
            if joined > begin and tokens.lower[joined] == "и":
                # «договорились создать фонд и поручили …»: the verb goes on with the subject.
                _append(found, begin, joined, link)
            stop = begin if found else index
            begin = index = end
            break
        index += 1
    if stop == end:
        _append(found, begin, end, link)
    return Chunks(tuple(found), open_ended, stop)


def _turns(tokens: Tokens, index: int, end: int) -> bool:
    """«…, а протокол — …»: another clause, unless it is «а также», «а именно»."""
    return (
        index + 1 < end
        and tokens.lower[index] == "а"
        and tokens.lower[index + 1] not in {"также", "именно"}
    )


def _append(found: list[Chunk], start: int, end: int, link: str) -> None:
    if start < end:
        found.append(Chunk(start, end, link))


def _link(tokens: Tokens, index: int, end: int, mark: str) -> tuple[str, int]:
    matched = _match(tokens, index, end, _LINKS)
    if matched:
        return " ".join(tokens.lower[index : index + matched]), index + matched
    if index < end and tokens.lower[index] in _AND:
        return "и", index + 1
    return mark, index


def _match(tokens: Tokens, index: int, end: int, phrases: tuple[tuple[str, ...], ...]) -> int:
    for phrase in phrases:
        stop = index + len(phrase)
        if stop <= end and tuple(tokens.lower[index:stop]) == phrase:
            return len(phrase)
    return 0


def _breaks_off(tokens: Tokens, index: int, end: int, link: str) -> bool:
    if index >= end or tokens.lower[index] not in _MORE:
        if index + 1 < end and tokens.lower[index] == "так":
            return tokens.lower[index + 1] == "далее"
        return False
    following = index + 1
    return (
        following >= end
        or tokens.pos[following] not in NOUNS
        or tokens.lower[index] in {"др", "др.", "т", "пр", "пр.", "прочее", "другое", "многое"}
    )


def _after_break(tokens: Tokens, index: int, end: int) -> int:
    while index < end and (
        tokens.lower[index] in _MORE
        or tokens.lower[index] in {".", "так", "далее", "д", "д.", "п", "п."}
    ):
        index += 1
    return index


def _is_clause(tokens: Tokens, index: int) -> bool:
    feats = tokens.feats[index]
    if tokens.pos[index] not in {"VERB", "AUX"}:
        return False
    return feats.verb_form in {"Fin", "Conv"} or (feats.verb_form == "Part" and not feats.case)


def _closes(tokens: Tokens, index: int, end: int) -> bool:
    return any(tokens.form[place] == '"' for place in range(index + 1, min(index + 30, end)))
