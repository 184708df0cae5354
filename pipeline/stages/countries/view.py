"""A release as the country stage sees it, and the forms found in it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.analysis.tokens import Tokens
from pipeline.frozen import dataclass
from pipeline.layers import OrganizationKind, OrganizationLayer, TokenRange
from pipeline.resources.countries import CountryLexicon, FormKind, Sense
from pipeline.spans import Span

NAMES = frozenset({FormKind.NAME, FormKind.OFFICIAL})
WORDS = frozenset({FormKind.ADJECTIVE, FormKind.DEMONYM, FormKind.COMBINING})
"""Kinds that are written with a small letter."""
CITIES = frozenset({FormKind.CAPITAL, FormKind.PLACE})


@dataclass(frozen=True, slots=True)
class Hit:
    """A form found in the text.

    Attributes:
        start: Index of its first token.
        end: One past the index of its last token.
        senses: Everything it may name, with this spelling.
        part: Range of characters inside the token, for a part of a hyphenated word.
    """

    start: int
    end: int
    senses: tuple[Sense, ...]
    part: tuple[int, int] | None = None

    @property
    def kind(self) -> FormKind:
        """The kind of its first sense."""
        return self.senses[0].kind

    @property
    def codes(self) -> set[str]:
        """Codes of all its senses."""
        return {sense.code for sense in self.senses}


class ReleaseView:
    """The columns of one release that the stage computes with.

    Attributes:
        tokens: The release's words.
        words: The words folded as the lexicon's forms are.
        persons: Token index to the tagged person's name it stands in.
        places: Tokens inside a tagged place.
        bodies: Token index to the kind of the organisation whose name it stands in.
    """

    def __init__(self, tokens: Tokens, organizations: OrganizationLayer) -> None:
        self.tokens = tokens
        self.words = _words(tokens)
        self.persons: dict[int, TokenRange] = {}
        self.places: set[int] = set()
        for entity in tokens.entities:
            if entity.label == "PER":
                self.persons.update(dict.fromkeys(range(*entity.tokens), entity.tokens))
            elif entity.label == "LOC":
                self.places.update(range(*entity.tokens))
        kinds = {body.key: body.kind for body in organizations.organizations}
        self.bodies: dict[int, OrganizationKind] = {}
        for mention in organizations.mentions:
            first, end = mention.tokens
            if end - first > 1:
                self.bodies.update(dict.fromkeys(range(first, end), kinds[mention.key]))

    def find(self, lexicon: CountryLexicon) -> Iterator[Hit]:
        """Forms from left to right, the longest at each place; linear in the tokens."""
        words, form, section = self.words, self.tokens.form, self.tokens.section
        starts, single, phrases = lexicon.starts, lexicon.single, lexicon.phrases
        first = lexicon.first
        end = 0
        places = [i for i, word in enumerate(words) if word in first or "-" in word]
        for index in places:
            if index < end:
                continue
            word = words[index]
            if word in starts:
                match = phrases.match_at(words, index)
                if match is not None and section[index] == section[match.end - 1]:
                    hit = self._readable(index, match.end, match.values)
                    if hit is not None:
                        end = match.end
                        yield hit
                        continue
            if word in single:
                hit = self._readable(index, index + 1, single[word])
                if hit is not None:
                    yield hit
            elif "-" in word and len(word) > 5:
                for part in lexicon.compound(word):
                    if part.sense.kind in WORDS:
                        yield Hit(index, index + 1, (part.sense,))
                    elif form[index][part.start].isupper():
                        yield Hit(index, index + 1, (part.sense,), (part.start, part.end))

    def _readable(
        self, start: int, end: int, senses: list[Sense] | tuple[Sense, ...]
    ) -> Hit | None:
        """The form with the senses that its spelling allows, or `None` if there are none."""
        surface = self.tokens.form[start]
        upper = surface[0].isupper()
        spelt = tuple(sense for sense in senses if _is_spelt(sense, surface, upper))
        if spelt and spelt[0].kind is FormKind.COMBINING and not self._is_first_half(start):
            return None
        if len(spelt) > 1:
            # A country's own name goes before a capital or place of the same name (Алжир).
            spelt = tuple(sense for sense in spelt if sense.kind not in CITIES) or spelt
        return Hit(start, end, spelt) if spelt else None

    def _is_first_half(self, index: int) -> bool:
        """Whether a dash follows: «российско - казахстанский»."""
        return index + 1 < len(self.words) and self.words[index + 1] == "-"

    def is_mid_sentence(self, index: int) -> bool:
        """Whether a word of the same sentence stands before token `index`."""
        first, _ = self.tokens.sentences[self.tokens.sentence[index]]
        return any(pos != "PUNCT" for pos in self.tokens.pos[max(first, index - 4) : index])

    def previous(self, index: int) -> str:
        """Lemma of the word in front; an abbreviation's full stop and quotes are skipped."""
        tokens = self.tokens
        before = index - 1
        while before >= 0 and tokens.form[before] in _SKIPPED:
            if tokens.form[before] == "." and not self._abbreviates(before):
                return ""
            before -= 1
        return tokens.lemma[before] if before >= 0 else ""

    def _abbreviates(self, stop: int) -> bool:
        """Whether the full stop ends an abbreviation; sentence splitters break behind «долл.»."""
        form = self.tokens.form[stop - 1] if stop else ""
        return form.islower() and len(form) <= _LONGEST_ABBREVIATION

    def head(self, index: int) -> str:
        """Lemma of the noun that an adjective ending before token `index` belongs to.

        Coordinated adjectives are skipped («русский и английский языки»), a noun behind «и» is
        not its own («Пётр Грузинский и журналист»).
        """
        tokens = self.tokens
        joined = False
        for at in range(index, min(len(tokens), index + 8)):
            pos = tokens.pos[at]
            # The tagger takes «бизнес-форум» for a verb now and then.
            if pos in {"NOUN", "PROPN"} or (pos == "VERB" and "-" in tokens.form[at]):
                return "" if joined else tokens.lemma[at]
            if pos not in _MODIFIERS and tokens.form[at] not in _JOINTS:
                opens_name = tokens.form[at] in {"«", "„", "“", '"'}
                return tokens.lemma[at] if tokens.form[at][0].isupper() or opens_name else ""
            joined = pos == "CCONJ" or tokens.form[at] in _JOINTS
        return ""

    def span(self, hit: Hit) -> Span:
        """The characters of `hit`."""
        span = self.tokens.span(hit.start, hit.end)
        if hit.part is not None and span.end - span.start == len(self.tokens.form[hit.start]):
            return Span(span.start + hit.part[0], span.start + hit.part[1])
        return span


_LONGEST_ABBREVIATION = 5
_SKIPPED = frozenset({".", "«", "„", "“", '"'})
_MODIFIERS = frozenset({"ADJ", "DET", "NUM", "CCONJ"})
_APOSTROPHES = ("’", "ʼ")
_JOINTS = frozenset({",", "-", "–", "—", "/", "("})


def _is_spelt(sense: Sense, surface: str, upper: bool) -> bool:
    """Whether `surface` is how `sense` is written: names with a capital, abbreviations exactly."""
    kind = sense.kind
    if kind is FormKind.ABBREVIATION:
        return surface == sense.base
    return upper or kind in WORDS or kind is FormKind.NO_COUNTRY or sense.base[0].islower()


def _words(tokens: Tokens) -> list[str]:
    """The words folded as the lexicon's forms are: one kind of apostrophe too."""
    if not any(mark in tokens.text for mark in _APOSTROPHES):
        return tokens.folded
    words = tokens.folded
    for mark in _APOSTROPHES:
        words = [word.replace(mark, "'") for word in words]
    return words
