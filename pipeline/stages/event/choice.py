"""Which of the candidates is the release's event.

The lead says it: headline, first sentences, then the paragraphs after, as long as nothing firm has
been found. Inside the lead the wider event wins; an event still to come loses to one that took
place, unless it comes first.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.grammar.clauses import clause_of
from pipeline.layers import SectionKind
from pipeline.resources.events import EventLexicon, FrameRole
from pipeline.stages.event.candidates import Candidate, Standing
from pipeline.stages.event.scene import Scene
from pipeline.stages.event.verbs import COMING, ENACTED
from pipeline.stages.event.wider import LAST_SENTENCE, around
from pipeline.stages.event.zones import Zone, zones

_OUTSIDE = (FrameRole.SIDELINE, FrameRole.BEFORE)
_OF_WHAT = frozenset({"по", "в", "с", ",", "«"})
"""What behind a general noun says which event it is."""
_NAME = 5
"""How far behind the noun «с» may stand: a name lies between."""
_TALKS = frozenset({"meeting", "negotiations", "consultations", "call"})


def choose(
    scene: Scene, lexicon: EventLexicon, candidates: Sequence[Candidate]
) -> Candidate | None:
    """The main event's candidate, or `None` where the release reports none."""
    sentence = scene.tokens.sentence
    for number, zone in enumerate(zones(scene)):
        if number and (zone.start > LAST_SENTENCE or _speaks(scene, lexicon, zone)):
            break
        inside = [c for c in candidates if zone.start <= sentence[c.index] < zone.end]
        if number:
            inside = [c for c in inside if sentence[c.index] <= LAST_SENTENCE]
        found = _best(scene, lexicon, inside, zone, lead=number == 0)
        if found is not None:
            return around(scene, lexicon, found, candidates) or _fullest(scene, found, inside)
    return _announced(scene, candidates) or _general(scene, lexicon, candidates)


def _general(
    scene: Scene, lexicon: EventLexicon, candidates: Sequence[Candidate]
) -> Candidate | None:
    """«Прошло мероприятие по правам детей»: a general noun, if the lead holds no other event."""
    lead = zones(scene)[:1]
    return next(
        (
            c
            for c in candidates
            if c.noun
            and lexicon.nouns[c.lemma].generic
            and c.rule in {"event.noun.happens", "event.noun.participle"}
            and c.index + 1 < len(scene.tokens)
            and scene.tokens.lower[c.index + 1] in _OF_WHAT
            and not (c.other or c.speech or c.plural)
            and any(zone.start <= scene.tokens.sentence[c.index] < zone.end for zone in lead)
        ),
        None,
    )


def _announced(scene: Scene, candidates: Sequence[Candidate]) -> Candidate | None:
    """The event to come that a headline speaks of and the text then says to take place.

    «N назвал предстоящее заседание шагом вперед»: the news is what N says, but the release
    announces the session too.
    """
    spoken_of = {
        c.lemma
        for c in candidates
        if c.noun
        and c.future
        and not (c.other or c.plural)
        and scene.section_kind(c.index) is SectionKind.HEADLINE
    }
    return next(
        (
            c
            for c in candidates
            if c.lemma in spoken_of
            and c.future
            and c.standing is Standing.HELD
            and not (c.other or c.speech or c.plural)
        ),
        None,
    )


def _fullest(scene: Scene, best: Candidate, inside: list[Candidate]) -> Candidate:
    """The candidate that names the same event best: a noun rather than a verb, the body's words.

    A headline shortens; the lead's first sentence gives the name in full.
    """
    sentence = scene.tokens.sentence
    in_headline = scene.section_kind(best.index) is SectionKind.HEADLINE
    if not best.noun:
        if in_headline:
            for candidate in inside:
                if (
                    candidate.kind == best.kind
                    and candidate.standing is Standing.HELD
                    and not (candidate.other or candidate.speech or candidate.plural)
                    and scene.section_kind(candidate.index) is not SectionKind.HEADLINE
                ):
                    best = candidate
                    break
        for candidate in inside:
            if (
                candidate.noun
                and candidate.kind == best.kind
                and (
                    sentence[candidate.index] == sentence[best.index]
                    or (in_headline and best.kind in _TALKS and _has_sides(scene, candidate))
                )
                and not (candidate.other or candidate.speech or candidate.plural)
                and candidate.standing is not Standing.ABOUT
            ):
                return candidate
        return best
    if not in_headline:
        return best
    for candidate in inside:
        if (
            candidate.lemma == best.lemma
            and candidate.standing is Standing.HELD
            and not (candidate.other or candidate.speech or candidate.plural)
            and scene.section_kind(candidate.index) is not SectionKind.HEADLINE
        ):
            return candidate
    return best


def _has_sides(scene: Scene, candidate: Candidate) -> bool:
    """«на встрече N с M»: a noun with those who met, behind a headline that says it by a verb."""
    tokens = scene.tokens
    behind = candidate.index + 1
    if candidate.frame is not FrameRole.INSIDE or not scene.person_between(behind, behind + 1):
        return False
    _, high = clause_of(tokens, candidate.index)
    return any(
        tokens.lower[place] in {"с", "со"} for place in range(behind + 1, min(behind + _NAME, high))
    )


