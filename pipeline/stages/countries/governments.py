"""Capitals that mean governments: «Анкара и Баку договорились», «готовность Тегерана»."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.resources.countries import FormKind
from pipeline.resources.country_contexts import CapitalContexts
from pipeline.stages.countries.view import Hit, ReleaseView

_JOINED = (["и"], [","], ["или"], ["-"], ["с"], ["со"], [",", "и"])
_VERB_REACH = 4
"""How many tokens behind a capital its verb is looked for."""
_CLAUSE_ENDS = frozenset({",", "(", ":", ";", "«"})


class GovernmentFinder:
    """Decides which capitals stand for governments; the rest are places.

    Args:
        contexts: Verbs, nouns and prepositions that decide.
    """

    def __init__(self, contexts: CapitalContexts) -> None:
        self._contexts = contexts

    def __call__(self, view: ReleaseView, cities: list[Hit]) -> dict[Hit, str]:
        """The capitals among `cities` that mean governments, and the rule that says so."""
        found: dict[Hit, str] = {}
        for group in _groups(view, cities):
            capitals = [hit for hit in group if hit.kind is FormKind.CAPITAL]
            rule = self._rule(view, group) if capitals else ""
            if rule:
                found.update(dict.fromkeys(capitals, rule))
        return found

    def _rule(self, view: ReleaseView, group: list[Hit]) -> str:
        """The rule that makes governments of coordinated cities; empty for places."""
        tokens = view.tokens
        start = group[0].start
        if start > 0 and tokens.sentence[start - 1] == tokens.sentence[start]:
            rule = self._rule_in_front(view, group)
            if rule is not None:
                return rule
        if all(hit.senses[0].nominative for hit in group) and self._has_verb(view, group[-1].end):
            return "capital-subject"
        return ""

    def _rule_in_front(self, view: ReleaseView, group: list[Hit]) -> str | None:
        """What the words in front say: a rule, empty for a place, `None` if they leave it open."""
        contexts, lemma = self._contexts, view.tokens.lemma
        start = group[0].start
        before = lemma[start - 1]
        pos = view.tokens.pos[start - 1]
        near = set(lemma[max(0, start - 6) : start])
        if before in contexts.official:
            return "capital-official"
        if before == "на" and start > 1 and lemma[start - 2] in contexts.pressure:
            return "capital-addressee"
        if before in contexts.place_prepositions or before in contexts.city:
            return ""
        if before in contexts.state_prepositions or before in {"с", "со", "от", "к"}:
            if near & contexts.travel:
                return ""
            if before in contexts.state_prepositions:
                return "capital-between"
            if before in {"с", "со"}:
                return "capital-relation" if near & (contexts.relations | contexts.verbs) else ""
            return "capital-addressee" if near & contexts.verbs else ""
        if before in contexts.nouns:
            return "capital-stance"
        if len(group) > 1 and before in contexts.relations:
            return "capital-relation"
        if pos == "VERB" and before in contexts.addressed:
            return "capital-addressee"
        nominative = all(hit.senses[0].nominative for hit in group)
        if pos == "VERB" and before in contexts.verbs and nominative:
            return "capital-subject"
        # «мэр Баку заявил»: behind a noun only a form that cannot be its genitive will do.
        if pos in {"NOUN", "PROPN"} and not all(hit.senses[0].declines for hit in group):
            return ""
        return "" if pos in {"ADJ", "ADP", "NUM"} else None

    def _has_verb(self, view: ReleaseView, index: int) -> bool:
        """Whether a verb of stance follows token `index` before the clause ends."""
        tokens = view.tokens
        if index >= len(tokens):
            return False
        sentence = tokens.sentence[index - 1]
        if tokens.form[index] == ",":  # «Ереван, в свою очередь, потребовал»
            inserted = tokens.form[index + 1 : index + 6]
            index += inserted.index(",") + 2 if "," in inserted else 0
        for at in range(index, min(len(tokens), index + _VERB_REACH)):
            if tokens.sentence[at] != sentence or tokens.form[at] in _CLAUSE_ENDS:
                return False
            if tokens.pos[at] in {"NOUN", "PROPN", "ADP"}:
                return False
            if tokens.lemma[at] in self._contexts.verbs:
                return True
        return False


def _groups(view: ReleaseView, cities: list[Hit]) -> Iterator[list[Hit]]:
    """Cities joined by «и», commas or dashes."""
    group: list[Hit] = []
    for hit in cities:
        if group and view.words[group[-1].end : hit.start] not in _JOINED:
            yield group
            group = []
        group.append(hit)
    if group:
        yield group
