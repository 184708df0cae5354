"""The persons stage: mentions found, read, and gathered into persons."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.nominative import like
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
from pipeline.stages.persons.aliases import join_aliases
from pipeline.stages.persons.clusters import Cluster, Named, describe
from pipeline.stages.persons.lexicon import fold, load_lexicon
from pipeline.stages.persons.nominative import GENDERS, NameReader
from pipeline.stages.persons.parts import NameParser, Word
from pipeline.stages.persons.spans import NameFinder
from pipeline.stages.persons.variants import join_variants
from pipeline.stages.persons.words import NameSpan

_UNSURE = "name_form_unsure"
_MARGIN = 0.25
_VERB_VOTES = {"Masc": 1.0, "Fem": 2.0}
"""«заявила» says a woman; «министр заявил» can be said of one too."""


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
        mentions = [self._named(tokens, span) for span in spans]
        mentions += self._repeated(tokens, mentions, taken)
        mentions.sort(key=lambda mention: mention.tokens)
        clusters, issues = self._gather(tokens, [m for m in mentions if m.parts.words])
        clusters = join_aliases(tokens, clusters, self._lexicon.aliases)
        clusters = join_variants(clusters, self._finder.words.known_surname)
        return self._layer(tokens, clusters, issues)

    def _named(self, tokens: Tokens, span: NameSpan) -> Named:
        parts = self._parser(tokens, span.tokens)
        readings = self._reader(tokens, span.tokens, parts)
        named = describe(Named(span.tokens, span.rule, parts, readings, _verb_gender(tokens, span)))
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
            mention = self._named(tokens, NameSpan((index, index + 1), "persons.repeated_surname"))
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
                bool(m.parts.patronymic),
                bool(m.parts.middle),
                bool(m.readings) and m.readings[0].case == "Nom",
            ),
        )
        gender = self._gender(cluster)
        words, sure = self._nominatives(tokens, cluster, best, gender)

        def part(members: tuple[Word, ...]) -> str:
            return " ".join(words[best.parts.words.index(word)] for word in members)

        given, patronymic, family = map(
            part, (best.parts.given, best.parts.patronymic, best.parts.family)
        )
        if best.parts.initials and not given:
            given = " ".join(f"{initial.upper()}." for initial in best.parts.initials)
        if best.parts.middle:
            given = " ".join((given, *(f"{initial}." for initial in best.parts.middle)))
        order = (
            (family, given, patronymic) if best.parts.family_first else (given, patronymic, family)
        )
        full = " ".join(piece for piece in order if piece)
        return PersonName(full, given or None, patronymic or None, family or None), sure

    def _nominatives(
        self, tokens: Tokens, cluster: Cluster, best: Named, gender: str | None
    ) -> tuple[list[str], bool]:
        """The nominatives of the fullest mention's words, weighed over all mentions.

        A reading is taken as a whole, so that all words stand in one case; it is certain if no
        reading with other words comes near.
        """
        order = best.parts.words
        readings = [r for r in best.readings if gender is None or r.gender == gender]
        if not readings:
            return [_surface(tokens, word) for word in order], False
        scores: dict[tuple[str, ...], float] = {}
        spelling: dict[tuple[str, ...], tuple[str, ...]] = {}
        for reading in readings:
            scores[reading.folded] = max(scores.get(reading.folded, -99.0), reading.score)
            spelling.setdefault(reading.folded, reading.words)
        for mention in cluster.mentions:
            if mention is not best:
                best_score, having = _supports(mention, gender)
                for words in scores:
                    scores[words] += sum(
                        max(-1.5, having[form] - best_score) + 0.5
                        for form in words
                        if form in having
                    )
        top = max(scores, key=lambda words: scores[words])
        others = [score for words, score in scores.items() if words != top]
        sure = not others or scores[top] - max(others) >= _MARGIN
        spelled = [
            _spell(tokens, word, form) for word, form in zip(order, spelling[top], strict=True)
        ]
        return spelled, sure


def _supports(mention: Named, gender: str | None) -> tuple[float, dict[str, float]]:
    """The weight of a mention's best reading, and of the best one that has each nominative.

    A nominative it does not have is of another part of the name, or in another form.
    """
    best = -99.0
    having: dict[str, float] = {}
    for reading in mention.readings:
        if gender is not None and reading.gender != gender:
            continue
        best = max(best, reading.score)
        for form in reading.folded:
            having[form] = max(having.get(form, -99.0), reading.score)
    return best, having


def _verb_gender(tokens: Tokens, span: NameSpan) -> str:
    """Gender of the past-tense verb the name is the subject of («заявила»), or nothing."""
    head = span.tokens[0]
    if tokens.dep[head] in {"appos", "flat:name"}:
        head = tokens.head[head]
    if tokens.dep[head] not in {"nsubj", "nsubj:pass"}:
        return ""
    verb = tokens.head[head]
    feats = tokens.feats[verb]
    return feats.gender if tokens.pos[verb] == "VERB" and feats.tense == "Past" else ""


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


def _surface(tokens: Tokens, word: Word) -> str:
    return " ".join(tokens.form[index] for index in range(*word.tokens))


def _spell(tokens: Tokens, word: Word, nominative: str) -> str:
    """The word with its particles, its declining token replaced, capitals kept."""
    if tokens.form[word.core].isascii() and tokens.form[word.core].isupper():
        return tokens.form[word.core]  # «Эйнар III»
    pieces: list[str] = []
    for index in range(*word.tokens):
        form = tokens.form[index]
        if index == word.core:
            shape = form.title() if form.isupper() and len(form) > 1 else form
            form = _capitalise(shape, nominative)
        if pieces and not tokens.space_before(index):
            pieces[-1] += form
        else:
            pieces.append(form)
    return " ".join(pieces)


def _capitalise(form: str, nominative: str) -> str:
    if "-" not in form:
        # An inner capital («МакКейн») stands where it stood; only the ending has changed.
        shared = 0
        while shared < min(len(form), len(nominative)) and (
            form[shared].lower().replace("ё", "е") == nominative[shared].replace("ё", "е")
        ):
            shared += 1
        return (form[:shared] + nominative[shared:]) if shared else like(form, nominative)
    pairs = zip(form.split("-"), nominative.split("-"), strict=False)
    return "-".join(_capitalise(mine, theirs) if mine else theirs for mine, theirs in pairs)
