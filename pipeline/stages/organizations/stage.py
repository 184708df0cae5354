"""The organisations stage: every named body, and every place that names it."""

from __future__ import annotations

from dataclasses import replace

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.layers import Issue, OrganizationLayer, SectionKind
from pipeline.resources.countries import CountryLexicon
from pipeline.resources.loader import ResourceStore
from pipeline.stages.organizations.entities import Binding, EntityFinder, bindings, spelled
from pipeline.stages.organizations.extent import NAMED_AFTER
from pipeline.stages.organizations.found import Found
from pipeline.stages.organizations.grouping import group, layer
from pipeline.stages.organizations.institutions import (
    Bare,
    InstitutionFinder,
    with_inner_bodies,
)
from pipeline.stages.organizations.known import KnownFinder, Pending, resolve
from pipeline.stages.organizations.lexicon import BodyLexicon
from pipeline.stages.organizations.places import Wholes
from pipeline.stages.organizations.scene import Scene

_ADDRESSES = frozenset(
    {
        "д-р", "д-ра", "д-ру", "д-ром", "д-ре", "г-н", "г-на", "г-ну", "г-ном", "г-жа", "г-жи",
        "г-же", "г-жу", "г-жой",
    }
)  # fmt: skip
"""What no name goes on over («министерства энергетики Литвы д-ра …»)."""


class OrganizationStage:
    """Finds the bodies a release names.

    Known bodies come from the lexicons; institutions from their head nouns and what hangs on
    them; others from the NER model. Abbreviations in brackets are bound to the name in front and
    read throughout the release. Countries of ministries are given afterwards, by
    `assign_countries`.

    Args:
        store: Where lexicons are read from.
        morphology: The dictionary.
        countries: The lexicon of countries; the package's if not given.
    """

    def __init__(
        self,
        store: ResourceStore,
        morphology: Morphology,
        countries: CountryLexicon | None = None,
    ) -> None:
        self._lexicon = BodyLexicon(store, morphology)
        self._countries = countries or CountryLexicon.load(store)
        self._known = KnownFinder(self._lexicon)
        self._institutions = InstitutionFinder(self._lexicon, morphology)
        self._entities = EntityFinder(self._lexicon, morphology)

    def __call__(self, tokens: Tokens) -> OrganizationLayer:
        """Bodies and their mentions in `tokens`."""
        words = tokens.folded
        known, pending = self._known(tokens, words)
        scene = self._scene(tokens, words, known)
        institutions = self._institutions(scene, known)
        found = known + institutions.found
        taken = institutions.refused + [(item.start, item.end) for item in found]
        taken += [(item.start, item.end) for item in pending]
        taken += [(item.start, item.end) for item in institutions.bare]
        found += self._entities(scene, taken)
        bound = bindings(scene, found)
        in_brackets = {binding.form for binding in bound}
        bound += [item for item in spelled(scene, found) if item.form not in in_brackets]
        found, pending = _bind(tokens, found, pending, bound)
        supported, pending = _support(scene, pending, found)
        found += supported
        found = with_inner_bodies(_distinct(found), words)
        found += self._references(institutions.bare, found)
        names = {binding.of.body.ident: binding.form for binding in bound}
        return layer(tokens, group(found, names), _issues(tokens, pending))

    def _scene(self, tokens: Tokens, words: list[str], known: list[Found]) -> Scene:
        persons: dict[int, tuple[int, int]] = {}
        bodies: dict[int, tuple[int, int]] = {}
        held = {index for mention in known for index in range(mention.start, mention.end)}
        for entity in tokens.entities:
            places = range(*entity.tokens)
            if entity.label == "PER" and not held.intersection(places):
                persons.update(dict.fromkeys(places, entity.tokens))
            elif entity.label == "ORG":
                bodies.update(dict.fromkeys(places, entity.tokens))
        ends = {mention.start: mention.end for mention in known}
        return Scene(
            tokens=tokens,
            words=words,
            wholes=Wholes(tokens, words, self._countries, ends),
            persons=persons,
            bodies=bodies,
            known={mention.start: mention for mention in known},
            heads={match.start: match for match in self._lexicon.heads.find(words)},
            stops=frozenset(persons).union(_places(words, NAMED_AFTER | _ADDRESSES)),
            kinds=_kinds(tokens),
        )

    def _references(self, bare: list[Bare], found: list[Found]) -> list[Found]:
        """Bare heads («министерство», «ведомство») that can mean one body of the release only."""
        by_head: dict[str, dict[str, Found]] = {}
        for mention in found:
            for head in {mention.body.head, mention.body.noun} - {""}:
                by_head.setdefault(head, {}).setdefault(mention.body.ident, mention)
            if mention.body.kind == "government":
                by_head.setdefault("", {}).setdefault(mention.body.ident, mention)
        held = {(mention.start, mention.end) for mention in found}
        result: list[Found] = []
        for item in bare:
            heads = self._lexicon.meanings.get(item.head, (item.head,)) or ("",)
            candidates = {
                ident: mention for head in heads for ident, mention in by_head.get(head, {}).items()
            }
            if len(candidates) != 1 or (item.start, item.end) in held:
                continue
            body = replace(next(iter(candidates.values())).body, rank=0)
            rule = "organizations.reference"
            result.append(Found(item.start, item.end, body, False, rule))
        return result


