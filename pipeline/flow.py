"""The flow of a release through the program, from top to bottom on one screen.

```
Release → spaCy Doc → Tokens → organizations → countries → persons → positions → participants
        → event → documents → statements → attendance → membership → assemble → Record
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pipeline.analysis.language import load_nlp
from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import TokenViewBuilder
from pipeline.grounding import Grounding, mark
from pipeline.layers import Release
from pipeline.provenance import provenance
from pipeline.readers import make_release
from pipeline.records import Record
from pipeline.resources.countries import CountryLexicon
from pipeline.resources.loader import ResourceStore
from pipeline.settings import Settings
from pipeline.stages.assemble import Assembler, Findings
from pipeline.stages.attendance import AttendanceStage
from pipeline.stages.countries import CountryStage
from pipeline.stages.documents import DocumentStage
from pipeline.stages.event import EventStage
from pipeline.stages.membership import MembershipStage
from pipeline.stages.organizations import IssuerFinder, OrganizationStage, assign_countries
from pipeline.stages.participants import ParticipantStage
from pipeline.stages.persons import PersonStage
from pipeline.stages.positions import OfficeLexicon, PositionStage
from pipeline.stages.statements import StatementStage
from pipeline.trace import Trace

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Extraction:
    """A release with everything that was made of it.

    Attributes:
        release: The release as read.
        record: Its record, validated against the contract and the text.
        trace: Which stage and rule gave each value.
        written: The record as JSON, as it was validated.
    """

    release: Release
    record: Record
    trace: Trace
    written: str


class Extractor:
    """Turns releases into records. Belongs to one thread.

    Args:
        settings: How to set it up; the defaults suit most uses.

    Attributes:
        nlp: The spaCy pipeline, usable on its own. It parses only the sentences that name a
            person, which is what the stages ask for; `load_nlp()` makes one that parses all.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        store = ResourceStore(self.settings.lexicons)
        morphology = Morphology(self.settings.cache_size)
        offices = OfficeLexicon.load(store)
        lexicon = CountryLexicon.load(store)
        self.nlp: Language = load_nlp(self.settings.max_sentence, morphology, parse_all=False)
        self._view = TokenViewBuilder()
        self._organizations = OrganizationStage(store, morphology)
        self._find_issuer = IssuerFinder(store, morphology)
        self._countries = CountryStage.from_resources(store)
        self._persons = PersonStage(store, morphology, offices.heads)
        self._positions = PositionStage(store, morphology, offices)
        self._participants = ParticipantStage(store)
        self._event = EventStage(store, morphology)
        self._documents = DocumentStage(store, morphology)
        self._statements = StatementStage(store, morphology)
        self._attendance = AttendanceStage(store, morphology)
        self._membership = MembershipStage(store, morphology)
        self._ground = Grounding(store, morphology, lexicon)
        self._assemble = Assembler(lexicon.name, provenance(store))

    def __call__(
        self,
        text: str,
        *,
        id: str = "release",
        published: date | str | None = None,
        headline: str | None = None,
        issuer: str | None = None,
        url: str | None = None,
    ) -> Record:
        """The record of one text.

        Args:
            text: The release, decoded; offsets in the record count its code points.
            id: Identifier to put into the record.
            published: Date of publication, if the text's own header does not say it.
            headline: Headline, if it is not in the text.
            issuer: Who released it, if the text does not say.
            url: Where it was published.

        Raises:
            pipeline.errors.InputError: There is no Russian text to read.
        """
        release = make_release(
            text, id=id, published=published, headline=headline, issuer=issuer, url=url
        )
        return next(self.pipe([release]))

    def pipe(self, releases: Iterable[Release]) -> Iterator[Record]:
        """Records of many releases, in order, with the models run on batches across releases."""
        return (extraction.record for extraction in self.extract(releases))

    def extract(self, releases: Iterable[Release]) -> Iterator[Extraction]:
        """Records and traces of many releases, in order.

        An error in one release is raised when its turn comes and ends the iteration; the batch
        runner (`pipeline.batch`) isolates it.
        """
        stream = ((release.text, release) for release in releases)
        size = self.settings.batch_size
        for doc, release in self.nlp.pipe(stream, as_tuples=True, batch_size=size):
            yield self._extract(release, doc)

    def _extract(self, release: Release, doc: Doc) -> Extraction:
        tokens = self._view(doc, release.text)
        organizations = self._organizations(tokens)
        countries = self._countries(tokens, organizations)
        organizations = assign_countries(organizations, tokens, countries)
        issuer = self._find_issuer(tokens, organizations, release.sections)
        persons = self._persons(tokens, organizations, countries)
        positions = self._positions(tokens, organizations, countries, persons, issuer)
        participants = self._participants(tokens, organizations, countries, persons, positions)
        event = self._event(
            release, tokens, organizations, countries, persons, positions, participants
        )
        documents = self._documents(
            tokens, organizations, countries, participants, event, release.published
        )
        statements = self._statements(
            tokens, persons, positions, participants, organizations, countries
        )
        attendance = self._attendance(tokens, participants, event, documents, statements)
        membership = self._membership(
            tokens, organizations, countries, participants, event, attendance
        )
        record, trace = self._assemble(
            Findings(
                release, tokens, organizations, countries, persons, positions, participants,
                event, documents, statements, attendance, membership, issuer,
            )
        )  # fmt: skip
        record = mark(record, self._ground(record))
        return Extraction(release, record, trace, record.check(release.text))


def load(settings: Settings | None = None) -> Extractor:
    """Build an extractor; models are read when the first text arrives."""
    return Extractor(settings)
