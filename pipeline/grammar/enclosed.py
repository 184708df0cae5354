"""What a noun phrase takes along in brackets, in quotation marks, or behind «№»."""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import is_abbreviation

OPENING = {"«": "»", '"': '"', "“": "”", "„": "“"}
_TOWN = frozenset({"г", "гор"})


def opens_quote(tokens: Tokens, index: int) -> bool:
    """Whether a quotation mark opens: a straight one stands at the beginning of a word."""
    if tokens.form[index] != '"':
        return tokens.form[index] in OPENING
    return index + 1 >= len(tokens) or not tokens.space_before(index + 1)


def bracket(tokens: Tokens, index: int, limit: int) -> int | None:
    """End of a bracket with an abbreviation («(AFAD)») that opens at `index`, or `None`."""
    if tokens.lower[index] != "(":
        return None
    for end in range(index + 1, min(index + 5, limit)):
        if tokens.lower[end] == ")":
            inner = range(index + 1, end)
            if inner and all(
                is_abbreviation(tokens.form[i]) or not tokens.form[i][0].isalpha() for i in inner
            ):
                return end + 1
            return None
    return None


def quoted(tokens: Tokens, index: int, limit: int) -> int | None:
    """End of the quotation that opens at `index`, or `None`."""
    closing = OPENING.get(tokens.form[index])
    if closing is None or not opens_quote(tokens, index):
        return None
    depth, last = 0, None
    for end in range(index + 1, min(index + 25, limit)):
        form = tokens.form[end]
        if form == closing:
            if depth == 0:
                return end + 1
            depth -= 1
            last = end + 1
        elif form == tokens.form[index]:
            if last is not None:
                break
            depth += 1
    return last  # «АО «НК «Имя»»: one mark closes both, as is usual


def numbered(tokens: Tokens, index: int, limit: int) -> int | None:
    """«лицея № 2»: the number a body has in place of a name."""
    if tokens.form[index] == "№" and index + 1 < limit and tokens.form[index + 1].isdigit():
        return index + 2
    return index + 1 if tokens.form[index].startswith("№") and index < limit else None


def town_at(tokens: Tokens, index: int, limit: int) -> int | None:
    """Where a town's name begins behind «г.» at `index` («мэр г. Каунаса»), else `None`."""
    place = index + 2
    if tokens.lower[index] not in _TOWN or place >= limit or tokens.form[index + 1] != ".":
        return None
    return place if tokens.form[place][0].isupper() else None
