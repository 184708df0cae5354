"""Joining the mentions of one release into entries, one an instrument."""

from __future__ import annotations

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.layers import CountryLayer, Issue, ParticipantLayer
from pipeline.stages.documents.acts import Acts
from pipeline.stages.documents.antecedents import Antecedents
from pipeline.stages.documents.distribution import distribute
from pipeline.stages.documents.earlier import Earlier
from pipeline.stages.documents.entries import (
    Entry,
    said,
    same_instrument,
    same_joint,
    title_lemmas,
)
from pipeline.stages.documents.headlines import Headlines
from pipeline.stages.documents.identity import Identity
from pipeline.stages.documents.lexicon import Lexicon
from pipeline.stages.documents.links import FORMAL, Link
from pipeline.stages.documents.listings import Listings
from pipeline.stages.documents.marks import QUOTES
from pipeline.stages.documents.mentions import Mention
from pipeline.stages.documents.modality import Outcome
from pipeline.stages.documents.occasions import Occasions
from pipeline.stages.documents.signatories import signatories

_LIST = 2
"""How many sentences behind a set of documents its list may stand."""

_RECENT = 60
"""How many entries back a mention is compared with: more than any release names."""

_PRONOUNS = frozenset({"он", "она", "оно", "последний"})


class Collector:
    """Reads the mentions of one release.

    Attributes:
        entries: The instruments in order of first mention.
        issues: What could not be resolved.
        antecedents: Where the instruments are mentioned.
    """

    def __init__(
        self,
        tokens: Tokens,
        lexicon: Lexicon,
        morphology: Morphology,
        acts: Acts,
        occasions: Occasions,
        participants: ParticipantLayer,
        countries: CountryLayer,
    ) -> None:
        self.entries: list[Entry] = []
        self.issues: list[Issue] = []
        self.antecedents = Antecedents(tokens, morphology)
        self._tokens = tokens
        self._lexicon = lexicon
        self._acts = acts
        self._occasions = occasions
        self._earlier = Earlier(tokens, lexicon, occasions)
        self._participants = participants
        self._countries = countries
        self._identity = Identity(tokens, lexicon)
        self._listings = Listings(tokens, acts)
        self._headlines = Headlines(tokens)
        self._umbrellas: list[tuple[Mention, Link]] = []
        self._inside: set[int] = set()

    def take(self, mentions: list[Mention]) -> None:
        """Read all mentions in order of place."""
        before: tuple[Mention, Link | None] | None = None
        covered = -1
        for number, mention in enumerate(mentions):
            nested = mention.head < covered or mention.head in self._inside
            link: Link | None = None
            if not nested or self._identity.under_act(mention):
                link = self._acts.link(self._tokens, mention, before)
            if link is None and not nested:
                link = self._listings.link(mention) or self._listings.inline(mention)
            if mention.plural:
                self._several(mention, link, nested=nested)
                continue
            if mention.entry.id == "document" and "subject" not in mention.marks:
                self._anaphor(mention, link)
                continue
            if not nested:
                before = (mention, link)
            if not nested and not self._is_formal(link):
                told = self._acts.relative(self._tokens, mention)
                if self._is_formal(told):
                    # «закреплено в меморандуме, который подписали министры»
                    link = told
            following = mentions[number + 1] if number + 1 < len(mentions) else None
            if following is not None and not nested and self._shares_tail(mention, following):
                self._enter_sharing(mention, following, link)
            elif self._is_own(mention, link, nested=nested):
                self._enter(mention, link, nested=nested)
                if not nested:
                    covered = max(covered, mention.end)
            else:
                self._anaphor(mention, link)
        self._pronouns()
        self._unnamed()

    def _is_formal(self, link: Link | None) -> bool:
        return link is not None and link.act is not None and link.act.id in FORMAL

    def _is_own(self, mention: Mention, link: Link | None, *, nested: bool) -> bool:
        return self._identity.is_own(
            mention,
            link,
            self.antecedents.named_before(mention),
            nested=nested,
            earlier=link is not None and self._earlier.holds(mention, link),
        )

    def _several(self, mention: Mention, link: Link | None, *, nested: bool) -> None:
        """Read a noun for several instruments."""
        if self._identity.is_missing(mention):
            return
        if self._distribute(mention, link, nested=nested):
            return
        if self._identity.is_set(mention):
            self._enter(mention, link, nested=nested)
        elif link is not None:
            self._listings.note(mention, link)
            self._umbrellas.append((mention, link))

    def _enter(self, mention: Mention, link: Link | None, *, nested: bool) -> None:
        lemmas = title_lemmas(self._tokens, mention)
        entry = next(
            (
                known
                for known in self.entries[-_RECENT:]
                if same_instrument(
                    known, mention, lemmas, headline=self._headlines.holds(known.mention)
                )
                or same_joint(self._tokens, known, mention)
            ),
            None,
        )
        if entry is None and not nested:
            entry = self._headlines.named(self.entries, mention, link)
            if entry is not None:
                entry.headline, entry.mention, entry.lemmas = entry.mention, mention, lemmas
        if entry is None:
            entry = Entry(mention, lemmas, nested)
            self.entries.append(entry)
            if mention.entry.weight == "weak" and link is None:
                entry.doubts.append("weak_head")
            if nested:
                entry.doubts.append("inside_title")
            if link is not None and link.form == "told":
                entry.doubts.append("status_inferred")
        elif len(lemmas) > len(entry.lemmas):
            entry.mention, entry.lemmas = mention, lemmas
        entry.nested = entry.nested and nested
        self._add(entry, mention, link)

    def _shares_tail(self, mention: Mention, following: Mention) -> bool:
        """«устав и процедурные правила Сети»: two nouns before one genitive or name."""
        tokens = self._tokens
        return (
            mention.end == mention.head + 1
            and following.start == mention.end + 1
            and tokens.lower[mention.end] == "и"
            and tokens.form[mention.start][0].islower()
            and self._has_owner(following)
            and (mention.case == following.case or {mention.case, following.case} <= {"Nom", "Acc"})
            and self.antecedents.named_before(mention) is None
        )

    def _has_owner(self, mention: Mention) -> bool:
        """«правила Сети», «правила „Вместе“», but «план работы»."""
        return "quoted" in mention.marks or (
            "author" in mention.marks and self._tokens.form[mention.head + 1][:1].isupper()
        )

    def _enter_sharing(self, mention: Mention, following: Mention, link: Link | None) -> None:
        """Enter the first of two nouns that share what follows, if they are acted upon."""
        link = link or self._acts.link(self._tokens, following, None)
        if link is None or link.act is None or link.act.id not in FORMAL:
            self._anaphor(mention, link)
            return
        part = (following.head + 1, following.end)
        entry = Entry(mention, frozenset(self._tokens.lemma[slice(*part)]), False, part)
        self.entries.append(entry)
        self._add(entry, mention, link)

    def _distribute(self, mention: Mention, link: Link | None, *, nested: bool) -> bool:
        """Enter each instrument of «соглашения о туризме, о торговле и о спорте».

        Names in quotation marks are instruments whatever is said of them.
        """
        tokens = self._tokens
        parts = distribute(tokens, mention)
        if link is not None:
            parts = parts or self._listings.names(mention)
        if not parts or mention.entry.id == "document":
            return False
        named = tokens.form[parts[0][0]] in QUOTES
        if link is None and not named:
            return False
        earlier = link is not None and self._earlier.holds(mention, link)
        for start, end in parts:
            if named:
                self._inside.update(range(start, end))
            entry = Entry(mention, frozenset(tokens.lemma[start:end]), nested, (start, end))
            entry.said.append(said(link, mention, earlier=earlier))
            entry.spans.append(tokens.span(mention.start, mention.head + 1))
            self.entries.append(entry)
            self.antecedents.add(start, entry, range(start, end), head=False)
            if link is not None:
                self._linked(entry, mention, link, earlier=earlier)
        return True

    def _anaphor(self, mention: Mention, link: Link | None) -> None:
        """Add a mention that names an instrument again («Документ», «соглашение»)."""
        if mention.entry.id != "document":
            entry = self.antecedents.named_before(mention)
        else:
            sentence = self._tokens.sentence[mention.head]
            entry = self.antecedents.nearest(mention.head, sentence - 2, sentence, "", acted=True)
            done = link is not None and link.outcome is Outcome.DONE
            if entry is None and done and not self._headlines.holds(mention):
                self._issue(
                    "unnamed_document",
                    "A document is spoken of that the release does not name.",
                    mention,
                )
        if entry is not None:
            self._add(entry, mention, link)

    def _add(self, entry: Entry, mention: Mention, link: Link | None) -> None:
        tokens = self._tokens
        earlier = link is not None and self._earlier.holds(mention, link)
        if link is not None and link.form == "signatures" and entry.said:
            # «Соглашение было подписано в 2016 году. Подписи под документом поставили …»
            earlier |= entry.said[-1].rule.endswith(".earlier")
        entry.said.append(said(link, mention, earlier=earlier))
        entry.spans.append(tokens.span(mention.start, mention.end))
        self.antecedents.add(mention.head, entry, range(mention.start, mention.end))
        if link is not None:
            self._linked(entry, mention, link, earlier=earlier)
        relative = self._acts.relative(tokens, mention)
        if relative is not None and (link is None or relative.index != link.index):
            # «рассмотрен проект соглашения, который министры намерены подписать»
            earlier = self._earlier.holds(mention, relative)
            entry.said.append(said(relative, mention, earlier=earlier))
            self._linked(entry, mention, relative, earlier=earlier)

    def _linked(self, entry: Entry, mention: Mention, link: Link, *, earlier: bool) -> None:
        tokens = self._tokens
        entry.spans.append(tokens.span(link.index, link.index + 1))
        if not earlier:
            for key in signatories(tokens, mention, link, self._participants, self._countries):
                if key not in entry.signatories:
                    entry.signatories.append(key)

    def _pronouns(self) -> None:
        """«Подписать его предполагается осенью»: a status told with a pronoun."""
        tokens = self._tokens
        for sentence in self.antecedents.sentences():
            start, end = tokens.sentences[sentence]
            for index in range(start, end - 1):
                feats = tokens.feats[index]
                if tokens.lemma[index] not in _PRONOUNS or feats.number == "Plur":
                    continue
                if tokens.lemma[index] == "последний" and tokens.feats[index + 1].case:
                    # «последний раунд»: no word for an instrument by itself
                    continue
                link = self._acts.of_pronoun(tokens, index, start, end)
                if link is None:
                    continue
                genders = "Fem" if feats.gender == "Fem" else "Masc|Neut"
                entry = self.antecedents.nearest(index, sentence - 1, sentence, genders)
                if entry is not None:
                    earlier = self._occasions.is_earlier(sentence)
                    entry.said.append(said(link, entry.mention, earlier=earlier))
                    self._linked(entry, entry.mention, link, earlier=earlier)

    def _unnamed(self) -> None:
        """«Подписано 17 документов» is an entry only where nothing is named one by one."""
        data = self._lexicon.data
        named = any(entry.status.rank >= 6 for entry in self.entries)
        for mention, link in sorted(
            self._umbrellas, key=lambda item: self._headlines.holds(item[0])
        ):
            done = link.outcome is Outcome.DONE and link.form != "noun"
            if not done or link.act is None or link.act.id not in FORMAL:
                continue
            if self._is_counted_set(mention):
                entry = Entry(mention, title_lemmas(self._tokens, mention), False)
                entry.doubts.append("several_together")
                self.entries.append(entry)
                self._add(entry, mention, link)
                continue
            if self._tokens.lemma[mention.head] in data.umbrella.lemmas and not named:
                if self._earlier.holds(mention, link):
                    continue
                entry = Entry(mention, title_lemmas(self._tokens, mention), False)
                entry.doubts.append("several_unnamed")
                self.entries.append(entry)
                self._add(entry, mention, link)
                named = True
            elif mention.entry.id != "document":
                self._issue(
                    "several_documents",
                    "Several documents are spoken of that the release does not name one by one.",
                    mention,
                )

    def _is_counted_set(self, mention: Mention) -> bool:
        """«два протокола о туризме», «протоколы о приёме»: of one subject, not named singly."""
        sentence = self._tokens.sentence
        anywhere = self._headlines.holds(mention)
        return "subject" in mention.marks and not any(
            entry.mention.entry.id == mention.entry.id
            and "subject" in entry.mention.marks
            and entry.status.link is not None
            and (
                anywhere
                or entry.mention.plural
                or 0 <= sentence[entry.mention.head] - sentence[mention.head] <= _LIST
            )
            for entry in self.entries
        )

    def _issue(self, code: str, message: str, mention: Mention) -> None:
        span = self._tokens.span(mention.start, mention.end)
        self.issues.append(Issue("documents", code, message, (span,)))
