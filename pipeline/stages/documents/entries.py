"""Documents under construction: all mentions of one instrument joined."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.analysis.tokens import Tokens
from pipeline.layers import DocumentStatus, Measure, TokenRange, Topic
from pipeline.spans import Span
from pipeline.stages.documents.links import Link
from pipeline.stages.documents.mentions import Mention
from pipeline.stages.documents.modality import Outcome

_DONE_RANK: dict[DocumentStatus, int] = {
    "signed": 9,
    "ratified": 8,
    "adopted": 7,
    "approved": 6,
}
_SETTLED = frozenset({Outcome.DONE, Outcome.NEGATED})
_MAKING = frozenset({"sign", "adopt", "approve", "ratify"})
_STOP = frozenset({"о", "об", "и", "в", "на", "по", "с", "к", "для", "между", "от", "год", "из"})


@dataclass(frozen=True, slots=True)
class Said:
    """A status that some words give an instrument."""

    status: DocumentStatus
    rank: int
    link: Link | None
    rule: str


@dataclass(slots=True)
class Entry:
    """An instrument and everything said of it so far; becomes a `Document` at the end.

    Attributes:
        mention: The mention that names it most fully.
        lemmas: Content lemmas of its title.
        nested: Whether it is only named inside other titles.
        headline: The headline's mention, where the text names the instrument otherwise.
        part: Its own words, where the mention's plural noun names several instruments.
    """

    mention: Mention
    lemmas: frozenset[str]
    nested: bool
    part: TokenRange | None = None
    spans: list[Span] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    signatories: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    headline: Mention | None = None

    @property
    def status(self) -> Said:
        """The status that counts: what was done at the event before plans, talk and reference."""
        told = self.said
        if any(_is_settled(said) for said in told):
            # What was signed on an earlier occasion is not to be signed any more.
            settled = [said for said in told if not _is_planned_anew(said)]
            told = settled or told
        return max(told, key=lambda said: said.rank)

    def add_topics(self, topics: tuple[Topic, ...]) -> None:
        """Add topics that are not there yet by their words."""
        known = {topic.text.lower() for topic in self.topics}
        for topic in topics:
            if topic.text.lower() not in known:
                known.add(topic.text.lower())
                self.topics.append(topic)

    def add_measures(self, measures: tuple[Measure, ...]) -> None:
        """Add measures that are not there yet by their words."""
        known = {measure.text.lower() for measure in self.measures}
        for measure in measures:
            if measure.text.lower() not in known:
                known.add(measure.text.lower())
                self.measures.append(measure)


def _is_settled(said: Said) -> bool:
    act = said.link.act if said.link is not None else None
    return said.rule.endswith(".earlier") and act is not None and act.id in {"sign", "ratify"}


def _is_planned_anew(said: Said) -> bool:
    act = said.link.act if said.link is not None else None
    return said.status == "planned" and act is not None and act.id in _MAKING


def said(link: Link | None, mention: Mention, *, earlier: bool) -> Said:
    """The status that a link gives, on the event's own occasion or an earlier one."""
    if link is not None and link.form == "in_force":
        return Said("referenced", 4, link, link.rule)
    if link is None:
        if mention.draft:
            return Said("discussed", 3, None, "documents.discussed.draft")
        return Said("referenced", 1, None, "documents.referenced.mention")
    if _awaits_ratification(link) and not mention.draft:
        # «ускорить ратификацию соглашения»: it was signed on another occasion.
        return Said("referenced", 4, link, f"{link.rule}.awaited")
    if link.outcome is Outcome.DONE and link.act is not None:
        if earlier:
            # A draft is one still, whenever it was talked about.
            talked = mention.draft and link.status == "discussed"
            return Said("discussed" if talked else "referenced", 2, link, f"{link.rule}.earlier")
        status, rule = link.status, link.rule
        if mention.kind in link.act.adopting and not mention.draft:
            # «парламент одобрил резолюцию»: what only a vote brings about is adopted by it.
            status, rule = "adopted", f"{rule}.adopting"
        rank = _DONE_RANK.get(status, 3)
        if link.form in {"participle", "told"} and rank > 3:
            rank = 3
        if link.act.id == "prepare" and not mention.draft:
            # That it was once prepared says least of it.
            rank = 2
        return Said(status, rank, link, rule)
    if link.outcome is Outcome.NEGATED:
        return Said("discussed", 5, link, f"{link.rule}.negated")
    if link.outcome is Outcome.PLANNED:
        rank = 4 if link.status == "planned" else 3
        return Said(link.status, rank, link, f"{link.rule}.planned")
    if link.outcome is Outcome.TALKED:
        return Said(link.status, 3, link, link.rule)
    if link.status == "discussed":
        return Said("discussed", 2, link, f"{link.rule}.unsure")
    return Said("referenced", 1, link, f"{link.rule}.unsure")


def _awaits_ratification(link: Link) -> bool:
    act = link.act
    return act is not None and act.id == "ratify" and link.outcome not in _SETTLED


def title_lemmas(tokens: Tokens, mention: Mention) -> frozenset[str]:
    """Content lemmas of a title, by which two mentions of one instrument are joined."""
    return frozenset(
        tokens.lemma[index].replace("ё", "е")
        for index in range(mention.start, mention.end)
        if tokens.form[index][0].isalnum() and tokens.lemma[index] not in _STOP
    )


def same_joint(tokens: Tokens, first: Entry, mention: Mention) -> bool:
    """«совместное заявление президентов A и B по Сирии», «… двух стран по Сирии»: one statement.

    Joint statements of one release with the same subject differ in the words for their authors.
    """
    if first.mention.entry.id != mention.entry.id or first.part is not None:
        return False
    if not {"joint", "subject"} <= first.mention.marks & mention.marks:
        return False
    mine, theirs = _subject(tokens, mention), _subject(tokens, first.mention)
    return bool(mine) and mine == theirs


def _subject(tokens: Tokens, mention: Mention) -> list[str]:
    for index in range(mention.head + 1, mention.end):
        if tokens.lower[index] in {"о", "об", "обо", "по"}:
            return tokens.lemma[index + 1 : mention.end]
    return []


def same_instrument(
    first: Entry, mention: Mention, lemmas: frozenset[str], *, headline: bool = False
) -> bool:
    """Whether a mention with an identity of its own names the instrument of an entry.

    Args:
        first: The entry.
        mention: The mention.
        lemmas: Its content lemmas.
        headline: Whether the entry was named in the headline only, which shortens freely.
    """
    if first.mention.name_only or mention.name_only:
        shorter, longer = sorted((first.lemmas, lemmas), key=len)
        return shorter <= longer and len(shorter) > 1
    if first.mention.entry.id != mention.entry.id or first.part is not None:
        return False
    shorter, longer = sorted((first.lemmas, lemmas), key=len)
    if shorter == longer:
        return True
    if headline and len(shorter) >= 3:
        return len(shorter & longer) >= 0.7 * len(shorter)
    return len(shorter) > 1 and shorter <= longer
