"""Models of `documents.yaml`: instruments, acts upon them, and how their content is told."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipeline.layers import DocumentKind, DocumentStatus
from pipeline.resources.loader import Entry, Resource

Need = Literal[
    "act", "act_subject", "capital", "quoted", "years", "subject", "joint", "named", "dated"
]
Strings = Annotated[frozenset[str], Field(strict=False)]
Phrases = Annotated[
    tuple[Annotated[tuple[str, ...], Field(strict=False)], ...], Field(strict=False)
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    source: str = Field(min_length=1)


class Head(Entry):
    """A noun that heads the name of an instrument; fields are explained in the YAML."""

    words: tuple[str, ...] = Field(default=(), strict=False)
    phrases: Phrases = ()
    kind: DocumentKind
    weight: Literal["strong", "weak"]
    needs: Annotated[frozenset[Need], Field(strict=False)] = frozenset()
    acts: Strings = frozenset()
    genitive: Literal["subject", "author"]
    plural: bool = False
    plural_only: bool = False
    not_with: Strings = frozenset()
    not_of: Strings = frozenset()
    of: Strings = frozenset()
    about: Strings = frozenset()
    not_about: Strings = frozenset()
    examples: tuple[str, ...] = Field(strict=False, min_length=1)
    counterexamples: tuple[str, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _weak_needs_marks(self) -> Head:
        if (self.weight == "weak") != bool(self.needs):
            raise ValueError("a weak head names the marks it needs, a strong one names none")
        if not self.words and not self.phrases:
            raise ValueError("a head has words or phrases")
        return self


class Lemmas(_Part):
    """A list of lemmas."""

    lemmas: Strings


class Adjectives(_Part):
    """Words in front of an instrument's noun."""

    cut: Strings
    plain: Strings
    joint: Strings


class Act(Entry):
    """What is done to an instrument."""

    status: DocumentStatus
    verbs: Strings
    nouns: Strings = frozenset()
    kinds: Annotated[frozenset[DocumentKind], Field(strict=False)] = frozenset()
    adopting: Annotated[frozenset[DocumentKind], Field(strict=False)] = frozenset()


class Modality(_Part):
    """Lemmas that say whether an act came about."""

    planned: Strings
    negated: Strings
    negated_with_not: Strings
    discussed: Strings
    prospects: Strings
    done: Strings
    achieved: Strings


class Earlier(_Part):
    """Marks of an earlier occasion, as lower-case word forms."""

    phrases: Phrases


class Predicate(Entry):
    """A verb that introduces what a document contains."""

    lemmas: Strings
    case: Literal["Nom", "Gen", "Dat", "Acc", "Ins", "Loc", "Inf"]
    preposition: str | None = None
    type: Literal["field", "provision"]
    parties: bool = False
    carried: bool = False
    within: bool = False


class Frames(_Part):
    """Nouns around a subject that are cut."""

    strengthen: Strings
    cooperation: Strings
    plural_cooperation: Strings
    sphere: Strings
    unspecific: Strings
    relating: Strings
    outer_genitive: Strings
    fielded: Strings
    outer_by: Strings
    outer_to: Strings
    outer_about: Strings
    empty: Strings


class Vague(_Part):
    """Beginnings of items that say nothing concrete, as lemmas."""

    phrases: Phrases


class Measures(_Part):
    """Head nouns of concrete acts."""

    strong: Strings
    weak: Strings
    processes: Strings
    exceptions: Strings


class VerbalNouns(_Part):
    """Nouns of action by infinitive."""

    pairs: dict[str, str]
    denied: dict[str, str]
    effects: Strings
    adverbs: dict[str, str]


class Actions(_Part):
    """How to tell nouns of action from names of fields."""

    endings: tuple[str, ...] = Field(strict=False)
    abstract_endings: tuple[str, ...] = Field(strict=False)
    lemmas: Strings
    fields: Strings
    incomplete: Strings
    pairs: Phrases
    field_pairs: Phrases


class Adverbial(_Part):
    """Nouns whose prepositional phrases belong to the verb."""

    nouns: Strings


class DocumentsResource(Resource):
    """`documents.yaml`."""

    heads: list[Head]
    quoted_heads: Lemmas
    umbrella: Lemmas
    adjectives: Adjectives
    drafts: Lemmas
    acts: list[Act]
    organs: Lemmas
    sitting: Lemmas
    modality: Modality
    earlier: Earlier
    invoking: Lemmas
    carrying: Lemmas
    predicates: list[Predicate]
    carriers: Lemmas
    parties: Lemmas
    frames: Frames
    vague: Vague
    measures: Measures
    verbal_nouns: VerbalNouns
    actions: Actions
    enacting: Lemmas
    undeclined: Lemmas
    named_nouns: Lemmas
    dative_nouns: Lemmas
    broadcast: Lemmas
    inward_nouns: Lemmas
    changing: Lemmas
    money: Lemmas
    funds: Lemmas
    instrumental_nouns: Lemmas
    naming_nouns: Lemmas
    bodies: Lemmas
    founded: Lemmas
    adverbial: Adverbial
