"""The wider event that the one a release tells first belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.grammar.clauses import clause_of
from pipeline.resources.events import EventLexicon, FrameRole
from pipeline.stages.event.candidates import Candidate, Standing
from pipeline.stages.event.scene import Scene
from pipeline.stages.event.verbs import COMING
from pipeline.stages.event.zones import LEAD_SENTENCES

LAST_SENTENCE = 6
"""An event told only after so many sentences is not what the release is about."""
_WITHIN_VISITS = frozenset({"meeting", "negotiations", "consultations", "signing"})
_STAGED = frozenset({"signing", "ceremony"})
_GATHERINGS = frozenset({"summit", "conference", "forum"})


def around(
    scene: Scene, lexicon: EventLexicon, found: Candidate, candidates: Sequence[Candidate]
) -> Candidate | None:
    """The visit that talks or a signing belong to: «находящийся с визитом», «в ходе визита».

    The lead often tells only what was signed; the sentences after it say on what occasion.
    """
    sentence = scene.tokens.sentence
    last = min(sentence[found.index] + LEAD_SENTENCES, LAST_SENTENCE)
    if found.kind in _STAGED:
        # «церемония подписания состоялась в рамках форума»
        for candidate in candidates:
            if (
                candidate.kind in _GATHERINGS
                and candidate.noun
                and candidate.frame is FrameRole.INSIDE
                and sentence[found.index] <= sentence[candidate.index] <= last
                and _beside_signing(scene, candidate, candidates)
                and not (candidate.other or candidate.speech or candidate.plural)
            ):
                return candidate
    if found.kind not in _WITHIN_VISITS:
        return None
    more = _tells_more(scene, lexicon, found, candidates)
    for candidate in candidates:
        if candidate.rule == COMING and sentence[candidate.index] <= last and more:
            return candidate
        if (
            candidate.kind == "visit"
            and (
                _is_called_so(scene, found, candidate)
                or (_also(scene, candidate) and candidate.frame is FrameRole.INSIDE)
            )
            and not (candidate.future or candidate.other or candidate.speech or candidate.plural)
        ):
            return candidate
        if (
            candidate.kind == "visit"
            and candidate.noun
            and sentence[candidate.index] <= last
            and (
                candidate.rule == "event.noun.on_visit_in_passing"
                or (candidate.rule == "event.noun.framed" and candidate.frame is FrameRole.INSIDE)
            )
            and candidate.future == found.future
            and not (candidate.other or candidate.speech or candidate.plural)
        ):
            return candidate
    return None


def _tells_more(
    scene: Scene, lexicon: EventLexicon, found: Candidate, candidates: Sequence[Candidate]
) -> bool:
    """Whether a guest did more than meet the host: whoever came for one talk made no visit."""
    sentence = scene.tokens.sentence
    return any(
        c.standing is Standing.HELD
        and sentence[c.index] > sentence[found.index] + 1
        and c.lemma != found.lemma
        and not (c.noun and lexicon.nouns[c.lemma].generic)
        and not (c.future or c.other or c.speech)
        for c in candidates
    )


def _is_called_so(scene: Scene, found: Candidate, visit: Candidate) -> bool:
    """«встретился с делегацией. Визит приурочен к юбилею»: what the text then calls a visit."""
    tokens = scene.tokens
    return (
        found.kind == "meeting"
        and visit.noun
        and visit.start == visit.index > found.index
        and tokens.feats[visit.index].case == "Nom"
        and visit.standing in {Standing.FRAME, Standing.HELD}
    )


def _beside_signing(scene: Scene, gathering: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether the sentence of «в рамках форума» tells of a signing."""
    number = scene.tokens.sentence[gathering.index]
    return any(
        c.kind in _STAGED and c.standing is Standing.HELD and not (c.other or c.speech)
        for c in candidates
        if scene.tokens.sentence[c.index] == number
    )


def _also(scene: Scene, visit: Candidate) -> bool:
    """«В рамках поездки N провёл также встречи …»: so what was told before belongs to it."""
    tokens = scene.tokens
    low, high = clause_of(tokens, visit.index)
    return scene.opens(max(visit.start - 2, low)) and any(
        tokens.lower[place] in {"также", "тоже"} and tokens.feats[place].case == ""
        for place in range(visit.index + 1, high)
    )
