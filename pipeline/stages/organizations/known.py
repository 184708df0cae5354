"""Known bodies: names, aliases and abbreviations of the lexicons."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.analysis.tokens import Tokens
from pipeline.stages.organizations.found import Found
from pipeline.stages.organizations.lexicon import BodyLexicon, Form

_OPENING = frozenset('«„“"')
_CLOSING = frozenset('»”“"')


@dataclass(frozen=True, slots=True)
class Pending:
    """A form that needs support from the rest of the release."""

    start: int
    end: int
    forms: tuple[Form, ...]


class KnownFinder:
    """Looks up the lexicons' forms.

    Args:
        lexicon: The lexicons.
    """

    def __init__(self, lexicon: BodyLexicon) -> None:
        self._lexicon = lexicon

    def __call__(self, tokens: Tokens, words: list[str]) -> tuple[list[Found], list[Pending]]:
        """Mentions that are sure, and those that need support, in order of place."""
        found: list[Found] = []
        pending: list[Pending] = []
        for match in self._lexicon.forms.find(words):
            start, end = match.start, match.end
            if tokens.section[start] != tokens.section[end - 1]:
                continue
            fitting = tuple(form for form in match.values if _fits(tokens, start, end, form))
            sure = [form for form in fitting if not form.ambiguous]
            idents = {form.body.ident for form in sure}
            if len(idents) == 1 and len(sure) == len(fitting):
                best = max(sure, key=lambda form: form.body.rank)
                found.append(Found(start, end, best.body, best.is_abbreviation, best.rule))
            elif fitting:
                pending.append(Pending(start, end, fitting))
        return found, pending


def _fits(tokens: Tokens, start: int, end: int, form: Form) -> bool:
    """Whether the words are written as the form wants."""
    if form.exact:
        written = tuple(tokens.form[start:end]) == form.exact
        if not written or (end - start > 1 and _is_broken(tokens, start, end)):
            return False
    elif form.capital and not tokens.form[start][:1].isupper():
        return False
    if not form.exact and end - start == 1 and _is_shouted(tokens, start):
        return False
    return not form.quoted or _is_quoted(tokens, start, end)


def _is_broken(tokens: Tokens, start: int, end: int) -> bool:
    """Whether white space parts what is written as one word («G 20»)."""
    parts = any(tokens.form[index][0].isdigit() for index in range(start + 1, end))
    return parts and any(tokens.space_before(index) for index in range(start + 1, end))


def _is_shouted(tokens: Tokens, index: int) -> bool:
    """Whether a one-word name is written like an abbreviation of something else."""
    form = tokens.form[index]
    return len(form) <= 4 and form.isupper()


def _is_quoted(tokens: Tokens, start: int, end: int) -> bool:
    return (
        start > 0
        and end < len(tokens)
        and tokens.form[start - 1] in _OPENING
        and tokens.form[end] in _CLOSING
    )


def resolve(pending: list[Pending], present: set[str]) -> tuple[list[Found], list[Pending]]:
    """Ambiguous forms that the rest of the release supports in one reading, and the others.

    Args:
        pending: Forms that need support.
        present: Idents of the bodies that are named for sure.

    Returns:
        Mentions of the bodies that have support, and what stays open.
    """
    found: list[Found] = []
    open_: list[Pending] = []
    for item in pending:
        own = {form.body.ident for form in item.forms} & present
        near = {
            form.body.ident
            for form in item.forms
            if not form.ambiguous or set(form.related) & present
        }
        chosen = own if len(own) == 1 else near if not own else set()
        if len(chosen) != 1:
            open_.append(item)
            continue
        form = next(form for form in item.forms if form.body.ident in chosen)
        found.append(Found(item.start, item.end, form.body, form.is_abbreviation, form.rule))
    return found, open_
