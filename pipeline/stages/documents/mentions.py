"""Finding the phrases that name instruments."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import NOUNS
from pipeline.grammar.noun_phrase import NounPhrases
from pipeline.layers import DocumentKind
from pipeline.resources.documents import Head
from pipeline.stages.documents.extents import TitleExtents
from pipeline.stages.documents.lexicon import Lexicon
from pipeline.stages.documents.marks import QUOTES, Marks
from pipeline.stages.documents.names import Names
from pipeline.stages.documents.title_marks import Words, closing


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase headed by an instrument's noun.

    Attributes:
        entry: The head's lexicon entry.
        head: Token index of the noun; of the first word for a name in quotation marks.
        start: First token of the title; end: one past its last.
        outer: First token of the phrase with what was cut in front («проект», «новый»).
        case: Case the whole phrase stands in (that of «проект», if there is one).
        number: Number of the head.
        draft: Whether it is spoken of as a draft or text.
        marks: Marks found on it: `capital`, `quoted`, `years`, `subject`, `joint`, `named`,
            `author`, `adjective`.
        name_only: Whether the title is a name in quotation marks without a head noun.
    """

    entry: Head
    head: int
    start: int
    end: int
    outer: int
    case: str
    number: str
    draft: bool
    marks: frozenset[str]
    name_only: bool = False

    @property
    def kind(self) -> DocumentKind:
        """Kind of the record."""
        return self.entry.kind

    @property
    def plural(self) -> bool:
        """Whether it speaks of several instruments at once."""
        return self.number == "Plur" and not self.entry.plural


