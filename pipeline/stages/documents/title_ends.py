"""Where the part of a title ends that tells its subject: before dates and periods."""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens
from pipeline.stages.documents.marks import QUOTES
from pipeline.stages.documents.mentions import Mention

_YEARS = frozenset({"год", "г", "гг", "период"})
_MONTHS = frozenset(
    {
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    }
)


def without_dates(tokens: Tokens, mention: Mention) -> int:
    """The title's end without «2001 года», «от 12 сентября», «на 2026–2028 годы», «(…)»."""
    end = mention.end
    while end > mention.head + 1:
        if tokens.form[end - 1] == ")":
            opening = end - 2
            while opening > mention.head and tokens.form[opening] != "(":
                opening -= 1
            letters = [tokens.form[i] for i in range(opening + 1, end - 1)]
            if not any(letter[0].isdigit() for letter in letters):
                return end
            end = opening
            continue
        begin = end - 1
        if tokens.lemma[begin] not in _YEARS and not tokens.form[begin][0].isdigit():
            return end
        while begin - 1 > mention.head and (
            tokens.form[begin - 1][0].isdigit()
            or tokens.form[begin - 1] in {"–", "—", "-"}
            or tokens.lemma[begin - 1] in _MONTHS | _YEARS
        ):
            begin -= 1
        if tokens.lower[begin - 1] in {"на", "до", "от", "за", "в", "к"}:
            begin -= 1
            if tokens.lower[begin - 1] == "период" and tokens.lower[begin - 2] == "на":
                begin -= 2
        if not any(tokens.form[i][0].isdigit() for i in range(begin, end)):
            return end
        end = begin
    return end


def closing_mark(tokens: Tokens, opening: int, end: int) -> int:
    """The last mark that closes the quotation opened at `opening`, or `end`."""
    for index in range(end - 1, opening, -1):
        if tokens.form[index] == QUOTES[tokens.form[opening]]:
            return index
    return end
