"""Plural nouns that name several instruments one by one.

«соглашения о туризме, о трудовой миграции и о поставках удобрений», «постановления „О бюджете“
и „О приёме наблюдателей“»: the head in the singular belongs to each part.
"""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens
from pipeline.layers import TokenRange
from pipeline.stages.documents.mentions import Mention
from pipeline.stages.documents.title_marks import closing

_ABOUT = frozenset({"о", "об", "обо"})
_BY = frozenset({"по"})
_OUTCOME = frozenset({"итог", "результат", "завершение", "окончание", "случай"})
_QUOTES = frozenset({"«", "“", "„", '"'})
_KINDS = (_ABOUT, _BY, _QUOTES)
_BETWEEN = frozenset(
    {",", "и", ";", ":", "а", "также", "в", "том", "числе", "частности", "—", "–", "включая"}
)


def distribute(tokens: Tokens, mention: Mention) -> list[TokenRange]:
    """The parts of a plural mention, two or more, or none.

    A part is a prepositional phrase with «о» or «по», or a name in quotation marks with what is
    remarked on it in brackets; only separators and linking words stand between parts.
    """
    if not mention.plural:
        return []
    end = tokens.sentences[tokens.sentence[mention.head]][1]
    index = mention.head + 1
    while index < end and not _opens(tokens, index):
        if tokens.lower[index] not in _BETWEEN and tokens.feats[index].case != "Gen":
            return []
        index += 1
    same = next((kind for kind in _KINDS if index < end and tokens.lower[index] in kind), _BY)
    parts: list[TokenRange] = []
    while index < end and _opens(tokens, index) and tokens.lower[index] in same:
        quoted = same is _QUOTES
        stop = _quotation(tokens, index, end) if quoted else _phrase(tokens, index, end, same)
        parts.append((index, stop))
        index = stop
        while index < end and tokens.lower[index] in _BETWEEN:
            index += 1
        if index == stop:
            break
    return parts if len(parts) > 1 else []


def _opens(tokens: Tokens, index: int) -> bool:
    if tokens.lower[index] in _BY:
        return tokens.lemma[index + 1] not in _OUTCOME
    return tokens.lower[index] in _ABOUT | _QUOTES


def _quotation(tokens: Tokens, opening: int, end: int) -> int:
    stop = closing(tokens, opening, end)
    if stop is not None and stop < end and tokens.form[stop] == "(":
        # «О пчёлах“ (новая редакция)»
        stop = closing(tokens, stop, end)
    return stop or end


def _phrase(tokens: Tokens, start: int, end: int, same: frozenset[str]) -> int:
    """End of «о …»: before the separator in front of the next «о», or the clause's end."""
    for index in range(start + 1, end):
        if tokens.lower[index] in same and tokens.lower[index - 1] in _BETWEEN:
            stop = index
            while tokens.lower[stop - 1] in _BETWEEN:
                stop -= 1
            return stop
        verb = tokens.pos[index] in {"VERB", "AUX"} and not tokens.feats[index].case
        if tokens.lower[index] in {".", ";", ":", "который", "—"} or verb:
            stop = index
            while tokens.lower[stop - 1] in _BETWEEN:
                stop -= 1
            return stop
    return end
