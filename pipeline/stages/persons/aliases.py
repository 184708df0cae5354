"""Other names of one person: «X (настоящее имя — Y)», «X по прозвищу Y», «X (Y)»."""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens
from pipeline.stages.persons.clusters import Cluster, Named
from pipeline.stages.persons.lexicon import fold

_MARKS = frozenset({"(", ",", "-", "–", "—", ":", "«", "»", '"', "."})
_LONGEST = 8


def join_aliases(
    tokens: Tokens, clusters: list[Cluster], alias_words: frozenset[str]
) -> list[Cluster]:
    """Clusters with those joined that the text says are one person."""
    owner: dict[tuple[int, int], Cluster] = {
        mention.tokens: cluster for cluster in clusters for mention in cluster.mentions
    }
    ending = {span[1]: span for span in owner}
    gone: set[int] = set()
    for cluster in clusters:
        mention = cluster.mentions[0]
        known = _same_before(tokens, mention, ending, alias_words)
        if known is None:
            continue
        target = owner[known]
        if target is cluster or id(target) in gone:
            continue
        for other in cluster.mentions:
            other.alias = True
            owner[other.tokens] = target
            target.add(other)
        target.mentions.sort(key=lambda m: m.tokens)
        gone.add(id(cluster))
    return [cluster for cluster in clusters if id(cluster) not in gone]


def _same_before(
    tokens: Tokens,
    mention: Named,
    ending: dict[int, tuple[int, int]],
    alias_words: frozenset[str],
) -> tuple[int, int] | None:
    """The name before `mention` that the words between say is the same person's."""
    start, end = mention.tokens
    said = opened = False
    for index in range(start - 1, max(-1, start - 1 - _LONGEST), -1):
        if index + 1 in ending and index + 1 < start:
            span = ending[index + 1]
            if said:
                return span
            alike = opened and end < len(tokens) and tokens.form[end] == ")"
            return span if alike and _alike(tokens, span, mention.tokens) else None
        if tokens.form[index] == "(":
            opened = True
        elif tokens.lower[index] in alias_words:
            said = said or tokens.pos[index] != "ADP"
        elif tokens.form[index] not in _MARKS:
            return None
    return None


def _alike(tokens: Tokens, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether two names could be spellings of one: words that begin alike."""
    heads = {fold(tokens.form[i])[:3] for i in range(*first) if len(tokens.form[i]) > 2}
    return any(fold(tokens.form[i])[:3] in heads for i in range(*second))
