"""Where a release comes back to its event, and where it tells of others."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.grammar.clauses import clause_of
from pipeline.layers import Event, Issue, Reference, SectionKind, TokenRange
from pipeline.resources.events import EventLexicon, FrameRole
from pipeline.spans import Span, merge_sorted
from pipeline.stages.event.candidates import Candidate, Standing
from pipeline.stages.event.scene import Scene

_ABOVE = frozenset({SectionKind.HEADLINE, SectionKind.HEADER, SectionKind.DATELINE})
_NARROW = frozenset({"meeting", "negotiations", "call"})
_SIGNED_AT = frozenset({"церемония", "подписание"})
_ALSO = frozenset({"также", "тоже"})
_WITH = frozenset({"с", "со"})
_OPENING = 3
"""How far from the beginning of its sentence a frame of all of it may end, in tokens."""
_GOAL = 4
"""How far behind its word a visit's goal stands, in tokens."""


def find_mentions(
    scene: Scene, lexicon: EventLexicon, main: Candidate, candidates: Sequence[Candidate]
) -> list[Candidate]:
    """Candidates that name the event again: the same noun, one of its kind, a general one.

    «N провёл переговоры с M» in a headline is told again by «Сегодня в Риге N встретился с M».
    """
    first = _behind_headline(scene, main)
    return [
        c
        for c in candidates
        if c is not main
        and c.other is None
        and not c.plural
        and not c.speech
        # «договорились подписать план в ходе ответного визита»
        and not (
            c.kind == "visit" and c.future and not main.future and c.standing is not Standing.HELD
        )
        and (
            c.lemma == main.lemma
            or c.kind == main.kind
            or _takes_up(lexicon, main, c)
            or (
                scene.tokens.sentence[c.index] == first
                and c.kind in _NARROW
                and c.standing is Standing.HELD
            )
        )
    ]


def _behind_headline(scene: Scene, main: Candidate) -> int | None:
    """The sentence that tells in full what a headline says of talks, else `None`."""
    if main.kind not in _NARROW or scene.section_kind(main.index) is not SectionKind.HEADLINE:
        return None
    number = scene.tokens.sentence[main.index] + 1
    sentences = scene.tokens.sentences
    while number < len(sentences) and scene.section_kind(sentences[number][0]) in _ABOVE:
        number += 1
    return number


def _takes_up(lexicon: EventLexicon, main: Candidate, candidate: Candidate) -> bool:
    """Whether a general noun («встреча», «мероприятие») may mean the event named before.

    Talks are called a meeting before they are named too («на встрече в N. Переговоры пройдут …»).
    """
    if main.kind == "visit" or not candidate.noun:
        return False
    if main.kind == "signing" and candidate.lemma in _SIGNED_AT:
        return candidate.index > main.index and candidate.start == candidate.index
    if not main.noun and candidate.kind == "session":
        # «Старейшины встретились с послом. Заседание прошло в N»
        return candidate.standing is Standing.HELD and (
            candidate.start == candidate.index
            and main.index < candidate.index
            and main.kind == "meeting"
        )
    if not lexicon.nouns[candidate.lemma].generic:
        return False
    same_size = main.kind in _NARROW and candidate.kind in _NARROW
    return candidate.index > main.index or (same_size and candidate.standing is Standing.FRAME)


