"""When the event took place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from pipeline.grammar.clauses import Quotations, clause_of
from pipeline.grammar.dates import DateExpression, Resolved
from pipeline.layers import EventDate, Release, SectionKind, TokenRange
from pipeline.resources.events import EventLexicon, VerbRole
from pipeline.stages.event.candidates import Candidate, Standing
from pipeline.stages.event.held import of_instrument
from pipeline.stages.event.scene import Scene
from pipeline.stages.event.verbs import ENACTED

_PLAUSIBLE = timedelta(days=31)
"""A date said elsewhere than with the event must lie so near the day of publication."""


_FRAGMENT = 8
"""A sentence of so few tokens that holds a date is the beginning of the next."""


class Dater:
    """Chooses the date expression that dates the event.

    Args:
        lexicon: Words of events.
    """

    def __init__(self, lexicon: EventLexicon) -> None:
        self._lexicon = lexicon

    def __call__(
        self,
        release: Release,
        scene: Scene,
        quotations: Quotations,
        main: Candidate,
        mentions: Sequence[Candidate],
        dates: Sequence[DateExpression],
        candidates: Sequence[Candidate] = (),
    ) -> EventDate | None:
        """The firmest date the text gives the event; `candidates` are all events of the text."""
        apart: dict[int, list[int]] = {}
        for c in candidates:
            if c.other is not None and c.standing is Standing.HELD:
                apart.setdefault(scene.tokens.sentence[c.index], []).append(c.index)
        usable = [
            d
            for d in dates
            if d.names_days
            and self._usable(scene, quotations, d)
            and not self._elsewhere(scene, main, d, apart)
            and not (main.rule == ENACTED and not self._with(scene, main, d))
        ]
        if not usable:
            return None
        tokens = scene.tokens
        found = self._nearest(scene, main, usable, tokens.sentences[tokens.sentence[main.index]])
        if found is None:
            found = self._just_before(scene, main, usable)
        if found is None:
            for mention in mentions:
                if mention.standing is not Standing.HELD and not self._dates_itself(
                    scene, mention, usable
                ):
                    continue
                place = tokens.sentence[mention.index]
                if main.standing is Standing.FRAME and place > tokens.sentence[main.index] + 2:
                    continue
                following = tokens.lower[mention.index + 1 : mention.index + 2]
                if place > tokens.sentence[main.index] + 1 and following in (["с"], ["со"]):
                    # «провел переговоры с …», told later, are talks with someone else.
                    continue
                if not mention.noun and place > tokens.sentence[main.index] + 2:
                    continue
                general = mention.lemma != main.lemma and mention.rule != "event.noun.participle"
                if general and place > tokens.sentence[main.index] + 2:
                    # A general word far from the event may mean any other.
                    continue
                found = self._nearest(scene, mention, usable, tokens.sentences[place])
                found = found or self._just_before(scene, mention, usable)
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
        if resolved.end is None and main.rule == "event.noun.attended":
            whole = self._whole(release, scene, main, mentions, usable, resolved)
            if whole is not None:
                found, resolved = whole
        start, end = found.tokens
        return EventDate(
            resolved.start,
            resolved.end,
            resolved.basis,
            (tokens.span(start, end),),
            f"event.date.{found.kind.value}",
        )

    def _whole(
        self,
        release: Release,
        scene: Scene,
        main: Candidate,
        mentions: Sequence[Candidate],
        dates: Sequence[DateExpression],
        day: Resolved,
    ) -> tuple[DateExpression, Resolved] | None:
        """All days of an event of which `day` is one: «выступит 5 мая. Форум пройдет 4–6 мая»."""
        tokens = scene.tokens
        for mention in mentions:
            if mention.lemma != main.lemma or mention.rule != "event.noun.happens":
                continue
            sentence = tokens.sentences[tokens.sentence[mention.index]]
            found = self._nearest(scene, mention, dates, sentence)
            whole = None if found is None else found.resolve(release.published, future=main.future)
            if found is None or whole is None or whole.end is None:
                continue
            if whole.start <= day.start <= whole.end:
                return found, whole
        return None

    def _just_before(
        self, scene: Scene, anchor: Candidate, dates: Sequence[DateExpression]
    ) -> DateExpression | None:
        """A date that an abbreviation cut off: «12 мая с.г.» before «министр принял …»."""
        tokens = scene.tokens
        number = tokens.sentence[anchor.index]
        if number == 0:
            return None
        low, high = tokens.sentences[number - 1]
        if high - low > _FRAGMENT or tokens.section[low] != tokens.section[anchor.index]:
            return None
        return next((d for d in dates if low <= d.tokens[0] < high), None)

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

    def _elsewhere(
        self,
        scene: Scene,
        main: Candidate,
        expression: DateExpression,
        apart: Mapping[int, Sequence[int]],
    ) -> bool:
        """Whether a date dates something else that its sentence tells.

        «о вызовах, с которыми сегодня сталкивается мир»: what a noun's clause says; «последняя
        такая встреча состоялась 17 мая»: another occasion that stands nearer to it.
        """
        tokens = scene.tokens
        start = expression.tokens[0]
        away = abs(start - main.index)
        if any(abs(start - other) < away for other in apart.get(tokens.sentence[start], ())):
            return True
        if main.kind != "signing" and of_instrument(tokens, self._lexicon.verbs, start):
            return True
        low, high = clause_of(tokens, start)
        if low <= main.index < high or (main.verb is not None and low <= main.verb < high):
            return False
        if not any(tokens.lower[i].startswith("котор") for i in range(low, min(low + 2, high))):
            return False
        return not any(
            tokens.lemma[place] in self._lexicon.verbs or tokens.lemma[place] in self._lexicon.nouns
            for place in range(low, high)
        )

    def _with(self, scene: Scene, main: Candidate, expression: DateExpression) -> bool:
        """Whether a date stands in the clause of a signature, not in what the act says."""
        low, high = clause_of(scene.tokens, main.index)
        return low <= expression.tokens[0] < high

    def _dates_itself(
        self, scene: Scene, mention: Candidate, dates: Sequence[DateExpression]
    ) -> bool:
        """«сегодняшнее мероприятие», or a sentence that says elsewhere that it took place."""
        tokens = scene.tokens
        first = mention.start if mention.verb is None else min(mention.start, mention.verb)
        if any(first <= d.tokens[0] < mention.index for d in dates):
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
