"""What will be done under an instrument: «Согласно протоколу, стороны создадут …»."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.analysis.tokens import Tokens
from pipeline.layers import Measure
from pipeline.stages.documents.contents import Provision, Subject
from pipeline.stages.documents.list_starts import Starts
from pipeline.stages.documents.lists import Contents
from pipeline.stages.documents.subjects import Subjects

_RULE = "documents.content.future"
_STOPS = frozenset({"что", "чтобы", "если", "когда", "который", "где", ";", "(", "—", "–"})
_SEPARATORS = frozenset({",", "и", "а", "также"})
_NO_ACTS = frozenset({"быть", "стать", "составить", "состояться", "мочь", "смочь", "пройти"})


class FutureReader:
    """Reads verbs in the future behind «согласно X», «в соответствии с X», «в рамках X»."""

    def __init__(self, subjects: Subjects, starts: Starts) -> None:
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
                if subject is None:
                    continue
                measures = tuple(self._measures(tokens, index + 1, end))
                if measures:
                    yield Provision(subject, index, Contents(measures=measures))
                break

    def _subject(
        self, tokens: Tokens, index: int, start: int, is_document: Callable[[int], bool]
    ) -> Subject | None:
        edge = self._starts.front(tokens, index, start)
        if not self._starts.frames(tokens, edge, start):
            return None
        lemma = tokens.lemma[index]
        if is_document(index):
            return Subject("mention", index)
        if lemma == "документ":
            return Subject("generic", index)
        if lemma == "который":
            return Subject("relative", index)
        return Subject("pronoun", index) if lemma in {"он", "она", "оно"} else None

    def _measures(self, tokens: Tokens, start: int, end: int) -> Iterator[Measure]:
        """An act a verb: active with an object, or passive with its subject behind it."""
        verbs, stop = self._verbs(tokens, start, end)
        for number, verb in enumerate(verbs):
            last = verbs[number + 1] if number + 1 < len(verbs) else stop
            if last < end:
                # What stands between the separator and the next verb is that one's subject.
                while last > verb and tokens.lower[last] not in _SEPARATORS:
                    last -= 1
                while last - 1 > verb and tokens.lower[last - 1] in _SEPARATORS:
                    last -= 1
            begin = verb + 1
            head = self._subjects.coordination.head(tokens, begin, last)
            if head is None or tokens.feats[head].case not in {"Nom", "Acc"}:
                continue
            measure = self._subjects.act_of(tokens, verb, verb, last, _RULE)
            if measure is not None:
                yield measure

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
            elif feats.verb_form == "Fin" and feats.tense == "Fut":
                if tokens.lower[index].endswith(("ся", "сь")):
                    return found, index
                found.append(index)
            elif feats.verb_form == "Part" and future:
                found.append(index)
            elif feats.verb_form != "Inf":
                return found, index
        return found, end