def _speaks(scene: Scene, lexicon: EventLexicon, zone: Zone) -> bool:
    """Whether the text before a zone is someone's statement: then that is the news."""
    tokens = scene.tokens
    start, end = tokens.sentences[0][0], tokens.sentences[zone.start][0]
    return any(
        tokens.lemma[place] in lexicon.speech and tokens.feats[place].verb_form == "Fin"
        for place in range(start, end)
        if tokens.pos[place] == "VERB"
    )


def _best(
    scene: Scene, lexicon: EventLexicon, candidates: list[Candidate], zone: Zone, *, lead: bool
) -> Candidate | None:
    sentence = scene.tokens.sentence
    first = zone.start
    while first + 1 < zone.end and scene.section_kind(scene.tokens.sentences[first][0]) in (
        SectionKind.HEADLINE,
        SectionKind.DATELINE,
    ):
        first += 1
    sidelined = {c.lemma for c in candidates if c.frame in _OUTSIDE}
    told_from = min(
        (
            sentence[c.index]
            for c in candidates
            if c.standing is Standing.HELD and not (c.other or c.speech or c.future)
        ),
        default=len(scene.tokens.sentences),
    )
    held_from = min(
        (
            sentence[c.index]
            for c in candidates
            if c.noun and c.standing is Standing.HELD and not (c.other or c.speech or c.future)
        ),
        default=len(scene.tokens.sentences),
    )
    best: Candidate | None = None
    best_score = 0.0
    for candidate in candidates:
        if candidate.other or candidate.speech or candidate.standing is Standing.ABOUT:
            continue
        if candidate.plural and candidate.standing is not Standing.HELD:
            continue
        if candidate.standing is Standing.FRAME and candidate.future and candidate.kind != "visit":
            continue
        if candidate.standing is Standing.FRAME and not _frame_counts(
            scene, lexicon, candidate, lead
        ):
            continue
        if not lead and candidate.standing is Standing.FRAME and candidate.kind != "visit":
            continue
        if candidate.rule == COMING or (not lead and candidate.rule == ENACTED):
            continue
        if candidate.lemma in sidelined and candidate.standing is Standing.FRAME:
            continue
        if candidate.kind != "visit" and _on_visit(scene, candidate, candidates):
            continue
        if candidate.noun and candidate.kind == "other" and lexicon.nouns[candidate.lemma].generic:
            continue
        score = float(candidate.width)
        score -= 12.0 * max(0, sentence[candidate.index] - first)
        if told_from < sentence[candidate.index] and _is_bare(scene, candidate):
            # «Старейшины встретились с послом. Заседание прошло …» says the same again.
            score -= 60.0
        if candidate.future:
            score -= 45.0 if told_from < sentence[candidate.index] else 30.0
        score -= 45.0 * candidate.plural
        score -= 10.0 * (candidate.standing is Standing.FRAME)
        if (
            candidate.standing is Standing.FRAME
            and candidate.kind != "visit"
            and held_from <= sentence[candidate.index]
        ):
            # After «состоялась встреча», «по итогам заседания» says the same again.
            score -= 40.0
        score += 6.0 * (candidate.noun and candidate.standing is Standing.HELD)
        if best is None or score > best_score:
            best, best_score = candidate, score
    return best


def _on_visit(scene: Scene, candidate: Candidate, candidates: Sequence[Candidate]) -> bool:
    """«X посетил Ригу. В рамках визита он выступил на форуме»: a part of a visit told before."""
    sentence = scene.tokens.sentence
    if candidate.verb is None:
        return False
    framed = any(
        c.kind == "visit"
        and c.frame is FrameRole.INSIDE
        and sentence[c.index] == sentence[candidate.index]
        and c.index < candidate.verb
        for c in candidates
    )
    return framed and any(
        c.kind == "visit"
        and c.standing is Standing.HELD
        and not (c.other or c.speech or c.future)
        and sentence[c.index] < sentence[candidate.index]
        for c in candidates
    )


def _is_bare(scene: Scene, candidate: Candidate) -> bool:
    """Whether a noun stands alone, without a word that says which event it is."""
    following = candidate.index + 1
    return (
        candidate.noun
        and candidate.kind != "visit"
        and candidate.start == candidate.index
        and following < len(scene.tokens)
        and scene.tokens.pos[following] in {"VERB", "AUX", "ADV", "PUNCT"}
    )


def _frame_counts(scene: Scene, lexicon: EventLexicon, candidate: Candidate, lead: bool) -> bool:
    """Whether a frame («на встрече», «в ходе визита») is the event's own."""
    if candidate.frame is FrameRole.AFTER:
        return lead and candidate.kind in _TALKS and _reports(scene, lexicon, candidate)
    within = scene.tokens.lower[max(0, candidate.start - 2) : candidate.start] == ["в", "рамках"]
    return not (within and candidate.kind in {"summit", "session", "conference", "forum"})


def _reports(scene: Scene, lexicon: EventLexicon, candidate: Candidate) -> bool:
    """Whether someone speaks right after talks: «заявил министр после встречи с коллегой»."""
    tokens = scene.tokens
    low, high = clause_of(tokens, candidate.index)
    behind = candidate.index + 1
    shared = tokens.lower[behind : behind + 1] in (["с"], ["со"]) or scene.person_between(
        behind, min(behind + 1, high)
    )
    return shared and any(
        tokens.lemma[place] in lexicon.speech and tokens.feats[place].verb_form == "Fin"
        for place in range(low, high)
    )
