"""The lexicons of bodies and institutions, in the form the stage looks things up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import fold
from pipeline.grammar.agreement import is_abbreviation
from pipeline.grammar.trie import PhraseTrie
from pipeline.resources.institutions import Head, InstitutionsResource
from pipeline.resources.loader import ResourceStore
from pipeline.resources.organizations import KnownOrganization, OrganizationsResource
from pipeline.stages.organizations.forms import NameForms, load_table
from pipeline.stages.organizations.found import Body

_GENERAL_HEADS = frozenset({"ministry", "agency", "service"})
"""Heads whose nouns in a list are bodies of their own («агентства и соответствующих ведомств»)."""


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of a known body.

    Attributes:
        body: The body, under the name this form gives it.
        exact: The form's words as they must be written, or empty where case does not matter.
        capital: Whether the first letter must be a capital.
        quoted: Whether the form is read only inside quotation marks.
        ambiguous: Whether the form needs support from the release.
        related: Idents whose mention supports it.
        is_abbreviation: Whether the form is an abbreviation.
        rule: Name of the rule.
    """

    body: Body
    exact: tuple[str, ...]
    capital: bool
    quoted: bool
    ambiguous: bool
    related: tuple[str, ...]
    is_abbreviation: bool
    rule: str


@dataclass(frozen=True, slots=True)
class HeadForm:
    """A head and which of its forms it is, in the nominative.

    Attributes:
        head: The entry.
        form: The form, folded.
        plural: Whether its noun is plural by itself («вооружённые силы»).
    """

    head: Head
    form: str
    plural: bool


