"""Who released a text, where it says so: «сообщили в пресс-службе …», a signature line."""

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
_LONGEST_LINE = 20
"""Longest line that is a body's name, in tokens."""
_CONTACTS = frozenset(
    {"тел", "телефон", "телефоны", "факс", "email", "e-mail", "адрес", "контакты"}
)
_NAMED = "organizations.institution.name"
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

        A signature goes before a sentence that reports («Об этом сообщила пресс-служба …»); of
        several such sentences the first counts.

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
        signature = self._signature(tokens, layer, outer, wholes, sections)
        return signature or self._reported(tokens, layer, outer, wholes)

    def _signature(
        self,
        tokens: Tokens,
        layer: OrganizationLayer,
        outer: Mentions,
        wholes: Wholes,
        sections: Sequence[Section],
    ) -> Issuer | None:
        """The body whose name is a line of its own at the end, or at the head of the release.

        Behind the last may stand lines of contacts («тел. …», «press@…», «#Хештег»).
        """
        lines = _lines(tokens)
        while len(lines) > 1 and self._is_contact(tokens, *lines[-1]):
            lines.pop()
        if not lines:
            return None
        start, end = lines[-1]
        kind = sections[tokens.section[start]].kind if sections else None
        if kind is SectionKind.SIGNATURE or self._is_whole(tokens, outer, wholes, start, end):
            rule = "organizations.issuer.signature"
            found = self._at(tokens, layer, outer, wholes, start, rule, end)
            if found is not None:
                return found
        start, end = lines[0]
        if len(lines) > 2 and self._is_whole(tokens, outer, wholes, start, end):
            rule = "organizations.issuer.header"
            return self._at(tokens, layer, outer, wholes, start, rule, end)
        return None

    @staticmethod
    def _is_contact(tokens: Tokens, start: int, end: int) -> bool:
        """«тел. (000) 00-00-00», «press@example.org», «#Хештег»."""
        words = tokens.words(start, end)
        return (
            words.startswith(("#", "http", "www."))
            or tokens.lower[start].rstrip(".:") in _CONTACTS
            or ("@" in words and end - start <= _LONGEST_LINE)
            or not any(form[0].isalpha() for form in tokens.form[start:end])
        )

    def _is_whole(
        self, tokens: Tokens, outer: Mentions, wholes: Wholes, start: int, end: int
    ) -> bool:
        """Whether a line is a body's name, and its country and short name, and nothing more."""
        place = start + (tokens.lemma[start] in self._offices)
        mention = outer.get(place)
        if mention is None or end - start > _LONGEST_LINE:
            return False
        place = mention.tokens[1]
        place = (wholes.country(place) if place < end else None) or place
        if place < end and tokens.form[place] == "(":
            closing = (i + 1 for i in range(place, end) if tokens.form[i] == ")")
            place = next(closing, place)
        return place == end

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
        limit: int | None = None,
    ) -> Issuer | None:
        """The issuer whose words begin at token `place` and end before `limit`, if there is one."""
        if place >= len(tokens):
            return None
        limit = len(tokens) if limit is None else limit
        start = place
        if tokens.lemma[place] in self._offices:
            start = place + 1
        mention = outer.get(start)
        if mention is not None:
            body = layer.get(mention.key)
            if body.is_media:
                return None
            end = wholes.country(mention.tokens[1]) if mention.tokens[1] < limit else None
            end = end or mention.tokens[1]
            name = self._nominative.phrase(tokens, start, end).text
            if mention.rule == _NAMED:  # «Жогорку Кенеш» has a nominative no dictionary knows
                name = f"{body.name} {join(tokens, mention.tokens[1], end)}".rstrip()
            elif mention.is_abbreviation and body.abbreviation and end > mention.tokens[1]:
                rest = join(tokens, mention.tokens[1], end)
                name = f"{body.abbreviation} {rest}"
            elif mention.is_abbreviation:
                name = body.name
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


def _lines(tokens: Tokens) -> list[tuple[int, int]]:
    """The lines of the text, as token ranges."""
    breaks = [
        i
        for i in range(1, len(tokens))
        if tokens.section[i] != tokens.section[i - 1]
        or "\n" in tokens.text[tokens.end[i - 1] : tokens.start[i]]
    ]
    return list(zip([0, *breaks], [*breaks, len(tokens)], strict=True)) if len(tokens) else []
