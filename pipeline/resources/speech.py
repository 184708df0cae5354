"""Model of `speech.yaml`: how Russian releases report what somebody says."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal

from pydantic import Field, field_validator

from pipeline.resources.loader import Entry, Resource

_PATTERN = re.compile(
    r"(?:(?P<whom>whom)\+)?(?:(?P<clause>that|inf|naming)|(?:(?P<preposition>[а-яё]+)\+)?"
    r"(?P<case>Gen|Dat|Acc|Ins|Loc))"
)


class Government:
    """What stands beside a verb as the content of what is said.

    Attributes:
        whom: Whether a person or body spoken to stands in front and belongs to the content
            («призвал коллег перейти …», «поблагодарил хозяев за …»).
        clause: `"that"` for a subordinate clause («, что …»), `"inf"` for an infinitive,
            `"naming"` for an object and what it is called («порт воротами страны»).
        preposition: Preposition of the phrase, in its lexical form («о», not «об»).
        case: Case of the phrase, or `None` for a clause.
    """

    __slots__ = ("case", "clause", "preposition", "whom")

    def __init__(self, pattern: str) -> None:
        match = _PATTERN.fullmatch(pattern)
        if match is None:
            raise ValueError(f"{pattern!r} is no government such as 'that', 'о+Loc', 'whom+inf'")
        self.whom = match["whom"] is not None
        self.clause = match["clause"]
        self.preposition = match["preposition"]
        self.case = match["case"]


class SpeechVerb(Entry):
    """A verb, short adjective or idiom of speech or opinion.

    Attributes:
        lemmas: Dictionary forms: the aspect pair, and synonyms with the same government.
        predicative: Whether it is a short adjective («уверен, что»).
        takes: Patterns of its content, the preferred one first; see `Government`. A quotation
            may follow or precede every entry that has no `needs`, whatever it takes.
        needs: Lower-case words one of which must stand near the verb (the rest of an idiom:
            «обратил *внимание* на»).
        heads: Lemmas one of which the content's noun must be; any noun if empty.
        not_heads: Lemmas the content's noun must not be («отметил юбилей»).
        inanimate: Whether the content must not be a person («приветствовал решение»).
        plain: Whether it is speech only with what it takes, never as the words around a
            quotation («поддержал», «пригласил»).
        negated: Whether it is also speech under negation («не исключил, что»).
        agenda: Whether a plural subject makes it an agenda («стороны затронули тему»).
        examples: Annotated sentences: `<speaker>` and `<content>` must be found.
        counterexamples: Sentences in which nothing is said by the marked `<speaker>`.
    """

    lemmas: list[str] = Field(min_length=1)
    predicative: bool = False
    takes: list[str] = Field(default_factory=list)
    needs: list[str] = Field(default_factory=list)
    heads: list[str] = Field(default_factory=list)
    not_heads: list[str] = Field(default_factory=list)
    inanimate: bool = False
    plain: bool = False
    negated: bool = False
    agenda: bool = False
    examples: list[str] = Field(default_factory=list)
    counterexamples: list[str] = Field(default_factory=list)

    @field_validator("takes")
    @classmethod
    def _known_patterns(cls, value: list[str]) -> list[str]:
        for pattern in value:
            Government(pattern)
        return value

    @cached_property
    def governments(self) -> tuple[Government, ...]:
        """The parsed patterns of `takes`."""
        return tuple(Government(pattern) for pattern in self.takes)


class SpeechFrame(Entry):
    """A phrase with the speaker in the genitive: «по словам X», «слова X о том, что …».

    Attributes:
        kind: `"according"` for an insertion («по словам X, …»), `"words"` for a noun whose
            content follows («слова X о том, что …») or whose quotation is cited («цитирует
            слова X»), `"message"` for a text of the speaker's («в приветствии X
            говорится, что»).
        forms: Lower-case phrases before the genitive (`according`) or lemmas of the noun.
    """

    kind: Literal["according", "words", "message"]
    forms: list[str] = Field(min_length=1)
    examples: list[str] = Field(default_factory=list)
    counterexamples: list[str] = Field(default_factory=list)


class WordClass(Entry):
    """A closed class of words the rules ask about.

    Attributes:
        name: What the class is for; several entries may share it.
        words: Lemmas or lower-case forms, as the class's use demands.
    """

    name: Literal[
        "media",
        "institution",
        "side",
        "message",
        "impersonal",
        "relay",
        "frame_gerund",
        "circumstance",
        "empty_content",
        "same",
        "same_noun",
        "conjunction",
        "subordinator",
        "relative",
        "adverb",
        "interviewer",
        "spoken_text",
        "greeting",
        "link_phrases",
        "concession",
        "time",
        "vague_person",
        "vague_office",
        "vague_group",
        "unnamed",
    ]
    words: list[str] = Field(min_length=1)


class SpeechResource(Resource):
    """The file `speech.yaml`."""

    verbs: list[SpeechVerb]
    frames: list[SpeechFrame]
    classes: list[WordClass]