def find_others(
    scene: Scene,
    main: Candidate,
    candidates: Sequence[Candidate],
    references: Sequence[Reference],
) -> frozenset[int]:
    """Events with other sides, calls beside an event held in one place, visits elsewhere.

    Only a meeting of two sides is told apart by its sides: at a visit or a session there are many
    meetings. Returns the candidates' indices.
    """
    tokens = scene.tokens
    number = tokens.sentence[main.index]
    by_sentence: dict[int, list[Reference]] = {}
    for reference in references:
        by_sentence.setdefault(tokens.sentence[reference.tokens[0]], []).append(reference)
    lead = range(number + 1)
    sides = {p for s in lead for r in by_sentence.get(s, ()) for p in r.persons}
    if scene.section_kind(main.index) is SectionKind.HEADLINE:
        number += 1  # the first sentence says the headline again
    found: set[int] = set()
    led = _codes(scene, 0, tokens.sentences[number][1])
    for candidate in candidates:
        place = tokens.sentence[candidate.index]
        if candidate.kind == "visit" and place > number:
            travellers = {p for r in by_sentence.get(place, ()) for p in r.persons}
            if _elsewhere(scene, main, candidate, led) or (
                sides and _also_comes(scene, candidate) and sides.isdisjoint(travellers)
            ):
                found.add(candidate.index)
                continue
        if candidate.standing is not Standing.HELD or place <= number or candidate.speech:
            continue
        if candidate.kind == "call" and main.kind != "call":
            found.add(candidate.index)
        elif main.kind in _NARROW and not main.plural and len(sides) > 1:
            met = {
                p
                for r in by_sentence.get(place, ())
                if r.tokens[0] > candidate.index
                and _WITH.intersection(tokens.lower[candidate.index + 1 : r.tokens[0]])
                for p in r.persons
            }
            if met and met.isdisjoint(sides):
                found.add(candidate.index)
    return frozenset(found)


def _codes(scene: Scene, start: int, end: int) -> set[str]:
    """Codes of the countries that a stretch names, and of its cities."""
    stretch = range(start, min(end, len(scene.tokens)))
    named = {scene.countries[at][1] for at in stretch if at in scene.countries}
    cities = (scene.places[at][2] for at in stretch if at in scene.places)
    return named | {code for code in cities if code}


def _elsewhere(scene: Scene, main: Candidate, candidate: Candidate, led: set[str]) -> bool:
    """Whether a visit goes where nothing in the lead leads: «в тот же день он посетил N».

    At talks only a visit in whose course something is said is told apart («во время визита в N
    министр рассказал …»): who arrives may come to the talks.
    """
    tokens = scene.tokens
    if candidate.speech:
        return False
    if main.kind not in _NARROW:
        if candidate.standing is not Standing.HELD:
            return False
    elif not (
        candidate.frame is FrameRole.INSIDE
        and candidate.start - tokens.sentences[tokens.sentence[candidate.index]][0] <= _OPENING
    ):
        return False
    goal = _codes(scene, candidate.index + 1, candidate.index + _GOAL)
    return bool(goal) and goal.isdisjoint(led)


def _also_comes(scene: Scene, candidate: Candidate) -> bool:
    """«В страну также приехал N»: somebody else's journey."""
    tokens = scene.tokens
    low, high = clause_of(tokens, candidate.index)
    return candidate.standing is Standing.HELD and any(
        tokens.lower[place] in _ALSO for place in range(low, high)
    )


def within(index: int, ranges: Sequence[TokenRange]) -> bool:
    """Whether token `index` lies in one of `ranges`."""
    return any(start <= index < end for start, end in ranges)


def is_part(
    lexicon: EventLexicon, candidate: Candidate, main: Candidate, background: Sequence[TokenRange]
) -> bool:
    """Whether a noun names the event again, or what it is made of (talks of a visit)."""
    return (
        candidate is not main
        and candidate.noun
        and candidate.other is None
        and not candidate.speech
        and candidate.rule != "event.unreal"
        # What was held already is no part of what is still to come.
        and not (main.future and candidate.standing is Standing.HELD and not candidate.future)
        # «сообщил о предстоящем визите»: nor is another event to come a part of a session.
        and not (candidate.future and not main.future and candidate.kind == "visit" != main.kind)
        and candidate.width <= lexicon.widths[main.kind]
        and not within(candidate.index, background)
    )


def is_other(candidate: Candidate, main: Candidate, background: Sequence[TokenRange]) -> bool:
    """Whether a noun names another event than the release's."""
    if candidate is main or not candidate.noun or candidate.speech:
        return False
    if candidate.frame is not None and candidate.other == "event.other.before":
        # «перед саммитом» names the event itself; what is told there is another.
        return candidate.kind != main.kind
    return candidate.other is not None or within(candidate.index, background)


def other_issues(
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
