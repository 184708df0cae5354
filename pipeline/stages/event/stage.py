"""The event stage: the main event of a release, its date, place, frame and mentions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.clauses import Quotations, clause_of, find_quotations
from pipeline.grammar.dates import DateExpression, DateFinder
from pipeline.grammar.nominative import Nominative
from pipeline.grammar.noun_phrase import NounPhrases
from pipeline.layers import (
    CountryLayer,
    Event,
    EventDate,
    EventLayer,
    EventPlace,
    Issue,
    OrganizationLayer,
    ParticipantLayer,
    PersonLayer,
    PositionLayer,
    Release,
    SectionKind,
    TokenRange,
)
from pipeline.resources.countries import CountryLexicon
from pipeline.resources.dates import DateLexicon
from pipeline.resources.events import EventLexicon, VerbRole
from pipeline.resources.organizations import OrganizationsResource
from pipeline.resources.loader import ResourceStore
from pipeline.spans import Span, merge_sorted
from pipeline.stages.event.background import find_background
from pipeline.stages.event.candidates import Candidate, CandidateFinder, Standing
from pipeline.stages.event.choice import choose
from pipeline.stages.event.frame import Frames
from pipeline.stages.event.naming import Namer
from pipeline.stages.event.placing import Placer
from pipeline.stages.event.scene import Scene, make_scene

_PLAUSIBLE = timedelta(days=31)
"""A date said elsewhere than with the event must lie so near the day of publication."""


class EventStage:
    """Finds the main event.

    Args:
        store: Where lexicons are read from.
        morphology: The dictionary.
    """

    def __init__(self, store: ResourceStore, morphology: Morphology) -> None:
        self._lexicon = EventLexicon.load(store)
        phrases = NounPhrases(morphology)
        nominative = Nominative(morphology)
        self._dates = DateFinder(DateLexicon.load(store))
        self._finder = CandidateFinder(self._lexicon, phrases)
        self._namer = Namer(self._lexicon, phrases, nominative)
        self._placer = Placer(self._lexicon, CountryLexicon.load(store), nominative, morphology)
        self._frames = Frames(
            self._lexicon, store.load("organizations.yaml", OrganizationsResource)
        )

    def __call__(
        self,
        release: Release,
        tokens: Tokens,
        organizations: OrganizationLayer,
        countries: CountryLayer,
        persons: PersonLayer,
        positions: PositionLayer,
        participants: ParticipantLayer,
    ) -> EventLayer:
        """The event that `release` reports, or a layer without one."""
        scene = make_scene(tokens, release.sections, organizations, countries, persons, positions)
        quotations = find_quotations(tokens)
        candidates = list(self._finder(scene, quotations))
        dates = self._dates(tokens)
        main = choose(scene, self._lexicon, candidates)
        if main is None:
            background = find_background(
                scene, self._lexicon, None, None, candidates, dates, release.published, quotations
            )
            return EventLayer(None, background=background)
        mentions = _mentions(self._lexicon, main, candidates)
        background = find_background(
            scene, self._lexicon, main, None, candidates, dates, release.published, quotations
        )
        mentions = [c for c in mentions if not _within(c.index, background)]
        date = self._date(release, scene, quotations, main, mentions, dates)
        background = find_background(
            scene, self._lexicon, main, date, candidates, dates, release.published, quotations
        )
        mentions = [c for c in mentions if not _within(c.index, background)]
        others = [c for c in candidates if _is_other(c, main, background)]
        parts = [c for c in candidates if _is_part(self._lexicon, c, main, background)]
        event = self._event(scene, main, mentions, date, organizations)
        issues = _other_issues(scene, event, main, others)
        return EventLayer(
            event,
            tuple((c.start, c.index + 1) for c in parts),
            tuple((c.start, c.index + 1) for c in others),
            issues,
            background,
        )

    def _event(
        self,
        scene: Scene,
        main: Candidate,
        mentions: Sequence[Candidate],
        date: EventDate | None,
        organizations: OrganizationLayer,
    ) -> Event:
        tokens = scene.tokens
        named = self._namer(scene, main)
        phrase = named.tokens if named is not None else (main.index, main.index + 1)
        sentence = tokens.sentence[main.index]
        theme = self._namer.theme(scene, *tokens.sentences[sentence])
        if theme is None and sentence + 1 < len(tokens.sentences):
            following = tokens.sentences[sentence + 1]
            if any(following[0] <= c.index < following[1] for c in mentions):
                theme = self._namer.theme(scene, *following)
        frame = self._frames(scene, main, phrase, mentions, organizations)
        place = self._placer(scene, main, phrase, mentions)
        spans = [tokens.span(*phrase)]
        if main.verb is not None and not phrase[0] <= main.verb < phrase[1]:
            spans.append(tokens.span(main.verb, main.verb + 1))
        doubts: list[str] = []
        if named is not None and not named.sure:
            doubts.append("event_name_form")
        if place is not None and place.rule == "event.place.dateline":
            doubts.append("event_place_from_dateline")
        if main.standing is Standing.FRAME:
            doubts.append("event_taken_for_granted")
        return Event(
            kind=main.kind,
            name=named.name if named is not None else None,
            theme=theme[0] if theme is not None else None,
            date=date,
            place=place,
            organization=frame.organization,
            tokens=phrase,
            sentence=sentence,
            spans=tuple(spans),
            theme_span=tokens.span(*theme[1]) if theme is not None else None,
            organization_spans=frame.spans,
            bilateral=frame.bilateral,
            announced=main.future,
            doubts=tuple(doubts),
            rule=main.rule,
        )

    # --- date --------------------------------------------------------------------------------

    def _date(
        self,
        release: Release,
        scene: Scene,
        quotations: Quotations,
        main: Candidate,
        mentions: Sequence[Candidate],
        dates: Sequence[DateExpression],
    ) -> EventDate | None:
        """The firmest date the text gives the event."""
        usable = [d for d in dates if d.names_days and self._usable(scene, quotations, d)]
        if not usable:
            return None
        tokens = scene.tokens
        found = self._nearest(scene, main, usable, tokens.sentences[tokens.sentence[main.index]])
        if found is None:
            for mention in mentions:
                if mention.standing is not Standing.HELD and not self._dates_itself(
                    scene, mention, usable
                ):
                    continue
                place = tokens.sentence[mention.index]
                if not mention.noun and place > tokens.sentence[main.index] + 2:
                    continue
                if mention.lemma != main.lemma and place > tokens.sentence[main.index] + 2:
                    # A general word far from the event may mean any other.
                    if mention.rule != "event.noun.participle":
                        continue
                found = self._nearest(scene, mention, usable, tokens.sentences[place])
                resolved = None if found is None else found.resolve(release.published)
                if resolved is None or (
                    release.published is not None
                    and abs(resolved.start - release.published) > _PLAUSIBLE
                ):
                    found = None
                if found is not None:
                    break
        if found is None:
            return None
        resolved = found.resolve(release.published, future=main.future)
        if resolved is None:
            return None
        start, end = found.tokens
        return EventDate(
            resolved.start,
            resolved.end,
            resolved.basis,
            (tokens.span(start, end),),
            f"event.date.{found.kind.value}",
        )

    def _usable(self, scene: Scene, quotations: Quotations, expression: DateExpression) -> bool:
        tokens = scene.tokens
        start = expression.tokens[0]
        if scene.section_kind(start) in (
            SectionKind.HEADER, SectionKind.DATELINE, SectionKind.SIGNATURE,
        ):  # fmt: skip
            return False
        if quotations.speaks(start):
            return False
        before = tokens.lower[start - 1] if start else ""
        if before == "на":
            # «запланировано на 10 мая», but not «план на 10 мая».
            near = range(max(0, start - 4), start)
            return any(
                VerbRole.HOLD in self._lexicon.verbs.get(tokens.lemma[place], ()) for place in near
            )
        return before not in {"от", "до", "к", "по", "со", "после"}

    def _dates_itself(
        self, scene: Scene, mention: Candidate, dates: Sequence[DateExpression]
    ) -> bool:
        """«сегодняшнее мероприятие», or a sentence that says elsewhere that it took place."""
        tokens = scene.tokens
        if any(mention.start <= d.tokens[0] < mention.index for d in dates):
            return True
        if mention.standing is Standing.ABOUT:
            return False
        if any(mention.index < d.tokens[0] <= mention.index + 3 for d in dates):
            return True
        low, high = tokens.sentences[tokens.sentence[mention.index]]
        verbs = self._lexicon.verbs
        return any(
            VerbRole.HAPPEN in verbs.get(tokens.lemma[place], ())
            for place in range(low, high)
            if tokens.pos[place] == "VERB"
        )

    def _nearest(
        self,
        scene: Scene,
        anchor: Candidate,
        dates: Sequence[DateExpression],
        sentence: TokenRange,
    ) -> DateExpression | None:
        """The date of a sentence that stands nearest to the event's verb or noun."""
        tokens = scene.tokens
        inside = [d for d in dates if sentence[0] <= d.tokens[0] < sentence[1]]
        if not inside:
            return None
        points = [anchor.index] if anchor.verb is None else [anchor.index, anchor.verb]
        clause = clause_of(tokens, points[-1])

        def distance(expression: DateExpression) -> tuple[bool, int]:
            start = expression.tokens[0]
            away = min(abs(start - point) for point in points)
            return not clause[0] <= start < clause[1], away

        return min(inside, key=distance)


