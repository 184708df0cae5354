"""The event's own phrase, its name in the nominative and its theme."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import Agreement
from pipeline.grammar.nominative import Nominative, Restored, join
from pipeline.grammar.noun_phrase import Bounds, NounPhrases
from pipeline.layers import TokenRange
from pipeline.resources.events import EventLexicon
from pipeline.stages.event.adjectives import plural_run
from pipeline.stages.event.candidates import Candidate
from pipeline.stages.event.nouns import ROMAN
from pipeline.stages.event.scene import Scene
from pipeline.stages.event.sides import destination, pair, second_office

_SIDES = frozenset({"с", "со", "между"})
_TWO_SIDED = frozenset({"meeting", "call", "negotiations", "consultations", "visit", "other"})
_POSSESSIVES = frozenset({"его", "её", "ее", "их", "своим", "своей", "своими"})
_QUOTES = {"«": "»", "“": "”", "„": "“", '"': '"'}
_DASHES = frozenset("-–—")
_ACTING = frozenset({"сторона", "делегация"})
"""Nouns of no person for those who act."""
_THEME_WORDS = frozenset({"тема", "вопрос", "девиз"})
_MODE_PREPOSITIONS = frozenset({"в", "на"})
_MODES = frozenset({"уровне", "составе", "формате", "режиме"})
_MODE_WORDS = (
    "высоком", "высшем", "министерском", "экспертном", "рабочем", "парламентском",
    "расширенном", "узком", "широком", "полном", "закрытом", "открытом", "неформальном",
)  # fmt: skip
"""What a level or a circle of participants is called: «в узком составе»."""
_ORDINAL = re.compile(r"^(\d+-)(?:го|му|м|ом|ой|ю|й|я|е)\b")
_ORDINAL_ENDS = {"Masc": "й", "Fem": "я", "Neut": "е"}
_SKIPPED = frozenset(
    {
        "состояться", "пройти", "проходить", "свой", "этот", "данный", "сегодняшний", "вчерашний",
        "скорый",
    }
)  # fmt: skip
"""Words before the noun that are no part of its name («состоявшейся сегодня первой встречи»)."""


@dataclass(frozen=True, slots=True)
class Named:
    """The phrase that names an event.

    Attributes:
        tokens: The phrase, without words that only place or date it.
        name: The phrase in the nominative.
        sure: Whether every word that had to change could be inflected.
    """

    tokens: TokenRange
    name: str
    sure: bool


class Namer:
    """Reads an event's phrase off the text.

    Args:
        lexicon: Words of events.
        phrases: Walks over noun phrases.
        nominative: Restores nominatives.
    """

    def __init__(self, lexicon: EventLexicon, phrases: NounPhrases, nominative: Nominative) -> None:
        self._lexicon = lexicon
        self._phrases = phrases
        self._nominative = nominative
        self._agreement: Agreement = phrases.agreement

    def __call__(self, scene: Scene, candidate: Candidate) -> Named | None:
        """The candidate's phrase; `None` for a verb, which names nothing."""
        if not candidate.noun or self._lexicon.nouns[candidate.lemma].nameless:
            return None
        tokens = scene.tokens
        start = self._start(tokens, candidate)
        end = self.end(scene, candidate)
        numbered = start < candidate.index and ROMAN.fullmatch(tokens.form[start]) is not None
        restored = self._nominative.phrase(tokens, start + numbered, end)
        if numbered:  # «XIV заседания» is no phrase whose head the number is
            restored = replace(restored, text=f"{tokens.form[start]} {restored.text}")
        if tokens.feats[candidate.index].number == "Sing" and (
            plural_run(tokens, candidate.index, start) < candidate.index
        ):
            # «межмидовские консультации», taken for a genitive: as the text writes it
            restored = Restored(join(tokens, start, end), candidate.index, True)
        gender = tokens.feats[candidate.index].gender
        name = _ORDINAL.sub(lambda match: match[1] + _ORDINAL_ENDS.get(gender, "й"), restored.text)
        first = tokens.form[start]
        if (name and scene.opens(start) and self._lowers(scene, start)) or (
            name and first[:1].islower()
        ):
            name = name[0].lower() + name[1:]
        return Named((start, end), name, restored.sure)

    def _lowers(self, scene: Scene, start: int) -> bool:
        """Whether the first word has its capital only from opening the sentence."""
        form = scene.tokens.form[start]
        if start in scene.countries or start in scene.bodies or start in scene.named:
            return False
        return not (len(form) > 1 and form[1].isupper()) and form[0].isalpha()

    def _start(self, tokens: Tokens, candidate: Candidate) -> int:
        start = candidate.start
        while start < candidate.index and (
            tokens.lemma[start] in _SKIPPED
            or tokens.pos[start] in {"ADV", "PUNCT", "DET"}
            or tokens.lower[start] in _NO_NAME
        ):
            start += 1
        return start

    def end(self, scene: Scene, candidate: Candidate) -> int:
        """One past the last token of the phrase: what hangs on the noun and names it."""
        tokens = scene.tokens
        limit = tokens.sentences[tokens.sentence[candidate.index]][1]
        end = candidate.index + 1
        while end < limit:
            after = self._after(scene, candidate, end, limit)
            if after is None or after <= end:
                return end
            end = after
        return end

    def _after(self, scene: Scene, candidate: Candidate, index: int, limit: int) -> int | None:
        tokens = scene.tokens
        word = tokens.lower[index]
        if word[0].isdigit():
            return None
        # «По итогам переговоров X и Y подписали …»: a subject behind the noun is no part of it.
        subjects = {
            place
            for place in range(index, limit)
            if place in scene.named
            and tokens.feats[place].case == "Nom"
            and all(
                tokens.feats[i].case == "Nom"
                for i in range(place, scene.wholes.get(place, place + 1))
                if i in scene.named and len(tokens.form[i]) > 1  # initials have no case
            )
        }
        if index in scene.people and index not in scene.named:
            cases = self._agreement.morphology.cases(word)
            if "Nom" in cases and "Gen" not in cases:
                return None  # «В ходе визита в N премьер-министр …», whatever it is tagged
        bounds = Bounds(limit, scene.wholes, subjects, ("по",))
        if (
            word in _QUOTES
            and tokens.form[index + 1 : index + 2]
            and (tokens.form[index + 1][0].isdigit())
        ):
            return None  # «28» апреля
        if word in _QUOTES and tokens.form[index] in _QUOTES:
            return self._quoted(tokens, index, limit)
        sides = pair(scene, index)
        if sides is not None:
            return sides
        if tokens.lower[index + 1 : index + 2] == ["участием"]:
            return None  # «с участием N» says who is there, and is no part of the name
        between = word == "между" and index + 1 in scene.countries
        grouped = tokens.lemma[candidate.index + 1] == "группа"  # «заседание группы дружбы N с M»
        if between or (word in _SIDES and (grouped or candidate.kind in _TWO_SIDED)):
            return self._side(scene, index, bounds)
        if word in {"в", "на"} and candidate.kind == "visit":
            return destination(scene, index, limit)
        if word == "по":
            if self._is_mode(tokens, index):
                return None
            return self._phrases.prepositional(tokens, index, bounds)
        if tokens.words(index, min(index + 2, limit)).lower() in {
            "на уровне", "в сфере", "в области", "по вопросам", "в формате",
        }:  # fmt: skip
            if tokens.lower[index + 1] == "формате":
                # «саммит в формате „Имя“», but not «в формате видеоконференции»
                quoted = index + 2 < limit and tokens.form[index + 2] in _QUOTES
                return self._quoted(tokens, index + 2, limit) if quoted else None
            return self._tail(tokens, self._group(tokens, index + 2, bounds), bounds)
        if word in _MODE_PREPOSITIONS:
            return self._mode(tokens, index, limit)
        if index > candidate.index + 1 and word in _DASHES:
            return self._dashed(tokens, index, bounds)
        if word in {"и", ","}:
            return self._listed(scene, candidate, index, bounds)
        if self._is_subject(tokens, index, limit):
            return None
        after = self._phrases.tail(tokens, index, bounds)
        return after if after > index else None

    def _is_subject(self, tokens: Tokens, index: int, limit: int) -> bool:
        """«В ходе встречи | стороны обсудили …»: a plural before its verb, whatever its tag."""
        following = index + 1
        if following >= limit or tokens.pos[index] != "NOUN":
            return False
        verb = tokens.feats[following]
        return (
            verb.verb_form == "Fin"
            and verb.number == "Plur"
            and any(
                parse.case == "Nom"
                and parse.number == "Plur"
                and (parse.animate or parse.lemma in _ACTING)
                for parse in self._agreement.morphology.parses(tokens.lower[index])
            )
        )

    def _group(self, tokens: Tokens, index: int, bounds: Bounds) -> int | None:
        return self._phrases.group(tokens, index, "Gen", bounds)

    def _tail(self, tokens: Tokens, end: int | None, bounds: Bounds) -> int | None:
        return None if end is None else self._phrases.tail(tokens, end, bounds)

    def _side(self, scene: Scene, index: int, bounds: Bounds) -> int | None:
        """«с министром … шейхом X», «между министерствами … и …»."""
        tokens = scene.tokens
        end = index + 1
        reached = None
        while end < bounds.limit:
            if tokens.lower[end] in _POSSESSIVES:
                end += 1  # «с его турецким коллегой»
                continue
            if (
                reached is not None
                and tokens.pos[end] == "NOUN"
                and tokens.feats[end].case == "Nom"
            ):
                break  # «на встрече с N президент …»: the subject that follows
            after = scene.wholes.get(end)
            if after is None and reached is not None:
                after = self._phrases.apposed_name(tokens, end, bounds.limit, bounds)
            if after is None:
                after = self._phrases.group(tokens, end, "Ins", bounds)
                if after is None and reached is not None:
                    after = self._phrases.group(tokens, end, "Gen", bounds)
            if after is None or after <= end:
                break
            end = reached = after
            longer = second_office(scene, end, bounds.limit, "Ins")
            if longer is not None:
                end = reached = longer
            if end + 1 < bounds.limit and tokens.lower[end] == "и":
                first = end + 1 + (tokens.lower[end + 1] in _POSSESSIVES)
                following = (
                    scene.wholes.get(first)
                    or self._phrases.group(tokens, first, "Ins", bounds)
                    or self._phrases.group(tokens, first, "Gen", bounds)
                )
                if following is not None:
                    end = reached = following
        return reached

    def _mode(self, tokens: Tokens, index: int, limit: int) -> int | None:
        """«на высшем уровне», «в расширенном составе»: who meets, not where or by what means."""
        end = index + 3
        if end > limit or tokens.lower[end - 1] not in _MODES:
            return None
        return end if tokens.lower[index + 1].startswith(_MODE_WORDS) else None

    def _is_mode(self, tokens: Tokens, index: int) -> bool:
        return tokens.lower[index + 1 : index + 2] in (
            ["видеосвязи"], ["телефону"], ["видеоконференцсвязи"], ["приглашению"],
            ["инициативе"], ["итогам"],
        )  # fmt: skip

    def _quoted(self, tokens: Tokens, index: int, limit: int) -> int | None:
        closing = _QUOTES[tokens.form[index]]
        for end in range(index + 1, min(index + 25, limit)):
            if tokens.form[end] == closing:
                return end + 1
        return None

    def _dashed(self, tokens: Tokens, index: int, bounds: Bounds) -> int | None:
        """«государств – членов Организации»: a dash inside the genitive chain."""
        after = self._group(tokens, index + 1, bounds)
        if after is None or not tokens.lemma[index + 1].startswith(("член", "участни", "наблюд")):
            return None
        return after

    def _listed(self, scene: Scene, candidate: Candidate, index: int, bounds: Bounds) -> int | None:
        """A further genitive of a list, or a participial phrase that goes on with the name."""
        tokens = scene.tokens
        if tokens.lower[index] == "и":
            first = index + 1 + (tokens.lower[index + 1 : index + 2] in (["его"], ["её"], ["ее"]))
            after = self._group(tokens, first, bounds)
            if after is None or index == candidate.index + 1:
                return None
            if any(tokens.lemma[place] in self._lexicon.nouns for place in range(index, after)):
                return None
            return self._phrases.tail(tokens, after, bounds)
        second = second_office(scene, index, bounds.limit, "Gen")
        if second is not None:
            return second
        following = index + 1
        if following >= bounds.limit:
            return None
        attribute = tokens.feats[following].verb_form == "Part" or tokens.pos[following] == "ADJ"
        if (
            attribute
            and tokens.feats[following].case == "Gen"
            and tokens.feats[following].number == "Plur"
        ):
            return self._participial(tokens, following, bounds)
        return None

    def _participial(self, tokens: Tokens, index: int, bounds: Bounds) -> int | None:
        """«министров, отвечающих за торговлю, государств – членов …»: up to the chain's end."""
        for comma in range(index + 1, min(index + 16, bounds.limit)):
            if tokens.lower[comma] == "," and self._group(tokens, comma + 1, bounds) is not None:
                return self._phrases.tail(tokens, comma + 1, bounds)
        return None

    def theme(self, scene: Scene, start: int, limit: int) -> tuple[str, TokenRange] | None:
        """The theme's words: quoted after «посвященное теме», or the phrase itself."""
        tokens = scene.tokens
        for index in range(start, limit):
            after = self._theme_opener(tokens, index, limit)
            if after is None:
                continue
            if tokens.form[after] in _QUOTES:
                closing = self._quoted(tokens, after, limit + 1)
                if closing is not None and closing - 1 > after + 1:
                    inside = (after + 1, closing - 1)
                    return join(tokens, *inside), inside
        return None

    def _theme_opener(self, tokens: Tokens, index: int, limit: int) -> int | None:
        match = self._lexicon.themes.match_at(tokens.lower, index, limit)
        if match is None:
            match = self._lexicon.themes.match_at(tokens.lemma, index, limit)
        if match is None or match.end >= limit:
            return None
        end = match.end
        if tokens.lemma[end] in _THEME_WORDS and end + 1 < limit:
            end += 1
        return end


_NO_NAME = frozenset({"сегодня", "вчера", "накануне"})
