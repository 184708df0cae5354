"""Acts told by verbs, with nouns of action from the lexicon or by the usual suffixes."""

from __future__ import annotations

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import NOUNS
from pipeline.grammar.coordination import Coordination
from pipeline.grammar.nominative import join
from pipeline.layers import Measure
from pipeline.stages.documents.lexicon import Lexicon

_EDGES = frozenset(
    {",", ";", ":", ".", "—", "–", "-", "и", "или", "также", "а", "др", "др.", "как"}
)
_FEW = {"два": "двух", "две": "двух", "три": "трёх", "четыре": "четырёх"}
_SUFFIXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("изировать", ("изация", "изирование")),
    ("ифицировать", ("ификация",)),
    ("ировать", ("ирование",)),
    ("вить", ("вление",)),
    ("пить", ("пление",)),
    ("бить", ("бление",)),
    ("мить", ("мление",)),
    ("дить", ("ждение",)),
    ("стить", ("щение",)),
    ("тить", ("щение", "чение")),
    ("сить", ("шение",)),
    ("зить", ("жение",)),
    ("ить", ("ение",)),
    ("еть", ("ение",)),
    ("ать", ("ание",)),
    ("ять", ("яние",)),
)
"""Endings of infinitives and of their nouns (source: Russian Grammar 1980, §§ 256–263)."""


class VerbalNouns:
    """Turns infinitives into nouns of action.

    A noun made by suffix counts only if the dictionary knows it.
    """

    def __init__(self, lexicon: Lexicon, morphology: Morphology) -> None:
        self._pairs = lexicon.data.verbal_nouns.pairs
        self._denied = lexicon.data.verbal_nouns.denied
        self._effects = lexicon.data.verbal_nouns.effects
        self._adverbs = lexicon.data.verbal_nouns.adverbs
        self._morphology = morphology

    def noun(self, infinitive: str, *, denied: bool = False) -> str | None:
        """The noun of `infinitive` in the nominative singular, or `None`.

        Args:
            infinitive: The verb.
            denied: Whether «не» stands before it; only nouns of the lexicon say so much
                («не допускать» → «недопущение»).
        """
        if denied:
            return self._denied.get(infinitive)
        known = self._pairs.get(infinitive)
        if known is not None:
            return known
        if infinitive.endswith("ся") and infinitive[:-2] in self._pairs:
            # «откроется центр»: the centre's opening
            return self._pairs[infinitive[:-2]]
        if infinitive in self._effects:
            return None
        for ending, replacements in _SUFFIXES:
            if infinitive.endswith(ending):
                for replacement in replacements:
                    noun = infinitive[: -len(ending)] + replacement
                    if self._morphology.known(noun):
                        return noun
        return None

    def adjective(self, adverb: str, noun: str) -> str | None:
        """The adjective of an adverb in agreement with `noun` («ежегодно» → «ежегодное»)."""
        adjective = self._adverbs.get(adverb)
        if adjective is None:
            return None
        gender = next((parse.gender for parse in self._morphology.parses(noun)), "Neut")
        return self._morphology.inflect(adjective, "Nom", "Sing", gender, pos="ADJ")


