"""Subject matters: frames cut, nominative restored, concept looked up."""

from __future__ import annotations

import re

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.coordination import Coordination
from pipeline.grammar.nominative import Nominative, join, like
from pipeline.layers import Measure, Topic
from pipeline.stages.documents.concepts import Concepts
from pipeline.stages.documents.frames import Cut, Frames
from pipeline.stages.documents.lexicon import Lexicon
from pipeline.stages.documents.verbal import VerbalActs, in_spelling_of, trim

_JUBILEE = re.compile("-лети(?:я|ю|е|ем|и)$")
_PARTS = frozenset({"цель", "принцип", "положение", "норма", "дух", "буква", "требование"})
"""What an instrument has, and what is invoked with it."""
_POINTING = frozenset({"этот", "данный", "такой", "тот", "его", "её", "их", "свой"})


class Subjects:
    """Makes topics and measures of phrases."""

    def __init__(self, lexicon: Lexicon, morphology: Morphology) -> None:
        self._lexicon = lexicon
        self._morphology = morphology
        self._nominative = Nominative(morphology)
        self._concepts = Concepts(lexicon.topics)
        self.coordination = Coordination(
            morphology,
            lexicon.is_action,
            lexicon.data.actions.pairs,
            lexicon.data.actions.incomplete,
            lexicon.data.actions.field_pairs,
        )
        self._frames = Frames(lexicon, self.coordination)
        self.verbal = VerbalActs(lexicon, morphology, self.coordination)

    def is_action(self, lemma: str) -> bool:
        """Whether a lemma is a noun of action."""
        return self._lexicon.is_action(lemma)

    def needs_complement(self, lemma: str) -> bool:
        """Whether a noun of action says little alone («транспортировка»), unlike «торговля»."""
        actions, measures = self._lexicon.data.actions, self._lexicon.data.measures
        return self.is_action(lemma) and (
            lemma in actions.incomplete or lemma not in measures.processes
        )

    def cut(self, tokens: Tokens, start: int, end: int) -> Cut:
        """The phrase `[start, end)` with its frames cut."""
        return self._frames.cut(tokens, start, end)

    def topic(
        self,
        tokens: Tokens,
        start: int,
        end: int,
        rule: str,
        doubts: tuple[str, ...] = (),
        *,
        direct: bool = False,
    ) -> Topic | None:
        """The topic that the phrase `[start, end)` names, or `None` if it names none.

        Args:
            tokens: The token view.
            start: First token of the phrase.
            end: One past its last token.
            rule: Name of the rule.
            doubts: Codes of weak support.
            direct: Whether it stands in the nominative or accusative, whatever its tags say.
        """
        start, end = trim(tokens, start, end)
        if start >= end or self.is_vague(tokens, start, end):
            return None
        cut = self.cut(tokens, start, end)
        if cut.emptied:
            return None
        start, end = trim(tokens, cut.start, end)
        if start >= end or {tokens.lemma[start], tokens.lower[start]} & _POINTING:
            return None
        if self._is_instrument(tokens, start, end):
            return None
        text, sure = self.nominative(tokens, start, end, direct=direct)
        if not sure:
            doubts = (*doubts, "nominative_unsure")
        return Topic(
            text=text,
            span=tokens.span(start, end),
            concept=self._concepts.find(tokens.lemma[start:end]),
            rule=rule,
            doubts=doubts,
        )

    def _is_instrument(self, tokens: Tokens, start: int, end: int) -> bool:
        """«приверженность Уставу ООН»: another instrument is no subject matter."""
        head = self.coordination.head(tokens, start, end)
        if head is not None and tokens.lemma[head] in _PARTS:
            # «цели Конвенции», «принципы Устава»
            start = head + 1
            head = self.coordination.head(tokens, start, end)
        return (
            head is not None
            and tokens.lemma[head] in self._lexicon.triggers
            and tokens.form[start][:1].isupper()
        )

    def measure(
        self, tokens: Tokens, start: int, end: int, rule: str, *, direct: bool = False
    ) -> Measure | None:
        """The measure that the phrase `[start, end)` names; `direct` as for topics."""
        start, end = trim(tokens, start, end)
        if start >= end or self.is_vague(tokens, start, end):
            return None
        text, sure = self.nominative(tokens, start, end, direct=direct)
        return Measure(
            text=text,
            span=tokens.span(start, end),
            rule=rule,
            doubts=() if sure else ("nominative_unsure",),
        )

    def told_by_infinitive(
        self, tokens: Tokens, start: int, end: int, rule: str, *, provision: bool
    ) -> Measure | Topic | None:
        """What an infinitive tells: «провести форум» → «проведение форума».

        Args:
            tokens: The token view.
            start: The infinitive or an adverb in front of it.
            end: One past the phrase.
            rule: Name of the rule.
            provision: Whether it stands under a provision. Of what is only spoken of
                («необходимость усилить защиту») just concrete acts are measures.
        """
        verb = start
        while verb < end and tokens.feats[verb].verb_form != "Inf":
            verb += 1
        measure = self.verbal.act_of(tokens, verb, start, end, rule)
        if measure is None or provision:
            return measure
        measures = self._lexicon.data.measures
        if self.verbal.noun(tokens.lemma[verb]) in measures.strong | measures.weak:
            return measure
        concept = self._concepts.find(tokens.lemma[verb + 1 : end])
        return Topic(measure.text, measure.span, concept, rule)

    def field_of(self, tokens: Tokens, start: int, end: int) -> int | None:
        """«развивать сотрудничество в сфере туризма»: where the cooperation begins, if it does."""
        verb = start
        while verb < end and tokens.feats[verb].verb_form != "Inf":
            verb += 1
        head = self.coordination.head(tokens, verb + 1, end)
        if head is None or tokens.lemma[head] not in self._lexicon.data.frames.cooperation:
            return None
        return verb + 1

    def is_measure(self, tokens: Tokens, start: int, end: int, *, provision: bool) -> bool:
        """Whether the phrase is headed by an act to be carried out.

        Args:
            tokens: The token view.
            start: First token of the phrase.
            end: One past its last token.
            provision: Whether it stands under «предусматривает» (and not «охватывает», where
                only bodies, funds and the like are acts).
        """
        head = self.coordination.head(tokens, start, end)
        if head is None:
            return False
        measures = self._lexicon.data.measures
        lemma = tokens.lemma[head]
        if lemma in self._lexicon.data.bodies.lemmas and (
            tokens.pos[head - 1] == "ADJ" and head > start
        ):
            # «базовая организация в области …»: a body, no act
            return False
        if lemma not in measures.strong and not (
            provision and (lemma in measures.weak or self._is_counted(tokens, head, end))
        ):
            return False
        complement = self.coordination.head(tokens, head + 1, end)
        return complement is None or tokens.lemma[complement] not in measures.exceptions

    def is_deed(self, tokens: Tokens, start: int, end: int) -> bool:
        """Whether the phrase names an act and no lasting process, for a list of acts."""
        head = self.coordination.head(tokens, start, end)
        return (
            head is not None
            and head + 1 < end
            and tokens.feats[head].number == "Sing"
            and self.is_action(tokens.lemma[head])
            and tokens.lemma[head] not in self._lexicon.data.measures.processes
        )

    def _is_counted(self, tokens: Tokens, head: int, end: int) -> bool:
        """«подготовка 60 специалистов», «ремонт 140 километров дорог»: so many are no field."""
        number = head + 1
        return (
            number + 1 < end
            and (tokens.form[number][0].isdigit() or tokens.pos[number] == "NUM")
            and tokens.feats[number + 1].case == "Gen"
            and self.is_action(tokens.lemma[head])
        )

    def is_body(self, tokens: Tokens, start: int, end: int) -> bool:
        """Whether a body is to be set up or money given («создание комиссии»): always a measure."""
        head = self.coordination.head(tokens, start, end)
        if head is None or not self.is_measure(tokens, start, end, provision=False):
            return False
        body = self.coordination.head(tokens, head + 1, end)
        data = self._lexicon.data
        if body is None:
            return False
        given = data.money.lemmas.intersection(tokens.lemma[head + 1 : body + 1])
        return bool(given) or tokens.lemma[body] in data.bodies.lemmas | data.founded.lemmas

    def is_vague(self, tokens: Tokens, start: int, end: int) -> bool:
        """Whether the phrase is a filler («принятие мер для этого»)."""
        lemmas = tuple(tokens.lemma[start : min(end, start + 3)])
        return any(lemmas[: len(phrase)] == phrase for phrase in self._lexicon.data.vague.phrases)

    def nominative(
        self, tokens: Tokens, start: int, end: int, *, direct: bool = False
    ) -> tuple[str, bool]:
        """The phrase in the nominative, and whether every word could be inflected."""
        if tokens.form[start][0].isdigit() and _JUBILEE.search(tokens.form[start]):
            # «75-летию встречи»: no dictionary has the word.
            words = {start: _JUBILEE.sub("-летие", tokens.form[start])}
            return join(tokens, start, end, words), True
        heads = self.coordination.heads(tokens, start, end)
        if heads and tokens.pos[heads[0]] == "ADJ":
            return self._mistagged(tokens, start, heads[0], end)
        if (
            heads
            and (
                self.coordination.denies(tokens, heads[0])
                or (direct and tokens.feats[heads[0]].case not in {"Nom", "Acc"})
            )
            and self.coordination.stands_in(tokens, start, end, ("Nom",), any_number=True)
        ):
            # «выставки» tagged as one exhibition's genitive: several, as they stand.
            return in_spelling_of(tokens, join(tokens, start, end)), True
        restored = self._nominative.phrase(tokens, start, end, heads=heads[1:])
        text, sure = restored.text, restored.sure
        if not sure and heads:
            again = self._mistagged(tokens, start, heads[0], end)
            if again[1]:
                text, sure = again
        return in_spelling_of(tokens, text), sure

    def _mistagged(self, tokens: Tokens, start: int, head: int, end: int) -> tuple[str, bool]:
        """The nominative of a phrase whose head noun was tagged as an adjective."""
        words: dict[int, str] = {}
        for index in range(start, head + 1):
            word = self._morphology.inflect(tokens.lower[index], "Nom")
            if word is not None and tokens.form[index][0].isalpha():
                words[index] = like(tokens.form[index], word)
        return join(tokens, start, end, words), head in words
