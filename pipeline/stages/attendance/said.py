"""Statements by token ranges, and where they stand to the event."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pipeline.analysis.tokens import Tokens
from pipeline.frozen import dataclass
from pipeline.grammar.clauses import clause_of
from pipeline.layers import Event, EventLayer, Reference, StatementLayer, TokenRange
from pipeline.stages.attendance.words import WITH, preposition_before

NOWHERE = 40
"""Sentences after which a statement has nothing to do with what was told before."""
ATTENDING = frozenset({"участвовать", "поучаствовать", "присутствовать", "выступить"})
"""Verbs of taking part that are none of going there."""
_REPORTING = frozenset({"передавать", "сообщать", "писать", "цитировать", "приводить"})
_REPORTED = 4
"""How far before the name of a medium the word of its reporting may stand, in tokens."""
_TELLING = frozenset(
    {"заявить", "сообщить", "сказать", "подтвердить", "рассказать", "объявить", "пообещать"}
)
"""Verbs of which the teller is the subject of what is told too, if none is named."""
_PRESENT = frozenset({"коллега", "гость", "партнер", "партнёр", "собеседник", "визави"})
"""Whom one speaks to face to face."""
_AUDIENCE = frozenset(
    {
        "собравшихся", "собравшимся", "присутствующих", "присутствующим", "участников",
        "участникам", "делегатов", "делегатам",
    }
)  # fmt: skip
"""Who listens at an event («собравшихся проинформировала N», «заверил участников форума»)."""
_ADDRESSED = 4
"""How far behind the verb of speech those who are spoken to may stand, in tokens."""
_HEARD = 3
"""How far from the verb of speech those who listen may stand, in tokens."""
_BACKING = "поддержать"
_OBJECTS = frozenset({"его", "её", "ее", "их"})
_SELF = frozenset({"он", "она", "они", "я", "мы"})


@dataclass(frozen=True, slots=True)
class Said:
    """A statement by token ranges.

    Attributes:
        speaker: Who says it; `None` for an institution.
        content: Token ranges of its words.
        direct: Whether the words are quoted.
        anchor: A token of the words that name the speaker, else of the content.
        verb: Lemma of the verb of speech.
        sent: Whether a message says it that others hand over or read out.
    """

    speaker: str | None
    content: tuple[TokenRange, ...]
    direct: bool
    anchor: int | None
    verb: str | None
    sent: bool = False


def read_statements(tokens: Tokens, statements: StatementLayer) -> list[Said]:
    """The statements of a release, in their order."""
    found = []
    for statement in statements.statements:
        ranges = [tokens.range_of(span) for span in statement.spans]
        anchor = statement.speaker_span or statement.spans[0]
        found.append(
            Said(
                statement.speaker,
                tuple(
                    stretch if statement.kind == "direct" else _until_backed(tokens, stretch)
                    for stretch in ranges
                    if stretch is not None
                ),
                statement.kind == "direct",
                tokens.at(anchor.start),
                statement.verb,
                statement.rule == "statements.message",
            )
        )
    return found


def _until_backed(tokens: Tokens, stretch: TokenRange) -> TokenRange:
    """«предложил отложить вопрос, его поддержали N и M»: the last words are the release's own."""
    start, end = stretch
    for place in range(start + 2, end):
        if (
            tokens.lemma[place] == _BACKING
            and tokens.lower[place - 1] in _OBJECTS
            and tokens.form[place - 2] == ","
        ):
            return start, place - 2
    return stretch


def last_before(around: frozenset[int], number: int) -> int:
    """The last sentence of `around` up to `number`; long ago if there is none."""
    return next((at for at in range(number, number - NOWHERE, -1) if at in around), -NOWHERE)


def around_event(tokens: Tokens, layer: EventLayer) -> frozenset[int]:
    """Sentences that speak of the event, and those right behind them."""
    if layer.event is None:
        return frozenset()
    told = {layer.event.sentence, *(tokens.sentence[end - 1] for _, end in layer.mentions)}
    return frozenset(number for at in told for number in (at, at + 1))


