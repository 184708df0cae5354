"""What stands between an office and its name or another office, and belongs to neither."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.analysis.tokens import Tokens

_SERVICES = frozenset({"армия", "флот", "авиация", "юстиция", "полиция", "милиция", "служба"})
"""What a rank is of: «генерал армии», «полковник юстиции»."""
_MONTHS = frozenset(
    {
        "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь",
        "октябрь", "ноябрь", "декабрь",
    }
)  # fmt: skip


def rank_or_date(tokens: Tokens, index: int, first: int, honorifics: Collection[str]) -> int | None:
    """Where «генерал армии», «5 мая», «5 мая 2026 года» begins that ends at `index`."""
    if tokens.lemma[index] in _SERVICES and index > first:
        return index - 1 if tokens.lemma[index - 1] in honorifics else None
    if tokens.lemma[index] == "год" and index - 1 > first and tokens.form[index - 1].isdigit():
        index -= 2
    if tokens.lemma[index] in _MONTHS and index > first and tokens.form[index - 1].isdigit():
        return index - 1
    return None


def before_side(tokens: Tokens, end: int) -> int:
    """Where «с литовской стороны» begins that ends at `end`, else `end`.

    «Сопредседатель комиссии с литовской стороны, министр X» holds both offices.
    """
    start = end - 3
    if start < 0 or tokens.lemma[end - 1] != "сторона" or tokens.lower[start] not in {"с", "со"}:
        return end
    return start if tokens.pos[start + 1] in {"ADJ", "DET"} else end
