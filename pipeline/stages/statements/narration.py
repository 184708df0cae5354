"""The words around speech: what lies inside quotations, clause segments, references by token."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from pipeline.analysis.tokens import Tokens
from pipeline.layers import CountryLayer, ParticipantLayer, Reference, SectionKind, TokenRange
from pipeline.stages.statements.lexicon import SpeechLexicon, is_finite
from pipeline.stages.statements.quotations import DASHES, MARKS, Quotation, find_quotations

SENTENCE_END = frozenset({".", "!", "?", "…", "...", "?!", "!.."})
_BREAKS = frozenset({",", ";", ":", "(", ")", "[", "]"})
_SCANNED = MARKS | {":"}
_LONGEST_SENTENCE = 400


class Narration:
    """One release as the speech rules see it.

    Attributes:
        tokens: The token view.
        quotations: Outermost quotations in order.
        colons: Indices of all colons.
        references: References by every token they cover, the longest one winning.
        pronouns: References of single pronouns by token, also inside longer references.
        countries: Codes of countries by every token that names one, adjectives included.
        homes: Countries of persons, as far as they are known.
        titles: First words of persons' titles («министр», also of «его эстонский коллега»).
    """

    def __init__(
        self,
        tokens: Tokens,
        participants: ParticipantLayer,
        countries: CountryLayer,
        lexicon: SpeechLexicon,
    ) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.countries = {
            index: mention.code
            for mention in countries.mentions
            for index in range(*mention.tokens)
        }
        self._places = self.countries.keys() | {
            index for place in countries.places for index in range(*place.tokens)
        }
        self._breaks = frozenset(self._find_breaks())
        self.homes = {p.person: p.country for p in participants.participants}
        self.titles = {
            p.person: {position.title.split(" ", 1)[0] for position in p.positions}
            for p in participants.participants
        }
        punctuation = [index for index, word in enumerate(tokens.form) if word in _SCANNED]
        self.colons = [index for index in punctuation if tokens.form[index] == ":"]
        marks = (index for index in punctuation if tokens.form[index] != ":")
        self.quotations = find_quotations(tokens, marks)
        self._quotation_at: dict[int, Quotation] = {}
        for quotation in self.quotations:
            for index in range(quotation.start, quotation.end):
                self._quotation_at[index] = quotation
        layout = tokens.layout
        self._headlines = frozenset(
            number
            for number, section in enumerate(layout.sections if layout is not None else ())
            if section.kind is SectionKind.HEADLINE
        )
        self._told: dict[str, int] = {}
        self.references: dict[int, Reference] = {}
        self.pronouns: dict[int, Reference] = {}
        for reference in participants.references:
            start, end = reference.tokens
            if reference.kind in {"pronoun", "periphrasis"} and not self._is_anchored(reference):
                continue
            if self._quotation_at.get(start) is None:
                for person in reference.persons:
                    self._told[person] = tokens.sentence[start]
            if reference.kind == "pronoun":
                self.pronouns[start] = reference
            for index in range(start, end):
                known = self.references.get(index)
                if known is None or known.tokens[1] - known.tokens[0] < end - start:
                    self.references[index] = reference
        self.segment = lru_cache(4096)(self._segment)

    def _is_anchored(self, reference: Reference) -> bool:
        """Whether the narrator has named the persons a pronoun outside quotations stands for.

        Whoever is only talked about inside a quotation is not the narrator's «он».
        """
        if self._quotation_at.get(reference.tokens[0]) is not None:
            return True
        return all(person in self._told for person in reference.persons)

    def drop_unclosed(self, used: Collection[int]) -> None:
        """Forget quotations that were never closed and are nobody's words: a stray mark's."""
        stray = [q for q in self.quotations if not q.closed and q.start not in used]
        if not stray:
            return
        for quotation in stray:
            for index in range(quotation.start, quotation.end):
                del self._quotation_at[index]
        self.quotations = [q for q in self.quotations if q.closed or q.start in used]
        self.segment.cache_clear()

    def is_headline(self, index: int) -> bool:
        """Whether the token stands in the release's headline."""
        return self.tokens.section[index] in self._headlines

    def other_quotation(self, index: int, place: int) -> Quotation | None:
        """The quotation token `index` stands in, unless `place` stands in the same one."""
        quotation = self._quotation_at.get(index)
        return None if quotation is self._quotation_at.get(place) else quotation

    def quotation(self, index: int) -> Quotation | None:
        """The quotation token `index` stands in (marks included), if any."""
        return self._quotation_at.get(index)

    def sentence(self, index: int) -> TokenRange:
        """Token range of the sentence `index` stands in, cut around over-long ones."""
        start, end = self.tokens.sentences[self.tokens.sentence[index]]
        return max(start, index - _LONGEST_SENTENCE), min(end, index + _LONGEST_SENTENCE)

    def is_break(self, index: int) -> bool:
        """Whether the token parts clauses: a comma, colon, bracket or free-standing dash."""
        return index in self._breaks

    def _find_breaks(self) -> Iterator[int]:
        """The tokens that part clauses, found once: clauses are looked at many times."""
        tokens = self.tokens
        for index, form in enumerate(tokens.form):
            if form in _BREAKS:
                yield index
            elif form in DASHES and not self._is_link(index):
                after = index + 1 < len(tokens) and tokens.space_before(index + 1)
                if after or tokens.space_before(index):
                    yield index

    def is_route(self, index: int) -> bool:
        """Whether a place is named as one end of a way: «дорога Китай – Монголия – Россия»."""
        return self._is_link(index - 1) or self._is_link(index + 1)

    def _is_link(self, index: int) -> bool:
        """Whether a dash joins two places."""
        return (
            0 < index < len(self.tokens)
            and self.tokens.form[index] in DASHES
            and index - 1 in self._places
            and index + 1 in self._places
        )

    def _segment(self, index: int) -> TokenRange:
        """The stretch between two breaks outside quotations that token `index` stands in."""
        low, high = self.sentence(index)
        own = self._quotation_at.get(index)
        start = index
        while start > low:
            quotation = self._quotation_at.get(start - 1)
            if quotation is own:
                quotation = None
            if quotation is not None and quotation.start >= low:
                start = quotation.start
                continue
            if quotation is not None or self.is_break(start - 1):
                break
            start -= 1
        end = index + 1
        while end < high:
            quotation = self._quotation_at.get(end)
            if quotation is not None and quotation is not own:
                end = min(quotation.end, high)
                continue
            if self.is_break(end):
                break
            end += 1
        return start, end

    def is_dependent(self, segment: TokenRange) -> bool:
        """Whether a segment begins like a relative or subordinate clause or a participle phrase."""
        tokens, lexicon = self.tokens, self.lexicon
        start, end = segment
        if start > 0 and tokens.form[start - 1] in {"(", "["}:
            return True
        for index in range(start, min(start + 4, end)):
            if tokens.lemma[index] in lexicon.classes["relative"]:
                return True
            pos, feats = tokens.pos[index], tokens.feats[index]
            if pos in {"VERB", "AUX"} and (
                feats.verb_form == "Conv" or (feats.verb_form == "Part" and feats.case)
            ):
                # «Выступившие затем министры …» opens a sentence: the subject stands behind it.
                opens = start == self.sentence(start)[0] and feats.case == "Nom"
                return not opens
            if pos not in {"CCONJ", "ADP", "PART", "ADV"}:
                return False
        return False

    def has_finite(self, start: int, end: int) -> bool:
        """Whether a finite verb stands outside quotations in `[start, end)`."""
        return any(
            is_finite(self.tokens, index) and self._quotation_at.get(index) is None
            for index in range(start, end)
        )

    def strip(self, start: int, end: int) -> TokenRange | None:
        """`[start, end)` without punctuation at its ends, or `None` if nothing is left.

        A full stop stays behind an abbreviation («и др.»); a closing mark or bracket stays
        where its opening one is inside.
        """
        tokens = self.tokens
        while end > start and (
            tokens.form[end - 1] in SENTENCE_END
            or tokens.form[end - 1] in {",", ";", ":", "«", "„"}
            or tokens.form[end - 1] in DASHES
        ):
            end -= 1
        while start < end and (
            tokens.form[start] in SENTENCE_END
            or tokens.form[start] in {",", ";", ":", ")"}
            or tokens.form[start] in DASHES
        ):
            start += 1
        return (start, end) if start < end else None

    def adverbs_end(self, index: int, limit: int) -> int:
        """The first token at or after `index` that is no conjunction, adverb or particle.

        Phrases that link clauses count as one adverb («но при этом отметил»).
        """
        tokens, lexicon = self.tokens, self.lexicon
        conjunctions, adverbs = lexicon.classes["conjunction"], lexicon.classes["adverb"]
        while index < limit:
            word = tokens.lower[index]
            if (
                word in conjunctions
                or word in adverbs
                or (tokens.pos[index] in {"ADV", "PART", "CCONJ"} and word != "не")
            ):
                index += 1
                continue
            link = lexicon.links.match_at(tokens.lower, index, limit)
            if link is None:
                break
            index = link.end
        return index

    def insertion_end(self, index: int, end: int) -> int | None:
        """One past the closing mark of an insertion that opens at `index`.

        Insertions are short and hold no finite verb («, в частности,»), stand in brackets, or
        are gerund phrases («, представляя проект,»).
        """
        tokens = self.tokens
        closing = ")" if tokens.form[index] == "(" else ","
        first = index + 1
        gerund = (
            first < end
            and tokens.pos[first] == "VERB"
            and (
                (
                    tokens.feats[first].verb_form == "Conv"
                    and tokens.lemma[first] not in self.lexicon.verbs
                )
                or (tokens.feats[first].verb_form == "Part" and bool(tokens.feats[first].case))
            )
        )
        reach = 25 if gerund else 7
        for place in range(index + 1, min(index + reach, end)):
            if tokens.form[place] == closing:
                return place + 1 if place > index + 1 else None
            if gerund:
                if is_finite(tokens, place):
                    return None
            elif closing == "," and (
                tokens.pos[place] in {"VERB", "AUX", "SCONJ", "CCONJ"}
                or tokens.lower[place] in self.lexicon.classes["relative"]
                or tokens.lemma[place] in self.lexicon.classes["relative"]
                or place in self.references
            ):
                return None
        return None
