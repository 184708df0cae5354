"""Names the tagger missed: behind initials, beside a known given name."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.stages.persons.words import NameSpan, NameWords

_LONGEST = 3
_QUOTES = frozenset('«"„“')
_STATE = 2
"""Words of a state's name between an office and its holder's."""


class MissedNames:
    """Finds names outside the tagger's spans."""

    def __init__(
        self, morphology: Morphology, words: NameWords, patronymic_words: frozenset[str]
    ) -> None:
        self._morphology = morphology
        self._patronymic_words = patronymic_words
        self._words = words

    def __call__(
        self,
        tokens: Tokens,
        covered: set[int],
        taken: Collection[int],
        offices: Collection[str],
    ) -> list[NameSpan]:
        """Names outside `covered`, which grows by what is found."""
        found: list[NameSpan] = []
        done = 0
        # Most releases have no patronymic word, most capitals no capital behind them.
        places = {entity.tokens for entity in tokens.entities if entity.label == "LOC"}
        patronymics = not self._patronymic_words.isdisjoint(tokens.lower)
        for index in [i for i, form in enumerate(tokens.form) if form[0].isupper()]:
            if index < done or index in covered or index in taken:
                continue
            last = tokens.sentences[tokens.sentence[index]][1]
            span = self._initials_and_name(tokens, index, last, taken, offices)
            if patronymics:
                span = span or self._with_patronymic(tokens, index, last, taken, offices)
            span = span or self._given_and_family(tokens, index, last, taken, offices)
            span = span or self._behind_office(tokens, index, last, taken, offices)
            if span is None or (
                # The list of given names has words of places («Умм Эль-Кааб»).
                span.tokens in places and not self._words.is_given(tokens, index, offices)
            ):
                continue
            if any(place in covered for place in range(*span.tokens)):
                continue
            done = span.tokens[1]
            if not self._words.is_carried(tokens, *span.tokens, offices):
                found.append(span)
                covered.update(range(*span.tokens))
        return found

    def _initials_and_name(
        self,
        tokens: Tokens,
        index: int,
        last: int,
        taken: Collection[int],
        offices: Collection[str],
    ) -> NameSpan | None:
        end = index
        while (
            end + 1 < last and self._words.is_initial(tokens, end) and tokens.form[end + 1] == "."
        ):
            end += 2
        # Initials make a name of a word that would be a place alone («Дж. Коми»).
        if end == index or end >= last or not self._words.name_like(tokens, end, (), offices):
            return None
        if len(tokens.form[end]) < 3 or tokens.pos[end] in {"VERB", "AUX"}:
            return None
        return NameSpan((index, end + 1), "persons.initials")

    def _with_patronymic(
        self,
        tokens: Tokens,
        index: int,
        last: int,
        taken: Collection[int],
        offices: Collection[str],
    ) -> NameSpan | None:
        """«Мамедзаде Вугар Тофиг оглы»: capitalised words up to a patronymic word."""
        end = index
        while (
            end < last
            and end - index < _LONGEST
            and self._words.name_like(tokens, end, taken, offices)
        ):
            end += 1
            if end < last and tokens.lower[end] in self._patronymic_words:
                if end - index < 2:
                    return None
                end += 1
                if (
                    end < last
                    and end - index == _LONGEST
                    and self._words.name_like(tokens, end, taken, offices)
                    and not self._words.ordinary(tokens.lower[end])
                ):
                    end += 1
                return NameSpan((index, end), "persons.patronymic")
        return None

    def _given_and_family(
        self,
        tokens: Tokens,
        index: int,
        last: int,
        taken: Collection[int],
        offices: Collection[str],
    ) -> NameSpan | None:
        """A known given name with a capitalised unknown word or known surname beside it."""
        following = index + 1
        if following >= last or not tokens.form[following][0].isupper():
            return None
        quoted = index > 0 and tokens.form[index - 1] in _QUOTES  # a title, a cry
        if tokens.lemma[index] in offices or not (
            self._words.is_given(tokens, index, offices)
            or (self._words.is_listed(tokens, index) and not quoted)
        ):
            return None
        if tokens.form[following - 1].isupper() != tokens.form[following].isupper():
            return None
        if not self._words.name_like(tokens, following, taken, offices):
            return None
        lower = tokens.lower[following]
        parses = self._morphology.parses(lower)
        surname = any({"Surn", "Patr"} & parse.marks for parse in parses) or not parses[0].known
        surname = surname or (_both_persons(tokens, index) and not quoted)
        if not surname or tokens.pos[following] not in {"PROPN", "NOUN", "X", "ADJ"}:
            return None
        end = following + 1
        if (
            end < last
            and self._words.is_patronymic(lower)
            and self._words.name_like(tokens, end, taken, offices)
        ):
            end += 1
        return NameSpan((index, end), "persons.given_name")

    def _behind_office(
        self,
        tokens: Tokens,
        index: int,
        last: int,
        taken: Collection[int],
        offices: Collection[str],
    ) -> NameSpan | None:
        """«посол Сербии Релич»: a word no dictionary has, behind an office and its country."""
        place = index - 1
        while place > 0 and place in taken and tokens.sentence[place] == tokens.sentence[index]:
            place -= 1
        # The name of a state has two words at most; that of a body would take its holder's along.
        if not 0 < index - 1 - place <= _STATE or tokens.lemma[place] not in offices:
            return None
        parses = self._morphology.parses(tokens.lower[index])
        if tokens.pos[index] != "PROPN" or not all(
            "Surn" in parse.marks or not parse.known for parse in parses
        ):
            return None
        if index + 1 < last and tokens.form[index + 1][0].isupper():
            return None
        if not self._words.name_like(tokens, index, taken, offices):
            return None
        return NameSpan((index, index + 1), "persons.behind_office")


def _both_persons(tokens: Tokens, index: int) -> bool:
    """Whether the tagger takes both words for a person's, in one case («Раду Бондарем»)."""
    pair = (index, index + 1)
    return tokens.feats[index].case == tokens.feats[index + 1].case and all(
        tokens.pos[i] == "PROPN" and tokens.feats[i].animacy == "Anim" for i in pair
    )
