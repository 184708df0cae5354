"""The documents stage: mentions, acts and contents joined into one entry an instrument."""

from __future__ import annotations

from datetime import date
from itertools import chain

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.layers import (
    CountryLayer,
    Document,
    DocumentLayer,
    EventLayer,
    Issue,
    OrganizationLayer,
    ParticipantLayer,
)
from pipeline.resources.loader import ResourceStore
from pipeline.spans import Span
from pipeline.stages.documents.acting import ActReader
from pipeline.stages.documents.acts import Acts
from pipeline.stages.documents.bulleted import BulletReader
from pipeline.stages.documents.collect import Collector
from pipeline.stages.documents.contents import ContentReader
from pipeline.stages.documents.entries import Entry
from pipeline.stages.documents.lexicon import Lexicon
from pipeline.stages.documents.list_starts import Starts
from pipeline.stages.documents.lists import Lists
from pipeline.stages.documents.mentions import MentionFinder
from pipeline.stages.documents.names import Names
from pipeline.stages.documents.occasions import Occasions, earlier_phrases
from pipeline.stages.documents.purposes import PurposeReader
from pipeline.stages.documents.subjects import Subjects
from pipeline.stages.documents.title_subjects import TitleSubjects
from pipeline.stages.documents.titles import Titles


class DocumentStage:
    """Finds instruments, what happened to them and what they hold.

    Args:
        store: Where `documents.yaml` and `topics.yaml` are read from.
        morphology: The dictionary.
    """

    def __init__(self, store: ResourceStore, morphology: Morphology) -> None:
        lexicon = Lexicon.load(store)
        subjects = Subjects(lexicon, morphology)
        lists = Lists(subjects)
        self._lexicon = lexicon
        self._morphology = morphology
        self._mentions = MentionFinder(lexicon, morphology)
        self._acts = Acts(lexicon, morphology)
        self._purposes = PurposeReader(lexicon, lists)
        starts = Starts(lexicon, lists)
        self._acting = ActReader(lexicon, subjects, starts)
        self._contents = ContentReader(lexicon, lists, self._acting.future)
        self._bulleted = BulletReader(lists, starts, self._contents, self._acting)
        self._titles = Titles(morphology)
        self._subjects = TitleSubjects(lexicon, subjects, lists)
        self._earlier = earlier_phrases(lexicon.data.earlier.phrases)

    def __call__(
        self,
        tokens: Tokens,
        organizations: OrganizationLayer,
        countries: CountryLayer,
        participants: ParticipantLayer,
        event: EventLayer,
        published: date | None = None,
    ) -> DocumentLayer:
        """The documents of one release, in order of first mention.

        Any of the earlier layers may be empty: signatories and occasions are then unknown.
        `published` dates the release where its event has no date.
        """
        mentions = self._mentions.find(tokens, Names.of(organizations, countries, participants))
        if not mentions:
            return DocumentLayer(())
        occasions = Occasions(tokens, event, self._earlier, published, mentions)
        collector = Collector(
            tokens, self._lexicon, self._morphology, self._acts, occasions, participants, countries
        )
        collector.take(mentions)
        if collector.entries:
            self._read_contents(tokens, collector)
        documents: list[Document] = []
        issues: list[Issue] = list(collector.issues)
        bodies = {tokens.span(*mention.tokens) for mention in organizations.mentions}
        acts = [measure.span for entry in collector.entries for measure in entry.measures]
        for entry in collector.entries:
            if not _is_to_be_made(tokens, entry, acts):
                documents.append(self._document(tokens, entry, bodies))
        return DocumentLayer(tuple(documents), tuple(issues))

    def _read_contents(self, tokens: Tokens, collector: Collector) -> None:
        found = collector.antecedents
        sentences = found.sentences()
        for provision in chain(
            self._contents.read(tokens, sentences, found.is_mention, found.is_title),
            self._purposes.read(tokens, sentences, found.is_mention),
            self._acting.read(tokens, sentences, found.is_mention),
            self._bulleted.read(tokens, sentences, found.is_mention),
        ):
            entry = found.resolve(provision.subject.kind, provision.subject.index)
            if entry is None:
                continue
            entry.add_topics(provision.contents.topics)
            entry.add_measures(provision.contents.measures)
            for span in provision.contents.unread:
                collector.issues.append(
                    Issue(
                        "documents",
                        "unread_provision",
                        "A provision of a document could not be turned into a topic or measure.",
                        (span,),
                    )
                )

    def _document(self, tokens: Tokens, entry: Entry, bodies: set[Span]) -> Document:
        mention = entry.mention
        if entry.part is not None:
            title, sure = self._titles.part(tokens, mention, entry.part)
            own = self._subjects.of_part(tokens, mention, entry.part)
            place = entry.part
        else:
            title, sure = self._titles.title(tokens, mention)
            own = self._subjects.of_title(tokens, mention)
            place = (mention.start, mention.end)
            if entry.headline is not None and not own.topics:
                own = self._subjects.of_title(tokens, entry.headline)
        doubts = list(entry.doubts)
        if not sure:
            doubts.append("title_unsure")
        status = entry.status
        if status.rank == 1 and status.link is not None:
            doubts.append("status_unsure")
        topics, measures = list(entry.topics), list(entry.measures)
        entry.topics, entry.measures = [], []
        # «Договор о Балтийском союзе»: a body is no subject matter.
        entry.add_topics(tuple(topic for topic in own.topics if topic.span not in bodies))
        entry.add_topics(tuple(topics))
        entry.add_measures((*own.measures, *measures))
        first = tokens.span(*place)
        return Document(
            kind=mention.kind,
            title=title,
            status=status.status,
            signatories=tuple(entry.signatories),
            topics=tuple(entry.topics),
            measures=tuple(entry.measures),
            tokens=place,
            spans=(first, *_others(entry.spans, first)),
            doubts=tuple(dict.fromkeys(doubts)),
            rule=status.rule,
        )


def _is_to_be_made(tokens: Tokens, entry: Entry, acts: list[Span]) -> bool:
    """«план предусматривает разработку стратегии»: an act of the plan, no instrument yet."""
    if len(entry.said) != 1 or not entry.status.rule.endswith(".unsure"):
        return False
    place = tokens.span(entry.mention.start, entry.mention.end)
    return any(act.contains(place) for act in acts)


def _others(spans: list[Span], first: Span) -> tuple[Span, ...]:
    """The other pieces of evidence in order of place, without repetitions."""
    kept: list[Span] = []
    covered = -1
    for span in sorted(set(spans) - {first}):
        # Spans before begin no later: what reaches as far holds this one.
        if not first.contains(span) and span.end > covered:
            kept.append(span)
            covered = span.end
    return tuple(kept)
