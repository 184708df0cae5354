"""The event stage: the main event of a release, its date, place, frame and mentions."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.clauses import clause_of, find_quotations
from pipeline.grammar.date_finder import DateFinder
from pipeline.grammar.nominative import Nominative
from pipeline.grammar.noun_phrase import NounPhrases
from pipeline.grammar.topics import about
from pipeline.layers import (
    CountryLayer,
    Event,
    EventDate,
    EventLayer,
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
from pipeline.resources.events import EventLexicon
from pipeline.resources.loader import ResourceStore
from pipeline.resources.organizations import OrganizationsResource
from pipeline.stages.event.background import find_background, find_past
from pipeline.stages.event.called import call_event
from pipeline.stages.event.candidates import Candidate, Standing
from pipeline.stages.event.choice import choose
from pipeline.stages.event.dating import Dater
from pipeline.stages.event.finder import CandidateFinder
from pipeline.stages.event.frame import TWO_SIDED, Frames
from pipeline.stages.event.mentions import (
    find_mentions,
    find_others,
    is_other,
    is_part,
    other_issues,
    within,
)
from pipeline.stages.event.naming import Namer
from pipeline.stages.event.placing import Placer
from pipeline.stages.event.scene import Scene, make_scene
from pipeline.stages.event.sides import officers_of, presented
from pipeline.stages.event.verbs import ENACTED

_DECIDING = frozenset(
    {"рассмотреть", "обсудить", "одобрить", "утвердить", "принять", "заслушать", "избрать"}
)
"""What a body does that sits."""


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
        self._dater = Dater(self._lexicon)
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
        past = find_background(
            scene, self._lexicon, None, None, candidates, (), release.published, quotations
        )
        long_past = find_past(scene, candidates, dates, release.published)
        current = [c for c in candidates if not within(c.index, past) and c.index not in long_past]
        main = choose(scene, self._lexicon, current)
        if main is None:
            background = find_background(
                scene, self._lexicon, None, None, candidates, dates, release.published, quotations
            )
            return EventLayer(None, background=background)
        mentions = find_mentions(scene, self._lexicon, main, candidates)
        apart = find_others(scene, main, candidates, participants.references)
        background = find_background(
            scene,
            self._lexicon,
            main,
            None,
            candidates,
            dates,
            release.published,
            quotations,
            apart,
        )
        mentions = [c for c in mentions if not within(c.index, background)]
        date = self._dater(release, scene, quotations, main, mentions, dates, candidates)
        if date is not None:
            background = find_background(
                scene,
                self._lexicon,
                main,
                date,
                candidates,
                dates,
                release.published,
                quotations,
                apart,
            )
            mentions = [c for c in mentions if not within(c.index, background)]
        others = [c for c in candidates if is_other(c, main, background)]
        parts = [c for c in candidates if is_part(self._lexicon, c, main, background)]
        event = self._event(scene, main, mentions, date, organizations, countries)
        issues = other_issues(scene, event, main, others)
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
        countries: CountryLayer,
    ) -> Event:
        tokens = scene.tokens
        own = self._namer(scene, main)
        phrase = own.tokens if own is not None else (main.start, main.index + 1)
        named = call_event(scene, self._lexicon, self._namer, main, mentions)
        sentence = tokens.sentence[main.index]
        theme = self._namer.theme(scene, *tokens.sentences[sentence])
        if theme is None and sentence + 1 < len(tokens.sentences):
            following = tokens.sentences[sentence + 1]
            if any(following[0] <= c.index < following[1] for c in mentions):
                theme = self._namer.theme(scene, *following)
        frame = self._frames(scene, main, phrase, mentions, organizations)
        place = self._placer(scene, main, phrase, mentions, organizations)
        spans = [tokens.span(*phrase)]
        if main.verb is not None and not phrase[0] <= main.verb < phrase[1]:
            spans.append(tokens.span(main.verb, main.verb + 1))
        if named is not None and named is not own and named.tokens != phrase:
            spans.append(tokens.span(*named.tokens))
        doubts: list[str] = []
        if named is not None and not named.sure:
            doubts.append("event_name_form")
        if place is not None and place.rule == "event.place.dateline":
            doubts.append("event_place_from_dateline")
        if main.standing is Standing.FRAME and not (
            _told_elsewhere(main, mentions) or _decides(scene, main)
        ):
            doubts.append("event_taken_for_granted")
        if main.rule == ENACTED:
            doubts.append("event_single_signature")
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
            sides=_sides(scene, main, phrase, countries),
            headlines=tuple(
                dict.fromkeys(
                    tokens.sentence[c.index]
                    for c in mentions
                    if c.kind == main.kind
                    and c.standing is Standing.HELD
                    and scene.section_kind(c.index) is SectionKind.HEADLINE
                )
            ),
        )


def _told_elsewhere(main: Candidate, mentions: Sequence[Candidate]) -> bool:
    """«На заседании приняли план. Заседание провёл N»: another sentence tells that it was held."""
    return any(
        c.noun
        and c.lemma == main.lemma
        and c.standing is Standing.HELD
        and c.index > main.index
        and c.start == c.index
        and not c.future
        for c in mentions
    )


def _decides(scene: Scene, main: Candidate) -> bool:
    """«На заседании комитета рассмотрено 9 вопросов»: what the session did is the news."""
    tokens = scene.tokens
    return main.kind == "session" and any(
        tokens.lemma[place] in _DECIDING
        and tokens.pos[place] == "VERB"
        and (tokens.feats[place].verb_form == "Fin" or not tokens.feats[place].case)
        for place in range(*clause_of(tokens, main.index))
    )


def _sides(
    scene: Scene, main: Candidate, phrase: TokenRange, countries: CountryLayer
) -> tuple[str, ...]:
    """States that the event's words name, without those where an office is («посол N в M»)."""
    named = (
        m.code
        for m in countries.mentions
        if phrase[0] <= m.tokens[0] < phrase[1]
        and not about(scene.tokens, phrase, m.tokens[0])
        and (main.kind == "visit" or scene.tokens.lower[m.tokens[0] - 1] not in {"в", "во", "при"})
    )
    acting = officers_of(scene, main) if main.kind in TWO_SIDED else ()
    return tuple(dict.fromkeys((*named, *acting, *presented(scene, main))))
