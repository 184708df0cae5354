"""What the walk over a title asks of the words ahead of it."""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.noun_phrase import NounPhrases
from pipeline.stages.documents.title_marks import FORWARDED, RELATING, YEARS, Words

_MEMBERS = frozenset({"член", "участник", "наблюдатель"})
_DASHES = frozenset({"–", "—"})
_SUBJECT = frozenset({"о", "об", "обо", "между", "для", "против"}) | RELATING
"""Prepositions whose phrases are always the title's own."""


class Questions:
    """Questions about one title's words.

    Args:
        phrases: Noun phrases.
        words: Words that steer the walk.
        tokens: The token view.
        head: The title's head noun.
        limit: Token the walk may not pass.
    """

    def __init__(
        self, phrases: NounPhrases, words: Words, tokens: Tokens, head: int, limit: int
    ) -> None:
        self.phrases = phrases
        self.words = words
        self.tokens = tokens
        self.head = head
        self.limit = limit

    def is_denied(self, end: int) -> bool:
        """«согласия пока нет»: a genitive of negation belongs to the clause."""
        return any(
            self.tokens.lower[place] == "нет" for place in range(end, min(end + 2, self.limit))
        )

    def is_subject(self, end: int) -> bool:
        """«соглашение о туризме стороны подписали»: the parties are the clause's subject."""
        tokens = self.tokens
        return (
            tokens.lower[end - 1] == "стороны"
            and end < self.limit
            and tokens.pos[end] in {"VERB", "AUX"}
            and tokens.feats[end].verb_form == "Fin"
            and tokens.feats[end].number == "Plur"
        )

    def tells(self, start: int, end: int) -> bool:
        """«(подписана президентами)», «(стороны — завод и порт)»: no part of a name.

        A remark on the instrument, or who made or signed it.
        """
        tokens = self.tokens
        inside = range(start + 1, end - 1)
        people = all(tokens.pos[index] in {"PROPN", "PUNCT", "CCONJ"} for index in inside) and any(
            tokens.feats[index].animacy == "Anim" for index in inside
        )
        explained = any(
            tokens.form[index] in _DASHES and not tokens.form[index - 1][0].isdigit()
            for index in inside
        )
        return (
            people
            or explained
            or any(
                tokens.pos[index] == "VERB" and not tokens.feats[index].case
                for index in range(start, end)
            )
        )

    def is_mistagged(self, index: int) -> bool:
        """Whether the dictionary denies the word the case that the tagger gave it."""
        tagged = self.tokens.feats[index].case
        known = self.phrases.agreement.cases_known(self.tokens.lower[index])
        return bool(tagged) and tagged not in known

    def is_noun_only(self, index: int, case: str) -> bool:
        """«о рыболовстве»: a noun that was tagged as an adjective."""
        agreement = self.phrases.agreement
        lower = self.tokens.lower[index]
        parses = agreement.morphology.parses(lower)
        return (
            self.tokens.pos[index] == "ADJ"
            and parses[0].known
            and all(parse.pos == "NOUN" for parse in parses)
            and case in agreement.cases_known(lower)
        )

    def is_quoted_instrument(self, index: int) -> bool:
        """«… и „дорожная карта“ по туризму»: a name in quotation marks of another instrument."""
        first = range(index + 1, min(index + 4, self.limit))
        return any(self.tokens.lemma[place] in self.words.heads for place in first)

    def is_adverbial(self, end: int, preposition: str = "") -> bool:
        """Whether the phrase that ends at `end` belongs to the verb («в ходе визита»)."""
        noun = end - 1
        if preposition in {"на", "для", "к", "ко"} and self.tokens.lemma[noun] in FORWARDED:
            return True
        if preposition in _SUBJECT:
            return False
        if preposition == "по":
            return self.tokens.lemma[noun] in {"итог", "результат", "завершение", "окончание"}
        if preposition in {"с", "со"} and self.tokens.lemma[noun] in {"учёт", "учет"}:
            return True
        if preposition == "в" and self.tokens.lemma[noun] == "часть":
            # «план работы в части, касающейся туризма»
            return end < self.limit and self.tokens.lower[end] == ","
        return self.tokens.lemma[noun] in self.words.adverbial and not (
            self.tokens.form[noun][0].isupper() and self.tokens.lemma[noun] not in YEARS
        )

    def has_digit(self, start: int, end: int) -> bool:
        """Whether a number stands in `[start, end)`."""
        return any(self.tokens.form[index][0].isdigit() for index in range(start, end))

    def is_instrument(self, index: int, end: int) -> bool:
        """Whether a conjunct is an instrument of its own, beside the head and not under it."""
        tokens = self.tokens
        mine = tokens.feats[self.head].case
        # «приверженность Договору о границе и Хартии», where one form does for several cases.
        named = mine in {"Dat", "Ins"} and tokens.form[index][:1].isupper()
        return any(
            tokens.lemma[place] in self.words.heads
            and (
                tokens.feats[place].case in {mine, "Nom", "Acc"}
                or self.is_mistagged(place)
                or (named and self.phrases.agreement.could_be(tokens, place, mine))
            )
            for place in range(index, end)
        )

    def starts_clause(self, index: int, end: int) -> bool:
        """Whether the conjunct is the subject of a clause («… и министр сообщил»)."""
        tokens = self.tokens
        if end >= self.limit or tokens.feats[end - 1].case != "Nom":
            return False
        return tokens.pos[end] in {"VERB", "AUX"} or tokens.pos[end] == "PROPN"

    def initial_end(self, index: int) -> int | None:
        """End of the name behind an initial («А. Иванова») at `index`."""
        tokens = self.tokens
        if tokens.form[index + 1] != ".":
            return None
        following = index + 2
        while following < self.limit and (
            tokens.pos[following] == "PROPN" or tokens.form[following] == "."
        ):
            following += 1
        return following

    def dash_end(self, index: int) -> int | None:
        """One past the word that a dash joins («государств — участников», «Ниш — Димитровград»)."""
        following = index + 1
        tokens = self.tokens
        if following >= self.limit:
            return None
        if tokens.lemma[following] in _MEMBERS:
            return following + 1
        # «дороги Ниш — Димитровград»
        named = tokens.pos[index - 1] == tokens.pos[following] == "PROPN"
        line = index >= 2 and tokens.lemma[index - 2] in self.words.named
        return following + 1 if named and line else None
