"""The word lists of names, in the form the stage looks things up."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from pipeline.analysis.name_lists import load_name_lists
from pipeline.resources.loader import ResourceStore
from pipeline.resources.persons import PersonsResource


def fold(word: str) -> str:
    """Lower case with «е» for «ё»: how names are compared."""
    return word.lower().replace("ё", "е")


_HARD_ENDINGS = ("", "а", "у", "ом", "е")


def _forms(ending: str) -> tuple[str, ...]:
    """The singular forms of a noun that these words end in; those in a vowel hardly decline."""
    stem = ending[:-1]
    if ending[-1] in "ьй":
        return tuple(stem + end for end in (ending[-1], "и", "ью", "я", "ю", "ем", "е"))
    if ending.endswith("ство"):
        return tuple(stem + end for end in ("о", "а", "у", "ом", "е"))
    if ending.endswith("ости"):
        return tuple(ending + end for end in ("", "ей"))
    if ending[-1] in "аеиоу":
        return (ending,)
    return tuple(ending + end for end in _HARD_ENDINGS)


@dataclass(frozen=True, slots=True)
class NameLexicon:
    """Everything the stage knows about names before it sees a text.

    Attributes:
        given: Known given names (natasha's list), folded.
        family: Known surnames (natasha's list), folded.
        particles: Small words of names, by place.
        links: Those that stand between two names («бин»).
        patronymic_words: «оглы», «кызы», ….
        honorifics: Lemmas that may stand between an office and a name.
        styles: Lemmas of styles («высочество»), which are no names.
        carriers: Lemmas behind which a name names no person.
        bodies: Ends of words that name bodies («-стандарт»), in every case.
        towns: Lemmas of nouns for places («город»).
        aliases: Words between two names of one person («настоящее имя», «по прозвищу»).
        surnames_first: Surnames of peoples that put them first.
    """

    given: frozenset[str]
    family: Container[str]
    particles: frozenset[str]
    links: frozenset[str]
    prefixes: frozenset[str]
    patronymic_words: frozenset[str]
    honorifics: frozenset[str]
    styles: frozenset[str]
    carriers: frozenset[str]
    bodies: tuple[str, ...]
    towns: frozenset[str]
    surnames_first: frozenset[str]
    aliases: frozenset[str]


def load_lexicon(store: ResourceStore) -> NameLexicon:
    """Read `persons.yaml` and natasha's name lists."""
    resource = store.load("persons.yaml", PersonsResource)
    lists = load_name_lists()

    def forms(*places: str) -> frozenset[str]:
        return frozenset(
            form for entry in resource.particles if entry.place in places for form in entry.forms
        )

    return NameLexicon(
        given=lists.given,
        family=lists.family,
        particles=forms("prefix", "middle", "suffix", "patronymic"),
        links=forms("middle"),
        prefixes=forms("prefix"),
        patronymic_words=forms("patronymic"),
        honorifics=frozenset(w for entry in resource.honorifics for w in entry.lemmas),
        styles=frozenset(w for entry in resource.styles for w in entry.lemmas),
        carriers=frozenset(w for entry in resource.carriers for w in entry.lemmas),
        bodies=tuple(
            form for entry in resource.bodies for word in entry.endings for form in _forms(word)
        ),
        towns=frozenset(w for entry in resource.towns for w in entry.lemmas),
        surnames_first=frozenset(fold(w) for entry in resource.surnames_first for w in entry.names),
        aliases=frozenset(w for entry in resource.aliases for w in entry.words),
    )