class VerbalActs:
    """Turns verbs with their objects into acts: «провести форум» → «проведение форума»."""

    def __init__(
        self, lexicon: Lexicon, morphology: Morphology, coordination: Coordination
    ) -> None:
        self._lexicon = lexicon
        self._morphology = morphology
        self._coordination = coordination
        self._nouns = VerbalNouns(lexicon, morphology)
        self.noun = self._nouns.noun

    def act_of(self, tokens: Tokens, verb: int, start: int, end: int, rule: str) -> Measure | None:
        """A measure told by the verb at `verb`, with its adverbs in front and object behind."""
        if verb >= end:
            return None
        denied = verb > start and tokens.lower[verb - 1] == "не"
        noun = self.noun(tokens.lemma[verb], denied=denied)
        begin, end = trim(tokens, verb + 1, end)
        if noun is None or begin >= end:
            return None
        head = self._coordination.head(tokens, begin, end)
        if (
            head is not None
            and tokens.feats[head].case == "Ins"
            and (tokens.lemma[head] in self._lexicon.data.adverbial.nouns)
        ):
            return None
        if tokens.lemma[verb] in self._lexicon.verbs and self._lacks_object(tokens, begin, end):
            # «Программу решено подписать в ходе визита»: what is signed stands in front.
            return None
        if tokens.lemma[verb] in self._lexicon.data.invoking.lemmas and (
            head is not None
            and tokens.lemma[head] in self._lexicon.triggers | self._lexicon.data.invoking.lemmas
        ):
            # «призвали выполнить положения резолюции»: what is in force already
            return None
        words = self._genitive(tokens, begin, end)
        if words is None:
            return None
        front, when = "", ""
        for index in range(start, verb):
            if tokens.pos[index] == "ADP":
                # «до 1 мая создать группу» → «создание до 1 мая группы»
                when = f"{join(tokens, index, verb)} "
                break
            adjective = self._nouns.adjective(tokens.lemma[index], noun)
            front += f"{adjective} " if adjective else ""
        text = in_spelling_of(tokens, f"{front}{noun} {when}{words}")
        return Measure(text, tokens.span(start, end), rule)

    def _lacks_object(self, tokens: Tokens, begin: int, end: int) -> bool:
        """Whether only phrases of time and place stand behind the verb."""
        return tokens.pos[begin] == "ADP" and all(
            tokens.feats[index].case not in {"Acc", "Nom"}
            or tokens.pos[index] not in NOUNS
            # «в ходе визита Президента Республики Корея»
            or (tokens.pos[index] == "PROPN" and tokens.feats[index - 1].case == "Gen")
            for index in range(begin, end)
        )

    def _object(self, tokens: Tokens, start: int, end: int) -> int:
        """Where the object begins: behind phrases of time and place («в 2027 году в Минске X»)."""
        if tokens.pos[start] == "ADV" and start + 1 < end and tokens.pos[start + 1] == "ADP":
            # «совместно с вузами план работы»
            start += 1
        if tokens.pos[start] != "ADP":
            return start
        for index in range(start + 1, end):
            if tokens.pos[index] == "ADP":
                return self._object(tokens, index, end)
            if tokens.feats[index].case in {"Acc", "Nom"} and index > start + 1:
                return index
        return start

    def _objects(self, tokens: Tokens, first: int, end: int) -> list[int]:
        """Where the objects begin: «финансировать ремонт дорог, строительство школ и закупки»."""
        found = [first]
        for index in range(first + 1, end - 1):
            if tokens.lower[index] not in {",", "и"}:
                continue
            head = self._coordination.head(tokens, index + 1, end)
            if (
                head is not None
                and tokens.feats[head].case in {"Acc", "Nom"}
                and self._coordination.stands_in(tokens, index + 1, end, ("Acc", "Nom"))
            ):
                found.append(index + 1)
        return found

    def _in_genitive(self, tokens: Tokens, index: int, gender: str) -> str | None:
        feats = tokens.feats[index]
        first, hyphen, last = tokens.lower[index].rpartition("-")
        if first not in self._lexicon.data.undeclined.lemmas:
            first, hyphen, last = "", "", tokens.lower[index]
        word = self._morphology.inflect(
            last,
            "Gen",
            feats.number,
            gender,
            pos=tokens.pos[index],
            from_case=feats.case,
            from_number=feats.number,
        )
        if word is None:
            return None
        word = f"{first}{hyphen}{word}"
        return word if tokens.form[index].islower() else _like(tokens.form[index], word)

    def _few(self, tokens: Tokens, first: int, end: int) -> dict[int, str]:
        """«два новых моста» → «двух новых мостов»: what so few are counted with."""
        few = _FEW.get(tokens.lower[first])
        if few is None and not (tokens.form[first].isdigit() and tokens.form[first][-1] in "234"):
            return {}
        noun = self._coordination.head(tokens, first + 1, end)
        if noun is None or tokens.feats[noun].case != "Gen" or tokens.feats[noun].number == "Plur":
            return {}
        word = self._morphology.inflect(tokens.lower[noun], "Gen", "Plur", pos="NOUN")
        if word is None:
            return {}
        return {first: few or tokens.form[first], noun: word}

    def _genitive(self, tokens: Tokens, start: int, end: int) -> str | None:
        """The object of an infinitive in the genitive; other complements stay."""
        words = {index: tokens.form[index] for index in range(start, end)}
        first = self._object(tokens, start, end)
        words.update(self._few(tokens, first, end))
        for begin in self._objects(tokens, first, end):
            head = self._coordination.head(tokens, begin, end)
            if head is None or tokens.feats[head].case not in {"Acc", "Nom"}:
                continue
            for index in range(begin, head + 1):
                if not tokens.form[index][0].isalpha() or tokens.pos[index] in {"ADV", "CCONJ"}:
                    continue
                word = self._in_genitive(tokens, index, tokens.feats[head].gender)
                if word is None:
                    return None
                words[index] = word
        pieces: list[str] = []
        for index in range(start, end):
            if pieces and tokens.space_before(index):
                pieces.append(" ")
            pieces.append(words[index])
        return "".join(pieces)


def trim(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """`[start, end)` without separators and small words at its edges."""
    while start < end and tokens.lower[start] in _EDGES:
        start += 1
    while end > start and tokens.lower[end - 1] in _EDGES:
        end -= 1
    return start, end


def in_spelling_of(tokens: Tokens, text: str) -> str:
    """`text` without «ё» if the release writes none («зеленый»)."""
    if "ё" in text and "ё" not in tokens.text:
        return text.replace("ё", "е").replace("Ё", "Е")
    return text


def _like(form: str, word: str) -> str:
    if len(form) > 1 and form.isupper():
        return form
    return word[:1].upper() + word[1:] if form[:1].isupper() else word
