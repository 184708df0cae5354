"""Marks on a mention by which instruments are told from everyday uses of their nouns."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import is_abbreviation
from pipeline.resources.documents import Adjectives, Head
from pipeline.stages.documents.title_marks import NUMBERED, is_anniversary, occasion_at

QUOTES = {"«": "»", "“": "”", "„": "“", '"': '"'}
_OPENERS = frozenset({"«", "“", "„", '"', "–", "—", "-", ":", ".", "("})
_NUMBER = re.compile(r"[0-9]+(?:/[0-9]+)?")
_SUBJECT = frozenset({"о", "об", "обо", "по", "относительно", "касательно"})


class Marks:
    """Reads the marks."""

    def __init__(self, adjectives: Adjectives, is_abstract: Callable[[str], bool]) -> None:
        self._adjectives = adjectives
        self._is_abstract = is_abstract

    def read(
        self,
        tokens: Tokens,
        entry: Head,
        first: int,
        head: int,
        start: int,
        end: int,
        outer: int,
    ) -> set[str] | None:
        """Marks on the mention; `None` if a word beside the noun makes it something else."""
        adjectives = self._adjectives
        marks: set[str] = set()
        for index in range(outer, first):
            lemma = tokens.lemma[index]
            if lemma in entry.not_with:
                return None
            if lemma in adjectives.joint:
                marks.add("joint")
            if index >= start and tokens.pos[index] == "ADJ" and lemma not in adjectives.plain:
                marks.add("adjective")
        sentence_start = tokens.sentences[tokens.sentence[head]][0]
        place = start if tokens.form[start] not in QUOTES else start + 1
        if tokens.form[place][0].isupper():
            first_word = outer <= sentence_start or tokens.form[outer - 1] in _OPENERS
            marks.add("capital_first" if first_word else "capital")
            if place < first and tokens.form[first][0].isupper():
                marks.add("capital")
        if entry.about and not (
            head + 2 < len(tokens)
            and tokens.lower[head + 1] in {"о", "об"}
            and tokens.lemma[head + 2] in entry.about
        ):
            return None
        if (
            entry.not_about
            and head + 2 < len(tokens)
            and tokens.lower[head + 1] in _SUBJECT
            and tokens.lemma[head + 2] in entry.not_about
        ):
            return None
        following = head + 1
        if following < end and tokens.form[following] in {"»", "”"}:
            following += 1
        if following < end:
            word = tokens.form[following]
            if word in QUOTES and self._is_name(tokens, following + 1):
                marks.add("quoted")
            elif tokens.feats[following].case == "Gen" or tokens.pos[following] == "PROPN":
                marks.add("author")
            elif tokens.pos[following] == "DET" and following + 1 < end:
                # «дорожная карта ее реализации»
                marks.add("author")
            if (word[0].isascii() and word[0].isalpha()) or is_abbreviation(word):
                marks.add("named")
            if word[0].isdigit() or word == "№":
                marks.add("quoted")
        numbered = tokens.lemma[head] in NUMBERED and end - 1 > following
        if numbered and _NUMBER.fullmatch(tokens.form[end - 1]):
            marks.add("quoted")
        if entry.of and not (following < end and tokens.lemma[following] in entry.of):
            return None
        if entry.of:
            marks.add("named")
        words = tokens.lower[head + 1 : end]
        if any(word in _SUBJECT for word in words) or (
            (entry.genitive == "subject" and "author" in marks)
            or (entry.kind == "contract" and self._is_on(tokens, head + 1, end))
        ):
            marks.add("subject")
        if any(occasion_at(tokens, index) for index in range(head + 1, end)):
            marks.add("subject")
        if words[:1] in (["к"], ["ко"]):
            marks.add("addressed")
        if self._is_for_a_day(tokens, head + 1, end):
            marks.add("subject")
        if "от" in words and any(
            tokens.lower[index] == "от" and tokens.form[index + 1][0].isdigit()
            for index in range(head + 1, end - 1)
        ):
            marks.add("dated")
        if "между" in words or self._with_name(tokens, head, end):
            marks.add("parties")
        if any(word[:4].isdigit() and len(word) >= 4 and word[0] in "12" for word in words):
            marks.add("years")
        if "years" not in marks and any(
            tokens.lemma[index] in entry.not_of and tokens.feats[index].case != "Ins"
            for index in range(head + 1, end)
        ):
            # «программа визита», but «программа культурного обмена на 2026–2028 годы»
            return None
        return marks

    def _is_on(self, tokens: Tokens, start: int, end: int) -> bool:
        """«контракт на поставку барж», but «контракт на два года»."""
        return any(
            tokens.lower[index] == "на" and self._is_abstract(tokens.lemma[index + 1])
            for index in range(start, end - 1)
        )

    def _is_for_a_day(self, tokens: Tokens, start: int, end: int) -> bool:
        """«к 75-летию встречи», «к годовщине победы»: the occasion is the subject."""
        return (
            start + 1 < end
            and tokens.lower[start] in {"к", "ко"}
            and any(
                is_anniversary(tokens, index) for index in range(start + 1, min(start + 4, end))
            )
        )

    def _is_name(self, tokens: Tokens, index: int) -> bool:
        """Whether a quotation that begins at `index` is a name («план „на день“» is none)."""
        return index < len(tokens) and (
            not tokens.form[index][0].islower() or tokens.lower[index] in _SUBJECT
        )

    def _with_name(self, tokens: Tokens, head: int, end: int) -> bool:
        """«с Германией»: the other party by its name."""
        return any(
            tokens.lower[index] in {"с", "со"} and tokens.form[index + 1][0].isupper()
            for index in range(head + 1, end - 1)
        )
