"""Bodies named by a head noun and what hangs on it: ministries, committees, banks, universities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens, fold
from pipeline.grammar.agreement import NOUNS
from pipeline.grammar.nominative import Nominative
from pipeline.layers import OrganizationKind
from pipeline.resources.institutions import Head
from pipeline.stages.organizations.entities import latin_end
from pipeline.stages.organizations.extent import ExtentFinder
from pipeline.stages.organizations.found import Body, Found
from pipeline.stages.organizations.lexicon import BodyLexicon, HeadForm
from pipeline.stages.organizations.scene import Scene

_OPENING = frozenset('«„“"')
_CLOSING = frozenset('»”“"')
SHARED = "organizations.shared"
"""Rule of one name for bodies of several states."""
_INHERITED: tuple[OrganizationKind, ...] = ("intergovernmental", "parliament")
_OUTER = frozenset({"по", "с", "при", "в", "о", "«", "и"})
"""Words behind which a body inside a name is its subject, not its owner."""
_RULE = "organizations.head."


@dataclass(frozen=True, slots=True)
class Bare:
    """A head noun with nothing that names a body («министерство»), perhaps a reference."""

    start: int
    end: int
    head: str


@dataclass(frozen=True, slots=True)
class Institutions:
    """What heads gave.

    Attributes:
        found: Named institutions, in order of place.
        bare: Heads that may refer to a body named elsewhere.
        refused: Ranges that name a group of bodies, whatever the NER model says of them.
    """

    found: list[Found]
    bare: list[Bare]
    refused: list[tuple[int, int]]


class InstitutionFinder:
    """Finds institutions by their heads.

    Args:
        lexicon: The lexicons.
        morphology: The dictionary.
    """

    def __init__(self, lexicon: BodyLexicon, morphology: Morphology) -> None:
        self._lexicon = lexicon
        self._nominative = Nominative(morphology)
        self._extents = ExtentFinder(morphology, lexicon)

    def __call__(self, scene: Scene, known: Iterable[Found]) -> Institutions:
        """Named institutions and bare heads.

        Args:
            scene: The release.
            known: Mentions of the lexicon's bodies; heads inside them are theirs.
        """
        taken = {index for mention in known for index in range(mention.start, mention.end)}
        found: list[Found] = []
        bare: list[Bare] = []
        refused: list[tuple[int, int]] = []
        tokens = scene.tokens
        for match in scene.heads.values():
            if match.start in taken or tokens.section[match.start] != tokens.section[match.end - 1]:
                continue
            head, form = match.values[0].head, match.values[0].form
            capital = tokens.form[match.start][0].isupper()
            if capital and scene.wholes.inside_country(match.start):
                continue
            noun = _noun(tokens, match.start, match.end)
            if head.part:
                continue
            plural = tokens.feats[noun].number == "Plur" and not match.values[0].plural
            if plural or self._is_general(scene, match.start):
                shared = self._shared(scene, match.values[0], match.start, match.end)
                if plural and shared is not None:
                    found.append(shared)
                else:
                    refused.append((match.start, match.end))
                continue
            mention = self._mention(scene, match.values[0], match.start, match.end, noun)
            if mention is not None and self._is_group(scene, head, match.end, mention.end):
                refused.append((mention.start, mention.end))
            elif mention is not None:
                found.append(mention)
            elif self._is_bare(scene, match.start, match.end):
                bare.append(Bare(match.start, match.end, form))
        return Institutions(found, bare, refused)

    def _mention(
        self, scene: Scene, known: HeadForm, start: int, stop: int, noun: int
    ) -> Found | None:
        tokens, head = scene.tokens, known.head
        begin = self._extents.begin(scene, head, start)
        end = self._extents.end(scene, head, begin, stop)
        begin, end, has_country = self._without_country(scene, head, begin, stop, end)
        capital = self._extents.is_capital(scene, begin, stop, end)
        if not capital and head.lower in {"always", "country"}:
            end = self._extents.end_of_lower(scene, stop, end)
        quoted = any(
            tokens.form[index] in _OPENING or _is_latin(tokens.form[index])
            for index in range(stop, end)
        )
        if capital:
            # «Конституционный суд», «Общественная палата»: a fixed phrase with a capital names.
            fixed = stop - start > 1
            named = end > stop or begin < start or has_country or fixed or head.lower == "always"
        else:
            named = (
                head.lower == "always"
                or quoted
                or (head.lower == "complement" and end > stop)
                or (head.lower == "country" and (has_country or end > stop))
            )
        if not named:
            return None
        latin = latin_end(tokens, stop)
        if head.id == "corporation" and stop < latin:
            return self._latin(scene, known, (start, stop, latin))
        if not capital and not quoted and head.lower == "complement" and head.adjective == "name":
            begin = self._extents.begin_of_lower(scene, begin)
        restored = self._nominative.phrase(tokens, begin, end)
        if restored.text in self._lexicon.not_bodies:
            return None
        kind = head.kind
        if kind == "government" and quoted and tokens.form[begin][0].islower():
            kind = "other"  # «агентство „Имя“»: no state body is called so
        if head.id == "bank" and has_country and scene.wholes.country(stop) == end:
            kind = "government"  # «Банк Литвы»: so a state's central bank is called
        body = Body(
            ident=_ident(scene, stop, end, restored.text),
            name=restored.text,
            kind=kind,
            head=known.form,
            noun=fold(tokens.lemma[noun]),
            rank=3 if capital and restored.sure else 2,
        )
        return Found(begin, end, body, False, f"{_RULE}{head.id}")

    @staticmethod
    def _latin(scene: Scene, known: HeadForm, place: tuple[int, int, int]) -> Found:
        """«компания Ladoga II»: what it is stands in front of the name, and is no part of it."""
        start, stop, end = place
        name = scene.tokens.words(stop, end)
        body = Body(ident=proper(name), name=name, kind=known.head.kind, head=known.form, rank=2)
        return Found(start, end, body, False, f"{_RULE}{known.head.id}")

    def _shared(self, scene: Scene, known: HeadForm, start: int, stop: int) -> Found | None:
        """One name for bodies of several states («парламенты Литвы и Латвии»), in the singular.

        The states are told apart when the release's countries are known.
        """
        tokens, head = scene.tokens, known.head
        if head.adjective != "country":
            return None
        end = self._extents.end(scene, head, start, stop)
        end = scene.wholes.country_before(end, stop) or end
        country = scene.wholes.country(end) if end < len(tokens) else None
        if country is None or country + 1 >= len(tokens):
            return None
        if scene.words[country] not in {"и", ","} or scene.wholes.country(country + 1) is None:
            return None
        restored = self._nominative.phrase(tokens, start, end, singular=True)
        body = Body(
            ident=f"head:{fold(restored.text)}",
            name=restored.text,
            kind=head.kind,
            head=known.form,
            rank=2,
        )
        return Found(start, end, body, False, SHARED) if restored.sure else None

    def _without_country(
        self, scene: Scene, head: Head, begin: int, stop: int, end: int
    ) -> tuple[int, int, bool]:
        """The extent without the country behind it, and whether one stands at either side."""
        tokens = scene.tokens
        cut = scene.wholes.country_before(end, stop)
        if cut is not None and cut > stop and self._leans(tokens, cut):
            return begin, end, True
        if cut is not None:
            only = cut == stop and begin == stop - 1 and head.lower == "never"
            return (begin, end if only else cut, True)
        after = end
        if after < len(tokens) and tokens.form[after] == "(":
            closing = next(
                (i for i in range(after, min(after + 5, len(tokens))) if tokens.form[i] == ")"),
                None,
            )
            after = closing + 1 if closing is not None else after
        follows = after < len(tokens) and scene.wholes.country(after) is not None
        before = begin > 0 and scene.wholes.is_country_adjective(begin - 1)
        return begin, end, follows or before

    def _is_group(self, scene: Scene, head: Head, stop: int, end: int) -> bool:
        """Whether the name is of several bodies («министерства стран Балтии»)."""
        if head.adjective != "country":
            return False
        lemmas = scene.tokens.lemma[stop:end]
        return not self._lexicon.groups.isdisjoint(lemmas) and not any(
            scene.known_inside(stop, end)
        )

    def _leans(self, tokens: Tokens, cut: int) -> bool:
        """Whether the word before a country needs it («изучение современной Литвы»)."""
        if tokens.pos[cut - 1] in {"ADP", "CCONJ"}:
            return True
        agreement = self._extents.agreement
        return agreement.is_modifier(tokens, cut - 1) and agreement.agree(tokens, cut - 1, cut)

    def _is_general(self, scene: Scene, start: int) -> bool:
        """Whether the words speak of any such body («в каждом парламенте»)."""
        return start > 0 and scene.tokens.lemma[start - 1] in self._lexicon.general

    def _is_bare(self, scene: Scene, start: int, end: int) -> bool:
        """Whether nothing modifies the noun but a word that points («данное министерство»)."""
        tokens = scene.tokens
        if self._extents.end_of_group(scene, end) is not None:
            return False
        before = start - 1
        if before < 0 or tokens.section[before] != tokens.section[start]:
            return True
        agreement = self._extents.agreement
        if not agreement.is_modifier(tokens, before) or not agreement.agree(tokens, before, start):
            return True
        return tokens.lemma[before] in self._lexicon.pointing


def with_inner_bodies(found: list[Found], words: list[str]) -> list[Found]:
    """The mentions with what the bodies inside their names make of them.

    An organ of an intergovernmental body is such itself; a name around a medium's is the
    medium's («агентство „Имя“»).
    """
    by_start: dict[int, list[Found]] = {}
    for mention in found:
        by_start.setdefault(mention.start, []).append(mention)
    return [_with_inner(mention, by_start, words) for mention in found]


def _with_inner(mention: Found, by_start: dict[int, list[Found]], words: list[str]) -> Found:
    if not mention.rule.startswith(_RULE) or mention.end - mention.start < 2:
        return mention
    inside = [
        inner
        for index in range(mention.start + 1, mention.end)
        for inner in by_start.get(index, ())
        if inner.end <= mention.end
    ]
    if any(inner.body.is_media for inner in inside):
        return mention.with_body(kind="other", is_media=True)
    # «департамент стран СНГ МИД»: the last is the one it is an organ of.
    last = [inner for inner in inside if inner.end == mention.end]
    if mention.body.kind != "company":
        for inner in last or inside:
            if inner.body.kind in _INHERITED and words[inner.start - 1] not in _OUTER:
                return mention.with_body(kind=inner.body.kind)
    return mention


def _ident(scene: Scene, stop: int, end: int, name: str) -> str:
    """What the body is known by: its proper name in quotes or Latin letters, else all of it."""
    tokens = scene.tokens
    for index in range(stop, end - 1):
        if tokens.form[index] in _OPENING and tokens.form[end - 1] in _CLOSING:
            inner = scene.known.get(index + 1)
            if inner is not None and inner.end == end - 1:
                return inner.body.ident
            return proper(tokens.words(index + 1, end - 1))
    if end > stop and all(_is_latin(tokens.form[index]) for index in range(stop, end)):
        return proper(tokens.words(stop, end))
    return f"head:{fold(name)}"


def proper(name: str) -> str:
    """The ident of a body with a proper name."""
    return f"proper:{fold(name)}"


def _noun(tokens: Tokens, start: int, end: int) -> int:
    for index in range(start, end):
        if tokens.pos[index] in NOUNS:
            return index
    return start


def _is_latin(form: str) -> bool:
    return len(form) > 1 and form[0].isascii() and form[0].isupper()
