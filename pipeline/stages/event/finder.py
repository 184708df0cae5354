"""Finding candidates for the event in one pass over a release's lemmas."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.grammar.clauses import Quotations
from pipeline.grammar.noun_phrase import NounPhrases
from pipeline.resources.events import EventLexicon
from pipeline.stages.event.candidates import Candidate
from pipeline.stages.event.nouns import NounReader
from pipeline.stages.event.scene import Scene
from pipeline.stages.event.tense import Tenses
from pipeline.stages.event.verbs import VerbReader

_BODIES = frozenset({"session", "conference", "forum"})
"""Kinds of events that bodies are called after («Ассамблея», «Конференция», «Форум»)."""


class CandidateFinder:
    """Finds candidates.

    Args:
        lexicon: Words of events.
        phrases: Walks over noun phrases.
    """

    def __init__(self, lexicon: EventLexicon, phrases: NounPhrases) -> None:
        self._lexicon = lexicon
        self._known = frozenset({*lexicon.nouns, *lexicon.verbs})
        tenses = Tenses(lexicon)
        self._read_noun = NounReader(lexicon, phrases, tenses)
        self._read_verb = VerbReader(lexicon, tenses)

    def __call__(self, scene: Scene, quotations: Quotations) -> Iterator[Candidate]:
        """All candidates of a release in order of place."""
        nouns, verbs = self._lexicon.nouns, self._lexicon.verbs
        tokens = scene.tokens
        pos = tokens.pos
        known = self._known
        within = frozenset(
            i for start in scene.unions for i in range(start, scene.bodies[start][0])
        )
        for index in [i for i, lemma in enumerate(tokens.lemma) if lemma in known or "-" in lemma]:
            lemma = tokens.lemma[index]
            if lemma in nouns:
                # The tagger takes «бизнес-форум» for an adjective or a verb now and then.
                noun = pos[index] in {"NOUN", "PROPN"} or (
                    "-" in lemma and pos[index] in {"ADJ", "VERB"}
                )
                if (
                    index in within
                    and tokens.feats[index].case == "Gen"
                    and nouns[lemma].kind in _BODIES
                ):
                    continue  # «в штаб-квартире Ассамблеи …»: a body, not what it holds
                if noun and index not in scene.named:
                    found = self._read_noun(scene, quotations, index, nouns[lemma])
                    if found is not None:
                        yield found
            elif "-" in lemma and self._compound(lemma):
                entry = nouns[lemma.rpartition("-")[2]]
                found = self._read_noun(scene, quotations, index, entry)
                if found is not None:
                    yield found
            elif lemma in verbs and pos[index] in {"VERB", "AUX", "ADJ"}:
                found = self._read_verb(scene, quotations, index, verbs[lemma])
                if found is not None:
                    yield found

    def _compound(self, lemma: str) -> bool:
        """Whether a hyphenated noun is an event noun with a prefix: «онлайн-переговоры»."""
        prefix, _, noun = lemma.rpartition("-")
        return prefix in self._lexicon.prefixes and noun in self._lexicon.nouns
