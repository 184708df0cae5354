"""The flow of a release through the program, from top to bottom on one screen.

```
Release → spaCy Doc → Tokens → organizations → countries → persons → positions → participants
        → event → documents → statements → attendance → membership → assemble → Record
```
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

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

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Extraction:
    """A release with everything that was made of it.

    Attributes:
        release: The release as read.
        record: Its record, validated against the contract and the text.
        trace: Which stage and rule gave each value.
        written: The record as JSON, as it was validated.
        seconds: How long the stages took; the analysis is shared by a batch.
    """

    release: Release
    record: Record
    trace: Trace
    written: str
    seconds: float


class Extractor:
    """Turns releases into records. Belongs to one thread.

    Args:
        settings: How to set it up; the defaults suit most uses.

    Attributes:
        nlp: The spaCy pipeline, usable on its own. It has no parser, which no stage needs;
            `load_nlp()` makes one that has, and `nlp.add_pipe("slovnet_syntax")` adds it here.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        store = ResourceStore(self.settings.lexicons)
        morphology = Morphology(self.settings.cache_size)
        offices = OfficeLexicon.load(store)
        lexicon = CountryLexicon.load(store)
        self.nlp: Language = load_nlp(self.settings.max_sentence, morphology, parse=False)
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
        stream = iter(releases)
        while batch := list(islice(stream, self.settings.batch_size)):
            docs = self.nlp.pipe([release.text for release in batch], batch_size=len(batch))
            done = in_step(list(map(self._extract, batch, docs)))
            for release, (outcome, seconds) in zip(batch, done, strict=True):
                if isinstance(outcome, Exception):
                    raise outcome
                yield Extraction(release, *outcome, seconds)

    def _extract(
        self, release: Release, doc: Doc
    ) -> Generator[None, None, tuple[Record, Trace, str]]:
        """Take a release through the stages; `in_step` takes its batch through them together."""
        tokens = self._view(doc, release.text)
        yield
        organizations = self._organizations(tokens)
        yield
        countries = self._countries(tokens, organizations)
        yield
        organizations = assign_countries(organizations, tokens, countries)
        issuer = self._find_issuer(tokens, organizations, release.sections)
        yield
        persons = self._persons(tokens, organizations, countries)
        yield
        positions = self._positions(tokens, organizations, countries, persons, issuer)
        yield
        participants = self._participants(tokens, organizations, countries, persons, positions)
        yield
        event = self._event(
            release, tokens, organizations, countries, persons, positions, participants
        )
        yield
        documents = self._documents(
            tokens, organizations, countries, participants, event, release.published
        )
        yield
        statements = self._statements(
            tokens, persons, positions, participants, organizations, countries
        )
        yield
        attendance = self._attendance(tokens, participants, event, documents, statements)
        membership = self._membership(
            tokens, organizations, countries, participants, event, attendance
        )
        yield
        record, trace = self._assemble(
            Findings(
                release, tokens, organizations, countries, persons, positions, participants,
                event, documents, statements, attendance, membership, issuer,
            )
        )  # fmt: skip
        yield
        record = mark(record, self._ground(record))
        return record, trace, record.check(release.text)


def in_step(
    flows: Sequence[Generator[None, None, Result]],
) -> list[tuple[Result | Exception, float]]:
    """Run generators side by side, each up to its next `yield` before any goes on.

    So a stage sees all releases of a batch one after the other while its code and tables lie in
    the processor's cache: a tenth of the whole time, against one release after the other.

    Returns:
        What each generator returns, or the exception it ends with, and the seconds it took.
    """
    outcomes: dict[int, Result | Exception] = {}
    spent = [0.0] * len(flows)
    while len(outcomes) < len(flows):
        for number, flow in enumerate(flows):
            if number in outcomes:
                continue
            start = perf_counter()
            try:
                next(flow)
            except StopIteration as end:
                outcomes[number] = end.value
            except Exception as error:
                outcomes[number] = error
            spent[number] += perf_counter() - start
    return [(outcomes[number], seconds) for number, seconds in enumerate(spent)]


def load(settings: Settings | None = None) -> Extractor:
    """Build an extractor; models are read when the first text arrives."""
    return Extractor(settings)
