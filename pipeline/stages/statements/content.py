"""What is said: where the content of reported speech begins behind its verb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.grammar.agreement import NOUNS
from pipeline.grammar.noun_phrase import Bounds, NounPhrases
from pipeline.resources.speech import Government, SpeechVerb
from pipeline.stages.statements.government import NOMINALS, GovernmentCheck
from pipeline.stages.statements.lexicon import is_finite
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.quotations import MARKS

_ATTRIBUTES = ("по", "с", "со", "о", "об", "обо", "на")
"""Prepositions of phrases that belong to the noun before («после сообщений об атаке»)."""
_POINTING = frozenset({"то", "том", "тем", "того", "тому"})
_REACH = 40
"""How many words may stand between a verb and its content (a long subject, circumstances)."""


@dataclass(frozen=True, slots=True)
class Content:
    """Where content begins.

    Attributes:
        start: First token of the content.
        clause: Whether it is a clause behind «что» (else a phrase of the verb's own clause).
        pattern: The government that found it, for the rule's name.
    """

    start: int
    clause: bool
    pattern: str


class _Replay:
    """An iterator's items, as often as wanted and only as far as wanted."""

    def __init__(self, items: Iterator[int]) -> None:
        self._items = items
        self._seen: list[int] = []

    def __iter__(self) -> Iterator[int]:
        yield from self._seen
        for item in self._items:
            self._seen.append(item)
            yield item


class ContentFinder:
    """Finds the governed phrase or clause of a verb of speech."""

    def __init__(self, narration: Narration, phrases: NounPhrases) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._phrases = phrases
        self._check = GovernmentCheck(narration, phrases.agreement)

    def find(self, verb: int, entry: SpeechVerb, skip: frozenset[int]) -> Content | None:
        """Where the content of `entry` at `verb` begins, or `None` if it has none.

        Args:
            verb: Token of the verb.
            entry: Its entry in the lexicon.
            skip: Tokens of the subject and of the idiom's other words.
        """
        end = min(self._narration.sentence(verb)[1], verb + _REACH)
        if self._tokens.lower[verb + 1 : min(verb + 3, end)] == [",", "что"]:
            # «отметил, что …»: nothing else can be governed from across the comma.
            takes_clause = any(g.clause == "that" for g in entry.governments)
            return Content(verb + 3, clause=True, pattern="that") if takes_clause else None
        phrases = [government for government in entry.governments if government.clause != "that"]
        stop = self._stop(verb, end) if phrases else end
        places = _Replay(self._places(verb, stop, skip))
        for government in phrases:
            if government.clause == "naming":
                far = self._stop(verb, end, relatives=True)
                start = self._governed(government, entry, self._places(verb, far, skip), far)
            else:
                start = self._governed(government, entry, places, stop)
            if start is not None:
                return self._start(start, government)
        that = self._that(verb, entry, end) if len(phrases) < len(entry.governments) else None
        if that is not None:
            return that
        for government in phrases:
            # «рассказал на брифинге о …», «обратился к соседям с просьбой …»: what a noun in
            # between only seems to be joined to.
            own = {"о": ("о", "об", "обо"), "с": ("с", "со") if entry.heads else ()}
            forms = own.get(government.preposition or "", ())
            if forms and not government.whom:
                attributes = tuple(word for word in _ATTRIBUTES if word not in forms)
                places = _Replay(self._places(verb, stop, skip, attributes))
                start = self._governed(government, entry, places, stop)
                if start is not None:
                    return self._start(start, government)
        return None

    # --- walking behind the verb ------------------------------------------------------------------

    def _stop(self, verb: int, end: int, *, relatives: bool = False) -> int:
        """Where the verb's own clause stops: a break (no insertion's) or finite verb.

        Args:
            verb: The verb.
            end: Token to stop before.
            relatives: Whether relative clauses inside are walked over too.
        """
        narration, tokens = self._narration, self._tokens
        index = verb + 1
        while index < end:
            quotation = narration.quotation(index)
            if quotation is not None:
                index = quotation.end
                continue
            if tokens.form[index] in {",", "("}:
                after = narration.insertion_end(index, end)
                if after is None and relatives:
                    after = self._relative_end(index, end)
                if after is None:
                    return index
                if tokens.lower[after : after + 1] in (["что"], ["чтобы"]):
                    return after  # «отметил, в частности, что …»
                index = after
                continue
            if narration.is_break(index) or (
                tokens.form[index] in {".", "!", "?", "…"} and not self._is_initial(index - 1)
            ):
                return index
            if is_finite(tokens, index):
                return index
            index += 1
        return end

    def _is_initial(self, index: int) -> bool:
        """Whether the word is an initial: the full stop behind it ends no clause."""
        form = self._tokens.form[index]
        return len(form) == 1 and form.isupper()

    def _relative_end(self, comma: int, end: int) -> int | None:
        """One past the comma that closes a relative clause behind the one at `comma`."""
        narration = self._narration
        if comma + 1 >= end:
            return None
        segment = narration.segment(comma + 1)
        if not narration.is_dependent(segment) or segment[1] >= end:
            return None
        return segment[1] + 1 if self._tokens.form[segment[1]] == "," else None

    def _places(
        self,
        verb: int,
        stop: int,
        skip: frozenset[int],
        attributes: tuple[str, ...] = _ATTRIBUTES,
    ) -> Iterator[int]:
        """Tokens behind the verb at which a phrase of its own may begin, in order.

        Circumstances are walked over whole («в ходе встречи с министром»); they count too,
        because they may be the content themselves («о встрече»).
        """
        tokens, narration = self._tokens, self._narration
        bounds = Bounds(stop, stops=frozenset(narration.references), prepositions=attributes)
        addressee = Bounds(stop, stops=bounds.stops, prepositions=())
        index = verb + 1
        while index < stop:
            if index in skip:
                index += 1
                continue
            reference = narration.references.get(index)
            pos = tokens.pos[index]
            if tokens.form[index] in MARKS:
                yield index
                index += 1
                continue
            if reference is not None:
                yield index
                index = max(reference.tokens[1], index + 1)
                continue
            if pos == "ADP":
                yield index
                after = self._phrases.prepositional(tokens, index, bounds)
                index = after if after is not None and after > index else index + 1
                if after is None:
                    while index < stop and tokens.pos[index] in {"ADJ", "DET", "NUM"}:
                        index += 1
                    index += index < stop and tokens.pos[index] in NOUNS
                continue
            yield index
            if pos in NOMINALS and tokens.feats[index].case == "Dat":
                after = self._phrases.group(tokens, index, "Dat", addressee)
                index = after if after is not None and after > index else index + 1
                continue
            index += 1

    # --- governments ------------------------------------------------------------------------------

    def _governed(
        self, government: Government, entry: SpeechVerb, places: Iterable[int], stop: int
    ) -> int | None:
        spoken_to: int | None = None
        in_front: int | None = None
        for place in places:
            if (
                government.clause != "naming"
                and self._tokens.lemma[place] in self._narration.lexicon.classes["same"]
            ):
                return None
            if government.whom and spoken_to is None:
                if self._check.is_addressee(place, government):
                    spoken_to = place
                    if in_front is not None:
                        return in_front
                elif self._ends_search(place):
                    return None
                elif (
                    government.preposition is not None
                    and in_front is None
                    and self._check.stands(government, entry, place, stop)
                ):
                    # «пригласил на форум министра»: the one spoken to stands last.
                    in_front = place
                continue
            if self._check.stands(government, entry, place, stop):
                return place if spoken_to is None else spoken_to
            if government.whom:
                continue
            asked = government.preposition in {"от", "у"}
            if asked and (self._tokens.pos[place] in NOMINALS or self._ends_search(place)):
                return None  # «потребовал ответа от коллег»: what is asked for comes first
            bare = government.clause is None and government.preposition is None
            if bare and self._ends_search(place):
                return None
        return None

    def _ends_search(self, place: int) -> bool:
        """Whether a bare object cannot stand behind this word any more."""
        tokens = self._tokens
        return tokens.pos[place] == "VERB" and tokens.feats[place].verb_form == "Inf"

    def _start(self, place: int, government: Government) -> Content:
        name = government.clause or government.preposition or (government.case or "").lower()
        if government.preposition is not None and not government.whom:
            # «на то, что …», «о том, что …»: the clause is the content.
            clause = self._behind_pronoun(place)
            if clause is not None:
                return Content(clause, clause=True, pattern=f"{name}_that")
        return Content(self._with_marks(place), clause=False, pattern=name)

    def _with_marks(self, place: int) -> int:
        """`place`, or the quotation mark that opens its phrase, and a «не» or «ещё» in front."""
        quotation = self._narration.quotation(place)
        if quotation is not None:
            place = quotation.start
        lower = self._tokens.lower
        if lower[place - 1] in {"не", "еще", "ещё"}:
            place -= 1
        elif lower[place - 2 : place] == ["не", "только"]:
            place -= 2
        return place

    def _behind_pronoun(self, preposition: int) -> int | None:
        place = preposition + 1
        if (
            self._tokens.lower[place : place + 1]
            and self._tokens.lower[place] in _POINTING
            and (self._tokens.form[place + 1 : place + 2] == [","])
        ):
            return self._clause_start(place + 2)
        return None

    def _wills(self, entry: SpeechVerb) -> bool:
        """Whether «чтобы» opens what is wanted rather than a purpose."""
        return any(g.clause == "inf" or g.preposition == "за" for g in entry.governments)

    def _opens_clause(self, verb: int, place: int) -> bool:
        """Whether «что», «какие», «в каких» or, right behind the verb, «когда» stand at `place`."""
        tokens = self._tokens
        if tokens.lower[place] == "когда":
            # «сообщил, когда откроют порт», but not «сказал, когда вышел, что …».
            close = self._narration.segment(place)[1]
            return place == verb + 2 and tokens.lower[close : close + 2] != [",", "что"]
        if tokens.lower[place] in self._narration.lexicon.classes["subordinator"]:
            return True
        place += tokens.pos[place] == "ADP"
        return place < len(tokens) and tokens.lemma[place] in {"какой", "чей"}

    def _that(self, verb: int, entry: SpeechVerb, end: int) -> Content | None:
        """The clause behind the first comma that opens one («, что», «, как», «, почему»)."""
        tokens, narration = self._tokens, self._narration
        index = verb + 1
        while index < end - 1:
            quotation = narration.quotation(index)
            if quotation is not None:
                index = quotation.end
                continue
            if tokens.form[index] == ",":
                word = tokens.lower[index + 1]
                if self._opens_clause(verb, index + 1) and word not in {
                    "если",
                    "хотя",
                    "поскольку",
                    "пока",
                    "так",
                    "потому",
                    "поэтому",
                }:
                    if word == "чтобы" and not self._wills(entry):
                        return None
                    start = self._clause_start(index + 1)
                    if tokens.feats[verb + 1].case == "Ins" and tokens.pos[verb + 1] == "ADJ":
                        # «считает важным, что …»: the judgement belongs to the content.
                        start = verb + 1
                    return Content(start, clause=True, pattern="that")
                if word == "если" or word in {"поскольку", "хотя"}:
                    return None
            if is_finite(tokens, index) or tokens.form[index] in {":", ".", ";", "!", "?"}:
                return None
            if tokens.feats[index].verb_form == "Conv" and narration.lexicon.entries(tokens, index):
                return None  # «отверг обвинения, заявив, что …»
            index += 1
        return None

    def _clause_start(self, index: int) -> int:
        """Behind «что»; other conjunctions («как», «почему») belong to the content."""
        if self._tokens.lower[index] in {"что", "будто", "якобы", "чтобы"}:
            return index + 1
        return index
