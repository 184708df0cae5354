"""Stretches of a release that tell of other occasions: what was before, elsewhere, or is to come.

An account of another occasion is opened by words («ранее», «в предыдущий раз», «перед саммитом»,
a date far from the event's) and goes on to the end of its paragraph, unless a sentence returns to
the event by name.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.clauses import Quotations, clause_of
from pipeline.grammar.dates import DateExpression
from pipeline.layers import EventDate, SectionKind, TokenRange
from pipeline.resources.events import EventLexicon, FrameRole
from pipeline.stages.event.candidates import Candidate, Standing
from pipeline.stages.event.scene import Scene

_OPENING = 4
"""How far from the sentence's start an event noun may stand that opens another account."""
_REACH = 12
"""A date among the first tokens of a sentence, before its verb, dates all of it."""
_SAT_AT = frozenset({"session", "conference", "forum", "summit"})
"""Events that are no part of a visit told with them."""
_SAME_DAY = frozenset({"ранее", "тот", "день"})
_IN = frozenset({"в", "во", "с"})
_PARTS = frozenset({"начале", "середине", "конце"})
_BOUNDS_OF_TIME = frozenset({"от", "до", "к", "на", "по", "после"})
_NEAR = timedelta(days=4)
_LONG = timedelta(days=31)
"""An event so long before publication is no news."""
_BESIDE = 7
"""How far from an event's noun or verb a date may stand that dates it, in tokens."""
_AHEAD = timedelta(days=120)
"""How far after its announcement an event may be told to take place."""


def find_background(
    scene: Scene,
    lexicon: EventLexicon,
    main: Candidate | None,
    event_date: EventDate | None,
    candidates: Sequence[Candidate],
    dates: Sequence[DateExpression],
    published: date | None,
    quotations: Quotations,
    others: Collection[int] = (),
) -> tuple[TokenRange, ...]:
    """Token ranges of whole sentences that tell of other occasions, joined where they touch.

    `others` are candidates known to be other events, by their index.
    """
    tokens = scene.tokens
    by_sentence: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        by_sentence.setdefault(tokens.sentence[candidate.index], []).append(candidate)
    dated: dict[int, list[DateExpression]] = {}
    for expression in dates:
        dated.setdefault(tokens.sentence[expression.tokens[0]], []).append(expression)
    main_sentence = tokens.sentence[main.index] if main is not None else -1
    ahead = main is not None and main.future
    visit = main is not None and main.kind == "visit"
    ranges: list[TokenRange] = []
    section, inside = -1, False
    for number, (low, high) in enumerate(tokens.sentences):
        if tokens.section[low] != section:
            section, inside = tokens.section[low], False
        here = by_sentence.get(number, ())
        if number == main_sentence:
            inside = False
            continue
        if visit and _SAME_DAY.issubset(tokens.lower[low : low + _OPENING + 1]):
            inside = False  # «Ранее в тот же день делегация осмотрела порт»
            continue
        opens = (
            number in dated
            or lexicon.background.has(tokens.lower, low, min(low + 3, high))
            or any(
                c.other == "event.other.before" or c.index in others or c.kind == "visit"
                for c in here
            )
        )
        another = _is_of_another(scene, here, low)
        if not opens and not inside and not another:
            continue
        if quotations.speaks(low) or quotations.speaks(min(low + 1, high - 1)):
            # Someone's words say when they happened, not when they were said.
            if inside:
                ranges[-1] = (ranges[-1][0], high)
            continue
        far = None
        if number in dated:
            far = _far(scene, dated[number], low, event_date, published, ahead=ahead)
        if far is False:
            inside = False
        on_visit = main is not None and main.kind in _SAT_AT and _on_visit(tokens, here, low)
        if far or on_visit or _opens(scene, lexicon, low, high, here, others):
            inside = True
        elif inside and (_returns(here, main) or (ahead and _to_come(scene, low, high))):
            inside = False
        if inside or another:
            if ranges and ranges[-1][1] == low:
                ranges[-1] = (ranges[-1][0], high)
            else:
                ranges.append((low, high))
    return tuple(ranges)


