"""Whether a mention is an instrument of its own, and no everyday use of its noun."""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens
from pipeline.stages.documents.entries import Entry
from pipeline.stages.documents.lexicon import Lexicon
from pipeline.stages.documents.links import FORMAL, Link
from pipeline.stages.documents.mentions import Mention
from pipeline.stages.documents.modality import Outcome

_NAMING = frozenset(
    {"subject", "parties", "quoted", "years", "adjective", "named", "name", "addressed"}
)
"""Marks that tell one instrument from others of its kind."""


class Identity:
    """Decides by the marks of a mention and the act upon it."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self._tokens = tokens
        self._lexicon = lexicon

    def is_own(
        self,
        mention: Mention,
        link: Link | None,
        antecedent: Entry | None,
        *,
        nested: bool,
        earlier: bool,
    ) -> bool:
        """Whether the mention is an instrument of its own.

        Args:
            mention: The mention.
            link: The act upon it.
            antecedent: The instrument that its bare noun would name again.
            nested: Whether it stands inside another one's title.
            earlier: Whether the act belongs to an earlier occasion.
        """
        marks = mention.marks
        if mention.name_only:
            return True
        if self.is_missing(mention):
            return False
        naming, capital = bool(marks & _NAMING), "capital" in marks
        if mention.draft and naming:
            return True
        if nested and self._is_decided(mention):
            return False
        if antecedent is not None and (not naming or self._is_place_of_words(mention)):
            return False
        if mention.entry.weight == "weak":
            if nested and "subject" in marks and self._is_added_to(mention):
                return True
            return any(
                self._has(need, mention, link, naming=naming, earlier=earlier)
                for need in mention.entry.needs
            )
        if nested:
            return naming and (capital or self.under_act(mention))
        if naming:
            return True
        formal = _is_formal(link)
        if "author" in marks:
            return formal or capital
        if "joint" in marks:
            return link is not None or capital
        if link is not None and link.form == "noun":
            return formal and capital and link.outcome is not Outcome.UNSURE
        at_stage = link is not None and link.form == "stage"
        return formal or at_stage or (capital and link is not None)

    def _is_added_to(self, mention: Mention) -> bool:
        """«соглашение к контракту на поставку»: what is added to is an instrument too."""
        before = mention.outer - 1
        return self._tokens.lower[before] in {"к", "ко"} and (
            self._tokens.lemma[before - 1] in self._lexicon.triggers
        )

    def _is_decided(self, mention: Mention) -> bool:
        """«Решение о Программе …»: it brings about that programme and is the same instrument."""
        before = mention.outer - 1
        return self._tokens.lower[before] in {"о", "об"} and (
            self._tokens.lemma[before - 1] in {"решение", "постановление"}
        )

    def is_set(self, mention: Mention) -> bool:
        """«Дейтонские соглашения»: a plural that is a name."""
        return (
            mention.entry.weight == "strong"
            and {"adjective", "capital"} <= mention.marks
            and "counted" not in mention.marks
        )

    def under_act(self, mention: Mention) -> bool:
        """«решение об утверждении подписания меморандума»: an act inside a title."""
        before = mention.outer - 1
        return before >= 0 and self._tokens.lemma[before] in self._lexicon.nouns

    def _has(
        self, need: str, mention: Mention, link: Link | None, *, naming: bool, earlier: bool
    ) -> bool:
        """Whether a weak noun has one of the marks that make it an instrument."""
        marks = mention.marks
        identity = naming or "author" in marks
        if need == "act":
            return self._acted(mention, link, identity=identity, earlier=earlier)
        if need == "act_subject":
            return "subject" in marks and self._acted(mention, link, identity=True, earlier=earlier)
        if need == "capital":
            if "capital" in marks and (identity or mention.entry.id == "constitution"):
                return True
            first = "capital_first" in marks and naming and not mention.plural
            return first and _is_formal(link)
        if need == "joint":
            return "joint" in marks and (link is not None or identity)
        if need == "subject":
            return "subject" in marks and not self._is_loose(mention)
        if need == "quoted" and mention.kind == "programme":
            before = self._tokens.lemma[max(mention.outer - 1, 0)]
            return need in marks and before not in self._lexicon.data.broadcast.lemmas
        return need in marks

    def _acted(self, mention: Mention, link: Link | None, *, identity: bool, earlier: bool) -> bool:
        """Whether something is done to the mention that is only done to instruments."""
        marks, capital = mention.marks, "capital" in mention.marks
        if link is None or link.act is None or link.outcome is Outcome.UNSURE:
            return False
        if link.form == "noun" and not identity and not capital:
            return False
        allowed = mention.entry.acts
        if not allowed:
            return identity or (_is_formal(link) and (capital or link.act.id == "sign"))
        if link.act.id == "adopt" and "adopt_formal" in allowed:
            if "subject" not in marks or earlier or self._in_speech(mention):
                return False
            return self._by_organ(mention, link)
        if link.act.id not in allowed:
            return False
        if mention.kind == "statement" and link.act.id == "adopt" and not identity:
            return self._has_clause(mention) and self._by_organ(mention, link)
        if "adopt_formal" in allowed:
            return capital or bool(marks & {"subject", "quoted"})
        if mention.kind == "contract" and link.outcome is not Outcome.DONE:
            return bool(marks & {"subject", "named"}) or self._has_on(mention)
        return identity or capital or link.act.id in {"sign", "approve"}

    def is_missing(self, mention: Mention) -> bool:
        """«плана подавления не существует», «нет соглашения»: what is not there."""
        tokens = self._tokens
        if mention.case == "Nom":
            # «Договор о дружбе между двумя странами отсутствует»
            return "отсутствовать" in tokens.lemma[mention.end : mention.end + 2]
        if mention.case != "Gen":
            return False
        before = mention.outer - 1
        if before >= 0 and tokens.lower[before] in {"нет", "отсутствие"}:
            return True
        after = tokens.lower[mention.end : mention.end + 10]
        for place, word in enumerate(after):
            if word in {",", ".", ";"} or tokens.feats[mention.end + place].verb_form == "Fin":
                return False
            if word == "нет" and place < 3:
                return True
            if word == "не":
                return after[place + 1 : place + 2] in (["существует"], ["существовало"], ["было"])
        return False

    def _is_place_of_words(self, mention: Mention) -> bool:
        """«договорились в коммюнике о …»: «о» hangs on the verb, not on the noun."""
        tokens = self._tokens
        before = mention.outer - 1
        if before < 1 or tokens.lower[before] not in {"в", "во"} or mention.case != "Loc":
            return False
        bare = mention.start == mention.head and tokens.lower[mention.head + 1] in {"о", "об"}
        return bare and tokens.feats[before - 1].verb_form == "Fin"

    def _is_loose(self, mention: Mention) -> bool:
        """«в плане подходов»: a word for «as to», not a plan."""
        before = mention.outer - 1
        return (
            before >= 0
            and self._tokens.lower[before] == "в"
            and mention.case == "Loc"
            and mention.outer == mention.head
        )

    def _by_organ(self, mention: Mention, link: Link) -> bool:
        """Whether a body takes the decision: passive, or a body as the subject."""
        if link.form == "passive":
            return True
        tokens = self._tokens
        start, end = tokens.sentences[tokens.sentence[mention.head]]
        organs = self._lexicon.data.organs.lemmas
        return any(
            tokens.feats[index].case == "Nom"
            and (
                tokens.lemma[index] in organs
                or (tokens.form[index].isupper() and len(tokens.form[index]) > 1)
            )
            for index in range(start, end)
            if not mention.start <= index < mention.end
        )

    def _has_clause(self, mention: Mention) -> bool:
        """«заявление, в котором …»: it was written down."""
        after = self._tokens.lower[mention.end : mention.end + 2]
        return after == [",", "в"] and self._tokens.lemma[mention.end + 2] == "который"

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


def _is_formal(link: Link | None) -> bool:
    return link is not None and link.act is not None and link.act.id in FORMAL
