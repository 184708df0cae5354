"""Bodies only the NER model knows, and abbreviations bound to names in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens, fold
from pipeline.grammar.agreement import is_abbreviation
from pipeline.grammar.nominative import Nominative
from pipeline.layers import SectionKind
from pipeline.stages.organizations.found import Body, Found
from pipeline.stages.organizations.lexicon import BodyLexicon
from pipeline.stages.organizations.scene import Scene

_OPENING = {"«": "»", "„": "“", "“": "”", '"': '"'}
_CLOSING = frozenset('»”“"')
_EDGES = frozenset({"(", ")", ",", ".", "-", "–", "—", ":", ";", "/", "и", "в", "от", "с", "на"})
_ORGANS = frozenset({"правление"})
_REGIONS = frozenset({"регион", "область", "край", "район", "округ", "провинция", "штат"})
_LONGEST_BRACKET = 5
_LONGEST_LATIN = 8
_SHORTEST_ACRONYM = 3
_ENTITY = "organizations.entity"
_NO_NAME = re.compile(r"[А-ЯЁ]{2,}(?:ы|ов|ам|ами|ах)|\w|[A-Za-zА-ЯЁ]+-?\d+|[A-Za-z-]+-[а-яё]+")
"""Abbreviations in the plural («МИДов»), single letters, marks («С-400»), «IT-сектор»."""


class EntityFinder:
    """Turns the NER's organisations into bodies, where the lexicons found none.

    Args:
        lexicon: The lexicons.
        morphology: The dictionary.
    """

    def __init__(self, lexicon: BodyLexicon, morphology: Morphology) -> None:
        self._not_bodies = lexicon.not_bodies
        self._not_heads = lexicon.not_heads
        self._morphology = morphology
        self._nominative = Nominative(morphology)

    def __call__(self, scene: Scene, held: Iterable[tuple[int, int]]) -> list[Found]:
        """Bodies at the NER's spans that none of the ranges in `held` overlaps."""
        tokens = scene.tokens
        taken = {index for start, end in held for index in range(start, end)}
        result: list[Found] = []
        for entity in tokens.entities:
            if entity.label != "ORG":
                continue
            for start, end in _pieces(tokens, entity.tokens, taken):
                if start in taken:
                    continue
                start, end = self._trimmed(scene, start, end)
                end = self._latin(scene, start, end, taken)
                if start >= end or scene.kinds[tokens.section[start]] is SectionKind.DATELINE:
                    continue
                if self._is_name(scene, start, end):
                    result.append(self._named(scene, start, end))
                    taken.update(range(start, end))
        return result

    @staticmethod
    def _latin(scene: Scene, start: int, end: int, taken: set[int]) -> int:
        """The end with the further Latin words of a name («KfW IPEX-Bank», «SACE S.p.A.»)."""
        if end <= start or not scene.tokens.form[end - 1][0].isascii():
            return end
        after = latin_end(scene.tokens, end)
        return end if any(index in taken for index in range(end, after)) else after

    def _trimmed(self, scene: Scene, start: int, end: int) -> tuple[int, int]:
        tokens = scene.tokens
        if end - start > 1 and tokens.lemma[start] in _ORGANS:
            start += 1  # «председатель Правления БРК»: the bank is the institution
        while start < end and (
            scene.words[start] in _EDGES or tokens.pos[start] in {"ADP", "CCONJ", "SCONJ", "ADV"}
        ):
            start += 1
        while end > start and (
            scene.words[end - 1] in _EDGES or tokens.pos[end - 1] in {"ADP", "CCONJ", "SCONJ"}
        ):
            end -= 1
        if (
            end > start + 1
            and tokens.form[end - 1] in _CLOSING
            and not any(tokens.form[index] in _OPENING for index in range(start, end - 1))
        ):
            end -= 1
        country = scene.wholes.country_before(end, start + 1) if end - start > 1 else None
        return start, country if country is not None else end

    def _is_name(self, scene: Scene, start: int, end: int) -> bool:
        """Whether the words look like a name: a capital, no country, no word of a sentence."""
        tokens = scene.tokens
        first = start + 1 if tokens.form[start] in _OPENING and start + 1 < end else start
        form = tokens.form[first]
        if not form[0].isupper() or scene.wholes.country(first) is not None:
            return False
        if any(index in scene.persons for index in range(start, end)):
            return False
        if tokens.lemma[end - 1] in _REGIONS and tokens.pos[start] == "ADJ":
            return False
        if any(tokens.feats[index].verb_form == "Fin" for index in range(start, end)):
            return False
        noun = next((i for i in range(start, end) if tokens.pos[i] == "NOUN"), start)
        if tokens.lemma[noun] in self._not_heads:
            return False
        if end - start > 1:
            if first == start and self._is_person(tokens, start, end):
                return False
            return any(character.isalpha() for character in form)
        if is_abbreviation(form) or form[0].isascii():
            return form not in self._not_bodies and _NO_NAME.fullmatch(form) is None
        if tokens.pos[first] not in {"NOUN", "PROPN"}:
            return False
        if first > 0 and tokens.form[first - 1] in _OPENING:
            return True
        parses = self._morphology.parses(tokens.lower[first])
        return not parses[0].known or any("Orgn" in parse.marks for parse in parses)

    def _is_person(self, tokens: Tokens, start: int, end: int) -> bool:
        """Whether the words are headed by a common noun for one person («Временный Поверенный»)."""
        head = next((i for i in range(start, end) if tokens.pos[i] in {"NOUN", "PROPN"}), None)
        if head is None:
            return False
        feats = tokens.feats[head]
        if feats.animacy != "Anim" or feats.number != "Sing":
            return False
        parses = self._morphology.parses(tokens.lower[head])
        return parses[0].known and all(
            not parse.marks and (parse.animate or parse.kind == "PRTF") for parse in parses
        )

    def _named(self, scene: Scene, start: int, end: int) -> Found:
        tokens = scene.tokens
        short = end - start == 1 and is_abbreviation(tokens.form[start])
        if tokens.form[start] in _OPENING:
            inner = end - 1 if tokens.form[end - 1] == _OPENING[tokens.form[start]] else end
            name, sure = tokens.words(start + 1, inner) if inner > start + 1 else "", True
            name = name or tokens.words(start, end)
        else:
            restored = self._nominative.phrase(tokens, start, end)
            name, sure = restored.text, restored.sure
        legal = tokens.form[start].upper() in _LEGAL
        body = Body(
            ident=f"proper:{fold(name)}",
            name=name,
            kind="company" if legal else "other",
            head="",
            rank=2 if sure else 1,
        )
        return Found(start, end, body, short, _ENTITY)


