"""Speech in the passive: «министром было отмечено, что …», «со стороны X отмечены успехи»."""

from __future__ import annotations

from pipeline.grammar.agreement import NOUNS
from pipeline.layers import Reference
from pipeline.resources.speech import SpeechVerb
from pipeline.stages.statements.direct import DirectSpeech
from pipeline.stages.statements.drafts import Board, Draft
from pipeline.stages.statements.extent import Extents
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.subjects import Subject

_SIDE = ["со", "стороны"]


class Passives:
    """Finds speech told by a short passive participle whose agent is a named person.

    Without an agent («была отмечена важность …») nobody in particular speaks.
    """

    def __init__(
        self, narration: Narration, extents: Extents, direct: DirectSpeech, board: Board
    ) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._extents = extents
        self._direct = direct
        self._board = board

    def verb(self, index: int) -> bool:
        """File a draft if the participle at `index` tells what its agent said."""
        tokens, narration, board = self._tokens, self._narration, self._board
        feats = tokens.feats[index]
        if feats.verb_form != "Part" or feats.voice != "Pass" or feats.case:
            return False
        if board.is_covered(index) or narration.quotation(index) is not None:
            return False
        if tokens.lower[index - 1] == "не" or tokens.lower[index - 2 : index] == ["не", "было"]:
            return False
        agent = self._agent(index)
        if agent is None:
            return False
        for entry in narration.lexicon.entries(tokens, index):
            content = self._content(index, agent, entry)
            if content is None:
                continue
            start, clause = content
            end = self._extents.end(index, start, clause=clause)
            subject = Subject("person", agent.persons, agent.tokens)
            lemma = self._direct.lemma(index)
            rule = "statements.reported.passive"
            board.add(Draft(index, subject, False, lemma, [(start, end)], rule))
            return True
        return False

    def _agent(self, verb: int) -> Reference | None:
        """The person in the instrumental, or in the genitive behind «со стороны»."""
        tokens, narration = self._tokens, self._narration
        start, end = narration.segment(verb)
        found: list[Reference] = []
        for index in range(start, end):
            reference = narration.references.get(index)
            if reference is None or reference.tokens[0] != index or reference.kind == "pronoun":
                continue
            before = index - 1
            while before > start and tokens.lower[before - 1 : before + 1] != _SIDE:
                if tokens.pos[before] not in NOUNS | {"ADJ"}:
                    break
                before -= 1
            aside = before > start and tokens.lower[before - 1 : before + 1] == _SIDE
            bare = index == 0 or tokens.pos[index - 1] != "ADP"
            if aside or (bare and tokens.feats[index].case == "Ins"):
                found.append(reference)
        persons = {reference.persons for reference in found}
        return found[-1] if len(persons) == 1 else None

    def _content(self, verb: int, agent: Reference, entry: SpeechVerb) -> tuple[int, bool] | None:
        """Where the content begins behind the participle, and whether it is a clause."""
        tokens, narration = self._tokens, self._narration
        if entry.needs:
            return None
        high = narration.sentence(verb)[1]
        place = verb + 1
        if place == agent.tokens[0]:
            place = agent.tokens[1]
        place = narration.adverbs_end(place, high)
        if place + 2 >= high:
            return None
        if tokens.form[place] == "," and tokens.lower[place + 1] == "что":
            if any(government.clause == "that" for government in entry.governments):
                return place + 2, True
            return None
        if not any(
            government.case == "Acc" and not government.preposition and not government.whom
            for government in entry.governments
        ):
            return None
        head = place
        while head < high and tokens.pos[head] == "ADJ":
            head += 1
        if head >= high or tokens.pos[head] != "NOUN" or tokens.feats[head].animacy == "Anim":
            return None
        lemma = tokens.lemma[head]
        if tokens.feats[head].case not in {"Nom", "Acc"} or lemma in entry.not_heads:
            return None
        if entry.heads and lemma not in entry.heads:
            return None
        return None if lemma in narration.lexicon.classes["empty_content"] else (place, False)
