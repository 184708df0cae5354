"""The nominative of a person's name, weighed over all places where it is named."""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.nominative import like
from pipeline.stages.persons.clusters import Cluster, Named
from pipeline.stages.persons.parts import Word

_MARGIN = 0.25


def agreed_nominatives(
    tokens: Tokens, cluster: Cluster, best: Named, gender: str | None
) -> tuple[list[str], bool]:
    """The nominatives of the fullest mention's words, weighed over all mentions.

    A reading is taken as a whole, so that all words stand in one case; it is certain if no
    reading with other words comes near.
    """
    order = best.parts.words
    readings = [r for r in best.readings if gender is None or r.gender == gender]
    if not readings:
        return [_surface(tokens, word) for word in order], False
    scores: dict[tuple[str, ...], float] = {}
    spelling: dict[tuple[str, ...], tuple[str, ...]] = {}
    for reading in readings:
        scores[reading.folded] = max(scores.get(reading.folded, -99.0), reading.score)
        spelling.setdefault(reading.folded, reading.words)
    for mention in cluster.mentions:
        if mention is not best:
            best_score, having = _supports(mention, gender)
            for words in scores:
                scores[words] += sum(
                    max(-1.5, having[form] - best_score) + 0.5 for form in words if form in having
                )
    top = max(scores, key=lambda words: scores[words])
    others = [score for words, score in scores.items() if words != top]
    sure = not others or scores[top] - max(others) >= _MARGIN
    spelled = [_spell(tokens, word, form) for word, form in zip(order, spelling[top], strict=True)]
    return spelled, sure


def _supports(mention: Named, gender: str | None) -> tuple[float, dict[str, float]]:
    """The weight of a mention's best reading, and of the best one that has each nominative.

    A nominative it does not have is of another part of the name, or in another form.
    """
    best = -99.0
    having: dict[str, float] = {}
    for reading in mention.readings:
        if gender is not None and reading.gender != gender:
            continue
        best = max(best, reading.score)
        for form in reading.folded:
            having[form] = max(having.get(form, -99.0), reading.score)
    return best, having


def _surface(tokens: Tokens, word: Word) -> str:
    return " ".join(tokens.form[index] for index in range(*word.tokens))


def _spell(tokens: Tokens, word: Word, nominative: str) -> str:
    """The word with its particles, its declining token replaced, capitals kept."""
    if tokens.form[word.core].isascii() and tokens.form[word.core].isupper():
        return tokens.form[word.core]  # «Эйнар III»
    pieces: list[str] = []
    for index in range(*word.tokens):
        form = tokens.form[index]
        if index == word.core:
            shape = form.title() if form.isupper() and len(form) > 1 else form
            form = _capitalise(shape, nominative)
        if pieces and not tokens.space_before(index):
            pieces[-1] += form
        else:
            pieces.append(form)
    return " ".join(pieces)


def _capitalise(form: str, nominative: str) -> str:
    if "-" not in form:
        # An inner capital («МакКейн») stands where it stood; only the ending has changed.
        shared = 0
        while shared < min(len(form), len(nominative)) and (
            form[shared].lower().replace("ё", "е") == nominative[shared].replace("ё", "е")
        ):
            shared += 1
        return (form[:shared] + nominative[shared:]) if shared else like(form, nominative)
    pairs = zip(form.split("-"), nominative.split("-"), strict=False)
    return "-".join(_capitalise(mine, theirs) if mine else theirs for mine, theirs in pairs)