def latin_end(tokens: Tokens, index: int) -> int:
    """End of the Latin words with capitals, numerals and dotted letters from `index` on."""
    end = index
    while end < len(tokens) and end - index < _LONGEST_LATIN:
        form = tokens.form[end]
        if tokens.section[end] != tokens.section[index - 1]:
            break
        if form[0].isascii() and form[0].isalpha():
            dotted = len(form) == 1 and tokens.form[end + 1 : end + 2] == ["."]
            glued = not tokens.space_before(end)
            if not (form[0].isupper() or (glued and dotted)):
                break
            end += 2 if dotted else 1  # «S.p.A.»
        elif form == "&" and tokens.form[end + 1 : end + 2] and tokens.form[end + 1][0].isascii():
            end += 1
        else:
            break
    return end


_LEGAL = frozenset({"АО", "ОАО", "ЗАО", "ООО", "ПАО", "ТОО", "НАО", "ГУП", "ФГУП"})


def _pieces(tokens: Tokens, span: tuple[int, int], taken: set[int]) -> Iterable[tuple[int, int]]:
    """The parts of a span that no mention holds; none if mentions hold its beginning."""
    if not any(index in taken for index in range(*span)):
        cut = next((i for i in range(*span) if tokens.form[i] == "("), span[1])
        yield span[0], cut if cut > span[0] else span[1]


@dataclass(frozen=True, slots=True)
class Binding:
    """An abbreviation in brackets behind a name, or a name in brackets behind it.

    Attributes:
        start: First token of the form inside the brackets.
        end: One past its last token.
        form: The form as written.
        of: The mention it is bound to.
    """

    start: int
    end: int
    form: str
    of: Found


