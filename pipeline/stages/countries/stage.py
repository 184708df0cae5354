"""The country stage: from forms found to countries named."""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens
from pipeline.layers import (
    CountryForm,
    CountryLayer,
    CountryMention,
    Issue,
    OrganizationLayer,
    PlaceMention,
)
from pipeline.resources.countries import CountryLexicon, FormKind
from pipeline.resources.country_contexts import CountryContexts
from pipeline.resources.loader import ResourceStore
from pipeline.stages.countries.governments import GovernmentFinder
from pipeline.stages.countries.senses import SenseFilter
from pipeline.stages.countries.view import CITIES, Hit, ReleaseView


class CountryStage:
    """Finds countries and places in a release.

    Args:
        lexicon: The dictionary of forms.
        contexts: What the words around make of a form.
    """

    def __init__(self, lexicon: CountryLexicon, contexts: CountryContexts) -> None:
        self._lexicon = lexicon
        self._senses = SenseFilter(contexts)
        self._governments = GovernmentFinder(contexts.capitals)

    @classmethod
    def from_resources(cls, store: ResourceStore) -> CountryStage:
        """The stage with the resources of `store`.

        Raises:
            ResourceError: A resource is malformed.
        """
        return cls(CountryLexicon.load(store), store.load("country_contexts.yaml", CountryContexts))

    def __call__(self, tokens: Tokens, organizations: OrganizationLayer) -> CountryLayer:
        """The countries and places that the release names.

        Args:
            tokens: The release's words.
            organizations: Bodies named: a country inside a company's name is none, inside any
                other body's name it is marked.

        Returns:
            Mentions in order of place; a form that could mean several countries, or something
            else, and that nothing in the release decides is an issue.
        """
        view = ReleaseView(tokens, organizations)
        named = [hit for hit in view.find(self._lexicon) if self._senses.names_country(view, hit)]
        cities = [hit for hit in named if hit.kind in CITIES]
        governments = self._governments(view, cities) if cities else {}
        support = _Support(named, governments)
        mentions: list[CountryMention] = []
        places: list[PlaceMention] = []
        unresolved: dict[str, Issue] = {}
        for hit in named:
            if hit in governments:
                mentions.append(_mention(view, hit, hit.senses[0].code, governments[hit]))
            elif hit.kind in CITIES:
                place = _place(view, hit, support.sure)
                if place is not None:
                    places.append(place)
            else:
                codes, rule = support.resolve(hit, mentions)
                mentions += [_mention(view, hit, code, rule) for code in codes]
                if not codes:
                    unresolved.setdefault(view.words[hit.start], _issue(view, hit))
        return CountryLayer(tuple(mentions), tuple(places), tuple(unresolved.values()))


class _Support:
    """What the release names beyond doubt, to decide the forms that may mean several things.

    Attributes:
        sure: Codes of countries named by a form that means nothing else.
    """

    def __init__(self, named: list[Hit], governments: dict[Hit, str]) -> None:
        self.sure = {
            hit.senses[0].code
            for hit in named
            if (hit.kind not in CITIES or hit in governments)
            and not hit.senses[0].ambiguous
            and len(hit.codes) == 1
        }
        self._capitals = {hit.senses[0].code for hit in named if hit.kind is FormKind.CAPITAL}

    def resolve(self, hit: Hit, before: list[CountryMention]) -> tuple[list[str], str]:
        """Codes that a form names here, with the rule that says so; none if undecided.

        Args:
            hit: The form.
            before: Mentions in front of it: the nearest one decides between two countries that
                the release both names.
        """
        strong = [sense.code for sense in hit.senses if not sense.ambiguous]
        if len(strong) > 1 and " и " in hit.senses[0].base:
            return strong, f"lexicon-{hit.kind}"
        if len(strong) == len(hit.senses) == 1 or (len(strong) == 1 and strong[0] in self.sure):
            return strong, f"lexicon-{hit.kind}"
        supported = hit.codes & self.sure
        if len(supported) == 1:
            return sorted(supported), "ambiguous-supported"
        for mention in reversed(before):
            if mention.code in supported:
                return [mention.code], "ambiguous-nearest"
        if len(strong) == 1:
            return strong, f"lexicon-{hit.kind}"
        by_capital = hit.codes & self._capitals
        if len(by_capital) == 1:
            return sorted(by_capital), "ambiguous-capital"
        return [], ""


def _mention(view: ReleaseView, hit: Hit, code: str, rule: str) -> CountryMention:
    kind = next(sense.kind for sense in hit.senses if sense.code == code)
    return CountryMention(
        tokens=(hit.start, hit.end),
        span=view.span(hit),
        code=code,
        form=CountryForm.ADJECTIVE if kind is FormKind.COMBINING else CountryForm(kind.value),
        rule=rule,
        inside="organization" if hit.start in view.bodies else None,
    )


def _place(view: ReleaseView, hit: Hit, sure: set[str]) -> PlaceMention | None:
    """The city as a place; of two of one name that in a country the release names."""
    senses = [sense for sense in hit.senses if sense.code in sure] or list(hit.senses)
    if len({sense.code for sense in senses}) > 1:
        return None
    return PlaceMention(
        tokens=(hit.start, hit.end),
        span=view.span(hit),
        name=senses[0].base,
        code=senses[0].code,
        is_capital=senses[0].kind is FormKind.CAPITAL,
    )


def _issue(view: ReleaseView, hit: Hit) -> Issue:
    words = view.tokens.words(hit.start, hit.end)
    abbreviation = hit.kind is FormKind.ABBREVIATION
    return Issue(
        stage="countries",
        code="ambiguous_abbreviation" if abbreviation else "ambiguous_country",
        message=(
            f"«{words}» may mean {', '.join(sorted(hit.codes))} or something else,"
            " and nothing in the release decides."
        ),
        spans=(view.span(hit),),
    )
