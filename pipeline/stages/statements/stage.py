"""The statements stage: direct and reported speech with speaker, verb and content.

Order: transcript turns, then attributed quotations, then attributions put into their sentence
(they cover what stands before them), then plain verbs of speech from left to right. What one
statement covers holds no other: nested words are the outer speaker's.
"""

from __future__ import annotations

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import Agreement
from pipeline.grammar.nominative import Nominative
from pipeline.grammar.noun_phrase import NounPhrases
from pipeline.layers import (
    CountryLayer,
    OrganizationLayer,
    ParticipantLayer,
    PersonLayer,
    PositionLayer,
    StatementLayer,
)
from pipeline.resources.loader import ResourceStore
from pipeline.stages.statements.alone import LoneQuotations
from pipeline.stages.statements.authors import Authors
from pipeline.stages.statements.content import ContentFinder
from pipeline.stages.statements.direct import DirectSpeech
from pipeline.stages.statements.displaced import DisplacedContent
from pipeline.stages.statements.drafts import Board
from pipeline.stages.statements.elimination import Elimination
from pipeline.stages.statements.extent import Extents
from pipeline.stages.statements.headlines import HeadlineLabels
from pipeline.stages.statements.heads import Heads
from pipeline.stages.statements.insertions import Insertions
from pipeline.stages.statements.institutions import Institutions
from pipeline.stages.statements.lexicon import SpeechLexicon
from pipeline.stages.statements.messages import Messages
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.passives import Passives
from pipeline.stages.statements.reports import Reports
from pipeline.stages.statements.resolution import Resolution
from pipeline.stages.statements.speakers import Speakers
from pipeline.stages.statements.subjects import SubjectAgreement
from pipeline.stages.statements.transcripts import Transcripts
from pipeline.stages.statements.words import Words


class StatementStage:
    """Finds who is given as saying what.

    Args:
        store: Where `speech.yaml` is read from.
        morphology: The shared dictionary morphology.
    """

    def __init__(self, store: ResourceStore, morphology: Morphology) -> None:
        self._lexicon = SpeechLexicon(store)
        self._agreement = Agreement(morphology)
        self._phrases = NounPhrases(morphology)
        self._nominative = Nominative(morphology)

    def __call__(
        self,
        tokens: Tokens,
        persons: PersonLayer,
        positions: PositionLayer,
        participants: ParticipantLayer,
        organizations: OrganizationLayer,
        countries: CountryLayer,
    ) -> StatementLayer:
        """The release's statements in order of place.

        Speakers come from `participants.references`; `positions` and `organizations` tell an
        office or a body that speaks for itself from a person, `countries` an expert of one
        country from another's.
        """
        lexicon = self._lexicon
        triggers = lexicon.triggers
        hits = [index for index, lemma in enumerate(tokens.lemma) if lemma in triggers]
        verbs = [index for index in hits if lexicon.entries(tokens, index)]
        telling = lexicon.words | lexicon.message_nouns
        nouns = [index for index in hits if tokens.lemma[index] in telling]
        first = lexicon.according_first
        frames = [
            index
            for index, word in enumerate(tokens.lower)
            if word in first and lexicon.is_according(tokens, index)
        ]
        narration = Narration(tokens, participants, countries, lexicon)
        board = Board(narration)
        agreement = SubjectAgreement(tokens, persons, positions, self._agreement)
        known = {p.person: p for p in participants.participants}
        elimination = Elimination(narration, agreement, known)
        heads = Heads(narration, agreement, positions, known)
        speakers = Speakers(narration, agreement, elimination, heads)
        authors = Authors(narration, speakers)
        direct = DirectSpeech(narration, speakers, authors, board)
        extents = Extents(narration, speakers)
        insertions = Insertions(narration, speakers, extents, direct, board)
        words = Words(narration, speakers, extents, board)
        institutions = Institutions(narration, organizations, self._phrases, self._nominative)
        finder = ContentFinder(narration, self._phrases)
        displaced = DisplacedContent(narration, agreement, direct, board)
        reports = Reports(
            narration, speakers, extents, finder, direct, institutions, displaced, board
        )
        Transcripts(narration, agreement, board).find()
        direct.find()
        HeadlineLabels(narration, speakers, board).find()
        narration.drop_unclosed(board.used)
        for index in frames:
            insertions.frame(index)
        for index in nouns:
            words.noun(index)
        for index in verbs:
            if (
                index not in board.done
                and not board.is_covered(index)
                and narration.quotation(index) is None
                and direct.speaks(index)
            ):
                insertions.verb(index)
        relay = lexicon.classes["relay"]
        for index, lemma in enumerate(tokens.lemma):
            if lemma in relay:
                insertions.relay(index)
        Messages(narration, authors, extents, board).find()
        passives = Passives(narration, extents, direct, board)
        for index in verbs:
            if not passives.verb(index):
                reports.verb(index)
        LoneQuotations(narration, direct, board).find()
        return Resolution(narration, agreement, board, institutions).layer()
