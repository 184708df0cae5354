"""The persons stage: mentions found, read, and gathered into persons."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.layers import (
    CountryLayer,
    Issue,
    OrganizationLayer,
    Person,
    PersonLayer,
    PersonMention,
    PersonName,
)
from pipeline.resources.countries import CountryLexicon
from pipeline.resources.loader import ResourceStore
from pipeline.stages.persons.agreed import agreed_nominatives
from pipeline.stages.persons.aliases import join_aliases
from pipeline.stages.persons.clusters import Cluster, Named, describe
from pipeline.stages.persons.lexicon import fold, load_lexicon
from pipeline.stages.persons.nominative import NameReader
from pipeline.stages.persons.parts import NameParser, Word
from pipeline.stages.persons.readings import sure_case
from pipeline.stages.persons.spans import NameFinder
from pipeline.stages.persons.variants import join_variants
from pipeline.stages.persons.verb_gender import verb_gender
from pipeline.stages.persons.weights import GENDERS
from pipeline.stages.persons.words import NameSpan

_UNSURE = "name_form_unsure"
_VERB_VOTES = {"Masc": 1.0, "Fem": 2.0}
"""«заявила» says a woman; «министр заявил» can be said of one too."""

_JOINTS = frozenset({",", "и", "а", "также"})


class PersonStage:
    """Finds the persons a release names.

    Args:
        store: Where lexicons are read from.
        morphology: The dictionary.
        offices: Lemmas of office heads, which are no names.
    """

    def __init__(
        self, store: ResourceStore, morphology: Morphology, offices: Collection[str]
    ) -> None:
        self._lexicon = load_lexicon(store)
        self._offices = frozenset(offices)
        places = CountryLexicon.load(store).single
        self._finder = NameFinder(self._lexicon, morphology, places)
        self._parser = NameParser(self._lexicon, self._finder.words)
        self._reader = NameReader(self._lexicon, morphology)

    def __call__(
        self, tokens: Tokens, organizations: OrganizationLayer, countries: CountryLayer
    ) -> PersonLayer:
        """Persons and their mentions in `tokens`."""
        ranges = [mention.tokens for mention in organizations.mentions]
        ranges += [mention.tokens for mention in countries.mentions]
        ranges += [place.tokens for place in countries.places]
        taken = {index for span in ranges for index in range(*span)}
        spans = self._finder(tokens, taken, self._offices)
        lone = frozenset(
            tokens.lower[span.tokens[0]].rpartition("ич")[0]
            for span in spans
            if span.tokens[1] - span.tokens[0] == 1
        ) - {""}
        mentions: list[Named] = []
        for span in sorted(spans, key=lambda span: span.tokens):
            before = mentions[-1] if mentions else None
            mentions.append(self._named(tokens, span, taken, lone, before))
        mentions += self._repeated(tokens, mentions, taken)
        mentions.sort(key=lambda mention: mention.tokens)
        clusters, issues = self._gather(tokens, [m for m in mentions if m.parts.words])
        clusters = join_aliases(tokens, clusters, self._lexicon.aliases)
        clusters = join_variants(clusters, self._finder.words.known_surname)
        return self._layer(tokens, clusters, issues)

    def _named(
        self,
        tokens: Tokens,
        span: NameSpan,
        taken: Collection[int],
        lone: Collection[str] = frozenset(),
        before: Named | None = None,
    ) -> Named:
        """A name taken apart and read; `before` is the name before it."""
        parts = self._parser(tokens, span.tokens, lone)
        case = ""
        if before is not None and before.is_full:
            listed = _is_listed(tokens, before.tokens[1], span.tokens[0])
            case = sure_case(before.readings) if listed else ""
        readings = self._reader(tokens, span.tokens, parts, case, taken)
        named = describe(
            Named(span.tokens, span.rule, parts, readings, verb_gender(tokens, *span.tokens))
        )
        named.family_forms |= self._reader.surnames(tokens, parts, readings)
        if len(parts.words) == 1 and not parts.initials:
            # «Мать Юлии»: a lone word may be a given name, which declines in a way of its own.
            core = tokens.lower[parts.words[0].core]
            named.family_forms |= self._finder.words.given_names(core)
        return named

    def _repeated(
        self, tokens: Tokens, mentions: list[Named], taken: Collection[int]
    ) -> list[Named]:
        """Surnames of persons named in full that the tagger missed elsewhere."""
        families = {
            form for mention in mentions if mention.is_full for form in mention.family_forms
        }
        if not families:
            return []
        stems = {form[: max(3, len(form) - 3)] for form in families}
        covered = {index for mention in mentions for index in range(*mention.tokens)}
        sizes = sorted({len(stem) for stem in stems})
        heads = {stem[:3] for stem in stems}
        found = []
        capitals = [i for i, form in enumerate(tokens.form) if form[0].isupper() and len(form) > 3]
        for index in capitals:
            lower = fold(tokens.form[index])
            if lower[:3] not in heads or not any(lower[:size] in stems for size in sizes):
                continue
            if index in covered or index in taken:
                continue
            if tokens.pos[index] in {"VERB", "ADV", "ADP"}:
                continue
            span = NameSpan((index, index + 1), "persons.repeated_surname")
            mention = self._named(tokens, span, taken)
            if mention.family_forms & families:
                found.append(mention)
        return found

    def _gather(self, tokens: Tokens, mentions: list[Named]) -> tuple[list[Cluster], list[Issue]]:
        """Full names first, then initials, then lone words: the poorer joins the richer."""
        clusters: list[Cluster] = []
        issues: list[Issue] = []
        for level in (2, 1, 0):
            for mention in mentions:
                if _richness(mention) != level:
                    continue
                fitting = [cluster for cluster in clusters if cluster.accepts(mention)]
                if len(fitting) > 1:
                    fitting = self._nearest_kind(mention, fitting)
                if len(fitting) == 1:
                    fitting[0].add(mention)
                elif not fitting:
                    clusters.append(Cluster())
                    clusters[-1].add(mention)
                else:
                    names = ", ".join(
                        tokens.words(*cluster.mentions[0].tokens) for cluster in fitting
                    )
                    issues.append(
                        Issue(
                            "persons",
                            "ambiguous_name",
                            f"{tokens.words(*mention.tokens)!r} can be any of: {names}",
                            (tokens.span(*mention.tokens),),
                        )
                    )
        for cluster in clusters:
            cluster.mentions.sort(key=lambda mention: mention.tokens)
        clusters.sort(key=lambda cluster: cluster.mentions[0].tokens)
        return clusters, issues

    def _nearest_kind(self, mention: Named, fitting: list[Cluster]) -> list[Cluster]:
        """Of several persons, those whose gender the form allows best."""
        if not mention.readings:
            return fitting
        gender = mention.readings[0].gender
        others = [r.score for r in mention.readings if r.gender != gender]
        if others and mention.readings[0].score - max(others) < 0.5:
            return fitting
        agreeing = [cluster for cluster in fitting if self._gender(cluster) in {gender, None}]
        return agreeing or fitting

    # --- the layer ---------------------------------------------------------------------------

    def _layer(self, tokens: Tokens, clusters: list[Cluster], issues: list[Issue]) -> PersonLayer:
        persons: list[Person] = []
        mentions: list[PersonMention] = []
        for number, cluster in enumerate(clusters, 1):
            key = f"p{number}"
            name, sure = self._name(tokens, cluster)
            gender = self._gender(cluster)
            if not sure:
                issues.append(
                    Issue(
                        "persons",
                        _UNSURE,
                        f"the nominative of {name.full!r} is not certain",
                        (tokens.span(*cluster.mentions[0].tokens),),
                    )
                )
            best = max(cluster.mentions, key=_richness)
            persons.append(Person(key, name, gender, best.rule, () if sure else (_UNSURE,)))
            mentions += [
                PersonMention(
                    mention.tokens,
                    tokens.span(*mention.tokens),
                    key,
                    _form(mention, cluster),
                    mention.rule,
                    self._reader.own_case(tokens, mention.parts) if mention.is_full else "",
                )
                for mention in cluster.mentions
            ]
        mentions.sort(key=lambda mention: mention.tokens)
        return PersonLayer(tuple(persons), tuple(mentions), tuple(issues))

    def _gender(self, cluster: Cluster) -> Literal["Masc", "Fem"] | None:
        votes = {"Masc": 0.0, "Fem": 0.0}
        for mention in cluster.mentions:
            if not mention.readings:
                continue
            by_gender = {"Masc": -9.0, "Fem": -9.0}
            for reading in mention.readings:
                by_gender[reading.gender] = max(by_gender[reading.gender], reading.score)
            votes["Masc"] += by_gender["Masc"]
            votes["Fem"] += by_gender["Fem"]
            for gender in GENDERS:
                votes[gender] += _VERB_VOTES[gender] * (mention.verb_gender == gender)
        difference = votes["Masc"] - votes["Fem"]
        if abs(difference) < 0.5:
            return None
        return "Masc" if difference > 0 else "Fem"

    def _name(self, tokens: Tokens, cluster: Cluster) -> tuple[PersonName, bool]:
        """The fullest name, each part in the nominative its mentions agree on."""
        best = max(
            cluster.mentions,
            key=lambda m: (
                not m.alias,
                _richness(m),
                len(m.parts.words),
                bool(m.parts.family),  # «Анна Ветлугина» before «Анна Петровна»
                bool(m.parts.patronymic),
                bool(m.parts.middle),
                bool(m.readings) and m.readings[0].case == "Nom",
            ),
        )
        gender = self._gender(cluster)
        words, sure = agreed_nominatives(tokens, cluster, best, gender)

        def part(members: tuple[Word, ...]) -> str:
            return " ".join(words[best.parts.words.index(word)] for word in members)

        given, patronymic, family = map(
            part, (best.parts.given, best.parts.patronymic, best.parts.family)
        )
        if best.parts.middle:
            given = " ".join((given, *(f"{initial}." for initial in best.parts.middle)))
        order = (
            (family, given, patronymic) if best.parts.family_first else (given, patronymic, family)
        )
        written = best.parts.written
        full = written + " ".join(piece for piece in order if piece)
        given = f"{written}{given}".strip()
        return PersonName(full, given or None, patronymic or None, family or None), sure


def _richness(mention: Named) -> int:
    if mention.is_full:
        return 2
    return 1 if mention.parts.initials else 0


def _form(mention: Named, cluster: Cluster) -> Literal["full", "initials", "surname", "given"]:
    if mention.is_full:
        return "full"
    if mention.parts.initials:
        return "initials"
    full = next((m for m in cluster.mentions if m.is_full), None)
    if full is not None and not mention.family_forms & full.family_forms:
        return "given"
    return "surname"


def _is_listed(tokens: Tokens, start: int, end: int) -> bool:
    """Whether only the joints of a list stand between two names («поблагодарил X, Y и Z»)."""
    return start < end and _JOINTS.issuperset(tokens.lower[start:end])
