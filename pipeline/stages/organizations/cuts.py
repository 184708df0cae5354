"""Where a walk over a name went too far."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import NOUNS, Agreement
from pipeline.grammar.enclosed import opens_quote
from pipeline.resources.institutions import Head
from pipeline.stages.organizations.scene import Scene

_QUOTES = {"«": "»", "„": "“", "“": "”", '"': '"'}
_LONGEST_QUOTE = 12
_JOINERS = frozenset({"и", ",", "или"})


class ExtentCutter:
    """Cuts what does not belong to a name off its end.

    Args:
        agreement: Questions about cases.
        state_nouns: Lemmas of nouns that name bodies of states.
    """

    def __init__(self, agreement: Agreement, state_nouns: Collection[str]) -> None:
        self._agreement = agreement
        self._state_nouns = state_nouns

    def __call__(self, scene: Scene, head: Head, stop: int, end: int) -> int:
        """The end of the name whose head ends before `stop`, at most `end`."""
        tokens, words = scene.tokens, scene.words
        closing = ""
        inside = stop
        for index in range(stop, end):
            if index < inside:
                continue  # «Таджикистан» of «Республики Таджикистан»
            inside = scene.wholes.country(index) or index
            form = tokens.form[index]
            if closing:
                closing = "" if form == closing else closing
                continue
            if form in _QUOTES:
                if not (opens_quote(tokens, index) and self._names(tokens, index)):
                    return index
                closing = _QUOTES[form]
            elif form == "(":
                return index
            elif words[index] in _JOINERS:
                if index + 1 < end and self._parts(scene, head, stop, index):
                    return index
            else:
                after = self._country_end(scene, head, stop, index, end)
                if after is not None:
                    return after
        return end

    def _names(self, tokens: Tokens, index: int) -> bool:
        """Whether the quotation that opens at `index` holds a name: something with a capital."""
        closing = _QUOTES[tokens.form[index]]
        for place in range(index + 1, min(index + _LONGEST_QUOTE, len(tokens))):
            form = tokens.form[place]
            if form == closing:
                return False
            if form[0].isupper() or (form[0].isdigit() and any(map(str.isupper, form))):
                return place <= index + 2
        return False

    def _country_end(self, scene: Scene, head: Head, stop: int, index: int, end: int) -> int | None:
        """Where the name ends behind the country or territory that stands at `index`."""
        tokens = scene.tokens
        country = scene.wholes.country(index)
        if country is None:
            # «собрание Гагаузии обращения»: a state body's territory ends its name.
            follows = index + 1
            ends = (
                head.lower in {"always", "country"}
                and follows < end
                and tokens.form[index][0].isupper()
                and tokens.pos[index] in NOUNS
                and tokens.form[follows][0].islower()
                and tokens.pos[follows] in NOUNS
            )
            return follows if ends else None
        if country + 1 >= end or tokens.pos[country] != "ADP":
            return None
        if tokens.form[country + 1][0].isupper():
            return None
        # «Министерство торговли Литвы по …» and «партия Литвы по …»: what follows belongs to
        # another noun; a «Комитет Литвы по …» is one name.
        return None if index == stop and head.kind == "government" else country

    def _parts(self, scene: Scene, head: Head, stop: int, index: int) -> bool:
        """Whether the conjunction at `index` joins two names and no words of one name."""
        tokens = scene.tokens
        following = index + 1
        if tokens.lower[following] == "а":
            return True
        if following in scene.known:
            return True
        if following in scene.heads:
            # «Комитет по инвестициям и управлению имуществом»: the same dative goes on.
            datives = {tokens.feats[i].case for i in (index - 1, following)} == {"Dat"}
            return not (datives and tokens.form[following][0].islower())
        country = scene.wholes.country_before(index, stop)
        if country is not None:
            # «Центр исследований России и Евразии»: both are what is studied.
            studies = head.kind == "other" and country > stop
            return not (studies and self._is_studied(scene, country, following))
        return self._begins_another(scene, following)

    def _is_studied(self, scene: Scene, country: int, following: int) -> bool:
        """Whether a noun before a country has the proper noun behind «и» for its object too."""
        tokens = scene.tokens
        return (
            tokens.pos[country - 1] == "NOUN"
            and tokens.form[country - 1][0].islower()
            and following not in scene.persons
            and tokens.pos[following] == "PROPN"
            and tokens.feats[following].animacy != "Anim"
            and self._agreement.could_be(tokens, following, "Gen")
        )

    def _begins_another(self, scene: Scene, following: int) -> bool:
        """Whether the words behind a conjunction begin a name of their own."""
        tokens = scene.tokens
        place = following
        while (
            place < following + 4
            and place + 1 < len(tokens)
            and self._agreement.is_modifier(tokens, place)
        ):
            place += 1
        if tokens.lemma[place] in self._state_nouns:
            return True
        if place in scene.heads and any(tokens.form[i][0].isupper() for i in (following, place)):
            return True
        feats = tokens.feats[place]
        return tokens.pos[place] == "NOUN" and feats.animacy == "Anim" and feats.number == "Sing"
