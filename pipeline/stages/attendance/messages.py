"""Whose words are given though nobody is said to speak: messages, and words told by others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.clauses import clause_of
from pipeline.layers import Reference

MESSAGES = frozenset(
    {
        "приветствие", "послание", "обращение", "видеообращение", "письмо", "телеграмма",
        "поздравление",
    }
)  # fmt: skip
"""What one says in writing."""
_SENDING = frozenset({"направить", "прислать", "отправить"})
_AUTHOR = 8
"""How far behind the message its author may stand in the genitive, in tokens."""
_HEAD = 5
"""Among how many first tokens of the next sentence the message is taken up."""
_TAKEN_UP = frozenset({"нем", "нём", "ней", "котором", "которой", "тексте"})
_SAYING = frozenset(
    {"сказать", "говорить", "отметить", "отмечать", "заявить", "заявлять", "подчеркнуть",
     "подчеркивать", "выразиться", "напомнить"}
)  # fmt: skip
_SAID_BY = 8
"""How far behind «как сказал» the name may stand, in tokens."""


def authors(tokens: Tokens, references: Sequence[Reference]) -> Iterator[tuple[str, ...]]:
    """«приветствие президента N, в котором …», «N направил приветствие. В нём …».

    Only of a message of which the text says what is in it.
    """
    for reference in references:
        start = reference.tokens[0]
        low, high = clause_of(tokens, start)
        for index in range(low, high):
            if tokens.lemma[index] not in MESSAGES or not _quoted(tokens, index):
                continue
            between = range(index + 1, start)
            written = (
                0 < start - index <= _AUTHOR
                and tokens.feats[start].case == "Gen"
                and not any(tokens.pos[i] in {"VERB", "ADP", "PUNCT"} for i in between)
                # «послание Президенту Италии N»: to a name without cases.
                and not any(tokens.feats[i].case == "Dat" for i in between)
            )
            sent = (
                tokens.feats[start].case == "Nom"
                and start < index
                and tokens.feats[index].case == "Acc"
                and any(tokens.lemma[i] in _SENDING for i in range(start, index))
            )
            if written or sent:
                yield reference.persons
                break


def _quoted(tokens: Tokens, message: int) -> bool:
    """Whether the text says what stands in a message."""
    low, high = tokens.sentences[tokens.sentence[message]]
    if any(
        tokens.lower[i] == "в" and tokens.lower[i + 1].startswith("котор")
        for i in range(message + 1, high - 1)
    ):
        return True
    if high >= len(tokens) or tokens.section[high] != tokens.section[low]:
        return False
    following = range(high, min(high + _HEAD, len(tokens)))
    return any(
        tokens.lower[i] == "в"
        and i + 1 < len(tokens)
        and (tokens.lower[i + 1] in _TAKEN_UP or tokens.lemma[i + 1] in MESSAGES)
        for i in following
    )


def told_by_others(
    tokens: Tokens, references: Sequence[Reference], spoken: Collection[int]
) -> Iterator[tuple[str, ...]]:
    """«Как сказал президент N, …» inside someone else's words: N's are given too."""
    for reference in references:
        start = reference.tokens[0]
        if start not in spoken:
            continue
        low = max(tokens.sentences[tokens.sentence[start]][0], start - _SAID_BY)
        for index in range(start - 1, low, -1):
            if tokens.pos[index] == "PUNCT":
                break
            if tokens.lemma[index] in _SAYING and tokens.lower[index - 1] == "как":
                yield reference.persons
                break
