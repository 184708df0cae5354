"""Whether an act came about, is planned, failed or is only talked about."""

from __future__ import annotations

from enum import Enum

from pipeline.analysis.tokens import Tokens
from pipeline.stages.documents.lexicon import Lexicon
from pipeline.stages.documents.title_marks import is_item


class Outcome(Enum):
    """What came of an act."""

    DONE = "done"
    PLANNED = "planned"
    NEGATED = "negated"
    TALKED = "talked"
    UNSURE = "unsure"


_TOWARDS = frozenset({"к", "для", "на", "о", "об", "над", "по"})
_RESOLVING = frozenset({"решить", "постановить", "постановлять", "решение", "постановление"})
_ITEMS = 40
"""How many items a list of decisions has at most."""
_NEAR = 14
"""How many tokens away a modal word may stand from the act it governs."""


class Modalities:
    """Reads modality from the words around an act."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = lexicon.data.modality

    def is_modal(self, tokens: Tokens, index: int) -> bool:
        """Whether the word only colours another verb («намерены», «будет», «удалось»)."""
        lemma = tokens.lemma[index]
        return (
            lemma in self._words.planned
            or lemma in self._words.negated
            or lemma in self._words.negated_with_not
            or lemma == "быть"
        )

    def of_verb(self, tokens: Tokens, index: int, passive: bool, mention_end: int) -> Outcome:
        """Outcome of an act told by a verb or short participle at `index`.

        Args:
            tokens: The token view.
            index: The verb.
            passive: Whether the instrument is its subject.
            mention_end: One past the mention, behind which a modal word may follow.
        """
        feats = tokens.feats[index]
        start, end = tokens.sentences[tokens.sentence[index]]
        if feats.verb_form == "Inf":
            return self._of_infinitive(tokens, index, start, end, mention_end)
        if self._negated(tokens, index, start):
            return Outcome.NEGATED
        if feats.tense == "Fut":
            return Outcome.PLANNED
        for place in range(index + 1, min(index + 3, end)):
            if tokens.lower[place] in {"бы", "быть"}:
                return Outcome.PLANNED
        # An auxiliary in the future governs coordinated participles too.
        for place in range(index - 1, start - 1, -1):
            lower = tokens.lower[place]
            if lower in {"будет", "будут"}:
                return Outcome.PLANNED
            if lower in {"быть", "бы"} or lower == "если":
                return Outcome.PLANNED if lower != "если" else Outcome.TALKED
            if lower in {"что", ";", ":", ",", "но", "а"}:
                break
            if tokens.pos[place] == "VERB" and tokens.feats[place].verb_form == "Fin":
                break
            if not passive and index - place > 4:
                break
        return Outcome.DONE

    def of_noun(
        self, tokens: Tokens, index: int, mention_end: int, start: int, end: int
    ) -> Outcome:
        """Outcome of an act told by a noun of action («подписание Соглашения»)."""
        words = self._words
        before = tokens.lower[index - 1] if index > start else ""
        if before in {"после", "при", "благодаря"}:
            return Outcome.DONE
        if before in _TOWARDS:
            # «условия для подписания», «„шансы“ на заключение», «переговоры о заключении»
            noun = index - 2
            noun -= noun > start and tokens.form[noun] in {"»", "”", '"'}
            if noun >= start and tokens.lemma[noun] in words.prospects:
                return Outcome.TALKED
        if before in {"до", "перед", "к", "для"}:
            return Outcome.PLANNED
        if before in {"с", "со"} and tokens.lemma[index - 2] == "связать":
            # «вопросы, связанные с подписанием соглашения»: that it comes is no question
            return Outcome.PLANNED
        seen = Outcome.UNSURE
        for place in self._around(tokens, index, mention_end, start, end):
            lemma = tokens.lemma[place]
            if lemma in words.negated:
                return Outcome.NEGATED
            if lemma in words.planned:
                return Outcome.PLANNED
            if seen is Outcome.UNSURE and lemma in words.discussed:
                seen = Outcome.TALKED
            elif seen is Outcome.UNSURE and lemma in words.done:
                future = tokens.feats[place].tense == "Fut"
                seen = Outcome.PLANNED if future else Outcome.DONE
                if place > 0 and tokens.lower[place - 1] == "не":
                    seen = Outcome.NEGATED
        return seen

    def _of_infinitive(
        self, tokens: Tokens, index: int, start: int, end: int, mention_end: int
    ) -> Outcome:
        words = self._words
        if index == start and self._resolves(tokens, start):
            return Outcome.DONE
        for place in self._around(tokens, index, mention_end, start, end):
            lemma = tokens.lemma[place]
            if lemma in words.negated:
                return Outcome.NEGATED
            if lemma in words.negated_with_not:
                return Outcome.NEGATED if self._negated(tokens, place, start) else Outcome.DONE
            if lemma in words.planned:
                return Outcome.PLANNED
        return Outcome.PLANNED

    def _resolves(self, tokens: Tokens, start: int) -> bool:
        """«Совет решил:» and «Утвердить План …» in a line of its own: that approves it."""
        sentence = tokens.sentence[start]
        for number in range(sentence - 1, max(sentence - _ITEMS, 0) - 1, -1):
            first, last = tokens.sentences[number]
            if tokens.form[last - 1] == ":":
                return bool(_RESOLVING.intersection(tokens.lemma[first:last]))
            if not is_item(tokens, first) and not is_item(tokens, last):
                return False
        return False

    def _around(
        self, tokens: Tokens, index: int, mention_end: int, start: int, end: int
    ) -> list[int]:
        """Places near an act, nearest first: in front of it, then behind it and the mention."""
        places: list[int] = []
        for place in range(index - 1, max(start, index - _NEAR) - 1, -1):
            if tokens.lower[place] in {";", "но", "«", "»"}:
                break
            places.append(place)
        for place in range(index + 1, min(end, max(mention_end, index) + _NEAR)):
            if index < place < mention_end:
                continue
            if tokens.lower[place] in {";", "но", "«"} or tokens.lemma[place] == "который":
                break
            if tokens.feats[place].verb_form == "Conv" and tokens.lower[place - 1] == ",":
                break  # «…, назвав её документом, к которому можно присоединиться»
            places.append(place)
        return places

    def _negated(self, tokens: Tokens, index: int, start: int) -> bool:
        for place in range(index - 1, max(start, index - 3) - 1, -1):
            lower = tokens.lower[place]
            if lower == "не":
                return True
            if tokens.pos[place] != "AUX":
                return False
        return False
