"""The stage's lexicons, compiled for look-up by lemma."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.resources.documents import Act, DocumentsResource, Head, Predicate
from pipeline.resources.loader import ResourceStore
from pipeline.resources.topics import TopicsResource


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`documents.yaml` and `topics.yaml`, ready for look-up.

    Attributes:
        heads: Head entries by the lemma of the noun (the last word of a phrase).
        phrase_heads: Head entries of several words by the lemmas in front of the noun.
        verbs: Acts by the lemma of a verb.
        nouns: Acts by the lemma of a noun of action.
        predicates: Predicates of content by the lemma of a verb.
        told: The act of telling what a communique or statement says.
        triggers: Lemmas any of which makes a sentence worth reading.
    """

    data: DocumentsResource
    topics: TopicsResource
    heads: dict[str, tuple[Head, ...]]
    phrase_heads: dict[str, tuple[tuple[tuple[str, ...], Head], ...]]
    verbs: dict[str, Act]
    nouns: dict[str, Act]
    predicates: dict[str, Predicate]
    told: Act
    triggers: frozenset[str]

    @classmethod
    def load(cls, store: ResourceStore) -> Lexicon:
        """Read and compile the resources.

        Raises:
            ResourceError: A resource breaks its own rules.
        """
        data = store.load("documents.yaml", DocumentsResource)
        heads: dict[str, tuple[Head, ...]] = {}
        phrases: dict[str, tuple[tuple[tuple[str, ...], Head], ...]] = {}
        for head in data.heads:
            for word in head.words:
                heads[word] = (*heads.get(word, ()), head)
            for phrase in head.phrases:
                phrases[phrase[-1]] = (*phrases.get(phrase[-1], ()), (phrase[:-1], head))
        return cls(
            data=data,
            topics=store.load("topics.yaml", TopicsResource),
            heads=heads,
            phrase_heads=phrases,
            verbs={verb: act for act in data.acts if act.id != "tell" for verb in act.verbs},
            nouns={noun: act for act in data.acts for noun in act.nouns},
            predicates={
                lemma: predicate for predicate in data.predicates for lemma in predicate.lemmas
            },
            told=next(act for act in data.acts if act.id == "tell"),
            triggers=frozenset(heads) | frozenset(phrases) | data.quoted_heads.lemmas,
        )

    def is_action(self, lemma: str) -> bool:
        """Whether a lemma is a noun of action and not the name of a field."""
        actions = self.data.actions
        if lemma in actions.fields:
            return False
        return lemma in actions.lemmas or lemma.endswith(actions.endings)

    def is_abstract(self, lemma: str) -> bool:
        """Whether a lemma is a noun of action or of a field («строительство»)."""
        return self.is_action(lemma) or lemma.endswith(self.data.actions.abstract_endings)
