"""Where the subject inside a title ends, and which nouns of it are one subject."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.chunks import Chunk
from pipeline.stages.documents.lexicon import Lexicon
from pipeline.stages.documents.marks import QUOTES
from pipeline.stages.documents.mentions import Mention
from pipeline.stages.documents.subjects import Subjects
from pipeline.stages.documents.title_marks import MONTHS
from pipeline.stages.documents.verbal import trim

BETWEEN = frozenset(
    {"конфликт", "спор", "граница", "война", "противоречие", "разногласие", "мир", "напряжённость",
     "напряженность", "противостояние", "урегулирование", "столкновение"}
)  # fmt: skip
"""Nouns whose parties belong to them («конфликт между A и B»)."""
_JOINING = frozenset({"присоединение", "переход", "подготовка", "возвращение"})
_YEARS = frozenset({"год", "г", "гг", "период"})


def share_action(subjects: Subjects, tokens: Tokens, items: Sequence[Chunk]) -> bool:
    """«принятие A, B и C»: names that one act is about are no subjects of their own."""
    head = subjects.coordination.head(tokens, items[0].start, items[0].end)
    if head is None or not subjects.is_action(tokens.lemma[head]):
        return False
    if items[0].end - head < 2 or not tokens.form[head + 1][:1].isupper():
        return False
    for item in items[1:]:
        begin, end = trim(tokens, item.start, item.end)
        if begin >= end or not tokens.form[begin][:1].isupper():
            return False
    return True


def without_parties(lexicon: Lexicon, tokens: Tokens, start: int, end: int) -> int:
    """«научное сотрудничество между A и B»: the parties are no part of the subject."""
    for index in range(start + 1, end):
        if _is_to_instrument(lexicon, tokens, start, index, end):
            return index
        if tokens.lower[index] == "между" and index > start + 1:
            inner = any(lemma in lexicon.heads for lemma in tokens.lemma[start:index])
            if inner or tokens.lemma[index - 1] in BETWEEN:
                # «урегулирование конфликта между A и B»: that is what it is about.
                continue
            return index
        if (
            tokens.lower[index] in {"с", "со"}
            and tokens.lemma[index - 1] in {"торговля", "партнерство", "партнёрство"}
            and tokens.form[min(index + 1, end - 1)][:1].isupper()
        ):
            # «свободная торговля с Индонезией»
            return index
    return end


def _is_to_instrument(lexicon: Lexicon, tokens: Tokens, start: int, index: int, end: int) -> bool:
    """«протокол о квотах к Соглашению»: what it is added to, unless that is joined."""
    return (
        tokens.lower[index] in {"к", "ко"}
        and tokens.lemma[start] not in _JOINING
        and any(
            tokens.lemma[place] in lexicon.triggers and tokens.form[place][:1].isupper()
            for place in range(index + 1, min(index + 4, end))
        )
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
            or tokens.lemma[begin - 1] in MONTHS | _YEARS
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
