"""Which mentions are instruments of their own, and which name one already there."""

from __future__ import annotations

from bisect import insort
from operator import itemgetter

from pipeline.analysis.tokens import Tokens
from pipeline.layers import CountryLayer, Issue, ParticipantLayer, SectionKind
from pipeline.stages.documents.acts import Acts, Link
from pipeline.stages.documents.distribution import distribute
from pipeline.stages.documents.entries import Entry, said, same_instrument, title_lemmas
from pipeline.stages.documents.lexicon import Lexicon
from pipeline.stages.documents.mentions import Mention
from pipeline.stages.documents.modality import Outcome
from pipeline.stages.documents.occasions import Occasions
from pipeline.stages.documents.signatories import signatories

_NAMING = frozenset({"subject", "parties", "quoted", "years", "adjective", "named", "name"})
_FORMAL = frozenset({"sign", "adopt", "approve", "ratify"})


class Collector:
    """Joins the mentions of one release into entries."""

    def __init__(
        self,
        tokens: Tokens,
        lexicon: Lexicon,
        acts: Acts,
        occasions: Occasions,
        participants: ParticipantLayer,
        countries: CountryLayer,
    ) -> None:
        self.entries: list[Entry] = []
        self.issues: list[Issue] = []
        self._tokens = tokens
        self._lexicon = lexicon
        self._acts = acts
        self._occasions = occasions
        self._participants = participants
        self._countries = countries
        self._heads: dict[int, Entry] = {}
        self._titles: set[int] = set()
        self._places: list[tuple[int, Entry]] = []
        self._listing: Link | None = None
        self._listing_sentence = -1

    def take(self, mentions: list[Mention]) -> None:
        """Read all mentions in order of place."""
        before: tuple[Mention, Link | None] | None = None
        umbrellas: list[tuple[Mention, Link]] = []
        covered = -1
        for mention in mentions:
            nested = mention.head < covered
            link = None
            if not nested or self._under_act(mention):
                link = self._acts.link(self._tokens, mention, before)
            link = link or (None if nested else self._listed(mention))
            if mention.plural or mention.entry.id == "document" and not (
                "subject" in mention.marks
            ):
                if link is not None and mention.plural and self._distribute(mention, link):
                    continue
                if link is not None and mention.plural:
                    self._listing, self._listing_sentence = link, self._sentence(mention)
                    umbrellas.append((mention, link))
                elif not mention.plural:
                    self._anaphor(mention, link)
                continue
            if not nested:
                before = (mention, link)
            if self._is_own(mention, link, nested):
                self._enter(mention, link, nested)
                if not nested:
                    covered = max(covered, mention.end)
            else:
                self._anaphor(mention, link)
        self._pronouns()
        self._umbrella(umbrellas)

    def is_mention(self, index: int) -> bool:
        """Whether the token heads a mention of an entry."""
        return index in self._heads

    def is_title(self, index: int) -> bool:
        """Whether the token stands inside the title of an entry's mention."""
        return index in self._titles

    def sentences(self) -> list[int]:
        """Sentences that can tell of what the documents hold: those with mentions, and two
        behind each."""
        found: set[int] = set()
        count = len(self._tokens.sentences)
        for place, _ in self._places:
            sentence = self._tokens.sentence[place]
            found.update(range(sentence, min(sentence + 3, count)))
        return sorted(found)

    def resolve(self, kind: str, index: int) -> Entry | None:
        """The entry that a subject of a predicate stands for."""
        entry = self._resolve(kind, index)
        if entry is not None and kind != "mention":
            insort(self._places, (index, entry), key=itemgetter(0))
        return entry

    def _resolve(self, kind: str, index: int) -> Entry | None:
        tokens = self._tokens
        if kind == "mention":
            return self._heads.get(index)
        sentence = tokens.sentence[index]
        if kind == "relative":
            return self._nearest(index, sentence, sentence, tokens.feats[index].gender)
        if kind == "pronoun":
            feats = tokens.feats[index]
            gender = "" if feats.number == "Plur" else feats.gender
            if feats.number == "Plur":
                return None
            if feats.case in {"Loc", "Ins", "Gen", "Dat"} and gender == "Masc":
                gender = "Masc|Neut"
            return self._nearest(index, sentence - 1, sentence, gender)
        if kind == "implicit":
            return self._nearest(index, sentence - 1, sentence, "", same_section=True)
        return self._nearest(index, sentence - 2, sentence, "", acted=True)

    def _nearest(
        self,
        index: int,
        first: int,
        last: int,
        gender: str,
        *,
        acted: bool = False,
        same_section: bool = False,
    ) -> Entry | None:
        """The entry mentioned last before `index`, in sentences `first` to `last`."""
        tokens = self._tokens
        fallback: Entry | None = None
        for place, entry in reversed(self._places):
            sentence = tokens.sentence[place]
            if place >= index or sentence > last:
                continue
            if sentence < first:
                break
            if same_section and tokens.section[place] != tokens.section[index]:
                break
            if gender and tokens.feats[place].gender not in gender.split("|"):
                continue
            if entry.nested or acted and entry.status.rank < 3:
                fallback = fallback or entry
                continue
            return entry
        return fallback

    def _sentence(self, mention: Mention) -> int:
        return self._tokens.sentence[mention.head]

    def _is_own(self, mention: Mention, link: Link | None, nested: bool) -> bool:
        """Whether a mention is an instrument of its own and no word for one already named."""
        marks = mention.marks
        if mention.name_only:
            return True
        if mention.draft and mention.marks & _NAMING and not nested:
            return True
        formal = link is not None and link.act is not None and link.act.id in _FORMAL
        naming = bool(marks & _NAMING)
        capital = "capital" in marks
        if not naming and self._antecedent(mention) is not None:
            return False
        if mention.entry.weight == "strong":
            if nested:
                return naming and (capital or self._under_act(mention))
            if naming:
                return True
            if "author" in marks:
                return formal or capital
            if "joint" in marks:
                return link is not None or capital
            if link is not None and link.form == "noun":
                return formal and capital and link.outcome is not Outcome.UNSURE
            return formal or capital and link is not None
        return self._has_needs(mention, link, naming, capital)

    def _under_act(self, mention: Mention) -> bool:
        """«решение об утверждении подписания меморандума»: an act inside a title."""
        before = mention.outer - 1
        return before >= 0 and self._tokens.lemma[before] in self._lexicon.nouns

    def _has_needs(
        self, mention: Mention, link: Link | None, naming: bool, capital: bool
    ) -> bool:
        entry, marks = mention.entry, mention.marks
        formal = link is not None and link.act is not None and link.act.id in _FORMAL
        identity = naming or "author" in marks
        for need in entry.needs:
            if need == "act" and self._acted(mention, link, identity, capital):
                return True
            if need == "capital":
                if capital and (identity or entry.id == "constitution"):
                    return True
                if "capital_first" in marks and naming and formal and not mention.plural:
                    return True
            if need == "joint" and "joint" in marks and (link is not None or identity):
                return True
            if need == "act_subject" and "subject" in marks and self._acted(
                mention, link, True, capital
            ):
                return True
            if need == "subject" and "subject" in marks and not self._loose(mention):
                return True
            if need in {"quoted", "years", "named"} and need in marks:
                return True
        return False

    def _loose(self, mention: Mention) -> bool:
        """«в плане подходов»: a word for «as to», not a plan."""
        before = mention.outer - 1
        return (
            before >= 0
            and self._tokens.lower[before] == "в"
            and mention.case == "Loc"
            and mention.outer == mention.head
        )

    def _acted(
        self, mention: Mention, link: Link | None, identity: bool, capital: bool
    ) -> bool:
        if link is None or link.act is None or link.outcome is Outcome.UNSURE:
            return False
        if link.form == "noun" and not identity and not capital:
            return False
        allowed = mention.entry.acts
        if not allowed:
            if link.act.id in _FORMAL:
                return identity or capital or link.act.id == "sign"
            return identity
        if link.act.id in allowed:
            if mention.entry.id == "contract" and link.outcome is not Outcome.DONE:
                return bool(mention.marks & {"subject", "named"}) or self._has_on(mention)
            return identity or capital or link.act.id in {"sign", "approve"}
        if link.act.id == "adopt" and "adopt_formal" in allowed:
            return (
                "subject" in mention.marks
                and not self._is_earlier(mention, link)
                and not self._in_speech(mention)
                and self._by_organ(mention, link)
            )
        return False

    def _by_organ(self, mention: Mention, link: Link) -> bool:
        """Whether a body takes the decision: passive, or a body as the subject."""
        if link.form == "passive":
            return True
        tokens = self._tokens
        start, end = tokens.sentences[self._sentence(mention)]
        organs = self._lexicon.data.organs.lemmas
        return any(
            tokens.feats[index].case == "Nom"
            and (
                tokens.lemma[index] in organs
                or tokens.form[index].isupper()
                and len(tokens.form[index]) > 1
            )
            for index in range(start, end)
            if not mention.start <= index < mention.end
        )

    def _has_on(self, mention: Mention) -> bool:
        return "на" in self._tokens.lower[mention.head + 1 : mention.end]

    def _in_speech(self, mention: Mention) -> bool:
        """Whether the mention stands inside a quotation."""
        tokens = self._tokens
        depth = 0
        section = tokens.section[mention.head]
        for index in range(mention.start - 1, -1, -1):
            if tokens.section[index] != section:
                break
            depth += (tokens.form[index] in {"«", "„", "“"}) - (tokens.form[index] in {"»", "”"})
        return depth > 0

    def _antecedent(self, mention: Mention) -> Entry | None:
        """The entry that a bare noun («Декларация», «соглашение») names again."""
        lemma = self._tokens.lemma[mention.head]
        for place, entry in reversed(self._places):
            if place >= mention.head:
                continue
            if entry.mention.entry.id == mention.entry.id:
                return entry
            if self._tokens.lemma[entry.mention.head] == lemma:
                return entry
        return None

    def _enter(self, mention: Mention, link: Link | None, nested: bool) -> None:
        lemmas = title_lemmas(self._tokens, mention)
        entry = next(
            (
                known
                for known in self.entries
                if same_instrument(
                    known, mention, lemmas, headline=self._in_headline(known.mention)
                )
            ),
            None,
        )
        if entry is None:
            entry = Entry(mention, lemmas, nested)
            self.entries.append(entry)
            if mention.entry.weight == "weak" and link is None:
                entry.doubts.append("weak_head")
            if nested:
                entry.doubts.append("inside_title")
        elif len(lemmas) > len(entry.lemmas):
            entry.mention, entry.lemmas = mention, lemmas
        entry.nested = entry.nested and nested
        self._add(entry, mention, link)

    def _distribute(self, mention: Mention, link: Link) -> bool:
        """Enter each instrument of «соглашения о туризме, о торговле и о спорте»."""
        parts = distribute(self._tokens, mention)
        if not parts or mention.entry.id == "document":
            return False
        tokens = self._tokens
        earlier = self._is_earlier(mention, link)
        for start, end in parts:
            entry = Entry(mention, frozenset(tokens.lemma[start:end]), False, (start, end))
            entry.said.append(said(link, mention, earlier=earlier))
            entry.spans.append(tokens.span(mention.start, mention.head + 1))
            self._places.append((start, entry))
            self.entries.append(entry)
            self._titles.update(range(start, end))
            self._linked(entry, mention, link, earlier=earlier)
        return True

    def _in_headline(self, mention: Mention) -> bool:
        layout = self._tokens.doc.user_data.get("layout")
        section = self._tokens.section[mention.head]
        sections = getattr(layout, "sections", ())
        return section < len(sections) and sections[section].kind is SectionKind.HEADLINE

    def _anaphor(self, mention: Mention, link: Link | None) -> None:
        if mention.plural:
            return
        if mention.entry.id == "document":
            entry = self._nearest(
                mention.head, self._sentence(mention) - 2, self._sentence(mention), "", acted=True
            )
            if entry is None and link is not None and link.outcome is Outcome.DONE:
                self.issues.append(
                    Issue(
                        "documents",
                        "unnamed_document",
                        "A document is spoken of that the release does not name.",
                        (self._tokens.span(mention.start, mention.end),),
                    )
                )
        else:
            entry = self._antecedent(mention)
        if entry is not None:
            self._add(entry, mention, link)

    def _add(self, entry: Entry, mention: Mention, link: Link | None) -> None:
        tokens = self._tokens
        earlier = link is not None and self._is_earlier(mention, link)
        entry.said.append(said(link, mention, earlier=earlier))
        entry.places.append(mention.head)
        entry.spans.append(tokens.span(mention.start, mention.end))
        self._heads[mention.head] = entry
        self._titles.update(range(mention.start, mention.end))
        self._places.append((mention.head, entry))
        if link is not None:
            self._linked(entry, mention, link, earlier=earlier)
        relative = self._acts.relative(tokens, mention)
        if relative is not None and (link is None or relative.index != link.index):
            # «рассмотрен проект соглашения, который министры намерены подписать»
            earlier = self._is_earlier(mention, relative)
            entry.said.append(said(relative, mention, earlier=earlier))
            self._linked(entry, mention, relative, earlier=earlier)

    def _linked(self, entry: Entry, mention: Mention, link: Link, *, earlier: bool) -> None:
        tokens = self._tokens
        entry.spans.append(tokens.span(link.index, link.index + 1))
        if not earlier:
            for key in signatories(tokens, mention, link, self._participants, self._countries):
                if key not in entry.signatories:
                    entry.signatories.append(key)

    def _is_earlier(self, mention: Mention, link: Link) -> bool:
        if link.form == "participle":
            start, end = sorted((mention.outer, link.index))
            limit = self._tokens.sentences[self._sentence(mention)][1]
            stop = link.index + 1
            while stop < limit and self._tokens.lower[stop] not in {",", ";"}:
                stop += 1
            start = mention.end if link.index >= mention.end else max(0, link.index - 4)
            if self._occasions.words_earlier(start, max(stop, end)):
                return True
        sentence = self._tokens.sentence[link.index]
        if link.act is not None and link.act.id == "ratify" and sentence > 2:
            # What a country once ratified is background, unless the release opens with it.
            start, end = self._tokens.sentences[sentence]
            if not any(
                self._tokens.lower[index] in {"сегодня", "вчера"} for index in range(start, end)
            ):
                return True
        return self._occasions.is_earlier(sentence)

    def _listed(self, mention: Mention) -> Link | None:
        """The act of «Подписаны следующие документы:» for an item of the list behind it."""
        if self._listing is None:
            return None
        tokens = self._tokens
        sentence = self._sentence(mention)
        start, end = tokens.sentences[sentence]
        opens = start
        while opens < mention.outer and not tokens.form[opens][0].isalpha():
            opens += 1
        if opens != mention.outer and tokens.pos[opens] not in {"ADJ", "DET"}:
            return None
        if any(
            tokens.feats[index].verb_form == "Fin" for index in range(start, end)
        ) or mention.outer > opens:
            return None
        section = tokens.section[start]
        layout = tokens.doc.user_data.get("layout")
        sections = getattr(layout, "sections", ())
        listed = section < len(sections) and sections[section].kind is SectionKind.LIST_ITEM
        intro = tokens.sentences[self._listing_sentence]
        if listed or tokens.lower[intro[1] - 1] == ":":
            return self._listing
        return None

    def _pronouns(self) -> None:
        """«Подписать его предполагается осенью»: a status told with a pronoun."""
        tokens = self._tokens
        for sentence in self.sentences():
            start, end = tokens.sentences[sentence]
            for index in range(start, end):
                if tokens.lemma[index] not in {"он", "она", "оно"} or index + 1 >= end:
                    continue
                link = self._acts.of_pronoun(tokens, index, start, end)
                if link is None:
                    continue
                feats = tokens.feats[index]
                gender = "Masc|Neut" if feats.gender != "Fem" else "Fem"
                entry = self._nearest(index, sentence - 1, sentence, gender)
                if entry is None or feats.number == "Plur":
                    continue
                earlier = self._occasions.is_earlier(sentence)
                entry.said.append(said(link, entry.mention, earlier=earlier))
                self._linked(entry, entry.mention, link, earlier=earlier)

    def _umbrella(self, umbrellas: list[tuple[Mention, Link]]) -> None:
        """«Подписано 17 документов» is an entry only where nothing is named one by one."""
        if any(entry.status.rank >= 6 for entry in self.entries):
            return
        for mention, link in umbrellas:
            if self._tokens.lemma[mention.head] not in self._lexicon.data.umbrella.lemmas:
                continue
            if link.outcome is Outcome.DONE and link.act is not None and link.act.id in _FORMAL:
                if self._is_earlier(mention, link):
                    continue
                entry = Entry(mention, title_lemmas(self._tokens, mention), False)
                entry.doubts.append("several_unnamed")
                self.entries.append(entry)
                self._add(entry, mention, link)
                return
