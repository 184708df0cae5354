"""Titles in the nominative."""

from __future__ import annotations

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.nominative import Nominative, join, like
from pipeline.layers import TokenRange
from pipeline.stages.documents.mentions import Mention
from pipeline.stages.documents.verbal import in_spelling_of


class Titles:
    """Restores the titles of mentions."""

    def __init__(self, morphology: Morphology) -> None:
        self._nominative = Nominative(morphology)
        self._morphology = morphology

    def title(self, tokens: Tokens, mention: Mention) -> tuple[str, bool]:
        """The title in the nominative, and whether every word could be inflected."""
        text, sure = self._restored(tokens, mention)
        if "counted" in mention.marks and mention.start == mention.head:
            # «два протокола о …»: one entry for several, named in the plural.
            word = self._morphology.inflect(tokens.lower[mention.head], "Nom", "Plur", pos="NOUN")
            sure = sure and word is not None
            rest = join(tokens, mention.head + 1, mention.end)
            text = f"{word or tokens.form[mention.head]} {rest}".rstrip()
        return in_spelling_of(tokens, text), sure

    def _restored(self, tokens: Tokens, mention: Mention) -> tuple[str, bool]:
        named = mention.start
        while named < mention.head and tokens.pos[named] == "PROPN":
            named += 1
        restored = self._nominative.phrase(tokens, named, mention.end)
        if named == mention.start:
            if restored.sure and not self._stays_oblique(tokens, mention, restored.text):
                return restored.text, True
            return self._by_dictionary(tokens, mention) or (restored.text, restored.sure)
        # «Сендайской рамочной программе»: adjectives of a name that were tagged as nouns.
        words: dict[int, str] = {}
        number = "Plur" if mention.entry.plural else "Sing"
        gender = "" if mention.entry.plural else tokens.feats[mention.head].gender
        for index in range(mention.start, named):
            word = self._morphology.inflect(tokens.lower[index], "Nom", number, gender, pos="ADJ")
            if word is not None:
                words[index] = like(tokens.form[index], word)
        front = join(tokens, mention.start, named, words)
        return f"{front} {restored.text}", restored.sure and len(words) == named - mention.start

    def _stays_oblique(self, tokens: Tokens, mention: Mention, text: str) -> bool:
        """Whether the head kept a form that the dictionary knows as no nominative.

        The tagger calls some oblique heads nominative («Хартией ШОС предусмотрено …»).
        """
        head = tokens.lower[mention.head]
        return head in text.lower() and "Nom" not in self._morphology.cases(head)

    def _by_dictionary(self, tokens: Tokens, mention: Mention) -> tuple[str, bool] | None:
        """The title with its head and modifiers inflected without the tagger's features."""
        words: dict[int, str] = {}
        gender = ""
        for index in range(mention.head, mention.start - 1, -1):
            if not tokens.form[index][0].isalpha():
                continue
            pos = "NOUN" if index == mention.head else "ADJ"
            word = self._morphology.inflect(tokens.lower[index], "Nom", "", gender, pos=pos)
            if word is None:
                return None
            if index == mention.head:
                gender = next((p.gender for p in self._morphology.parses(word) if p.gender), "")
            words[index] = like(tokens.form[index], word)
        return join(tokens, mention.start, mention.end, words), True

    def part(self, tokens: Tokens, mention: Mention, part: TokenRange) -> tuple[str, bool]:
        """The title of one of several instruments that a plural mention names."""
        end = mention.head + 1
        while end < part[0] and tokens.feats[end].case == "Gen":
            # «концепции рекомендаций по …»
            end += 1
        restored = self._nominative.phrase(tokens, mention.start, end, singular=True)
        return f"{restored.text} {join(tokens, *part)}", restored.sure