def _places(words: list[str], wanted: frozenset[str]) -> list[int]:
    """Where the wanted words stand; most releases have none."""
    if wanted.isdisjoint(words):
        return []
    return [index for index, word in enumerate(words) if word in wanted]


def _kinds(tokens: Tokens) -> list[SectionKind]:
    """Kinds of the release's sections; paragraphs where the layout is not known."""
    kinds = [section.kind for section in tokens.layout.sections]
    missing = max(tokens.section, default=0) + 1 - len(kinds)
    return kinds + [SectionKind.PARAGRAPH] * max(0, missing)


def _bind(
    tokens: Tokens, found: list[Found], pending: list[Pending], bound: list[Binding]
) -> tuple[list[Found], list[Pending]]:
    """Mentions with the abbreviations that brackets bind to names, read throughout.

    What brackets say goes before the lexicon: a form bound to one name is that body everywhere.
    """
    if not bound:
        return found, pending
    rule = "organizations.bracket"
    meaning: dict[tuple[str, ...], Binding] = {}
    for binding in bound:
        key = tuple(tokens.form[binding.start : binding.end])
        meaning.setdefault(key, binding)
    # One body may be known by two idents: as the lexicon's abbreviation and by its name here.
    same: dict[str, Found] = {}
    for mention in found:
        named = meaning.get(tuple(tokens.form[mention.start : mention.end]))
        if named is None or mention.body.ident == named.of.body.ident:
            continue
        if (
            mention.body.lexicon_id
            and not named.of.body.lexicon_id
            and (mention.start == named.start)
        ):
            same[named.of.body.ident] = mention
    result: list[Found] = []
    for mention in found:
        named = meaning.get(tuple(tokens.form[mention.start : mention.end]))
        if named is not None and named.of.body.ident not in same:
            body = replace(named.of.body, rank=0)
            mention = Found(mention.start, mention.end, body, True, rule)
        elif mention.body.ident in same:
            known = same[mention.body.ident].body
            mention = mention.with_body(
                ident=known.ident,
                lexicon_id=known.lexicon_id,
                wikidata=known.wikidata,
                kind=known.kind,
                rank=5,
            )
        result.append(mention)
    held = {(mention.start, mention.end) for mention in result}
    inside = {index for mention in result for index in range(mention.start, mention.end)}
    first = {key[0]: key for key in meaning}
    for index in [index for index, form in enumerate(tokens.form) if form in first]:
        key = first[tokens.form[index]]
        end = index + len(key)
        if tuple(tokens.form[index:end]) != key or (index, end) in held:
            continue
        named = meaning[key]
        if index in inside and not _stands_inside(result, index, end):
            continue
        result.append(Found(index, end, replace(named.of.body, rank=0), True, rule))
    bound_forms = set(meaning)
    left = [
        item for item in pending if tuple(tokens.form[item.start : item.end]) not in bound_forms
    ]
    return result, left


def _stands_inside(found: list[Found], start: int, end: int) -> bool:
    """Whether `[start, end)` lies inside a longer name («Исполком МФСА»)."""
    return any(
        mention.start <= start and end <= mention.end and mention.end - mention.start > end - start
        for mention in found
    )


def _support(
    scene: Scene, pending: list[Pending], found: list[Found]
) -> tuple[list[Found], list[Pending]]:
    """Ambiguous forms that the release supports, and the others.

    A short name of a state body is supported by a country directly behind it («СК России»).
    """
    present = {mention.body.ident for mention in found}
    present |= {ident.replace("head:", "short:") for ident in present}
    result, open_ = resolve(pending, present)
    left: list[Pending] = []
    for item in open_:
        short = [form for form in item.forms if form.body.ident.startswith("short:")]
        if len(short) == 1 == len(item.forms) and scene.wholes.country(item.end) is not None:
            form = short[0]
            result.append(Found(item.start, item.end, form.body, True, form.rule))
        else:
            left.append(item)
    return result, left


def _distinct(found: list[Found]) -> list[Found]:
    """One mention a range: the one with the most trusted name."""
    best: dict[tuple[int, int], Found] = {}
    for mention in found:
        place = (mention.start, mention.end)
        if place not in best or mention.body.rank > best[place].body.rank:
            best[place] = mention
    return list(best.values())


def _issues(tokens: Tokens, pending: list[Pending]) -> list[Issue]:
    issues: dict[str, Issue] = {}
    for item in pending:
        words = tokens.words(item.start, item.end)
        if words in issues or not item.forms[0].is_abbreviation:
            continue
        names = sorted({form.body.name for form in item.forms})
        issues[words] = Issue(
            stage="organizations",
            code="ambiguous_abbreviation",
            message=f"{words} may stand for {' or '.join(names)}; the release supports no reading",
            spans=(tokens.span(item.start, item.end),),
        )
    return list(issues.values())