def bindings(scene: Scene, found: Iterable[Found]) -> list[Binding]:
    """Abbreviations bound to names: «Название (НАЗВ)», «Название (далее – Фонд)»."""
    tokens = scene.tokens
    count = len(tokens)
    at: dict[int, list[Found]] = {}
    for mention in found:
        opening = mention.end
        if opening < count and tokens.form[opening] in _CLOSING:
            opening += 1
        behind = scene.wholes.country(opening) if opening < count else None
        opening = behind or opening
        if opening + 2 < count and tokens.form[opening] == "(":
            at.setdefault(opening, []).append(mention)
    result: list[Binding] = []
    for opening, mentions in at.items():
        bracket = _bracketed(scene, opening)
        named = [mention for mention in mentions if not mention.is_abbreviation]
        if bracket is None:
            continue
        form = tokens.words(*bracket)
        meant = _meant(form, named)
        if meant is not None:
            result.append(Binding(*bracket, form, meant))
    return result


def spelled(scene: Scene, found: Iterable[Found]) -> list[Binding]:
    """Abbreviations whose letters one name of the release alone spells.

    «Белорусский государственный университет … ректор БГУ». Of two letters only a parliament's:
    «Национальное собрание … спикер НС».
    """
    mentions = list(found)
    named: dict[str, list[Found]] = {}
    for mention in mentions:
        if not mention.is_abbreviation:
            shortest = _SHORTEST_ACRONYM - (mention.body.kind == "parliament")
            for letters in initials(mention.body.name):
                if len(letters) >= shortest and mention.end - mention.start >= shortest:
                    named.setdefault(letters, []).append(mention)
    result: list[Binding] = []
    for mention in mentions:
        form = scene.tokens.form[mention.start]
        if mention.rule != _ENTITY or not mention.is_abbreviation or not form.isalpha():
            continue
        candidates = named.get(fold(form), [])
        if len({other.body.ident for other in candidates}) == 1:
            result.append(Binding(mention.start, mention.end, form, candidates[0]))
    return result


def _bracketed(scene: Scene, opening: int) -> tuple[int, int] | None:
    """The short name inside the bracket at `opening`, the country at its end left out."""
    tokens = scene.tokens
    stop = min(len(tokens), opening + 2 + _LONGEST_BRACKET)
    closing = next((i for i in range(opening + 1, stop) if tokens.form[i] == ")"), None)
    if closing is None:
        return None
    start = opening + 1
    if scene.words[start] == "далее":
        start += 1
        while start < closing and tokens.pos[start] in {"PUNCT", "SYM"}:
            start += 1
    if closing - start > 1:
        country = scene.wholes.country_before(closing, start + 1)
        closing = country if country is not None else closing
    if start >= closing or any(tokens.form[i] in {",", ";"} for i in range(start, closing)):
        return None
    if scene.wholes.country(start) is not None:
        return None
    form = tokens.form[start]
    if closing - start == 1:
        short = is_abbreviation(form) or (form[0].isupper() and scene.words[opening + 1] == "далее")
        return (start, closing) if short else None
    short = closing - start <= 3 and any(
        is_abbreviation(tokens.form[index]) for index in range(start, closing)
    )
    return (start, closing) if short else None


def _meant(form: str, mentions: list[Found]) -> Found | None:
    """Which of several names that end here an abbreviation stands for, if any does.

    The one that has this abbreviation in the lexicon, else the one whose initials spell it, else
    the longest. A name at the end of a longer one that is no mention («Институт стандартов стран
    ОИС (SMIIC)», «Совет по политике ЕАЭС (далее – Совет)») is not meant.
    """
    mentions = [mention for mention in mentions if _may_mean(form, mention.body)]
    if not mentions:
        return None

    def order(mention: Found) -> tuple[bool, bool, int]:
        return (
            mention.body.abbreviation == form,
            spells(form, mention.body.name),
            mention.end - mention.start,
        )

    return max(mentions, key=order)


def _may_mean(form: str, body: Body) -> bool:
    """Whether a short form can stand for a body by what is known of its names."""
    if body.abbreviation == form or spells(form, body.name):
        return True
    if not form.isupper() and form.isalpha():  # «(далее – Фонд)»
        return any(word.startswith(fold(form)[:4]) for word in fold(body.name).split())
    return body.lexicon_id is None


def spells(form: str, name: str) -> bool:
    """Whether the letters of `form` are initials of the words of `name`, small words or not."""
    letters = fold("".join(character for character in form if character.isalpha()))
    return bool(letters) and letters in initials(name)


def initials(name: str) -> set[str]:
    """Folded initials of a name, with small words and without."""
    words = re.findall(r"\w+", fold(name))
    return {
        "".join(word[0] for word in words),
        "".join(word[0] for word in words if len(word) > 2),
    }