def find_past(
    scene: Scene,
    candidates: Sequence[Candidate],
    dates: Sequence[DateExpression],
    published: date | None,
) -> frozenset[int]:
    """Events said to have taken place long before publication: «было заключено в 2000 году».

    The date stands with the event's noun or verb; a headline's event is the release's own, and so
    is the lead's unless a year says otherwise: what is told may have waited for its publication.
    Returns the candidates' indices.
    """
    if published is None:
        return frozenset()
    tokens = scene.tokens
    lead = next(
        (
            number
            for number, (low, _) in enumerate(tokens.sentences)
            if scene.section_kind(low) is SectionKind.PARAGRAPH
        ),
        -1,
    )
    found: set[int] = set()
    for candidate in candidates:
        if candidate.future or scene.section_kind(candidate.index) is SectionKind.HEADLINE:
            continue
        points = [candidate.index]
        if candidate.verb is not None:
            points.append(candidate.verb)
        low, high = clause_of(tokens, points[-1])
        for expression in dates:
            start, end = expression.tokens
            if not low <= start < high:
                continue
            if start and tokens.lower[start - 1] in _BOUNDS_OF_TIME | {"с", "со"}:
                continue
            if not any(start - point >= -_BESIDE and end - point <= _BESIDE for point in points):
                continue
            if tokens.sentence[candidate.index] == lead and expression.year is None:
                continue
            period = expression.period(published)
            if period is not None and period[1] < published - _LONG:
                found.add(candidate.index)
    return frozenset(found)


def _on_visit(tokens: Tokens, here: Sequence[Candidate], low: int) -> bool:
    """«В ходе визита в N министр встретился …»: what a guest of a session did besides it."""
    return any(
        c.kind == "visit"
        and c.noun
        and c.frame is FrameRole.INSIDE
        and c.start - low <= _OPENING
        and tokens.feats[c.index].case == "Gen"
        for c in here
    )


def _opens(
    scene: Scene,
    lexicon: EventLexicon,
    low: int,
    high: int,
    here: Sequence[Candidate],
    others: Collection[int],
) -> bool:
    """Whether a sentence opens an account of another occasion by its words or its events."""
    return lexicon.background.has(scene.tokens.lower, low, min(low + 3, high)) or any(
        c.index in others or (c.other == "event.other.before" and c.start - low <= _OPENING)
        for c in here
    )


def _is_of_another(scene: Scene, here: Sequence[Candidate], low: int) -> bool:
    """«Предыдущее заседание вёл министр N»: the one sentence whose subject is another event."""
    return any(
        c.other == "event.other.adjective"
        and c.noun
        and c.start == low
        and c.standing is Standing.HELD
        and scene.tokens.feats[c.index].case in {"Nom", "Acc"}
        and _is_past(scene, low)
        for c in here
    )


def _is_past(scene: Scene, low: int) -> bool:
    """Whether the first finite verb of a sentence tells of the past."""
    tokens = scene.tokens
    high = tokens.sentences[tokens.sentence[low]][1]
    verb = next((i for i in range(low, high) if tokens.feats[i].verb_form == "Fin"), None)
    return verb is not None and tokens.feats[verb].tense == "Past"


def _opens_sentence(scene: Scene, low: int, expression: DateExpression) -> bool:
    """Whether a date stands before the sentence's verb, as an adverbial of all of it."""
    tokens = scene.tokens
    start = expression.tokens[0]
    if start - low > _REACH:
        return False
    if not expression.names_days and start > low and tokens.lower[start - 1] not in _IN | _PARTS:
        return False
    if start > low and tokens.lower[start - 1] in _BOUNDS_OF_TIME:
        return False
    return not any(
        tokens.pos[place] in {"VERB", "AUX"} or tokens.form[place] in {",", ":", "(", "«"}
        for place in range(low, start)
    )


def _far(
    scene: Scene,
    expressions: Sequence[DateExpression],
    low: int,
    event_date: EventDate | None,
    published: date | None,
    *,
    ahead: bool,
) -> bool | None:
    """Whether the date that opens a sentence is far from the event's; `None` without one."""
    start = event_date.start if event_date is not None else published
    if start is None:
        return None
    end = start
    if event_date is not None:
        end = max(event_date.end or start, published or start)
    verdict: bool | None = None
    for expression in expressions:
        if not _opens_sentence(scene, low, expression):
            continue
        period = expression.period(published)
        if period is None:
            continue
        # Beside a known date another day is another occasion; else a few days make none.
        near = timedelta() if event_date is not None and expression.names_days else _NEAR
        far = period[1] < start - near or (period[0] > end + (_AHEAD if ahead else _NEAR))
        if not expression.names_days and not far:
            # «в этом году» holds the event and much else.
            continue
        verdict = far if verdict is None else verdict and far
    return verdict


def _to_come(scene: Scene, low: int, high: int) -> bool:
    """Whether a sentence tells of what is to come."""
    return any(scene.tokens.feats[place].tense == "Fut" for place in range(low, high))


def _returns(candidates: Sequence[Candidate], main: Candidate | None) -> bool:
    """Whether a sentence comes back to the event."""
    return main is not None and any(
        c.kind == main.kind
        and c.other is None
        and c.noun
        and c.standing is Standing.HELD
        and not c.plural
        for c in candidates
    )
