"""The speech lexicon in the form the rules ask it: look-ups by lemma."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.trie import PhraseTrie
from pipeline.resources.loader import ResourceStore
from pipeline.resources.speech import SpeechFrame, SpeechResource, SpeechVerb

_FINITE = "Fin"
_PAST = ("ла", "ло", "ли", "лась", "лось", "лись", "лся")
"""Endings of the past tense that no participle has."""
POSSESSIVES = frozenset({"его", "ее", "её", "их"})
"""«по его словам»: the speaker as a possessive between the frame's words."""


class SpeechLexicon:
    """Compiled `speech.yaml`.

    Attributes:
        verbs: Entries by lemma, with «ё» and with «е».
        predicatives: Entries of short adjectives by lemma.
        triggers: All lemmas a rule begins from.
        according: Phrases before a speaker in the genitive.
        words: Nouns whose genitive is a speaker and whose clause is the content.
        messages: Nouns for texts that say something themselves.
        classes: Closed word classes by name.
        links: Phrases that join a clause to what was said before («при этом»).
    """

    def __init__(self, store: ResourceStore) -> None:
        resource = store.load("speech.yaml", SpeechResource)
        self.verbs: dict[str, tuple[SpeechVerb, ...]] = {}
        self.predicatives: dict[str, tuple[SpeechVerb, ...]] = {}
        for entry in resource.verbs:
            table = self.predicatives if entry.predicative else self.verbs
            for lemma in _spellings(entry.lemmas):
                table[lemma] = (*table.get(lemma, ()), entry)
        self.according: PhraseTrie[SpeechFrame] = PhraseTrie()
        self.words: frozenset[str] = frozenset()
        self.message_nouns: frozenset[str] = frozenset()
        for frame in resource.frames:
            if frame.kind == "according":
                for form in _spellings(frame.forms):
                    self.according.add(form.split(), frame)
            elif frame.kind == "words":
                self.words |= frozenset(_spellings(frame.forms))
            else:
                self.message_nouns |= frozenset(_spellings(frame.forms))
        self.according_first = frozenset(
            form.split()[0]
            for frame in resource.frames
            if frame.kind == "according"
            for form in frame.forms
        ) | {"с"}
        self.triggers = (
            frozenset(self.verbs) | frozenset(self.predicatives) | self.words | self.message_nouns
        )
        classes: dict[str, set[str]] = {}
        for group in resource.classes:
            classes.setdefault(group.name, set()).update(_spellings(group.words))
        self.classes = {name: frozenset(words) for name, words in classes.items()}
        self.links: PhraseTrie[str] = PhraseTrie()
        for phrase in self.classes["link_phrases"]:
            self.links.add(phrase.split(), phrase)

    def entries(self, tokens: Tokens, index: int) -> tuple[SpeechVerb, ...]:
        """Entries of the word at `index`, whatever its form."""
        pos = tokens.pos[index]
        if pos == "VERB":
            return self.verbs.get(tokens.lemma[index], ())
        if pos == "ADJ" and not tokens.feats[index].case:
            return self.predicatives.get(tokens.lemma[index], ())
        return ()

    def is_according(self, tokens: Tokens, index: int) -> bool:
        """Whether «по словам» or the like begins at `index`, perhaps around a possessive."""
        lower = tokens.lower
        if index + 2 >= len(lower):
            return False
        if lower[index + 1] in POSSESSIVES:
            # «с его слов»: «со» stands only before «слов» itself.
            first = "со" if lower[index] == "с" else lower[index]
            return self.according.match_at([first, lower[index + 2]], 0) is not None
        return self.according.match_at(lower, index) is not None

    def is_class(self, name: str, word: str) -> bool:
        """Whether `word` (a lemma or a lower-case form) belongs to the class `name`."""
        return word in self.classes[name]


def is_finite(tokens: Tokens, index: int) -> bool:
    """Whether the word is a finite verb that tells what is or was (no future, no infinitive).

    The tagger takes some past tenses for participles («и пожелала скорейшего выздоровления»).
    """
    if tokens.pos[index] not in {"VERB", "AUX"}:
        return False
    feats = tokens.feats[index]
    return feats.verb_form == _FINITE or (
        feats.verb_form == "Part" and feats.voice == "Act" and tokens.lower[index].endswith(_PAST)
    )


def _spellings(words: Iterable[str]) -> list[str]:
    found = []
    for word in words:
        found.append(word)
        if "ё" in word:
            found.append(word.replace("ё", "е"))
    return found
