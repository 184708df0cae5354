"""«Его турецкий коллега X»: an office taken from the person it refers to."""

from __future__ import annotations

from dataclasses import replace

from pipeline.layers import Position
from pipeline.stages.positions.board import Link
from pipeline.stages.positions.context import Context, Phrase


def with_colleagues(
    context: Context,
    phrases: list[Phrase],
    positions: list[Position],
    links: list[Link],
) -> list[Position]:
    """The positions, «его турецкий коллега X» with the office of the person named just before."""
    completed: list[Position] = []
    for position, link in zip(positions, links, strict=True):
        phrase = phrases[link.phrase]
        if phrase.entry is not None:
            completed.append(position)
            continue
        if any(
            other.mention == link.mention and phrases[other.phrase].entry is not None
            for other in links
        ):
            continue  # «его коллега, министр …»: the office itself is said
        model = _model(context, phrases, positions, links, link)
        if model is None:
            continue
        completed.append(
            replace(
                position,
                title=_title(context, phrases[model.office], model),
                rank=model.rank,
                rule="positions.colleague",
                other_spans=(model.span,),  # the words the title stands in
            )
        )
    return completed


def _model(
    context: Context,
    phrases: list[Phrase],
    positions: list[Position],
    links: list[Link],
    link: Link,
) -> Position | None:
    """The position of the person the colleague is one of.

    That is the subject of the sentence («X встретился со своим коллегой Y») or, where it
    holds no office, the person whose office was named last, at most two sentences before.
    """
    tokens = context.tokens
    sentence = tokens.sentence
    here = phrases[link.phrase].head
    mine = positions[links.index(link)]
    best: Position | None = None
    subject: Position | None = None
    subjects = {
        m.key
        for m in context.persons.mentions
        if sentence[m.tokens[0]] == sentence[here]
        and m.tokens[0] < here
        and tokens.feats[m.tokens[0]].case == "Nom"
    }
    for position, other in zip(positions, links, strict=True):
        phrase = phrases[other.phrase]
        if phrase.entry is None or phrase.entry.kind != "office" or phrase.head >= here:
            continue
        if position.person == mine.person:
            continue
        if sentence[here] - sentence[phrase.head] <= 2:
            best = position
        if position.person in subjects:
            subject = position
    return subject or best


def _title(context: Context, phrase: Phrase, model: Position) -> str:
    """The model's title without its country («постпред РФ при ООН»): the colleague has another.

    A destination stays: «посол в Литве».
    """
    title = model.title
    for mention in phrase.inside:
        if mention.code == model.country:
            words = mention.span.of(context.tokens.text)
            title = title.replace(f" {words} ", " ")
    return title
