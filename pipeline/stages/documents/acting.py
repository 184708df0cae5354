"""Acts told by main verbs: «Согласно протоколу, стороны создадут …», «Закон вводит …»."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import NOUNS
from pipeline.layers import Measure
from pipeline.stages.documents.contents import Provision
from pipeline.stages.documents.lexicon import Lexicon
from pipeline.stages.documents.list_starts import Starts, Subject
from pipeline.stages.documents.lists import Contents
from pipeline.stages.documents.subjects import Subjects

_RULE = "documents.content.act"
_STOPS = frozenset({"что", "чтобы", "если", "когда", "который", "где", ";", "(", "—", "–"})
_SEPARATORS = frozenset({",", ";", "и", "а", "также"})
_NO_ACTS = frozenset({"быть", "стать", "составить", "состояться", "мочь", "смочь", "пройти"})


class ActReader:
    """Reads verbs in the future behind «согласно X» and verbs that instruments act with."""

    def __init__(self, lexicon: Lexicon, subjects: Subjects, starts: Starts) -> None:
        self._enacting = lexicon.data.enacting.lemmas
        self._vague = lexicon.data.measures.exceptions
        self._carriers = lexicon.data.carriers.lemmas
        self._subjects = subjects
        self._starts = starts

    def read(
        self, tokens: Tokens, sentences: list[int], is_document: Callable[[int], bool]
    ) -> Iterator[Provision]:
        """Provisions of the given sentences.

        Args:
            tokens: The token view.
            sentences: Indices of sentences that can tell of documents.
            is_document: Whether the token is the head of a mention of an instrument.
        """
        for sentence in sentences:
            start, end = tokens.sentences[sentence]
            for index in range(start, end - 1):
                subject = self._subject(tokens, index, start, is_document)
                acting = False
                if subject is None:
                    subject = self._actor(tokens, index, start, is_document)
                    acting = True
                if subject is None:
                    continue
                measures = tuple(self._measures(tokens, index, end, acting=acting))
                if measures:
                    yield Provision(subject, index, Contents(measures=measures))
                break

    def future(self, tokens: Tokens, start: int, end: int) -> tuple[Measure, ...]:
        """Acts told by verbs in the future in `[start, end)`."""
        return tuple(self._measures(tokens, start - 1, end, acting=False))

    def _subject(
        self, tokens: Tokens, index: int, start: int, is_document: Callable[[int], bool]
    ) -> Subject | None:
        edge = self._starts.front(tokens, index, start)
        if not self._starts.frames(tokens, edge, start):
            return None
        if tokens.lemma[index] == "который":
            return Subject("relative", index)
        return self._starts.stands_for(tokens, index, is_document)

    def _actor(
        self, tokens: Tokens, index: int, start: int, is_document: Callable[[int], bool]
    ) -> Subject | None:
        """«Закон вводит …», «Указом создаётся …»: the instrument in front of its verb."""
        place = self._behind_participle(tokens, index + 1)
        while place < len(tokens) and tokens.pos[place] in {"ADV", "PART"}:
            place += 1
        if place >= len(tokens) or self._enacts(tokens, place) is None:
            return None
        case = tokens.feats[index].case
        passive = tokens.lower[place].endswith(("ся", "сь"))
        if case != ("Ins" if passive else "Nom"):
            return None
        edge = self._starts.front(tokens, index, start)
        if edge > start and tokens.pos[edge - 1] == "ADP":
            return None
        if tokens.lemma[index] == "который":
            return Subject("relative", index)
        return self._starts.stands_for(tokens, index, is_document)

    def _behind_participle(self, tokens: Tokens, index: int) -> int:
        """Behind «, подписанный в Риге в мае,» at `index`."""
        end = tokens.sentences[tokens.sentence[index - 1]][1]
        if index + 1 >= end or tokens.lower[index] != ",":
            return index
        feats = tokens.feats[index + 1]
        if feats.verb_form != "Part" or not feats.case:
            return index
        for place in range(index + 2, end - 1):
            if tokens.lower[place] == ",":
                return place + 1
        return index

    def _enacts(self, tokens: Tokens, index: int) -> str | None:
        """The infinitive of a verb that an instrument acts with."""
        feats = tokens.feats[index]
        if feats.verb_form != "Fin" or tokens.lower[index - 1] == "не":
            return None
        lemma = tokens.lemma[index]
        lemma = lemma.removesuffix("ся")
        return lemma if lemma in self._enacting else None

    def _measures(self, tokens: Tokens, index: int, end: int, *, acting: bool) -> Iterator[Measure]:
        """An act a verb: active with an object, or passive with its subject behind it."""
        start = index + 1
        find = self._acting if acting else self._verbs
        verbs, stop = find(tokens, start, end)
        for number, verb in enumerate(verbs):
            last = verbs[number + 1] if number + 1 < len(verbs) else stop
            if last < end:
                # What stands between the separator and the next verb is that one's subject.
                while last > verb and tokens.lower[last] not in _SEPARATORS:
                    last -= 1
                while last - 1 > verb and tokens.lower[last - 1] in _SEPARATORS:
                    last -= 1
            begin = verb + 1
            for place in range(begin, last - 1):
                if tokens.lower[place] == "," and (
                    tokens.pos[place + 1] in {"VERB", "AUX"} or tokens.lower[place + 1] == "в"
                ):
                    last = place
                    break
            head = self._subjects.coordination.head(tokens, begin, last)
            if head is None or tokens.feats[head].case not in {"Nom", "Acc"}:
                continue
            if not self._has_object(tokens, verb, head, last):
                continue
            measure = self._subjects.verbal.act_of(tokens, verb, verb, last, _RULE)
            if measure is not None:
                yield measure

    def _has_object(self, tokens: Tokens, verb: int, head: int, last: int) -> bool:
        """Whether the noun at `head` is what is acted upon, and something concrete."""
        after = tokens.lower[min(head + 1, last)]
        lemma = tokens.lemma[head]
        if lemma in self._vague or (lemma in self._carriers and after == "для"):
            # «создаёт условия», «создаёт основу для …»
            return False
        if tokens.lower[verb].endswith(("ся", "сь")):
            # «откроется центр», but not «обменяются опытом»
            return self._enacts(tokens, verb) is not None
        # «начнёт работу лаборатория»: there the subject stands behind the object.
        return tokens.feats[verb].verb_form != "Fin" or not any(
            tokens.feats[place].case == "Nom" and tokens.pos[place] in NOUNS
            for place in range(head + 1, last)
        )

    def _acting(self, tokens: Tokens, start: int, end: int) -> tuple[list[int], int]:
        """Verbs of one clause that the instrument acts with, and where they end."""
        found: list[int] = []
        for index in range(start, end):
            if tokens.lower[index] in _STOPS or tokens.lemma[index] == "который":
                return found, index
            feats = tokens.feats[index]
            if tokens.pos[index] in {"VERB", "AUX"} and feats.verb_form in {"Fin", "Conv"}:
                if self._enacts(tokens, index) is None:
                    return found, index
                found.append(index)
        return found, end

    def _verbs(self, tokens: Tokens, start: int, end: int) -> tuple[list[int], int]:
        """Verbs in the future of one clause, and where the clause ends."""
        found: list[int] = []
        future = False
        for index in range(start, end):
            if tokens.lower[index] in _STOPS or tokens.lemma[index] == "который":
                return found, index
            feats = tokens.feats[index]
            if tokens.lower[index] in {"будет", "будут"}:
                future = True
            elif tokens.pos[index] not in {"VERB", "AUX"} or (
                feats.verb_form == "Part" and feats.case
            ):
                continue
            elif tokens.lemma[index] in _NO_ACTS or tokens.lower[index - 1] == "не":
                return found, index
            elif (feats.verb_form == "Fin" and feats.tense == "Fut") or (
                feats.verb_form == "Part" and future
            ):
                found.append(index)
            elif feats.verb_form != "Inf":
                return found, index
        return found, end
