"""Model of `offices.yaml`: heads of office phrases, their ranks, and the words around them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pipeline.layers import OrganizationKind, Rank
from pipeline.resources.codes import CountryCode
from pipeline.resources.loader import Entry, Resource
from pipeline.resources.spelling import Lemmas


class OfficeHead(Entry):
    """Nouns that head an office phrase.

    Attributes:
        lemmas: The nouns, in their dictionary form and lower case.
        rank: Rank of the bare office; `ranks` refine it.
        kind: `office` of state or organisation; `occupation`, which nobody is appointed to
            and no «коллега» shares; or a mere `periphrasis`.
        destination: Whether a country of destination may follow («посол в США»).
        needs_tail: Whether the noun alone is no office («глава», «представитель»).
        numbered: Whether an ordinal belongs to the office («первый заместитель»).
        prepositions: Prepositions beside «по» and «при» that belong to the office.
    """

    lemmas: Lemmas
    rank: Rank
    kind: Literal["office", "occupation", "periphrasis"] = "office"
    destination: bool = False
    needs_tail: bool = False
    numbered: bool = False
    prepositions: list[str] = Field(default_factory=list)


class RankRule(Entry):
    """A rank for titles that hold certain words.

    Attributes:
        head: Ids of heads it applies to.
        rank: The rank; the first rule that fits gives it.
        lemmas: If given, only these lemmas of the heads.
        words: Groups of lemmas; one of each group must stand in the phrase.
        without: Lemmas none of which may stand in the phrase.
        countries: If given, only in these countries.
        intergovernmental: Only in intergovernmental bodies.
        organization: Only in bodies of these kinds.
        body: Only in bodies whose name begins with one of these words, in the nominative.
        bare: Only where nothing hangs on the head but its country («председатель КНР»).
    """

    head: list[str]
    lemmas: Lemmas = Field(default_factory=list)
    words: list[Lemmas]
    without: Lemmas = Field(default_factory=list)
    countries: list[CountryCode] = Field(default_factory=list)
    intergovernmental: bool = False
    organization: list[OrganizationKind] = Field(default_factory=list)
    body: tuple[str, ...] = Field(default=(), strict=False)
    bare: bool = False
    rank: Rank


class WordList(Entry):
    """A list of lemmas."""

    lemmas: Lemmas


class OfficesResource(Resource):
    """The file `offices.yaml`."""

    heads: list[OfficeHead]
    ranks: list[RankRule]
    not_office_modifiers: list[WordList]
    ordinals: list[WordList]
    former: list[WordList]
    colleague: list[WordList]
    epithets: list[WordList]
    same_office: list[WordList]
    linking_verbs: list[WordList]
    performing_verbs: list[WordList]
    succession_verbs: list[WordList]
    wishes: list[WordList]
    working_verbs: list[WordList]
    posts: list[WordList]
    nominees: list[WordList]
    kin: list[WordList]
    country_frames: list[WordList]
    event_roles: list[WordList]
    international: list[WordList]
    state_stems: list[WordList]
    blend_parts: list[WordList]
    city_adjectives: list[WordList]
