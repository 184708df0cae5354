"""Titles: an office phrase in the nominative, lower case but for names, and its rank."""

from __future__ import annotations

from dataclasses import replace

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import Agreement, is_abbreviation
from pipeline.grammar.nominative import Nominative, join, like
from pipeline.layers import Organization, Rank
from pipeline.stages.positions.context import SHORTENED, Phrase
from pipeline.stages.positions.lexicon import OfficeLexicon


class TitleMaker:
    """Makes titles of phrases."""

    def __init__(self, lexicon: OfficeLexicon, morphology: Morphology) -> None:
        self._lexicon = lexicon
        self._morphology = morphology
        self._nominative = Nominative(morphology)
        self._agreement = Agreement(morphology)

    def title(self, tokens: Tokens, phrase: Phrase, *, singular: bool) -> tuple[str, bool]:
        """The title and whether every word of it could be put into the nominative.

        Args:
            tokens: The text.
            phrase: The office phrase.
            singular: Whether a plural phrase is one person's share of it.
        """
        start, end = phrase.title
        if phrase.acting:
            words = {i: self._lowered(tokens, i, tokens.form[i]) for i in range(start, end)}
            words[start] = words[start].lower()  # «И.о. министра» begins a sentence
            return join(tokens, start, end, words), True
        words, sure = self._nominative.words(
            tokens, start, end, head=phrase.head, singular=singular
        )
        if singular:
            # «министры транспорта», but «заместители министров»: each is one minister's deputy,
            # and each head has one body («главы правительств»).
            second = phrase.head + 1
            while second < end and tokens.pos[second] == "ADJ":
                second += 1
            if (
                second < end
                and tokens.feats[second].number == "Plur"
                and (tokens.lemma[second] in self._lexicon.heads or tokens.lemma[second] in _BODIES)
            ):
                word = self._morphology.inflect(
                    tokens.lower[second], "Gen", "Sing", pos="NOUN", from_case="Gen"
                )
                if word is not None:
                    words[second] = like(tokens.form[second], word)
                    self._agree(tokens, words, phrase.head + 1, second)
        lowered = {index: self._lowered(tokens, index, word) for index, word in words.items()}
        return join(tokens, start, end, lowered), sure

    def _agree(self, tokens: Tokens, words: dict[int, str], start: int, noun: int) -> None:
        """Put adjectives before a noun that became a singular into the singular too."""
        gender = next(
            (p.gender for p in self._morphology.parses(tokens.lemma[noun]) if p.gender), ""
        )
        for index in range(start, noun):
            word = self._morphology.inflect(
                tokens.lower[index], "Gen", "Sing", gender, pos="ADJ", from_case="Gen"
            )
            if word is not None:
                words[index] = like(tokens.form[index], word)

    def fields(self, tokens: Tokens, phrase: Phrase) -> list[tuple[int, int]]:
        """Token ranges of what a plural is shared out over: fields or bodies, one a holder.

        «Министры энергетики и транспорта», «главы Совфеда и Госдумы»; one alone gives an empty
        list.
        """
        noun = self.shared_noun(tokens, phrase)
        start, end = noun + 1, phrase.title[1]
        if tokens.feats[phrase.head].number != "Plur":
            return []
        found: list[tuple[int, int]] = []
        for index in range(start, end):
            if tokens.lower[index] in {"и", ","} and index > start:
                found.append((start, index))
                start = index + 1
        if start >= end or not found:
            return []
        found.append((start, end))
        if tokens.lemma[noun] == "министр":
            return found
        return found if all(_is_name(tokens, *piece) for piece in found) else []

    @staticmethod
    def shared_noun(tokens: Tokens, phrase: Phrase) -> int:
        """The plural whose fields are shared out: «министров» in «заместители министров …»."""
        inner = phrase.head + 1
        deputies = inner < phrase.title[1] and tokens.lemma[inner] == "министр"
        return inner if deputies and tokens.feats[inner].number == "Plur" else phrase.head

    def field_title(self, tokens: Tokens, phrase: Phrase, field: tuple[int, int]) -> str:
        """The title of the holder of one field: the office in the singular, and the field."""
        bare = replace(phrase, title=(phrase.title[0], self.shared_noun(tokens, phrase) + 1))
        title, _ = self.title(tokens, bare, singular=True)
        return f"{title} {tokens.words(*field)}"

    def _lowered(self, tokens: Tokens, index: int, word: str) -> str:
        """Lower case for office words and their modifiers; institutions keep their capitals."""
        if is_abbreviation(tokens.form[index]):
            return word
        if tokens.lemma[index] in self._lexicon.heads or tokens.pos[index] == "ADV":
            return word.lower()
        if tokens.lower[index] in SHORTENED and tokens.form[index + 1 : index + 2] == ["."]:
            return word.lower()  # «Ген. директор»
        following = index + 1
        while following < len(tokens) and self._modifies(tokens, following):
            following += 1
        if (
            (self._modifies(tokens, index) or tokens.pos[index] == "VERB")
            and following < len(tokens)
            and (tokens.lemma[following] in self._lexicon.heads)
        ):
            return word.lower()
        return word

    def _modifies(self, tokens: Tokens, index: int) -> bool:
        return tokens.pos[index] == "CCONJ" or self._agreement.is_modifier(tokens, index)

    def rank(
        self,
        tokens: Tokens,
        phrase: Phrase,
        country: str | None,
        organization: Organization | None,
    ) -> Rank:
        """The rank of the office, read in its country's own system."""
        entry = phrase.entry
        if entry is None:
            return "other"
        head = tokens.lemma[phrase.head]
        if entry.id == "acting":
            # Who acts for a minister has a minister's rank.
            tail = tokens.lemma[phrase.head + 1 : phrase.tokens[1]]
            head = next((lemma for lemma in tail if lemma in self._lexicon.heads), head)
            entry = self._lexicon.heads.get(head, entry)
        states = [
            index
            for mention in (*phrase.inside, *phrase.trailing)
            for index in range(*mention.tokens)
        ]
        # The «Республика» of a state is no region.
        lemmas = {tokens.lemma[i] for i in range(*phrase.tokens) if i not in states}
        intergovernmental = organization is not None and (organization.kind == "intergovernmental")
        for rule in self._lexicon.ranks.get(entry.id, ()):
            if rule.lemmas and head not in rule.lemmas:
                continue
            if rule.countries and country not in rule.countries:
                continue
            if rule.intergovernmental and not intergovernmental:
                continue
            if rule.organization and (
                organization is None or organization.kind not in rule.organization
            ):
                continue
            if not lemmas.isdisjoint(rule.without):
                continue
            if rule.body and (organization is None or not organization.name.startswith(rule.body)):
                continue
            if rule.bare and phrase.title[1] > phrase.head + 1:
                continue
            if all(lemmas.intersection(group) for group in rule.words):
                return rule.rank
        return entry.rank


def _is_name(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a piece is the name of a body by its capital («Совфеда», «МИД»)."""
    return end > start and tokens.form[start][0].isupper() and end - start <= 3


_BODIES = frozenset({"парламент", "министерство", "правительство", "сенат", "ведомство", "суд"})
"""Bodies of which each country has one («депутаты парламентов Греции и Турции»)."""
