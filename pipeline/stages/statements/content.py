"""What is said: where the content of reported speech begins behind its verb."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.grammar.agreement import NOUNS, Agreement
from pipeline.grammar.noun_phrase import Bounds, NounPhrases
from pipeline.resources.speech import Government, SpeechVerb
from pipeline.stages.statements.lexicon import is_finite
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.quotations import MARKS

_PREPOSITIONS = {"об": "о", "обо": "о", "во": "в", "со": "с", "ко": "к"}
_NOMINALS = NOUNS | {"PRON", "ADJ", "DET", "NUM"}
_ATTRIBUTES = ("по", "с", "со", "о", "об", "обо", "на")
"""Prepositions of phrases that belong to the noun before («после сообщений об атаке»)."""

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


class ContentFinder:
    """Finds the governed phrase or clause of a verb of speech."""

    def __init__(self, narration: Narration, phrases: NounPhrases) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._phrases = phrases
        self._agreement: Agreement = phrases.agreement

    def find(self, verb: int, entry: SpeechVerb, skip: frozenset[int]) -> Content | None:
        """Where the content of `entry` at `verb` begins, or `None` if it has none.

        Args:
            verb: Token of the verb.
            entry: Its entry in the lexicon.
            skip: Tokens of the subject and of the idiom's other words.
        """
        end = min(self._narration.sentence(verb)[1], verb + _REACH)
        stop = self._stop(verb, end)
        places = list(self._places(verb, stop, skip))
        for government in entry.governments:
            if government.clause == "that":
                continue
            start = self._governed(government, entry, places, stop)
            if start is not None:
                return self._start(start, government)
        if any(government.clause == "that" for government in entry.governments):
            return self._that(verb, entry, end)
        return None

    # --- walking behind the verb ------------------------------------------------------------------

    def _stop(self, verb: int, end: int) -> int:
        """Where the verb's own clause stops: a break other than an insertion's, or a finite verb."""
        narration, tokens = self._narration, self._tokens
        index = verb + 1
        while index < end:
            quotation = narration.quotation(index)
            if quotation is not None:
                index = quotation.end
                continue
            if tokens.form[index] in {",", "("}:
                after = narration.insertion_end(index, end)
                if after is None:
                    return index
                index = after
                continue
            if narration.is_break(index) or tokens.form[index] in {".", "!", "?", "…"}:
                return index
            if is_finite(tokens, index):
                return index
            index += 1
        return end

    def _places(self, verb: int, stop: int, skip: frozenset[int]) -> list[int]:
        """Tokens behind the verb at which a phrase of its own may begin, in order.

        Circumstances are walked over whole («в ходе встречи с министром»); they count too,
        because they may be the content themselves («о встрече»).
        """
        tokens, narration = self._tokens, self._narration
        bounds = Bounds(stop, stops=frozenset(narration.references), prepositions=_ATTRIBUTES)
        places: list[int] = []
        index = verb + 1
        while index < stop:
            if index in skip:
                index += 1
                continue
            reference = narration.references.get(index)
            pos = tokens.pos[index]
            if tokens.form[index] in MARKS:
                places.append(index)
                index += 1
                continue
            if reference is not None:
                places.append(index)
                index = max(reference.tokens[1], index + 1)
                continue
            if pos == "ADP":
                places.append(index)
                after = self._phrases.prepositional(tokens, index, bounds)
                index = after if after is not None and after > index else index + 1
                if after is None:
                    while index < stop and tokens.pos[index] in {"ADJ", "DET", "NUM"}:
                        index += 1
                    index += index < stop and tokens.pos[index] in NOUNS
                continue
            places.append(index)
            if pos in _NOMINALS and tokens.feats[index].case == "Dat":
                after = self._phrases.phrase(tokens, index, "Dat", bounds)
                index = after if after is not None and after > index else index + 1
                continue
            index += 1
        return places

    # --- governments ------------------------------------------------------------------------------

    def _governed(
        self, government: Government, entry: SpeechVerb, places: list[int], stop: int
    ) -> int | None:
        for order, place in enumerate(places):
            start = place
            if government.whom:
                if not self._is_addressee(place, government):
                    if self._ends_search(place):
                        return None
                    continue
                if any(self._stands(government, entry, later, stop) for later in places[order + 1 :]):
                    return start
                return None
            if self._stands(government, entry, place, stop):
                return start
            if government.clause is None and government.preposition is None:
                if self._ends_search(place):
                    return None
        return None

    def _ends_search(self, place: int) -> bool:
        """Whether a bare object cannot stand behind this word any more."""
        tokens = self._tokens
        return tokens.pos[place] == "VERB" and tokens.feats[place].verb_form == "Inf"

    def _is_addressee(self, place: int, government: Government) -> bool:
        tokens = self._tokens
        reference = self._narration.references.get(place)
        if reference is None and tokens.pos[place] not in _NOMINALS:
            return False
        case = tokens.feats[place].case
        if government.clause == "inf" or government.case == "Gen":
            return case in {"Acc", "Dat"} or (case == "Gen" and self._agreement.could_be(tokens, place, "Acc"))
        if case == "Gen" or case == "Nom":
            return self._agreement.could_be(tokens, place, "Acc")
        return case == "Acc"

    def _stands(self, government: Government, entry: SpeechVerb, place: int, stop: int) -> bool:
        """Whether a phrase of this government begins at `place`."""
        tokens = self._tokens
        if government.clause == "inf":
            return tokens.pos[place] in {"VERB", "AUX"} and (
                tokens.feats[place].verb_form == "Inf"
            )
        if government.clause == "naming":
            return self._is_naming(entry, place, stop)
        start = place
        if government.preposition is not None:
            word = tokens.lower[place]
            if _PREPOSITIONS.get(word, word) != government.preposition:
                return False
            start = place + 1
        assert government.case is not None
        return self._is_object(government, entry, start, stop)

    def _is_object(self, government: Government, entry: SpeechVerb, start: int, stop: int) -> bool:
        tokens = self._tokens
        while start < stop and tokens.form[start] in MARKS:
            start += 1
        if start >= stop:
            return False
        case = government.case or ""
        bare = government.preposition is None
        reference = self._narration.references.get(start)
        if bare and case == "Acc" and reference is not None and (entry.inanimate or not entry.plain):
            return False
        pos = tokens.pos[start]
        if pos not in _NOMINALS and not (
            pos == "VERB" and tokens.feats[start].verb_form == "Part"
        ) and pos != "X":
            return pos in {"PUNCT", "ADV"} and not bare and start + 1 < stop
        if not self._fits(start, case, bare=bare):
            return False
        head = self._head(start, stop)
        if head is None:
            return not bare
        lemma = tokens.lemma[head]
        if bare and case == "Acc" and tokens.feats[head].animacy == "Anim" and (
            entry.inanimate or not entry.plain
        ):
            return False
        if lemma in entry.not_heads or (entry.heads and lemma not in entry.heads):
            return False
        if self._is_empty(start, head, stop):
            return False
        return True

    def _fits(self, index: int, case: str, *, bare: bool) -> bool:
        tagged = self._tokens.feats[index].case
        if tagged == case or not tagged:
            return True
        if not bare:
            return case in self._agreement.cases(self._tokens, index) and tagged != "Nom"
        if case == "Acc":
            # The subject is known and skipped: what still looks nominative is the object.
            return tagged == "Nom" and self._agreement.could_be(self._tokens, index, "Acc")
        return False

    def _head(self, start: int, stop: int) -> int | None:
        tokens = self._tokens
        for index in range(start, min(start + 12, stop)):
            if tokens.pos[index] in NOUNS or tokens.pos[index] == "X":
                return index
            if tokens.pos[index] == "PRON":
                return index
            if tokens.pos[index] == "ADP":
                return None
        return None

    def _is_empty(self, start: int, head: int, stop: int) -> bool:
        """Whether the phrase only points back («об этом», «эту информацию»)."""
        tokens = self._tokens
        empty = self._narration.lexicon.classes["empty_content"]
        if tokens.lemma[head] in empty and tokens.pos[head] in {"PRON", "DET"}:
            following = head + 1
            return not (tokens.lower[head] in {"том", "то", "тем"} and following < len(tokens)
                        and tokens.form[following] == ",")
        pointing = tokens.lower[start] in {"эту", "этот", "это", "этом", "эти", "этих", "данную"}
        return pointing and head + 1 >= stop

    def _is_naming(self, entry: SpeechVerb, place: int, stop: int) -> bool:
        """An object and an instrumental: «назвал порт воротами страны»."""
        tokens = self._tokens
        if not self._narration.references.get(place) and tokens.pos[place] not in _NOMINALS:
            return False
        case = tokens.feats[place].case
        if case not in {"Acc", "Ins", "Gen", "Nom"}:
            return False
        if case in {"Gen", "Nom"} and not self._agreement.could_be(tokens, place, "Acc"):
            return False
        for index in range(place + (case != "Ins"), stop):
            if tokens.feats[index].case == "Ins" and tokens.pos[index] in _NOMINALS:
                before = index - 1
                if tokens.pos[before] != "ADP":
                    return True
        return False

    def _start(self, place: int, government: Government) -> Content:
        name = government.clause or government.preposition or (government.case or "").lower()
        if government.preposition is not None and not government.whom:
            # «на то, что …», «о том, что …»: the clause is the content.
            clause = self._behind_pronoun(place)
            if clause is not None:
                return Content(clause, clause=True, pattern=f"{name}_that")
        return Content(place, clause=False, pattern=name)

    def _behind_pronoun(self, preposition: int) -> int | None:
        tokens = self._tokens
        place = preposition + 1
        if place + 2 < len(tokens) and tokens.lower[place] in {"то", "том", "тем", "того", "тому"}:
            if tokens.form[place + 1] == ",":
                return self._clause_start(place + 2)
        return None

    def _wills(self, entry: SpeechVerb) -> bool:
        """Whether «чтобы» opens what is wanted rather than a purpose."""
        return any(g.clause == "inf" or g.preposition == "за" for g in entry.governments)

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
                if word in narration.lexicon.classes["subordinator"] and word not in {"если", "хотя", "поскольку", "когда", "пока", "так", "потому", "поэтому"}:
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
            index += 1
        return None

    def _clause_start(self, index: int) -> int:
        """Behind «что»; other conjunctions («как», «почему») belong to the content."""
        if self._tokens.lower[index] in {"что", "будто", "якобы", "чтобы"}:
            return index + 1
        return index