# --- mentions and other events ---------------------------------------------------------------


def _mentions(
    lexicon: EventLexicon, main: Candidate, candidates: Sequence[Candidate]
) -> list[Candidate]:
    """Candidates that name the event again: the same noun, one of its kind, a general one."""
    return [
        c
        for c in candidates
        if c is not main
        and c.other is None
        and not c.plural
        and not c.speech
        and (c.lemma == main.lemma or c.kind == main.kind or _takes_up(lexicon, main, c))
    ]


def _takes_up(lexicon: EventLexicon, main: Candidate, candidate: Candidate) -> bool:
    """Whether a general noun («встреча», «мероприятие») may mean the event named before."""
    return (
        main.kind != "visit"
        and candidate.noun
        and candidate.index > main.index
        and lexicon.nouns[candidate.lemma].generic
    )


def _within(index: int, ranges: Sequence[TokenRange]) -> bool:
    return any(start <= index < end for start, end in ranges)


def _is_part(
    lexicon: EventLexicon, candidate: Candidate, main: Candidate, background: Sequence[TokenRange]
) -> bool:
    """Whether a noun names the event again, or what it is made of (talks of a visit)."""
    return (
        candidate is not main
        and candidate.noun
        and candidate.other is None
        and not candidate.speech
        and candidate.rule != "event.unreal"
        and candidate.width <= lexicon.widths[main.kind]
        and not _within(candidate.index, background)
    )


def _is_other(candidate: Candidate, main: Candidate, background: Sequence[TokenRange]) -> bool:
    if candidate is main or not candidate.noun or candidate.speech:
        return False
    if candidate.frame is not None and candidate.other == "event.other.before":
        # «перед саммитом» names the event itself; what is told there is another.
        return candidate.kind != main.kind
    return candidate.other is not None or _within(candidate.index, background)


def _other_issues(
    scene: Scene, event: Event, main: Candidate, others: Sequence[Candidate]
) -> tuple[Issue, ...]:
    """A reviewer's note for each further event that the release reports as held."""
    tokens = scene.tokens
    spans: list[Span] = []
    for other in others:
        if other.standing is Standing.HELD and other.verb is not None:
            spans.append(tokens.span(other.start, other.index + 1))
    return tuple(
        Issue("event", "other_event", "The release tells of another event.", (span,))
        for span in merge_sorted(spans)
        if not any(span.overlaps(mine) for mine in event.spans)
    )
