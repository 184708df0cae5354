"""Where instruments are mentioned, and which one a pronoun or a bare noun stands for."""

from __future__ import annotations

from bisect import bisect_left, insort
from operator import itemgetter

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.layers import SectionKind
from pipeline.stages.documents.entries import Entry
from pipeline.stages.documents.mentions import Mention

_SPEAKING = frozenset(
    {"declaration", "statement", "communique", "memorandum", "agreement", "protocol"}
)
"""Kinds of instruments in which parties say what they agreed on."""
_TELLING = _SPEAKING - {"memorandum", "agreement"}
"""Those that do little else, so that a new paragraph may go on with them."""
_DONE = 6
"""From this rank on an instrument is said to be approved, adopted, ratified or signed."""
_OPENING = 3
"""At which word of its sentence a predicate at the latest opens a paragraph («Предусмотрены …»)."""


class Antecedents:
    """The places of all entries of one release, in reading order.

    Args:
        tokens: The release.
        morphology: The dictionary, for genders («коммюнике» is mistaken by the tagger).
    """

    def __init__(self, tokens: Tokens, morphology: Morphology) -> None:
        self._tokens = tokens
        self._morphology = morphology
        self._heads: dict[int, Entry] = {}
        self._titles: set[int] = set()
        self._latest: dict[str, Entry] = {}
        self._places: list[tuple[int, Entry]] = []

    def add(self, place: int, entry: Entry, title: range, *, head: bool = True) -> None:
        """File `entry` under the token at `place`, with the tokens of its title there.

        Args:
            place: Token that heads the mention.
            entry: The entry.
            title: Tokens of the mention's title.
            head: Whether the token at `place` can be the subject of a predicate.
        """
        if head:
            self._heads[place] = entry
        self._titles.update(title)
        kind = self._noun(entry.mention)
        if not entry.nested or self._latest.get(kind, entry).nested:
            self._latest[kind] = entry
        insort(self._places, (place, entry), key=itemgetter(0))

    def is_mention(self, index: int) -> bool:
        """Whether the token heads a mention of an entry."""
        return index in self._heads

    def is_title(self, index: int) -> bool:
        """Whether the token stands inside the title of an entry's mention."""
        return index in self._titles

    def sentences(self) -> list[int]:
        """Sentences that can tell of documents: those with a mention and the two behind it."""
        found: set[int] = set()
        count = len(self._tokens.sentences)
        for place, _ in self._places:
            sentence = self._tokens.sentence[place]
            found.update(range(sentence, min(sentence + 3, count)))
        if self._places:
            # «Документ предусматривает …» may stand far behind the instrument.
            first = min(found)
            for index, lemma in enumerate(self._tokens.lemma):
                if lemma == "документ" and self._tokens.feats[index].number != "Plur":
                    found.add(max(self._tokens.sentence[index], first))
        return sorted(found)

    def resolve(self, kind: str, index: int) -> Entry | None:
        """The entry that a subject of a predicate stands for.

        Args:
            kind: `mention`, `relative`, `pronoun`, `implicit`, `parties` («стороны») or
                `generic` («документ»).
            index: Its token; what is resolved here can be taken up again behind it.
        """
        if kind == "mention":
            return self._heads.get(index)
        sentence = self._tokens.sentence[index]
        if kind == "relative":
            entry = self.nearest(index, sentence, sentence, self.genders(index))
        elif kind == "pronoun":
            entry = self.nearest(
                index,
                sentence - 1,
                sentence,
                self.genders(index),
                plural=self._tokens.feats[index].number == "Plur",
            )
        elif kind == "parties":
            # «Стороны договорились …» right behind what they signed goes on with it.
            entry = self.nearest(index, sentence - 1, sentence, "", same_section=True, done=True)
            if entry is None:
                entry = self._across(index, sentence)
                if entry is not None and entry.mention.kind not in _TELLING:
                    return None
            if entry is None or entry.mention.kind not in _SPEAKING:
                return None
        elif kind == "implicit":
            entry = self.nearest(index, sentence - 1, sentence, "", same_section=True)
            opens = index - self._tokens.sentences[sentence][0] <= _OPENING
            if entry is None and opens:
                entry = self._across(index, sentence)
        else:
            entry = self.nearest(index, sentence - 2, sentence, "", acted=True)
            entry = entry or self._only(index)
        if entry is not None:
            insort(self._places, (index, entry), key=itemgetter(0))
        return entry

    def _across(self, index: int, sentence: int) -> Entry | None:
        """What the last sentence of the paragraph before brought about."""
        tokens = self._tokens
        start = tokens.sentences[sentence][0]
        if sentence == 0 or tokens.section[start] == tokens.section[start - 1]:
            return None
        number = tokens.section[start - 1]
        sections = tokens.layout.sections
        if number < len(sections) and sections[number].kind is not SectionKind.PARAGRAPH:
            return None
        entry = self.nearest(index, sentence - 1, sentence - 1, "")
        return entry if entry is not None and entry.status.rank >= _DONE else None

    def _only(self, index: int) -> Entry | None:
        """The one instrument that has been brought about before the token `index`."""
        found = {
            id(entry): entry
            for place, entry in self._places
            if place < index and not entry.nested and entry.status.rank >= _DONE
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def named_before(self, mention: Mention) -> Entry | None:
        """The entry that a bare noun («Декларация», «соглашение») names again.

        Mentions are filed in reading order, so it is the latest one of the same noun.
        """
        return self._latest.get(self._noun(mention))

    def _noun(self, mention: Mention) -> str:
        """The noun by which an instrument is named again: «Регламент» is no «Положение».

        A bill becomes a law, and a constitution is called the basic law.
        """
        kind = mention.entry.id
        if kind in {"law", "constitution"}:
            return kind
        lemma = self._tokens.lemma[mention.head].replace("ё", "е")
        return f"{kind}.{lemma.split('-', 1)[0]}"

    def genders(self, index: int) -> str:
        """Genders a pronoun can have: masculine and neuter fall together in oblique cases."""
        feats = self._tokens.feats[index]
        if feats.number == "Plur":
            return ""
        if feats.case in {"Loc", "Ins", "Gen", "Dat"} and feats.gender in {"Masc", "Neut"}:
            return "Masc|Neut"
        return feats.gender

    def _gender(self, place: int) -> str:
        """Gender of the noun at `place`, by the dictionary first."""
        for parse in self._morphology.parses(self._tokens.lemma[place]):
            if parse.pos == "NOUN" and parse.gender:
                return parse.gender
        return self._tokens.feats[place].gender

    def nearest(
        self,
        index: int,
        first: int,
        last: int,
        genders: str,
        *,
        acted: bool = False,
        same_section: bool = False,
        plural: bool = False,
        done: bool = False,
    ) -> Entry | None:
        """The entry mentioned last before the token `index`.

        Args:
            index: The token.
            first: First sentence to look in.
            last: Last sentence to look in.
            genders: Genders its noun may have, joined by `|`; empty for any.
            acted: Whether one that something was done to goes before one only named.
            same_section: Whether it has to stand in the same paragraph.
            plural: Whether only one named in the plural is meant («рекомендации … В них»).
            done: Whether it has to be brought about, not only invoked.
        """
        tokens = self._tokens
        fallback: Entry | None = None
        for number in range(bisect_left(self._places, index, key=itemgetter(0)) - 1, -1, -1):
            place, entry = self._places[number]
            sentence = tokens.sentence[place]
            if sentence > last:
                continue
            if sentence < first:
                break
            if same_section and tokens.section[place] != tokens.section[index]:
                break
            if done and entry.status.rank < _DONE:
                continue
            if plural and tokens.feats[place].number != "Plur":
                continue
            named = place if entry.part is None else entry.mention.head
            if genders and self._gender(named) not in genders.split("|"):
                continue
            if entry.nested or (acted and entry.status.link is None):
                fallback = fallback or entry
                continue
            return entry
        return fallback
