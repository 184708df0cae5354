"""Countries said around an office: a delegation it leads, a side it is on, a state it stands for.

«Турецкую делегацию возглавляла министр X», «от Республики Армения – министр X», «с литовской
стороны – министр X, глава концерна Y».
"""

from __future__ import annotations

from pipeline.layers import CountryForm, CountryMention
from pipeline.stages.positions.bodies import BodyStates
from pipeline.stages.positions.context import NAMES, Context, Origin, Phrase
from pipeline.stages.positions.headings import Headings
from pipeline.stages.positions.lexicon import OfficeLexicon

_LONGEST_BODY = 14
_DELEGATION = "positions.country_delegation"
_DASHES = frozenset({"-", "–", "—"})
_FIELD_ENDS = frozenset({";", "."})
_SIDE_ENDS = frozenset({";", ":"})
_CLAUSES = frozenset({"который", "которая", "которое", "которые", "что", "чтобы", "но"})


class FrameFinder:
    """Finds the country that the words around an office and its holder give both."""

    def __init__(self, lexicon: OfficeLexicon, bodies: BodyStates) -> None:
        self._lexicon = lexicon
        self._bodies = bodies
        self._headings = Headings(lexicon)

    def __call__(self, context: Context, phrase: Phrase, name: tuple[int, int]) -> Origin | None:
        """A country said around the office: the delegation it leads, the state it stands for."""
        tokens = context.tokens
        start = min(phrase.tokens[0], name[0])
        first = tokens.sentences[tokens.sentence[start]][0]
        return (
            self._bracketed(context, name[1])
            or self._in_a_column(context, phrase.tokens[1])
            or self._elliptic(context, start, first)
            or self._on_the_side(context, start, first)
            or self._headings(context, start, name[0])
            or self._delegation(context, start, first, name[0])
            or self._represented(context, start, first)
            or self._on_behalf(context, start, first)
            or self._leading(context, name[1])
            or self._headed(context, start, first)
        )

    def _bracketed(self, context: Context, index: int) -> Origin | None:
        """«министр X (Литва)»: in brackets behind the name."""
        tokens = context.tokens
        mention = context.country_at.get(index + 1)
        if mention is None or mention.form not in NAMES or tokens.form[index] != "(":
            return None
        closed = tokens.form[mention.tokens[1] : mention.tokens[1] + 1] == [")"]
        return _origin(mention, "positions.country_bracketed") if closed else None

    def _in_a_column(self, context: Context, index: int) -> Origin | None:
        """«X, министр транспорта, Республика Литва»: the last field of a list's line."""
        tokens = context.tokens
        mention = context.country_at.get(index + 1)
        if mention is None or mention.form not in NAMES or tokens.form[index] != ",":
            return None
        end = mention.tokens[1]
        last = tokens.sentences[tokens.sentence[index]][1]
        ends = end >= last or tokens.form[end] in _FIELD_ENDS
        if not ends or tokens.feats[mention.tokens[0]].case not in {"Nom", ""}:
            return None
        return _origin(mention, "positions.country_column")

    def _headed(self, context: Context, start: int, first: int) -> Origin | None:
        """«литовская делегация во главе с министром X», «делегация Литвы во главе с …»."""
        tokens = context.tokens
        start -= tokens.lower[start - 1] in {"его", "её", "ее"}
        if start - 4 < first or tokens.lower[start - 3 : start] not in (
            ["во", "главе", "с"],
            ["во", "главе", "со"],
        ):
            return None
        end = start - 3
        if tokens.form[end - 1] == ")":
            end -= 1  # «делегация города Каунаса (Литовская Республика) во главе с …»
        mention = context.country_ending.get(end)
        if mention is None and tokens.lemma[start - 4] in self._lexicon.frames["delegation"]:
            mention = context.country_ending.get(start - 4)
        if mention is None:
            return self._of_region(context, end) or self._of_body(context, end, first)
        if tokens.lower[mention.tokens[0] - 1] in {"в", "во", "на", "при"}:
            return None  # «делегация посольства Литвы в Латвии во главе с …»
        return _origin(mention, _DELEGATION, stated=False)

    def _of_region(self, context: Context, end: int) -> Origin | None:
        """«делегация Орловской области»: of the region's state, if the release names that."""
        for place in context.countries.places:
            before = context.tokens.lemma[place.tokens[0] - 1] if place.tokens[0] else ""
            if place.tokens[1] == end and before in self._lexicon.frames["delegation"]:
                if place.code not in context.named:
                    return None
                return Origin(place.code, (place.span,), False, _DELEGATION)
        return None

    def _of_body(self, context: Context, end: int, first: int) -> Origin | None:
        """«делегация Тартуского университета»: of the body's state."""
        tokens = context.tokens
        for start in range(end - 1, max(first, end - _LONGEST_BODY), -1):
            if tokens.lemma[start - 1] not in self._lexicon.frames["delegation"]:
                continue
            bodies = [m for m in context.bodies_in((start, end)) if m.tokens[0] == start]
            found = (self._bodies(context, m.key, _DELEGATION) for m in bodies)
            return next((origin for origin in found if origin is not None), None)
        return None

    def _leading(self, context: Context, index: int) -> Origin | None:
        """«X, возглавляющий российскую делегацию»: said behind the name."""
        tokens = context.tokens
        if index + 2 >= len(tokens) or tokens.form[index] != ",":
            return None
        if tokens.lemma[index + 1] not in self._lexicon.frames["represent"]:
            if tokens.lemma[index + 1] != "который" or index + 3 >= len(tokens):
                return None
            index += 1
            if tokens.lemma[index + 1] not in self._lexicon.frames["represent"]:
                return None
        mention = context.country_at.get(index + 2)
        if mention is not None and (
            mention.form in NAMES
            or tokens.lemma[mention.tokens[1]] in self._lexicon.frames["delegation"]
        ):
            return _origin(mention, _DELEGATION, stated=False)
        if tokens.lemma[index + 2] in self._lexicon.frames["delegation"]:
            mention = context.country_at.get(index + 3)
            if mention is not None:
                return _origin(mention, _DELEGATION, stated=False)
        return None

    def _on_behalf(self, context: Context, start: int, first: int) -> Origin | None:
        """«от России участвовали заместитель министра X, министр Y»: for all of the list."""
        tokens = context.tokens
        for index in range(start - 1, first, -1):
            if tokens.form[index] in {";", ":", "—", "–"}:
                return None
            mention = context.country_at.get(index)
            whose = tokens.lower[max(index - 2, 0) : index]
            if mention is None or (whose[-1:] != ["от"] and whose != ["от", "имени"]):
                continue
            between = range(mention.tokens[1], start)
            verbs = [i for i in between if tokens.lemma[i] in self._lexicon.frames["attend"]]
            if verbs:
                return _origin(mention, "positions.country_on_behalf", stated=False)
            return None
        return None

    def _elliptic(self, context: Context, start: int, first: int) -> Origin | None:
        """«от Кубы – X», «турецкую – министр X», «Литву представлял X, Латвию – министр Y».

        In a list a line begins with the state alone: «Республика Куба – X, директор центра».
        """
        tokens = context.tokens
        if start - 2 < first or tokens.form[start - 1] not in _DASHES:
            return None
        mention = context.country_ending.get(start - 1)
        if mention is None and tokens.lemma[start - 2] in self._lexicon.frames["delegation"]:
            # «с российской стороны – X, заместитель министра»
            mention = context.country_ending.get(start - 2)
        if mention is None:
            return None
        before = mention.tokens[0] - 1
        if (
            mention.form is CountryForm.ADJECTIVE
            or (before < first and mention.form in NAMES and start in context.in_person)
            or (before >= first and tokens.lower[before] in {"от", "из"})
            or not self._lexicon.frames["represent"].isdisjoint(tokens.lemma[first:before])
        ):
            return _origin(mention, "positions.country_elliptic", stated=False)
        return None

    def _on_the_side(self, context: Context, start: int, first: int) -> Origin | None:
        """«с литовской стороны – министр X, глава концерна Y», «с финской стороны участвовал …».

        All of the list is on that side: between the side and the office stand names and offices,
        and one verb at most, before any of the names.
        """
        tokens = context.tokens
        verbs = 0
        for index in range(start - 1, first, -1):
            if (
                tokens.form[index] in _SIDE_ENDS
                or tokens.lower[index] in _CLAUSES
                or context.quotations.speaks(index)
            ):
                return None
            if tokens.feats[index].verb_form in {"Fin", "Conv"} or tokens.pos[index] == "VERB":
                verbs += tokens.feats[index].verb_form != "Part"
            if verbs > 1 or (verbs and index in context.in_person):
                return None
            mention = self._side(context, index, first)
            if mention is not None:
                return _origin(mention, "positions.country_side", stated=False)
            if tokens.lower[index] == "состав":
                return self._its_members(context, index, first)
            if tokens.lemma[index] == "сторона":
                return None
        return None

    def _side(self, context: Context, index: int, first: int) -> CountryMention | None:
        """The state in «с литовской стороны», «в состав делегации Литвы вошли», by its noun."""
        tokens = context.tokens
        mention = context.country_ending.get(index)
        if tokens.lemma[index] == "сторона" and mention is not None:
            before = mention.tokens[0] - 1
            return mention if before >= first and tokens.lower[before] in {"с", "со"} else None
        if tokens.lemma[index] not in self._lexicon.frames["delegation"]:
            return None
        mention = mention or context.country_at.get(index + 1)
        if mention is None:
            return None
        before, behind = min(index, mention.tokens[0]) - 1, max(index + 1, mention.tokens[1])
        member = before >= first and tokens.lower[before] == "состав"
        return mention if member and "войти" in tokens.lemma[behind : behind + 4] else None

    def _its_members(self, context: Context, index: int, first: int) -> Origin | None:
        """«Прибыла делегация Литвы. В её состав вошли …», by «состав»: the one state of before."""
        tokens = context.tokens
        if tokens.lower[index - 1] not in {"ее", "её", "его"}:
            return None
        if "войти" not in tokens.lemma[index + 1 : index + 4] or first == 0:
            return None
        start = tokens.sentences[tokens.sentence[first - 1]][0]
        nouns = self._lexicon.frames["delegation"]
        places = [i for i in range(start, first) if tokens.lemma[i] in nouns]
        named = {
            mention.code: mention
            for place in places
            for mention in context.countries_in((max(start, place - 2), min(first, place + 4)))
            if mention.form is not CountryForm.CAPITAL
        }
        if len(named) == 1:
            return _origin(next(iter(named.values())), "positions.country_side", stated=False)
        regions = [
            self._of_region(context, place.tokens[1])
            for place in context.countries.places
            if start <= place.tokens[0] < first
        ]
        return next((origin for origin in regions if origin is not None), None)

    def _delegation(self, context: Context, start: int, first: int, name: int) -> Origin | None:
        """«Турецкую делегацию возглавляла министр X», «Литву и Латвию представляли X и Y»."""
        tokens = context.tokens
        verb = start - 1
        if verb < first or tokens.lemma[verb] not in self._lexicon.frames["represent"]:
            return None
        index = verb - 1
        if tokens.lemma[index] == "который" and tokens.form[index - 1] == ",":
            # «делегация Литвы, которую возглавил министр X»
            mention = context.country_ending.get(index - 1)
            if mention is not None:
                return self._of_delegation(context, mention, first)
            return self._of_body(context, index - 1, first)
        while index >= first and tokens.form[index] not in {",", ";"}:
            mention = context.country_at.get(index)
            if mention is not None:
                states = self._joined(context, mention)
                if len(states) > 1:
                    return self._in_order(context, states, verb, name)
                return _origin(mention, _DELEGATION, stated=False)
            index -= 1
        return None

    def _of_delegation(
        self, context: Context, mention: CountryMention, first: int
    ) -> Origin | None:
        """The state of «делегация Литвы», «литовская делегация»; of no other noun."""
        before = mention.tokens[0] - 1
        nouns = self._lexicon.frames["delegation"]
        fits = before >= first and context.tokens.lemma[before] in nouns
        return _origin(mention, _DELEGATION, stated=False) if fits else None

    @staticmethod
    def _joined(context: Context, last: CountryMention) -> list[CountryMention]:
        """The states of a list that ends with one («Литву, Латвию и Эстонию»), in order."""
        found = [last]
        while context.tokens.lower[found[0].tokens[0] - 1] in {"и", ","}:
            before = context.country_ending.get(found[0].tokens[0] - 1)
            if before is None:
                break
            found.insert(0, before)
        return found

    @staticmethod
    def _in_order(
        context: Context, states: list[CountryMention], verb: int, name: int
    ) -> Origin | None:
        """Of as many states as persons are named behind the verb, the one in the same place."""
        tokens = context.tokens
        last = tokens.sentences[tokens.sentence[verb]][1]
        names = [m for m in context.persons.mentions if verb < m.tokens[0] < last]
        if len({m.key for m in names}) != len(states) or len(names) != len(states):
            return None
        order = next((i for i, m in enumerate(names) if m.tokens[0] == name), None)
        if order is None:
            return None
        return _origin(states[order], _DELEGATION, stated=False)

    def _represented(self, context: Context, start: int, first: int) -> Origin | None:
        """«его казахстанский коллега, министр …», «глава делегации Кубы, заместитель …»."""
        tokens = context.tokens
        if start - 2 < first or tokens.form[start - 1] != ",":
            return None
        head = start - 2
        if tokens.lemma[head] in self._lexicon.colleague:
            mention = context.country_at.get(head - 1)
            if mention is not None and mention.tokens[1] == head:
                return _origin(mention, "positions.country_colleague", stated=False)
        return None


def _origin(mention: CountryMention, rule: str, *, stated: bool = True) -> Origin:
    return Origin(mention.code, (mention.span,), stated, rule)