def tells_own_event(
    tokens: Tokens, event: Event, said: Said, references: Sequence[Reference]
) -> bool:
    """Whether someone tells of an event as of their own.

    A verb of two sides names the other one after «с» and leaves out its subject, which is the
    speaker («сообщил, что встретился с N»), or is in the first person.
    """
    index = event.tokens[0]
    stretch = next(part for part in said.content if part[0] <= index < part[1])
    low, high = clause_of(tokens, index)
    low, high = max(low, stretch[0]), min(high, stretch[1])
    if not event.bilateral or WITH.isdisjoint(tokens.lower[index:high]):
        return False
    for reference in references:
        start = reference.tokens[0]
        if (
            low <= start < high
            and said.speaker not in reference.persons
            and preposition_before(tokens, start, low) not in WITH
        ):
            return False
    finite = any(
        tokens.pos[place] == "VERB" and tokens.feats[place].verb_form == "Fin"
        for place in range(low, high)
    )
    return finite and not any(
        tokens.feats[place].case == "Nom" and tokens.lower[place] not in _SELF
        for place in range(low, high)
    )


def announces_part(
    tokens: Tokens, layer: EventLayer, said: Said, attending: Collection[str]
) -> bool:
    """«заявил, что приедет на форум», «сообщил о планах посетить саммит»: the teller will come.

    Args:
        tokens: The release's words.
        layer: The event and its mentions.
        said: What someone says.
        attending: Lemmas of verbs of taking part.
    """
    if layer.event is None or said.verb not in _TELLING:
        return False
    events = [layer.event.tokens[0], *(end - 1 for _, end in layer.mentions)]
    for low, high in said.content:
        for event in (place for place in events if low <= place < high):
            first, last = clause_of(tokens, event)
            first, last = max(first, low), min(last, high)
            if any(
                tokens.feats[i].case == "Nom"
                and tokens.pos[i] in {"NOUN", "PROPN", "PRON"}
                and tokens.lower[i] != "я"
                for i in range(first, event)
            ):
                continue
            for verb in range(first, event):
                feats = tokens.feats[verb]
                to_come = feats.verb_form == "Inf" or feats.tense == "Fut"
                if tokens.lemma[verb] in attending and to_come and feats.number != "Plur":
                    return "не" not in tokens.lower[first:verb]
    return False


def addresses(tokens: Tokens, said: Said, low: int, high: int) -> bool:
    """«предложил литовским коллегам», «заверил гостей»: said to the other side's face."""
    verb = next((i for i in range(low, high) if tokens.lemma[i] == said.verb), None)
    if verb is None:
        return False
    if not _AUDIENCE.isdisjoint(tokens.lower[max(low, verb - _HEARD) : verb + _HEARD]):
        return True
    for place in range(verb + 1, min(verb + _ADDRESSED, high)):
        if tokens.pos[place] in {"ADP", "SCONJ", "PUNCT", "VERB"}:
            return False
        if tokens.lemma[place] in _PRESENT:
            return tokens.feats[place].case in {"Dat", "Acc", "Gen"}
    return False


def judges(tokens: Tokens, layer: EventLayer, number: int) -> bool:
    """Whether sentence `number` makes the event the object of what is said of it."""
    places = [end - 1 for _, end in layer.mentions]
    if layer.event is not None:
        places.extend(range(*layer.event.tokens))
    return any(
        tokens.sentence[place] == number and tokens.feats[place].case == "Acc" for place in places
    )


def in_passing(tokens: Tokens, index: int, low: int) -> bool:
    """Whether a token only says who printed it: «(цитата по …)», «передаёт агентство X»."""
    before = range(max(low, index - _REPORTED), index)
    if any(
        tokens.lemma[place] in _REPORTING and tokens.feats[place].tense == "Pres"
        for place in before
    ):
        return True
    for place in range(index - 1, low - 1, -1):
        if tokens.form[place] in {"(", ")"}:
            return tokens.form[place] == "("
    return False


def inside(index: int, ranges: Sequence[TokenRange]) -> bool:
    """Whether token `index` stands in one of `ranges`."""
    return any(start <= index < end for start, end in ranges)
