"""Which mentions name the same person."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.layers import TokenRange
from pipeline.stages.persons.parts import NameParts
from pipeline.stages.persons.readings import Reading, likely


@dataclass(slots=True)
class Named:
    """A mention with its parts and readings, before it belongs to a person.

    Attributes:
        alias: Whether it is another name than the one the person goes by in this release.
        verb_gender: Gender its verb agrees with («заявила»), if any.
        given_forms: Folded nominatives the words of its given name can have.
        family_forms: Folded nominatives its surname can have.
    """

    tokens: TokenRange
    rule: str
    parts: NameParts
    readings: list[Reading]
    verb_gender: str = ""
    alias: bool = False
    given_forms: frozenset[str] = frozenset()
    patronymic_forms: frozenset[str] = frozenset()
    family_forms: frozenset[str] = frozenset()

    @property
    def wording(self) -> object:
        """What decides whether two mentions can be one person's."""
        parts = self.parts
        return (
            self.given_forms, self.patronymic_forms, self.family_forms, parts.initials,
            len(parts.words), self.is_full,
        )  # fmt: skip

    @property
    def is_full(self) -> bool:
        """Whether it has a given name and a surname, or a patronymic, in full."""
        return bool(self.parts.given and (self.parts.family or self.parts.patronymic))


@dataclass(slots=True)
class Cluster:
    """Mentions of one person; `forms` collects what they have been named."""

    mentions: list[Named] = field(default_factory=list)
    _wordings: dict[object, Named] = field(default_factory=dict)

    def add(self, mention: Named) -> None:
        """Take a mention in."""
        self.mentions.append(mention)
        self._wordings.setdefault(mention.wording, mention)

    def accepts(self, mention: Named) -> bool:
        """Whether nothing in the names speaks against one person."""
        named = self._wordings.values()
        return any(related(mine, mention) for mine in named) and all(
            compatible(mine, mention) for mine in named if mine.is_full
        )


_GENERATIONS = ("-младший", "-старший", "-младшая", "-старшая")
"""What parts father and son of one name."""


def describe(mention: Named) -> Named:
    """Fill in the folded nominatives of a mention's parts, over all of its readings."""
    parts = mention.parts
    order = parts.words
    given: set[str] = set()
    patronymic: set[str] = set()
    family: set[str] = set()
    for reading in likely(mention.readings):
        for word, form in zip(order, reading.folded, strict=True):
            if word in parts.family:
                family.add(form)
                if form.endswith(_GENERATIONS):
                    family.add(form.rpartition("-")[0])
                if reading.gender == "Fem" and reading.case != "Nom" and form[-1:] == "а":
                    family.add(f"{form}я")  # «Луговой» may be of «Лугова» or of «Луговая»
            elif word in parts.patronymic:
                patronymic.add(form)
            else:
                given.add(form)
    mention.given_forms = frozenset(given)
    mention.patronymic_forms = frozenset(patronymic)
    mention.family_forms = frozenset(family)
    return mention


def compatible(first: Named, second: Named) -> bool:
    """Whether two mentions can name one person, going by what both of them give."""
    if first.family_forms and second.family_forms and not first.family_forms & second.family_forms:
        # A lone word may be a given name or the other half of a name.
        lone = first if len(first.parts.words) == 1 else second
        other = second if lone is first else first
        return len(lone.parts.words) == 1 and bool(lone.family_forms & other.given_forms)
    if not _given_agree(first, second) or generations_differ(first, second):
        return False
    if first.patronymic_forms and second.patronymic_forms:
        return bool(first.patronymic_forms & second.patronymic_forms)
    return _initials_agree(first, second) and _initials_agree(second, first)


def related(first: Named, second: Named) -> bool:
    """Whether two compatible mentions share a surname, or one is the other's given name."""
    if first.family_forms & second.family_forms:
        return True
    if not first.parts.family or not second.parts.family:
        return bool(first.given_forms & second.given_forms)
    for lone, other in ((first, second), (second, first)):
        if len(lone.parts.words) == 1 and lone.family_forms & other.given_forms:
            return True
    return False


def generations_differ(first: Named, second: Named) -> bool:
    """Whether one is the father, the other the son («Ветлугин-старший», «Ветлугин-младший»)."""
    mine, theirs = (
        {
            form.rpartition("-")[2][:3]
            for form in mention.family_forms
            if form.endswith(_GENERATIONS)
        }
        for mention in (first, second)
    )
    return bool(mine and theirs and not mine & theirs)


def _given_agree(first: Named, second: Named) -> bool:
    if not first.given_forms or not second.given_forms:
        return True
    if first.given_forms & second.given_forms:
        return True
    return any(_variants(a, b) for a in first.given_forms for b in second.given_forms)


def _variants(first: str, second: str) -> bool:
    """«Анатолие» and «Анатолий», «Цзинпин» and «Цзиньпин», «Лула» and «Лулу».

    Long names that differ in the last letters only, spellings with a soft sign and without, and a
    name in -а whose accusative looks like a name that does not decline.
    """
    if first.replace("ь", "") == second.replace("ь", ""):
        return True
    if len(first) > 3 and first[:-1] == second[:-1] and {first[-1], second[-1]} == {"а", "у"}:
        return True
    shared = 0
    for a, b in zip(first, second, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= 5 and max(len(first), len(second)) - shared <= 1


def _initials_agree(first: Named, second: Named) -> bool:
    initials = first.parts.initials
    if not initials:
        return True
    if second.parts.initials:
        return all(a == b for a, b in zip(initials, second.parts.initials, strict=False))
    if second.given_forms and not any(form[0] == initials[0] for form in second.given_forms):
        return False
    if len(initials) > 1 and second.patronymic_forms:
        return any(form[0] == initials[1] for form in second.patronymic_forms)
    return True
