"""Who released a text, where it says so: a letterhead, a signature, «сообщили в пресс-службе …»."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.nominative import Nominative, join
from pipeline.layers import (
    Issuer,
    OrganizationLayer,
    OrganizationMention,
    Section,
    SectionKind,
)
from pipeline.resources.countries import CountryLexicon
from pipeline.resources.issuers import IssuerResource
from pipeline.resources.loader import ResourceStore
from pipeline.stages.organizations.places import Wholes

Mentions = dict[int, OrganizationMention]
"""The widest mention at each first token."""
_CLAUSE = 6
"""Longest clause looked through, in tokens."""
_LONGEST_ABBREVIATION = 5
_OPENING_SECTIONS = 3
"""Sections at the beginning that may name the issuer: header, headline, dateline and lead. In the
middle of a text such words name the source of one statement."""


class IssuerFinder:
    """Finds the issuer that a release names.

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
        resource = store.load("issuers.yaml", IssuerResource)
        self._offices = frozenset(w for entry in resource.press_offices for w in entry.lemmas)
        self._verbs = frozenset(w for entry in resource.verbs for w in entry.lemmas)
        self._spreading = frozenset(w for entry in resource.spreading for w in entry.lemmas)
        self._texts = frozenset(w for entry in resource.texts for w in entry.lemmas)
        self._nominative = Nominative(morphology)
        self._countries = countries or CountryLexicon.load(store)

    def __call__(
        self, tokens: Tokens, layer: OrganizationLayer, sections: Sequence[Section]
    ) -> Issuer | None:
        """The issuer, or `None` if the release does not say it.

        A letterhead goes before a signature, both before a sentence that reports («Об этом
        сообщила пресс-служба …»); of several such sentences the first counts.

        Args:
            tokens: The release's words.
            layer: Its bodies.
            sections: Its sections.
        """
        wholes = Wholes(tokens, tokens.folded, self._countries, {})
        outer: Mentions = {}
        for mention in layer.mentions:
            held = outer.get(mention.tokens[0])
            if held is None or held.tokens[1] < mention.tokens[1]:
                outer[mention.tokens[0]] = mention
        return (
            self._letterhead(tokens, layer, outer, wholes, sections)
            or self._signature(tokens, layer, outer, wholes, sections)
            or self._reported(tokens, layer, outer, wholes)
        )

    def _letterhead(
        self,
        tokens: Tokens,
        layer: OrganizationLayer,
        outer: Mentions,
        wholes: Wholes,
        sections: Sequence[Section],
    ) -> Issuer | None:
        """The body whose name is a line of its own above the headline."""
        above = 0
        while above < len(sections) and sections[above].kind is SectionKind.HEADER:
            above += 1
        for place in range(len(tokens)):
            if tokens.section[place] >= above:
                return None
            if place in outer and (place == 0 or tokens.section[place - 1] < tokens.section[place]):
                rule = "organizations.issuer.letterhead"
                return self._at(tokens, layer, outer, wholes, place, rule)
        return None

    def _signature(
        self,
        tokens: Tokens,
        layer: OrganizationLayer,
        outer: Mentions,
        wholes: Wholes,
        sections: Sequence[Section],
    ) -> Issuer | None:
        if not sections or sections[-1].kind is not SectionKind.SIGNATURE:
            return None
        last = len(sections) - 1
        place = len(tokens)
        while place > 0 and tokens.section[place - 1] == last:
            place -= 1
        return self._at(tokens, layer, outer, wholes, place, "organizations.issuer.signature")

    def _reported(
        self,
        tokens: Tokens,
        layer: OrganizationLayer,
        outer: Mentions,
        wholes: Wholes,
    ) -> Issuer | None:
        """«(Об этом) сообщили в X», «говорится в сообщении X», «по сообщению пресс-службы X»."""
        wanted = self._offices | self._texts
        last = max(tokens.section, default=0)
        for index in [i for i, lemma in enumerate(tokens.lemma) if lemma in wanted]:
            lemma = tokens.lemma[index]
            if _OPENING_SECTIONS < tokens.section[index] < last:
                continue
            if lemma in self._offices:
                if self._is_source(tokens, index):
                    rule = "organizations.issuer.press_office"
                    found = self._at(tokens, layer, outer, wholes, index, rule)
                    if found is not None:
                        return found
            elif (clause := self._distributor(tokens, index, outer)) is not None:
                rule = "organizations.issuer.clause"
                return self._at(tokens, layer, outer, wholes, clause, rule)
            elif self._is_source(tokens, index):
                place = index + 1
                if place in outer or self._is_office(tokens, place):
                    rule = "organizations.issuer.text"
                    found = self._at(tokens, layer, outer, wholes, place, rule)
                    if found is not None:
                        return found
        return None

    def _distributor(self, tokens: Tokens, index: int, outer: Mentions) -> int | None:
        """Start of the body behind which «, которая распространила это сообщение» stands.

        Args:
            tokens: The release's words.
            index: Token of the text's kind («сообщение»).
            outer: Mentions by first token.
        """
        first = tokens.sentences[tokens.sentence[index]][0]
        window = range(index - 1, max(first, index - _CLAUSE), -1)
        verb = next((i for i in window if tokens.lemma[i] in self._spreading), None)
        if verb is None:
            return None
        which = next((i for i in window if tokens.lemma[i] == "который"), None)
        if which is None or which > verb or tokens.feats[which].case != "Nom":
            return None
        before = [
            (mention.tokens[1], -start)
            for start, mention in outer.items()
            if first <= start and which - _CLAUSE <= mention.tokens[1] < which
        ]
        # The nearest; of names inside one another the widest.
        return -max(before)[1] if before else None

    def _is_office(self, tokens: Tokens, index: int) -> bool:
        return index < len(tokens) and tokens.lemma[index] in self._offices

    def _is_source(self, tokens: Tokens, index: int) -> bool:
        """Whether a verb of report governs the word, and no quotation stands around it."""
        first, last = tokens.sentences[tokens.sentence[index]]
        for at in range(max(first, index - 4), min(last, index + 12)):
            if at != index and tokens.lemma[at] in self._verbs:
                return True
        return index == first and tokens.form[min(last, index + 8) - 1] == "."

    def _at(
        self,
        tokens: Tokens,
        layer: OrganizationLayer,
        outer: Mentions,
        wholes: Wholes,
        place: int,
        rule: str,
    ) -> Issuer | None:
        """The issuer whose words begin at token `place`."""
        if place >= len(tokens):
            return None
        start = place
        if tokens.lemma[place] in self._offices:
            start = place + 1
        mention = outer.get(start)
        if mention is not None:
            body = layer.get(mention.key)
            if body.is_media:
                return None
            end = wholes.country(mention.tokens[1]) if mention.tokens[1] < len(tokens) else None
            end = end or mention.tokens[1]
            name = body.name
            if mention.is_abbreviation and end > mention.tokens[1]:
                name = body.abbreviation or name
            elif len(name.split()) != mention.tokens[1] - start and not mention.is_abbreviation:
                # Said otherwise here than elsewhere: the words that stand here bear the name out.
                name = self._nominative.phrase(tokens, start, mention.tokens[1]).text
            if end > mention.tokens[1]:
                name = f"{name} {_state(join(tokens, mention.tokens[1], end))}"
            return Issuer(mention.key, name, (tokens.span(place, end),), rule)
        if start == place:
            return None
        end = self._office_end(tokens, wholes, start)
        if end == start:
            return None
        name = self._nominative.phrase(tokens, place, end).text
        return Issuer(None, name, (tokens.span(place, end),), rule)

    def _office_end(self, tokens: Tokens, wholes: Wholes, start: int) -> int:
        """End of an office in the genitive behind «пресс-служба» («Президента Литвы»)."""
        end = start
        limit = tokens.sentences[tokens.sentence[start]][1] if start < len(tokens) else start
        while end < limit and end < start + 6:
            country = wholes.country(end)
            if country is not None:
                return country
            feats = tokens.feats[end]
            if tokens.pos[end] not in {"NOUN", "ADJ", "PROPN"} or feats.case != "Gen":
                break
            end += 1
        named = end > start and tokens.pos[end - 1] in {"NOUN", "PROPN"}
        return end if named else start


def _state(words: str) -> str:
    """A state's name behind a body's, without a letterhead's capitals."""
    return words.title() if words.isupper() and len(words) > _LONGEST_ABBREVIATION else words
