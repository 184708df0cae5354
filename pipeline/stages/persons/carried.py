"""Names that are part of another name: of a street, a centre, a prize."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.analysis.tokens import Tokens
from pipeline.stages.persons.lexicon import NameLexicon

_NAMED = frozenset({"имени", "им"})
_LONGEST_TITLE = 7
_MONUMENTS = frozenset({"памятник", "монумент", "бюст", "мемориал"})
"""What is put up to somebody («памятник Пушкину»)."""
_MEMORIALS = _MONUMENTS | {
    "имя",
    "мавзолей", "музей", "дом-музей", "улица", "проспект", "площадь", "премия", "орден", "медаль",
}  # fmt: skip
"""What is called after somebody who may have a title («улица маршала Ветлугина»)."""


class CarriedNames:
    """Tells whether a name names something else."""

    def __init__(self, lexicon: NameLexicon) -> None:
        self._lexicon = lexicon

    def __call__(self, tokens: Tokens, start: int, end: int, offices: Collection[str] = ()) -> bool:
        """Whether the words before make the name part of another («улица», «имени»)."""
        first = tokens.sentences[tokens.sentence[start]][0]
        index = start - 1
        if index >= first and tokens.form[index] == ".":
            index -= 1
        before = index
        index = self._before_titles(tokens, index, first, offices)
        if index < first:
            return False
        lemma, lower = tokens.lemma[index], tokens.lower[index]
        if lemma not in self._lexicon.carriers and lower not in _NAMED:
            return False
        if lower in _NAMED or lower in {"ул", "памяти"}:
            return lower != "имени" or index == first or tokens.lower[index - 1] != "от"
        cases = {"Gen", "Dat", ""} if lemma in _MONUMENTS else {"Gen", ""}
        noun = tokens.pos[index] == "NOUN" or (index < before and tokens.pos[index] == "PROPN")
        if not noun or tokens.feats[start].case not in cases:
            return False
        return not self._is_officer(tokens, index, end - start, first, offices)

    def _before_titles(
        self, tokens: Tokens, index: int, first: int, offices: Collection[str]
    ) -> int:
        """What «Мавзолею», «имени» stands at, if titles alone are between («Президента X»).

        Otherwise `index` itself.
        """
        place = index
        while place >= first and (
            tokens.lemma[place] in offices
            or tokens.lemma[place] in self._lexicon.honorifics
            or (place < index and tokens.pos[place] == "ADJ")
        ):
            if tokens.feats[place].case not in {"Gen", ""}:
                return index
            place -= 1
        if index > place >= first and tokens.lemma[place] in _MEMORIALS:
            return place
        # «имени Героя Советского Союза X»: the title may be any phrase in the genitive.
        floor = max(first, index - _LONGEST_TITLE)
        while (
            place > floor
            and tokens.feats[place].case == "Gen"
            and (
                tokens.lemma[place] == "герой"
                or tokens.pos[place] != "PROPN"
                or tokens.feats[place].animacy != "Anim"  # «Центра имени Салмана [Фахда X]»
            )
        ):
            if tokens.lower[place] == "имени":
                return place
            place -= 1
        return place if place >= first and tokens.lower[place] in _NAMED else index

    def _is_officer(
        self, tokens: Tokens, carrier: int, words: int, first: int, offices: Collection[str]
    ) -> bool:
        """«министра иностранных дел X», «директора городского театра X»: X holds the office.

        The office in front stands in the genitive like the name, and the body has a name of its
        own or none («директора Центра X» is of a centre called after X).
        """
        if tokens.lower[carrier] == "дел":
            return True
        index = carrier - 1
        own = tokens.form[carrier][0].islower()
        while index >= first and tokens.feats[index].case == "Gen" and tokens.pos[index] == "ADJ":
            own, index = True, index - 1
        return (
            own
            and words > 1
            and index >= first
            and tokens.lemma[index] in offices
            and tokens.feats[index].case in {"Gen", "Acc"}
        )