class BodyLexicon:
    """Everything the stage knows about bodies before it sees a text.

    Args:
        store: Where lexicons are read from.
        morphology: The dictionary.
        names: Makes the forms of names; with the table among the resources if not given.

    Attributes:
        forms: Folded token sequences to the forms of known bodies.
        heads: Folded token sequences to institutions' heads; plurals of those that several
            states have («министерства»).
        meanings: Reference words to the heads they may mean; none for any state body.
        groups: Lemmas that make a state body's name a group of bodies.
        not_bodies: Abbreviations of common nouns.
        not_heads: Lemmas of nouns of instruments.
        state_nouns: Nouns that in a list begin another body's name.
        plain: Lemmas of modifiers that are no part of a name.
        pointing: Those of them that point at a body named before.
        general: Those of them that speak of any such body.
    """

    def __init__(
        self, store: ResourceStore, morphology: Morphology, names: NameForms | None = None
    ) -> None:
        self._names = names or NameForms(morphology, load_table())
        bodies = store.load("organizations.yaml", OrganizationsResource)
        institutions = store.load("institutions.yaml", InstitutionsResource)
        self.forms: PhraseTrie[Form] = PhraseTrie()
        self.heads: PhraseTrie[HeadForm] = PhraseTrie()
        self._seen: set[tuple[tuple[str, ...], str, bool]] = set()
        swaps = _Swaps(bodies.organizations, self._names)
        for entry in bodies.organizations:
            self._add_known(entry, swaps)
        self._add_names(institutions)
        self._add_short_names(institutions)
        self._add_media(institutions)
        for head in institutions.heads:
            for text in head.forms:
                form = HeadForm(head, fold(text), self._names.is_plural(text))
                for key in self._names.forms(text):
                    self.heads.add(key, form)
                if head.adjective == "country" and " " not in text:
                    for plural in self._names.plurals(text):
                        self.heads.add((plural,), form)
        self.plain = frozenset(
            lemma for entry in institutions.plain_modifiers for lemma in entry.lemmas
        )
        self.state_nouns = frozenset(
            form
            for head in institutions.heads
            if head.kind == "government" and head.id in _GENERAL_HEADS
            for form in head.forms
            if " " not in form
        )
        self.meanings = {
            word: tuple(entry.means)
            for entry in institutions.reference_words
            for word in entry.words
        }
        self.groups = frozenset(w for entry in institutions.group_words for w in entry.lemmas)
        self.not_bodies = frozenset(
            form for entry in institutions.not_bodies for form in entry.forms
        )
        self.not_heads = frozenset(w for entry in institutions.not_heads for w in entry.lemmas)
        self.pointing = _lemmas(institutions, "pointing")
        self.general = _lemmas(institutions, "general")

    def _add_known(self, entry: KnownOrganization, swaps: _Swaps) -> None:
        body = Body(
            ident=f"known:{entry.id}",
            name=entry.name,
            kind=entry.kind,
            head=self._names.head_word(entry.name),
            lexicon_id=entry.id,
            wikidata=entry.wikidata,
            abbreviation=entry.abbreviations[0] if entry.abbreviations else None,
            rank=4,
        )
        related = tuple(f"known:{other}" for other in entry.related)
        rule = "organizations.known"
        spelled = [(name, 5) for name in swaps.variants(entry.name)]
        spelled += [(name, 4) for alias in entry.aliases for name in swaps.variants(alias)]
        for text, rank in spelled:
            named = _renamed(body, text, rank) if rank == 5 else body
            self._add_name(text, named, f"{rule}.name", ambiguous=text in entry.ambiguous)
        for text in entry.abbreviations:
            self._add_exact(text, body, f"{rule}.abbreviation")
        for text in entry.ambiguous:
            if is_abbreviation(text):
                self._add_exact(text, body, f"{rule}.abbreviation", related, ambiguous=True)
            else:
                capital = text[:1].isupper()
                self._add_name(
                    text, body, f"{rule}.alias", related, ambiguous=True, capital=capital
                )

    def _add_names(self, resource: InstitutionsResource) -> None:
        for entry in resource.names:
            body = Body(
                ident=f"name:{entry.id}",
                name=entry.name,
                kind=entry.kind,
                head=self._names.head_word(entry.name),
                country=entry.country,
                abbreviation=entry.abbreviations[0] if entry.abbreviations else None,
                rank=4,
            )
            rule = "organizations.institution"
            for text in (entry.name, *entry.aliases):
                ambiguous = text in entry.ambiguous
                # «Маджлиси милли Маджлиси Оли» is the name in full, where the release says it.
                fuller = text != entry.name and text.startswith(entry.name)
                self._add_name(
                    text,
                    _renamed(body, text, 4) if fuller else body,
                    f"{rule}.name",
                    ambiguous=ambiguous,
                    capital=entry.capital,
                    declines=entry.declines,
                )
            for text in entry.abbreviations:
                ambiguous = text in entry.ambiguous
                self._add_exact(text, body, f"{rule}.abbreviation", ambiguous=ambiguous)

    def _add_short_names(self, resource: InstitutionsResource) -> None:
        for entry in resource.short_names:
            body = Body(
                ident=f"short:{fold(entry.name)}",
                name=entry.name,
                kind=entry.kind,
                head=self._names.head_word(entry.name),
                abbreviation=entry.short[0],
                rank=2,
            )
            for text in entry.short:
                for form in self._names.single(text):
                    self._add_exact(
                        form,
                        body,
                        "organizations.institution.short_name",
                        ambiguous=entry.ambiguous,
                    )

    def _add_media(self, resource: InstitutionsResource) -> None:
        for entry in resource.media:
            for name in entry.names:
                body = Body(
                    f"media:{fold(name)}", name, "other", rank=4, is_media=True, home=entry.home
                )
                quoted = name in entry.ambiguous
                rule = "organizations.media"
                if is_abbreviation(name) or name.isascii():
                    self._add_exact(name, body, rule, quoted=quoted)
                else:
                    self._add_name(name, body, rule, capital=True, quoted=quoted)

    def _add_name(
        self,
        text: str,
        body: Body,
        rule: str,
        related: tuple[str, ...] = (),
        *,
        ambiguous: bool = False,
        capital: bool = False,
        quoted: bool = False,
        declines: str | None = None,
    ) -> None:
        form = Form(body, (), capital, quoted, ambiguous, related, False, rule)
        for key in self._names.forms(text, declines):
            self._add(key, form)

    def _add_exact(
        self,
        text: str,
        body: Body,
        rule: str,
        related: tuple[str, ...] = (),
        *,
        ambiguous: bool = False,
        quoted: bool = False,
    ) -> None:
        words = tuple(self._names.words(text))
        form = Form(body, words, False, quoted, ambiguous, related, True, rule)
        self._add(tuple(fold(word) for word in words), form)

    def _add(self, key: tuple[str, ...], form: Form) -> None:
        mark = (key, form.body.ident, bool(form.exact))
        if form.exact or mark not in self._seen:
            self._seen.add(mark)
            self.forms.add(key, form)


def _lemmas(resource: InstitutionsResource, identifier: str) -> frozenset[str]:
    entries = (entry for entry in resource.plain_modifiers if entry.id == identifier)
    return frozenset(lemma for entry in entries for lemma in entry.lemmas)


def _renamed(body: Body, text: str, rank: int) -> Body:
    return replace(body, name=text, rank=rank)


class _Swaps:
    """Abbreviations inside names and the full names they stand for, in the genitive."""

    def __init__(self, entries: Iterable[KnownOrganization], names: NameForms) -> None:
        self._full: dict[str, str] = {}
        for entry in entries:
            genitive = names.genitive(entry.name)
            if genitive and entry.abbreviations and genitive != entry.abbreviations[0]:
                self._full[entry.abbreviations[0]] = genitive
        self._short = {full: short for short, full in self._full.items()}
        self._word = re.compile(
            r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(self._full, key=len)[::-1])) + r")(?!\w)"
        )

    def variants(self, name: str) -> Iterator[str]:
        """The name, and the name with an abbreviation written out or put in."""
        yield name
        match = self._word.search(name)
        if match is not None and match.start() > 0:
            yield name[: match.start()] + self._full[match[0]] + name[match.end() :]
        for full, short in self._short.items():
            place = name.find(full)
            if place > 0:
                yield name[:place] + short + name[place + len(full) :]
