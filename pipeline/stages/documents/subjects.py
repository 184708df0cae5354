"""Subject matters: frames cut, nominative restored, concept looked up."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import NOUNS
from pipeline.grammar.coordination import Coordination
from pipeline.grammar.nominative import Nominative, join, like
from pipeline.layers import Concept, Measure, Topic
from pipeline.stages.documents.concepts import Concepts
from pipeline.stages.documents.lexicon import Lexicon
from pipeline.stages.documents.verbal import VerbalNouns

_EDGES = frozenset({",", ";", ":", ".", "—", "–", "-", "и", "или", "также", "а", "др", "др.", "как"})
_POINTING = frozenset({"этот", "данный", "такой", "тот", "его", "её", "их", "свой"})


@dataclass(frozen=True, slots=True)
class Cut:
    """A phrase with its frames cut.

    Attributes:
        start: Where the subject begins; equal to the phrase's end if nothing is left.
        sphere: Whether «в области», «по вопросам» was cut, behind which a list may stand.
        emptied: Whether only a frame was there («сотрудничество между …»).
    """

    start: int
    sphere: bool
    emptied: bool = False


class Subjects:
    """Makes topics and measures of phrases."""

    def __init__(self, lexicon: Lexicon, morphology: Morphology) -> None:
        self._lexicon = lexicon
        self._morphology = morphology
        self._nominative = Nominative(morphology)
        self._concepts = Concepts(lexicon.topics)
        self._verbal = VerbalNouns(lexicon, morphology)
        self.coordination = Coordination(
            morphology,
            lexicon.is_action,
            lexicon.data.actions.pairs,
            lexicon.data.actions.incomplete,
        )

    def cut(self, tokens: Tokens, start: int, end: int) -> Cut:
        """Cut the frames in front of the subject in `[start, end)`."""
        frames = self._lexicon.data.frames
        sphere = False
        for _ in range(6):
            if (
                start + 1 < end
                and tokens.lower[start] in {"в", "во", "по"}
                and tokens.lemma[start + 1] in frames.sphere
            ):
                start += 1
            head = self.coordination.head(tokens, start, end)
            if head is None:
                return Cut(start, sphere)
            lemma, following = tokens.lemma[head], head + 1
            after = tokens.lower[following] if following < end else ""
            if lemma in frames.outer_genitive and self._is_genitive(tokens, following, end):
                start, sphere = following, True
            elif lemma in frames.outer_by and after == "по":
                start = following + 1
            elif lemma in frames.outer_to and after in {"к", "ко"}:
                start = following + 1
            elif lemma in frames.outer_about and after in {"о", "об"}:
                start = following + 1
            elif lemma in frames.outer_about and after in {"в", "по"}:
                start = following
            elif lemma in frames.strengthen and self._strengthens(tokens, following, end):
                start = following
            elif lemma in frames.sphere and self._is_genitive(tokens, following, end):
                start, sphere = following, True
            elif lemma in frames.fielded and self._behind_cooperation(tokens, head, end, True):
                found = self._behind_cooperation(tokens, head, end, True)
                start, sphere = found or (start, sphere)
            elif lemma in frames.cooperation:
                inner = self._behind_cooperation(tokens, head, end)
                if inner is None:
                    plain = head == start and lemma in frames.empty
                    goes_on = following < end and self._is_genitive(tokens, following, end)
                    return Cut(start, sphere, plain and not goes_on)
                start, sphere = inner
            else:
                return Cut(start, sphere, head == start and following >= end and lemma in frames.empty)
        return Cut(start, sphere)

    def topic(
        self, tokens: Tokens, start: int, end: int, rule: str, doubts: tuple[str, ...] = ()
    ) -> Topic | None:
        """The topic that the phrase `[start, end)` names, or `None` if it names none."""
        start, end = self.trim(tokens, start, end)
        if start >= end or self.is_vague(tokens, start, end):
            return None
        cut = self.cut(tokens, start, end)
        if cut.emptied:
            return None
        start, end = self.trim(tokens, cut.start, end)
        if start >= end or tokens.lemma[start] in _POINTING:
            return None
        text, sure = self.nominative(tokens, start, end)
        if not sure:
            doubts = (*doubts, "nominative_unsure")
        return Topic(
            text=text,
            span=tokens.span(start, end),
            concept=self._concepts.find(tokens.lemma[start:end]),
            rule=rule,
            doubts=doubts,
        )

    def measure(self, tokens: Tokens, start: int, end: int, rule: str) -> Measure | None:
        """The measure that the phrase `[start, end)` names."""
        start, end = self.trim(tokens, start, end)
        if start >= end or self.is_vague(tokens, start, end):
            return None
        text, sure = self.nominative(tokens, start, end)
        return Measure(
            text=text,
            span=tokens.span(start, end),
            rule=rule,
            doubts=() if sure else ("nominative_unsure",),
        )

    def action(self, tokens: Tokens, start: int, end: int, rule: str) -> Measure | None:
        """A measure told by an infinitive: «провести форум» → «проведение форума».

        Args:
            tokens: The token view.
            start: The infinitive or an adverb in front of it.
            end: One past the phrase.
            rule: Name of the rule.
        """
        verb = start
        while verb < end and tokens.feats[verb].verb_form != "Inf":
            verb += 1
        noun = self._verbal.noun(tokens.lemma[verb]) if verb < end else None
        begin, end = self.trim(tokens, verb + 1, end)
        if noun is None or begin >= end:
            return None
        head = self.coordination.head(tokens, begin, end)
        if head is not None and tokens.lemma[head] in self._lexicon.data.adverbial.nouns:
            return None
        words = self._genitive(tokens, begin, end)
        if words is None:
            return None
        front = "".join(
            f"{adjective} "
            for adjective in (
                self._verbal.adjective(tokens.lemma[index], noun) for index in range(start, verb)
            )
            if adjective
        )
        return Measure(f"{front}{noun} {words}", tokens.span(start, end), rule)

    def field_of(self, tokens: Tokens, start: int, end: int, rule: str) -> Topic | None:
        """«развивать сотрудничество в сфере туризма»: the field, if there is one."""
        verb = start
        while verb < end and tokens.feats[verb].verb_form != "Inf":
            verb += 1
        head = self.coordination.head(tokens, verb + 1, end)
        if head is None or tokens.lemma[head] not in self._lexicon.data.frames.cooperation:
            return None
        return self.topic(tokens, verb + 1, end, rule)

    def is_measure(self, tokens: Tokens, start: int, end: int, *, provision: bool) -> bool:
        """Whether the phrase is headed by an act to be carried out.

        Args:
            tokens: The token view.
            start: First token of the phrase.
            end: One past its last token.
            provision: Whether it stands under «предусматривает» (and not «охватывает», where
                only bodies, funds and the like are acts).
        """
        head = self.coordination.head(tokens, start, end)
        if head is None:
            return False
        measures = self._lexicon.data.measures
        lemma = tokens.lemma[head]
        if lemma not in measures.strong and not (provision and lemma in measures.weak):
            return False
        complement = self.coordination.head(tokens, head + 1, end)
        return complement is None or tokens.lemma[complement] not in measures.exceptions

    def is_vague(self, tokens: Tokens, start: int, end: int) -> bool:
        """Whether the phrase is a filler («принятие мер для этого»)."""
        lemmas = tuple(tokens.lemma[start : min(end, start + 3)])
        return any(
            lemmas[: len(phrase)] == phrase for phrase in self._lexicon.data.vague.phrases
        )

    def trim(self, tokens: Tokens, start: int, end: int) -> tuple[int, int]:
        """`[start, end)` without separators and small words at its edges."""
        while start < end and tokens.lower[start] in _EDGES:
            start += 1
        while end > start and tokens.lower[end - 1] in _EDGES:
            end -= 1
        return start, end

    def nominative(self, tokens: Tokens, start: int, end: int) -> tuple[str, bool]:
        """The phrase in the nominative, and whether every word could be inflected."""
        heads = self.coordination.heads(tokens, start, end)
        if heads and tokens.pos[heads[0]] == "ADJ":
            return self._mistagged(tokens, start, heads[0], end)
        restored = self._nominative.phrase(tokens, start, end, heads=heads[1:])
        text = restored.text
        if "ё" in text and "ё" not in tokens.text:
            # A release that writes «зеленый» everywhere keeps doing so.
            text = text.replace("ё", "е").replace("Ё", "Е")
        return text, restored.sure

    def _mistagged(self, tokens: Tokens, start: int, head: int, end: int) -> tuple[str, bool]:
        """The nominative of a phrase whose head noun was tagged as an adjective."""
        words: dict[int, str] = {}
        for index in range(start, head + 1):
            word = self._morphology.inflect(tokens.lower[index], "Nom")
            if word is not None and tokens.form[index][0].isalpha():
                words[index] = like(tokens.form[index], word)
        return join(tokens, start, end, words), head in words

    def _strengthens(self, tokens: Tokens, start: int, end: int) -> bool:
        head = self.coordination.head(tokens, start, end)
        return (
            head is not None
            and tokens.feats[head].case == "Gen"
            and tokens.lemma[head] in self._lexicon.data.frames.cooperation
        )

    def _is_genitive(self, tokens: Tokens, index: int, end: int) -> bool:
        if index >= end:
            return False
        head = self.coordination.head(tokens, index, end)
        return head is not None and "Gen" in {
            tokens.feats[head].case, tokens.feats[index].case
        }

    def _behind_cooperation(
        self, tokens: Tokens, head: int, end: int, only_sphere: bool = False
    ) -> tuple[int, bool] | None:
        """Where the field begins behind «сотрудничество … в области», «… по вопросам»."""
        frames = self._lexicon.data.frames
        for index in range(head + 1, min(end, head + 40)):
            lower = tokens.lower[index]
            if lower in {";", ":"} or lower == "," and tokens.lower[index - 1] != ")":
                return None
            if lower not in {"в", "во", "по"}:
                continue
            place = index + 1
            while place < end and tokens.pos[place] in {"ADJ", "DET", "NUM"}:
                place += 1
            if place >= end:
                return None
            if tokens.lemma[place] in frames.sphere:
                following = place + 1
                while following < end and tokens.lower[following] in {",", "как", ":"}:
                    following += 1
                if following < end:
                    return following, True
                return None
            if not only_sphere and index == head + 1 and tokens.pos[place] in NOUNS and (
                lower == "по" or self._lexicon.is_action(tokens.lemma[place])
            ):
                return index + 1, False
        return None

    def _genitive(self, tokens: Tokens, start: int, end: int) -> str | None:
        """The object of an infinitive in the genitive; other complements stay."""
        head = self.coordination.head(tokens, start, end)
        words = {index: tokens.form[index] for index in range(start, end)}
        if head is not None and tokens.feats[head].case in {"Acc", "Nom"}:
            for index in range(start, head + 1):
                if not tokens.form[index][0].isalpha() or tokens.pos[index] in {"ADV", "CCONJ"}:
                    continue
                feats = tokens.feats[index]
                word = self._morphology.inflect(
                    tokens.lower[index],
                    "Gen",
                    feats.number,
                    tokens.feats[head].gender,
                    pos=tokens.pos[index],
                    from_case=feats.case,
                    from_number=feats.number,
                )
                if word is None:
                    return None
                words[index] = word if tokens.form[index].islower() else _like(
                    tokens.form[index], word
                )
        pieces: list[str] = []
        for index in range(start, end):
            if pieces and tokens.space_before(index):
                pieces.append(" ")
            pieces.append(words[index])
        return "".join(pieces)


def _like(form: str, word: str) -> str:
    if len(form) > 1 and form.isupper():
        return form
    return word[:1].upper() + word[1:] if form[:1].isupper() else word
