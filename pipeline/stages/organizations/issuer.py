"""Who released a text, where it says so: a letterhead, a signature, «сообщили в пресс-службе …»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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

_CLAUSE = 6
"""Longest clause looked through, in tokens."""
_LONGEST_ABBREVIATION = 5
_LONGEST_LINE = 20
"""Longest line that is a body's name, in tokens."""
_OPENING_SECTIONS = 3
"""Sections at the beginning that may name the issuer: header, headline, dateline and lead. In the
middle of a text such words name the source of one statement."""


@dataclass(frozen=True, slots=True)
class _Release:
    """What the finder reads of one release.

    Attributes:
        tokens: Its words.
        sections: Its sections.
        layer: Its bodies.
        outer: The widest mention of one at each first token.
        wholes: Names of states and places by token.
    """

    tokens: Tokens
    sections: Sequence[Section]
    layer: OrganizationLayer
    outer: Mapping[int, OrganizationMention]
    wholes: Wholes

    def kind(self, index: int) -> SectionKind | None:
        """Kind of the section that token `index` stands in."""
        return self.sections[self.tokens.section[index]].kind if self.sections else None


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
        outer: dict[int, OrganizationMention] = {}
        for mention in layer.mentions:
            held = outer.get(mention.tokens[0])
            if held is None or held.tokens[1] < mention.tokens[1]:
                outer[mention.tokens[0]] = mention
        release = _Release(tokens, sections, layer, outer, wholes)
        return self._letterhead(release) or self._signature(release) or self._reported(release)

    def _letterhead(self, release: _Release) -> Issuer | None:
        """The body whose name is a line of its own above the headline, or the first line."""
        tokens, start = release.tokens, 0
        while start < len(tokens):
            if start and release.kind(start) is not SectionKind.HEADER:
                break
            end = _line_from(tokens, start)
            if end < len(tokens) and self._is_whole(release, start, end):
                return self._at(release, start, "organizations.issuer.letterhead", end)
            start = end
        return None

    def _signature(self, release: _Release) -> Issuer | None:
        """The body whose name is a line of its own at the end of the release.

        Behind it may stand lines of contacts («тел. …», «press@…», «#Хештег»).
        """
        tokens, end = release.tokens, len(release.tokens)
        while (start := _line_before(tokens, end)) > 0:
            signed = release.kind(start) is SectionKind.SIGNATURE
            if signed or self._is_whole(release, start, end):
                found = self._at(release, start, "organizations.issuer.signature", end)
                if found is not None:
                    return found
            if not signed:
                break
            end = start
        return None

    def _is_whole(self, release: _Release, start: int, end: int) -> bool:
        """Whether a line is a body's name, and its country and short name, and nothing more."""
        tokens = release.tokens
        place = start + (tokens.lemma[start] in self._offices)
        mention = release.outer.get(place)
        if mention is None or end - start > _LONGEST_LINE:
            return False
        place = mention.tokens[1]
        place = (release.wholes.country(place) if place < end else None) or place
        if place < end and tokens.form[place] == "(":
            closing = (i + 1 for i in range(place, end) if tokens.form[i] == ")")
            place = next(closing, place)
        return place == end

    def _reported(self, release: _Release) -> Issuer | None:
        """«(Об этом) сообщили в X», «говорится в сообщении X», «по сообщению пресс-службы X»."""
        tokens = release.tokens
        wanted = self._offices | self._texts
        last = max(tokens.section, default=0)
        for index in [i for i, lemma in enumerate(tokens.lemma) if lemma in wanted]:
            lemma = tokens.lemma[index]
            if _OPENING_SECTIONS < tokens.section[index] < last:
                continue
            if lemma in self._offices:
                if self._is_source(tokens, index):
                    rule = "organizations.issuer.press_office"
                    found = self._at(release, index, rule)
                    if found is not None:
                        return found
            elif (clause := self._distributor(release, index)) is not None:
                rule = "organizations.issuer.clause"
                return self._at(release, clause, rule)
            elif self._is_source(tokens, index):
                place = index + 1
                if place in release.outer or self._is_office(tokens, place):
                    rule = "organizations.issuer.text"
                    found = self._at(release, place, rule)
                    if found is not None:
                        return found
        return None

    def _distributor(self, release: _Release, index: int) -> int | None:
        """Start of the body behind which «, которая распространила это сообщение» stands.

        Args:
            release: The release.
            index: Token of the text's kind («сообщение»).
        """
        tokens = release.tokens
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
            for start, mention in release.outer.items()
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
        self, release: _Release, place: int, rule: str, limit: int | None = None
    ) -> Issuer | None:
        """The issuer whose words begin at token `place` and end before `limit`, if there is one."""
        tokens, wholes = release.tokens, release.wholes
        if place >= len(tokens):
            return None
        limit = len(tokens) if limit is None else limit
        start = place
        if tokens.lemma[place] in self._offices:
            start = place + 1
        mention = release.outer.get(start)
        if mention is not None:
            body = release.layer.get(mention.key)
            if body.is_media:
                return None
            end = wholes.country(mention.tokens[1]) if mention.tokens[1] < limit else None
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


def _line_from(tokens: Tokens, start: int) -> int:
    """One past the last token of the line that begins at `start`."""
    end = start
    while end < len(tokens) and tokens.section[end] == tokens.section[start]:
        end += 1
    return end


def _line_before(tokens: Tokens, end: int) -> int:
    """The first token of the line that ends before `end`."""
    start = end
    while start > 0 and tokens.section[start - 1] == tokens.section[end - 1]:
        start -= 1
    return start
