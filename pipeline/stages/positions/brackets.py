"""Brackets and times that stand between a name and an office and belong to neither."""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens

_LONGEST = 24
_SHORT = 12
_YEAR = 4
_TIME_WORDS = frozenset(
    {
        "с", "со", "в", "до", "по", "год", "г", "гг", "январь", "февраль", "март", "апрель", "май",
        "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь", "-", "–", "—", ".",
        "начало", "конец", "ранее", "ныне", "позже", "тогда",
    }
)  # fmt: skip


def opening_of(tokens: Tokens, closing: int, first: int) -> int | None:
    """Index of the bracket that `closing` closes, if what it holds is no more than an aside."""
    for index in range(closing - 1, max(first, closing - _SHORT) - 1, -1):
        if tokens.form[index] == "(":
            return index if is_aside(tokens, index + 1, closing) else None
    return None


def closing_of(tokens: Tokens, opening: int, last: int) -> int | None:
    """Index behind the bracket opened at `opening`, if what it holds is no more than an aside."""
    for index in range(opening + 1, min(opening + _LONGEST, last)):
        if tokens.form[index] == ")":
            return index + 1 if is_aside(tokens, opening + 1, index) else None
    return None


def is_aside(tokens: Tokens, start: int, end: int) -> bool:
    """Whether words in brackets are an age, dates, a place, circumstances, or a name again."""
    forms = tokens.form[start:end]
    return (
        not forms
        or all(form[0].isascii() or form[0].isdigit() for form in forms)
        or any(map(str.isdigit, forms[0]))
        or (
            any(form[0].isdigit() for form in forms)
            and not any(
                pos == "NOUN" and animacy == "Anim" for pos, animacy in _kinds(tokens, start, end)
            )
        )
        or (forms[0] in {"род", "родился", "родилась"})
        or (
            # «(с резиденцией в Астане)»
            tokens.pos[start] == "ADP"
            and all(animacy != "Anim" for _, animacy in _kinds(tokens, start, end))
        )
        or (len(forms) == 1 and forms[0][0].isupper() and tokens.feats[start].animacy != "Anim")
    )


def _kinds(tokens: Tokens, start: int, end: int) -> list[tuple[str, str]]:
    return [(tokens.pos[i], tokens.feats[i].animacy) for i in range(start, end)]


def is_time(tokens: Tokens, index: int) -> bool:
    """Whether the word can be one of a time («с», «1992», «года»)."""
    return (
        tokens.form[index][0].isdigit()
        or tokens.lemma[index] in _TIME_WORDS
        or tokens.lower[index] in _TIME_WORDS
    )


def behind_time(tokens: Tokens, place: int, last: int) -> int:
    """Index behind a time and its dash: «— с 1992 года — начальник …»; `place` if there is none."""
    index = place
    digits = False
    while index < last and index - place < _SHORT + 2:
        if not is_time(tokens, index):
            break
        digits = digits or tokens.form[index][0].isdigit()
        index += 1
    return index if digits else place


def before_time(tokens: Tokens, place: int, first: int) -> int:
    """Where a time begins that ends at `place`: «премьер с 1991 по 1992 год X»; else `place`."""
    index = place
    digits = False
    while index > first and place - index < _SHORT and is_time(tokens, index - 1):
        index -= 1
        digits = digits or (len(tokens.form[index]) >= _YEAR and tokens.form[index][:4].isdigit())
    return index if digits else place
