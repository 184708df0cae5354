"""Whether a phrase stands where a verb of speech governs it."""

from __future__ import annotations

from pipeline.grammar.agreement import NOUNS, Agreement
from pipeline.resources.speech import Government, SpeechVerb
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.quotations import MARKS

_PREPOSITIONS = {"об": "о", "обо": "о", "во": "в", "со": "с", "ко": "к"}
_THEIR = frozenset({"его", "её", "ее", "их"})
_NAMED_BEFORE = frozenset({"них", "него", "неё", "нее", "ней", "нём", "нем", "ним"})
NOMINALS = NOUNS | {"PRON", "ADJ", "DET", "NUM"}


class GovernmentCheck:
    """Questions about phrases of one release."""

    def __init__(self, narration: Narration, agreement: Agreement) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._agreement = agreement

    def is_addressee(self, place: int, government: Government) -> bool:
        """Whether somebody spoken to stands at `place` («призвал *коллег* …»)."""
        tokens = self._tokens
        reference = self._narration.references.get(place)
        if reference is None and tokens.pos[place] not in NOMINALS:
            return False
        if tokens.pos[place] == "PRON" and tokens.lower[place].startswith("друг"):
            return False  # «пожелали друг другу здоровья»
        case = tokens.feats[place].case
        if government.clause == "inf" or government.case == "Gen":
            return case in {"Acc", "Dat"} or (
                case == "Gen" and self._agreement.could_be(tokens, place, "Acc")
            )
        if case == "Gen" or case == "Nom":
            return self._agreement.could_be(tokens, place, "Acc")
        return case == "Acc"

    def stands(self, government: Government, entry: SpeechVerb, place: int, stop: int) -> bool:
        """Whether a phrase of this government begins at `place`."""
        tokens = self._tokens
        if government.clause == "inf":
            return tokens.pos[place] in {"VERB", "AUX"} and (tokens.feats[place].verb_form == "Inf")
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
        if (
            bare
            and case == "Acc"
            and reference is not None
            and (entry.inanimate or not entry.plain)
        ):
            return False
        pos = tokens.pos[start]
        if (
            pos not in NOMINALS
            and not (pos == "VERB" and tokens.feats[start].verb_form == "Part")
            and pos != "X"
        ):
            return pos in {"PUNCT", "ADV"} and not bare and start + 1 < stop
        if not self._fits(start, case, bare=bare):
            return False
        head = self._head(start, stop)
        if head is None:
            return not bare
        lemma = tokens.lemma[head]
        if (
            bare
            and case == "Acc"
            and tokens.feats[head].animacy == "Anim"
            and (entry.inanimate or not entry.plain)
        ):
            return False
        following = tokens.lower[head + 1] if head + 1 < stop else ""
        if lemma in entry.not_heads and following not in {"о", "об", "обо"}:
            # «информацию о закрытии порта» says what it is about.
            return False
        if entry.heads and lemma not in entry.heads:
            return False
        if entry.heads and self._is_anothers(head):
            return False
        if government.whom and tokens.lower[head] in _NAMED_BEFORE:
            return True  # «пригласил на них коллег»: whom it is said to is the content
        willed = tokens.lower[stop : stop + 2] == [",", "чтобы"]
        if willed and government.preposition in {"от", "у"}:
            return False  # «потребовал от коллег, чтобы …»: the clause is the content
        return not self._is_empty(start, head, stop)

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
            if tokens.lower[index] in _THEIR and tokens.pos[index + 1] in NOUNS | {"ADJ"}:
                continue
            if tokens.pos[index] == "PRON":
                return index
            if tokens.pos[index] == "ADP":
                return None
        return None

    def _is_anothers(self, head: int) -> bool:
        """Whether a message is somebody else's: «передала участникам приветствие президента X»."""
        if self._tokens.lemma[head] not in self._narration.lexicon.message_nouns:
            return False
        author = self._narration.references.get(head + 1)
        return author is not None and author.tokens[0] == head + 1 and author.kind != "pronoun"

    def _is_empty(self, start: int, head: int, stop: int) -> bool:
        """Whether the phrase only points back («об этом», «эту информацию»)."""
        tokens = self._tokens
        empty = self._narration.lexicon.classes["empty_content"]
        if tokens.lemma[head] in empty and tokens.pos[head] in {"PRON", "DET"}:
            following = head + 1
            return not (
                tokens.lower[head] in {"том", "то", "тем"}
                and following < len(tokens)
                and tokens.form[following] == ","
            )
        alone = head + 1 >= stop
        if {tokens.lemma[start - 1], tokens.lemma[start]} & {"этот", "данный"}:
            # «поддержал данное предложение и подтвердил …»
            return alone or tokens.pos[head + 1] in {"CCONJ", "PUNCT", "VERB"}
        return alone and tokens.lemma[head] in empty

    def _is_naming(self, entry: SpeechVerb, place: int, stop: int) -> bool:
        """An object and an instrumental: «назвал порт воротами страны»."""
        tokens = self._tokens
        participle = tokens.pos[place] == "VERB" and tokens.feats[place].verb_form == "Part"
        nominal = participle or tokens.pos[place] in NOMINALS
        if not self._narration.references.get(place) and not nominal:
            return False
        case = tokens.feats[place].case
        if case not in {"Acc", "Ins", "Gen", "Nom"}:
            return False
        if case in {"Gen", "Nom"} and not self._agreement.could_be(tokens, place, "Acc"):
            return False
        for index in range(place + (case != "Ins"), stop):
            if tokens.pos[index] in NOMINALS and self._is_instrumental(index):
                before = index - 1
                if tokens.pos[before] != "ADP":
                    return True
        return False

    def _is_instrumental(self, index: int) -> bool:
        """Whether a word is instrumental; in quotation marks the tagger takes some for others."""
        tokens = self._tokens
        if tokens.feats[index].case == "Ins":
            return True
        if tokens.form[index - 1] not in MARKS:
            return False
        cases = self._agreement.morphology.cases(tokens.lower[index])
        return "Ins" in cases and not cases & {"Nom", "Acc", "Gen"}
