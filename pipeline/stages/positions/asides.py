"""What stands between an office and its name or another office, and belongs to neither."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.analysis.tokens import Tokens

_SERVICES = frozenset({"армия", "флот", "авиация", "юстиция", "полиция", "милиция", "служба"})
"""What a rank is of: «генерал армии», «полковник юстиции»."""
_LONGEST_DEGREES = 30
_MONTHS = frozenset(
    {
        "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь",
        "октябрь", "ноябрь", "декабрь",
    }
)  # fmt: skip


def rank_or_date(tokens: Tokens, index: int, first: int, honorifics: Collection[str]) -> int | None:
    """Where «генерал армии», «5 мая», «5 мая 2026 года» begins that ends at `index`."""
    if tokens.lemma[index] in _SERVICES and index > first:
        while index - 1 > first and tokens.pos[index - 1] == "ADJ":
            index -= 1  # «генерал-майор таможенной службы»
        return index - 1 if tokens.lemma[index - 1] in honorifics else None
    if tokens.lemma[index] == "год" and index - 1 > first and tokens.form[index - 1].isdigit():
        index -= 2
    if tokens.lemma[index] in _MONTHS and index > first and tokens.form[index - 1].isdigit():
        return index - 1
    return None


def before_degrees(tokens: Tokens, end: int, first: int, learned: Collection[str]) -> int:
    """Where «, член-корреспондент НАН Литвы, доктор наук, профессор» begins that ends at `end`.

    Index of the first comma, else `end`.
    """
    comma = end
    for index in range(end - 1, max(first, end - _LONGEST_DEGREES), -1):
        if tokens.form[index] != ",":
            if tokens.feats[index].verb_form in {"Fin", "Conv", "Inf"}:
                return comma
            continue
        if tokens.lemma[index + 1] not in learned and tokens.lower[index + 1] not in learned:
            return comma
        comma = index
    return comma


def before_side(tokens: Tokens, end: int) -> int:
    """Where «с литовской стороны» begins that ends at `end`, else `end`.

    «Сопредседатель комиссии с литовской стороны, министр X» holds both offices.
    """
    start = end - 3
    if start < 0 or tokens.lemma[end - 1] != "сторона" or tokens.lower[start] not in {"с", "со"}:
        return end
    return start if tokens.pos[start + 1] in {"ADJ", "DET"} else end