class MentionFinder:
    """Finds mentions of instruments in a token view."""

    def __init__(self, lexicon: Lexicon, morphology: Morphology) -> None:
        self._lexicon = lexicon
        self._phrases = NounPhrases(morphology)
        self._marks = Marks(lexicon.data.adjectives, lexicon.is_abstract)
        self._extents = TitleExtents(
            morphology,
            Words(
                adverbial=lexicon.data.adverbial.nouns,
                heads=frozenset(lexicon.heads) | frozenset(lexicon.phrase_heads),
                named=lexicon.data.named_nouns.lemmas,
                dative=lexicon.data.dative_nouns.lemmas,
                instrumental=lexicon.data.instrumental_nouns.lemmas,
                naming=lexicon.data.naming_nouns.lemmas,
                inward=lexicon.data.inward_nouns.lemmas,
            ),
        )
        self._by_id = {entry.id: entry for entry in lexicon.data.heads}

    def find(self, tokens: Tokens, names: Names) -> list[Mention]:
        """All mentions in order of place; a mention inside another one's title stands too.

        Args:
            tokens: The token view.
            names: Names of bodies and countries; a noun inside one names no instrument.
        """
        found: list[Mention] = []
        lemmas, triggers = tokens.lemma, self._lexicon.triggers
        taken = -1
        for index, lemma in enumerate(lemmas):
            # «Стратегия-2050» is one word to the tagger.
            if lemma not in triggers and not ("-" in lemma and lemma[-1].isdigit()):
                continue
            if index <= taken or index in names.inside or self._in_organization(tokens, index):
                continue
            mention = self._quoted_name(tokens, index) or self._mention(tokens, index, names)
            if mention is not None:
                found.append(mention)
                if mention.name_only:
                    taken = mention.end
        return found

    def _quoted_name(self, tokens: Tokens, index: int) -> Mention | None:
        """«„Видение тюркского мира 2040“»: a name that begins with an instrument's noun."""
        opening = index - 1
        lemmas = self._lexicon.data.quoted_heads.lemmas
        while opening > 0 and index - opening < 3 and tokens.form[opening] not in QUOTES:
            opening -= 1
        if opening < 0 or tokens.form[opening] not in QUOTES or tokens.lemma[index] not in lemmas:
            return None
        if not tokens.form[opening + 1][0].isupper():
            return None
        end = closing(tokens, opening, tokens.sentences[tokens.sentence[index]][1])
        if end is None or not index + 1 < end - 1 < index + 14:
            return None
        if any(tokens.pos[place] != "ADJ" for place in range(opening + 1, index)):
            return None
        first, last = tokens.sentences[tokens.sentence[index]]
        if opening <= first and end >= last - 1:
            # A quotation that fills its line is a subheading, not a name.
            return None
        if any(tokens.feats[place].verb_form == "Fin" for place in range(index, end)):
            return None
        entry = next(iter(self._lexicon.heads.get(tokens.lemma[index], ())), None)
        outer, case = opening, tokens.feats[index].case
        before = opening - 1
        if before >= 0 and tokens.lemma[before] in self._lexicon.heads:
            outer, case = before, tokens.feats[before].case
            entry = entry or self._lexicon.heads[tokens.lemma[before]][0]
        if entry is None:
            entry = self._by_id["vision"]
        return Mention(
            entry=entry,
            head=index,
            start=opening + 1,
            end=end - 1,
            outer=outer,
            case=case,
            number="Sing",
            draft=False,
            marks=frozenset({"quoted", "capital", "name"}),
            name_only=True,
        )

    def _in_organization(self, tokens: Tokens, index: int) -> bool:
        """«Организация Договора о коллективной безопасности»: a body's name."""
        return (
            index > 0
            and tokens.lemma[index - 1] == "организация"
            and (tokens.form[index][0].isupper())
        )

    def _mention(self, tokens: Tokens, head: int, names: Names) -> Mention | None:
        entry, first = self._entry(tokens, head)
        if entry is None or not self._is_noun(tokens, head):
            return None
        sentence_start, limit = tokens.sentences[tokens.sentence[head]]
        number, case = self._form(tokens, head)
        if (
            number == "Plur"
            and not entry.plural
            and not (entry.weight == "strong" or {"act_subject", "subject", "act"} & entry.needs)
        ):
            return None
        if entry.plural_only and number != "Plur":
            return None
        if self._quoted_contents(tokens, head, limit):
            return None
        start = self._phrases.first_modifier(tokens, first, sentence_start)
        while start > sentence_start and self._named_adjective(tokens, start - 1):
            start -= 1
        for index in range(first - 1, start - 1, -1):
            if index in names.persons and not self._agrees(tokens, index, head):
                # «подписал с Саарами декларацию»: somebody's name is no attribute of it.
                start = index + 1
                break
        outer, start = self._trim(tokens, start, first)
        end = self._end(tokens, first, head, limit, names)
        if self._in_quotes(tokens, first, head):
            start, outer = min(start, first - 1), min(outer, first - 1)
        marks = self._marks.read(tokens, entry, first, head, start, end, outer)
        if marks is None:
            return None
        counted = outer - 1 if outer == start else outer
        if (counted >= sentence_start and tokens.pos[counted] == "NUM") or (
            counted >= sentence_start and tokens.lemma[counted] in {"ряд", "несколько", "пакет"}
        ):
            # «два протокола», «ряд документов»: a count, whatever the noun's form.
            number, outer = "Plur", counted
            if case in {"Gen", ""}:
                case = tokens.feats[counted].case or "Nom"
                marks.add("counted")
        mention = Mention(entry, head, start, end, outer, case, number, False, frozenset(marks))
        return self._with_draft(tokens, mention, sentence_start)

    def _form(self, tokens: Tokens, head: int) -> tuple[str, str]:
        """Number and case of the noun as tagged; the dictionary's if it denies the form both."""
        feats = tokens.feats[head]
        parses = self._phrases.agreement.morphology.parses(tokens.lower[head])
        nouns = [parse for parse in parses if parse.kind == "NOUN" and parse.known]
        if not nouns or any(feats.case in {parse.case, ""} for parse in nouns):
            return feats.number, feats.case
        return nouns[0].number, nouns[0].case

    def _named_adjective(self, tokens: Tokens, index: int) -> bool:
        """«Сендайской рамочной программе»: an adjective of a name that was tagged as a noun."""
        return (
            tokens.pos[index] == "PROPN"
            and tokens.form[index][0].isupper()
            and bool(_ADJECTIVE.fullmatch(tokens.lower[index]))
        )

    def _agrees(self, tokens: Tokens, index: int, head: int) -> bool:
        """«Рижские рекомендации»: no person's name, whoever was found there."""
        noun = tokens.feats[head]
        return self._named_adjective(tokens, index) and any(
            (parse.case, parse.number) == (noun.case, noun.number)
            for parse in self._phrases.agreement.morphology.parses(tokens.lower[index])
        )

    def _is_noun(self, tokens: Tokens, index: int) -> bool:
        """Whether the word is a noun, by the tagger, its capital or the dictionary alone."""
        if tokens.pos[index] in NOUNS or tokens.form[index][0].isupper():
            return True
        parses = self._phrases.agreement.morphology.parses(tokens.lower[index])
        return all(parse.pos == "NOUN" for parse in parses)

    def _entry(self, tokens: Tokens, head: int) -> tuple[Head | None, int]:
        lemma = tokens.lemma[head]
        for words, entry in self._lexicon.phrase_heads.get(lemma, ()):
            first = head - len(words)
            if first >= 0 and tuple(tokens.lemma[first:head]) == words:
                return entry, first
        number = tokens.feats[head].number
        for key in (lemma, lemma.split("-", 1)[0]):
            entries = self._lexicon.heads.get(key, ())
            for entry in entries:
                if entry.of and len(entries) > 1 and not self._is_of(tokens, head, entry):
                    continue
                if not entry.plural_only or number == "Plur":
                    return entry, head
        if lemma[-1:].isdigit() and "-" in lemma:
            stem = self._phrases.agreement.morphology.parses(lemma.split("-", 1)[0])
            for parse in stem:
                for entry in self._lexicon.heads.get(parse.lemma, ()):
                    return entry, head
        return None, head

    def _is_of(self, tokens: Tokens, head: int, entry: Head) -> bool:
        """«договор купли-продажи»: whether the genitive that makes it this entry follows."""
        return head + 1 < len(tokens) and tokens.lemma[head + 1] in entry.of

    def _end(self, tokens: Tokens, first: int, head: int, limit: int, names: Names) -> int:
        following = head + 1
        if (
            following + 1 < limit
            and tokens.pos[following] == "ADP"
            and tokens.lemma[following + 1] in {"этот", "данный"}
        ):
            # «соглашение по этому проекту» points back and names nothing.
            return following
        if (
            following < limit
            and tokens.form[following] in {"»", "”", '"'}
            and self._in_quotes(tokens, first, head)
        ):
            return self._extents.end(tokens, following, limit, names.wholes)
        return self._extents.end(tokens, head, limit, names.wholes)

    def _in_quotes(self, tokens: Tokens, first: int, head: int) -> bool:
        """Whether just the head's words stand in quotation marks («„дорожную карту“ …»)."""
        if head + 1 >= len(tokens):
            return False
        for before in range(head - 1, max(head - 3, -1), -1):
            mark = QUOTES.get(tokens.form[before])
            if mark is not None:
                return tokens.form[head + 1] == mark and before >= first - 1
        return False

    def _quoted_contents(self, tokens: Tokens, head: int, limit: int) -> bool:
        """Whether a name in quotation marks that is an instrument itself follows the noun."""
        opening = head + 1
        if opening + 2 >= limit or tokens.form[opening] not in QUOTES:
            return False
        lemmas = self._lexicon.data.quoted_heads.lemmas
        return any(
            tokens.lemma[place] in lemmas and tokens.form[opening + 1][0].isupper()
            for place in range(opening + 1, min(opening + 3, limit))
        )

    def _trim(self, tokens: Tokens, start: int, head: int) -> tuple[int, int]:
        """Outer start and title's start: words that are no part of the title are cut."""
        outer = start
        adjectives = self._lexicon.data.adjectives
        while start < head:
            lemma = tokens.lemma[start]
            participle = tokens.feats[start].verb_form == "Part" or lemma in _PARTICIPLES
            participle |= tokens.pos[start] == "ADJ" and lemma in self._lexicon.verbs
            if (
                lemma in adjectives.cut
                or tokens.pos[start] in {"DET", "NUM", "PRON"}
                or participle
                or tokens.lower[start] in {"и", ","}
            ):
                start += 1
            else:
                break
        return outer, start

    def _with_draft(self, tokens: Tokens, mention: Mention, floor: int) -> Mention:
        """Take «проект», «текст» in front of the mention into its outer phrase."""
        before = mention.outer - 1
        if before < floor or tokens.lemma[before] not in self._lexicon.data.drafts.lemmas:
            return mention
        outer = self._phrases.first_modifier(tokens, before, floor)
        if tokens.feats[before].number == "Plur" and outer < before:
            # «пилотные проекты Программы» are no drafts of it.
            return mention
        if mention.case not in {"Gen", ""} and "Gen" not in self._phrases.agreement.cases(
            tokens, mention.head
        ):
            return mention
        return replace(mention, outer=outer, case=tokens.feats[before].case, draft=True)


_ADJECTIVE = re.compile(r"[\w-]+[сц]к(?:ий|ая|ое|ого|ой|ую|ому|им|ом|ие|их|ими)")
_PARTICIPLES = frozenset(
    {
        "подписанный",
        "принятый",
        "утверждённый",
        "утвержденный",
        "одобренный",
        "заключённый",
        "достигнутый",
        "действующий",
        "готовящийся",
        "подготовленный",
        "опубликованный",
    }
)
