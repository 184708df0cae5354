"""Model of `issuers.yaml`: words by which a release says who released it."""

from __future__ import annotations

from pydantic import Field

from pipeline.resources.loader import Entry, Resource


class Lemmas(Entry):
    """Words of one use.

    Attributes:
        lemmas: Their dictionary forms, in lower case.
        examples: Sentences in which they name an issuer.
        counterexamples: Sentences in which they do not.
    """

    lemmas: list[str]
    examples: list[str] = Field(default_factory=list)
    counterexamples: list[str] = Field(default_factory=list)


class IssuerResource(Resource):
    """The file `issuers.yaml`."""

    press_offices: list[Lemmas]
    verbs: list[Lemmas]
    spreading: list[Lemmas]
    texts: list[Lemmas]
