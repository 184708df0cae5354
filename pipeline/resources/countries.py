"""The country lexicon: the closed list of codes and every form that names one of them.

`countries.yaml` and `places.yaml` are the curated sources; `country_forms.tsv` is generated from
them by `build_country_forms` and holds all case forms, so that nothing is inflected at run time.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from pipeline.errors import ResourceError
from pipeline.grammar.trie import PhraseTrie
from pipeline.resources.loader import ResourceStore

TABLE = "country_forms.tsv"
"""File name of the generated table of forms."""

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("’ʼ‘`", "'") | {"ё": "е"})
_WORD = re.compile(r"\w+(?:-\w+)*|[^\w\s]")
_TO_FOLD = re.compile("[ё‐‑‒–—―−’ʼ‘`]")


class FormKind(StrEnum):
    """What kind of form a row of the table holds."""

    NAME = "name"
    OFFICIAL = "official"
    ABBREVIATION = "abbreviation"
    ADJECTIVE = "adjective"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    COMBINING = "combining"
    """First half of a compound adjective: «румыно-», «российско-»."""
    PLACE = "place"
    NO_COUNTRY = "no_country"
    """A fixed phrase with a country's name in it that names none: «Северная Америка»."""


_NAMES_NO_COUNTRY = (FormKind.COMBINING, FormKind.PLACE, FormKind.NO_COUNTRY)
_COUNTRY_ADJECTIVES = (FormKind.ADJECTIVE, FormKind.DEMONYM)
_COUNTRY_NAMES = (FormKind.NAME, FormKind.OFFICIAL, FormKind.ABBREVIATION)
_ADJECTIVE_ENDS = tuple(
    "ий ый ого ому им ым ом ая ой ую ое ие ые их ых ими ыми".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a form.

    Attributes:
        code: Country code; empty for `FormKind.NO_COUNTRY`.
        kind: What kind of form it is.
        base: The form in the nominative (adjectives: masculine), as the lexicon writes it.
        ambiguous: Whether the form names the country only with support from another form.
        nominative: Whether the form may be the nominative.
        declines: Whether the base has other forms than the nominative.
    """

    code: str
    kind: FormKind
    base: str
    ambiguous: bool
    nominative: bool
    declines: bool


def fold(text: str) -> str:
    """Lower case, «ё» as «е», one kind of dash and apostrophe: how forms are compared."""
    lower = text.lower()
    return lower.translate(_DASHES) if _TO_FOLD.search(lower) else lower


def split_words(text: str) -> list[str]:
    """Words and marks of `text`; a hyphenated word is one, as in the token view."""
    return _WORD.findall(text)


def table_rows(text: str) -> Iterator[tuple[str, str, str, list[str], list[str]]]:
    """Rows of the generated table.

    Yields:
        Code, kind (with a trailing `?` where ambiguous), base form, the folded forms that may be
        nominative and the other folded forms.

    Raises:
        ResourceError: A row is malformed.
    """
    for line in text.split("\n"):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if len(cells) != 5:
            raise ResourceError(f"{TABLE}: malformed row {line[:60]!r}: build the table anew")
        code, kind, base, nominative, oblique = cells
        yield code, kind, base, nominative.split("|"), oblique.split("|") if oblique else []


@dataclass(frozen=True, slots=True)
class Part:
    """A country named by a part of a hyphenated word.

    Attributes:
        start: First character of the part inside the word.
        end: One past its last character.
        sense: What the part names.
    """

    start: int
    end: int
    sense: Sense


class CountryLexicon:
    """Closed list of countries and a dictionary of all their forms.

    Args:
        table: Text of the generated table of forms.

    Attributes:
        codes: Every code a record may use.
        single: Folded one-word form to its senses.
        phrases: Folded forms of several words to their senses.
        starts: Every folded word that a form of several words begins with.
        first: These, and all forms of one word.
        capital_codes: Folded form of a capital to the code of its country.
    """

    def __init__(self, table: str) -> None:
        self._names: dict[str, str] = {}
        self.single: dict[str, list[Sense]] = {}
        self.phrases: PhraseTrie[Sense] = PhraseTrie()
        self.capital_codes: dict[str, str] = {}
        starts: set[str] = set()
        kinds = {kind.value: kind for kind in FormKind}
        single = self.single
        for code, label, base, nominative, oblique in table_rows(table):
            kind = kinds[label.rstrip("?")]
            if code not in self._names and kind is FormKind.NAME:  # a country's first row
                self._names[code] = base
            if kind is FormKind.CAPITAL:
                self.capital_codes.update(dict.fromkeys(nominative + oblique, code))
            for forms, is_nominative in ((nominative, True), (oblique, False)):
                sense = Sense(code, kind, base, label[-1] == "?", is_nominative, bool(oblique))
                for form in forms:
                    if " " in form:
                        words = form.split(" ")
                        starts.add(words[0])
                        self.phrases.add(words, sense)
                    elif form in single:
                        single[form].append(sense)
                    else:
                        single[form] = [sense]
        self.codes = frozenset(self._names)
        self.starts = frozenset(starts)
        self.first = self.starts.union(single)

    @classmethod
    def load(cls, store: ResourceStore | None = None) -> CountryLexicon:
        """The package's lexicon, built once a process, or the one of a store with additions.

        The package ships the case forms made (`country_forms.tsv`). Where a user's folder adds to
        `countries.yaml` or `places.yaml`, they are made anew, which takes about a second.

        Args:
            store: Where resources are read from; told the table's hash.

        Raises:
            ResourceError: The table or an addition is malformed.
        """
        if store is None:
            return country_lexicon()
        if not (store.overlaid("countries.yaml") or store.overlaid("places.yaml")):
            store.hashes[TABLE] = hashlib.sha256(_table()).hexdigest()
            return country_lexicon()
        table = store.once(TABLE, lambda: _built(store))
        store.hashes[TABLE] = hashlib.sha256(table.encode()).hexdigest()
        return store.once("country lexicon", lambda: cls(table))

    def name(self, code: str) -> str:
        """The canonical Russian name of `code`; raises `KeyError` for a code not listed."""
        return self._names[code]

    def senses(self, words: Sequence[str]) -> tuple[Sense, ...]:
        """Everything the folded `words` may name as a whole."""
        if len(words) == 1:
            return tuple(self.single.get(words[0], ()))
        match = self.phrases.match_at(words, 0)
        return match.values if match is not None and match.end == len(words) else ()

    def lookup(self, text: str) -> set[str]:
        """Codes of the countries that `text` as a whole is a form of, whatever its case.

        Capitals and ambiguous forms count, compound adjectives give both countries; places and
        combining forms do not.
        """
        words = split_words(fold(text))
        if not words:
            return set()
        senses = self.senses(words)
        if not senses and len(words) == 1:
            return {part.sense.code for part in self.compound(words[0])}
        return {sense.code for sense in senses if sense.kind not in _NAMES_NO_COUNTRY}

    def is_country_form(self, text: str, code: str | None = None) -> bool:
        """Whether `text` is a form of a country (of `code`, if given)."""
        found = self.lookup(text)
        return bool(found) if code is None else code in found

    def adjective_codes(self, word: str) -> set[str]:
        """Codes that the adjective `word`, in any form, belongs to; both for a compound one."""
        folded = fold(word)
        senses = self.single.get(folded)
        if senses is None:
            parts = self.compound(folded)
            senses = [part.sense for part in parts]
            if not any(sense.kind is FormKind.ADJECTIVE for sense in senses):
                return set()
        return {
            sense.code
            for sense in senses
            if sense.kind in (FormKind.ADJECTIVE, FormKind.COMBINING)
            and not (sense.ambiguous and len(senses) > 1)
        }

    def compound(self, word: str) -> list[Part]:
        """Countries named by the parts of a hyphenated word that is no form itself.

        «румыно-молдавский» names two; «США-Китай» too; «российско-европейский» and
        «европейско-российский» one; «Нью-Мексико» and «Казахстан-2050» none.

        Args:
            word: A folded word.
        """
        pieces = word.split("-")
        if len(pieces) < 2 or not all(pieces) or not all(map(str.isalpha, pieces)):
            return []
        parts: list[Part] = []
        at = 0
        last = len(pieces) - 1
        ends_in_country = bool(self._of(pieces[last], _COUNTRY_ADJECTIVES))
        all_names = True
        for index, piece in enumerate(pieces):
            end = at + len(piece)
            names = self._of(piece, _COUNTRY_NAMES)
            all_names = all_names and bool(names)
            if index < last:
                found = self._of(piece, (FormKind.COMBINING,))
                if found and (ends_in_country or word.endswith(_ADJECTIVE_ENDS)):
                    parts.append(Part(at, end, found[0]))
            elif ends_in_country:
                parts.append(Part(at, end, self._of(piece, _COUNTRY_ADJECTIVES)[0]))
            at = end + 1
        if all_names:
            return [
                Part(start, start + len(piece), self._of(piece, _COUNTRY_NAMES)[0])
                for start, piece in _starts(pieces)
            ]
        return parts

    def _of(self, piece: str, kinds: tuple[FormKind, ...]) -> list[Sense]:
        return [
            sense
            for sense in self.single.get(piece, ())
            if sense.kind in kinds and not sense.ambiguous
        ]


def _starts(pieces: list[str]) -> Iterator[tuple[int, str]]:
    at = 0
    for piece in pieces:
        yield at, piece
        at += len(piece) + 1


def _built(store: ResourceStore) -> str:
    from pipeline.resources.build_country_forms import build  # needs this module

    try:
        return build(store)
    except ValueError as error:
        raise ResourceError(f"countries.yaml: {error}") from None


def _table() -> bytes:
    return files("pipeline.resources").joinpath(TABLE).read_bytes()


@cache
def country_lexicon() -> CountryLexicon:
    """The package's lexicon, built once a process."""
    return CountryLexicon(_table().decode("utf-8"))
