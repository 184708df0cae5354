"""The office lexicon in the form the stage looks things up."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.resources.loader import ResourceStore
from pipeline.resources.offices import OfficeHead, OfficesResource, RankRule, WordList


@dataclass(frozen=True, slots=True)
class OfficeLexicon:
    """Everything known about offices before a text is seen.

    Attributes:
        heads: Office heads by lemma.
        ranks: Rank rules in order, by the id of the head they apply to.
        not_office: Lemmas of modifiers that are no part of an office.
        ordinals: Ordinals, which number only some offices («первый заместитель»).
        former: Lemmas of modifiers that make an office a past one.
        colleague: Nouns that take another person's office («его коллега»).
        epithets: Nouns that stand for a person named before.
        linking: Lemmas of verbs that join a person and an office in the instrumental.
        working: Those of them that say what somebody works as.
        performing: Lemmas of verbs that join a person and the duties of an office.
        succeeding: Lemmas of verbs by which one holder follows another.
        wishes: Words before an infinitive that tell of what is not so yet.
        posts: «пост», «должность», «обязанности», «качество».
        duties: Those of them that are performed («обязанности министра»).
        capacities: Those of them that say as what somebody acts («в качестве министра»).
        nominees: Nouns and verbs of those who are only proposed for a post.
        kin: Nouns for kin and company of an officer, who hold no office by it.
        frames: Nouns and verbs around a country said beside an office, by id.
    """

    heads: dict[str, OfficeHead]
    ranks: dict[str, tuple[RankRule, ...]]
    not_office: frozenset[str]
    ordinals: frozenset[str]
    former: frozenset[str]
    colleague: frozenset[str]
    epithets: frozenset[str]
    linking: dict[str, str]
    working: frozenset[str]
    performing: frozenset[str]
    succeeding: frozenset[str]
    wishes: frozenset[str]
    posts: frozenset[str]
    duties: frozenset[str]
    capacities: frozenset[str]
    nominees: frozenset[str]
    frames: dict[str, frozenset[str]]
    kin: frozenset[str]

    @classmethod
    def load(cls, store: ResourceStore) -> OfficeLexicon:
        """Read `offices.yaml`."""
        resource = store.load("offices.yaml", OfficesResource)
        return cls(
            heads={
                form: head
                for head in resource.heads
                for lemma in head.lemmas
                for form in (lemma, f"экс-{lemma}")
            },
            ranks={
                head.id: tuple(rule for rule in resource.ranks if head.id in rule.head)
                for head in resource.heads
            },
            not_office=_words(resource.not_office_modifiers),
            ordinals=_words(resource.ordinals),
            former=_words(resource.former),
            colleague=_words(resource.colleague),
            epithets=_words(resource.epithets),
            linking={w: entry.id for entry in resource.linking_verbs for w in entry.lemmas},
            working=_words(resource.working_verbs),
            performing=_words(resource.performing_verbs),
            succeeding=_words(resource.succession_verbs),
            wishes=_words(resource.wishes),
            posts=_words(resource.posts),
            duties=_words([entry for entry in resource.posts if entry.id == "duty"]),
            capacities=_words([entry for entry in resource.posts if entry.id == "capacity"]),
            nominees=_words(resource.nominees),
            kin=_words(resource.kin),
            frames={entry.id: frozenset(entry.lemmas) for entry in resource.country_frames},
        )


def _words(entries: list[WordList]) -> frozenset[str]:
    return frozenset(word for entry in entries for word in entry.lemmas)
