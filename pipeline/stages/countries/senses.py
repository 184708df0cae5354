"""Senses of a country's form that name no country."""

from __future__ import annotations

from pipeline.resources.countries import FormKind
from pipeline.resources.country_contexts import CountryContexts, NoCountryRule
from pipeline.stages.countries.view import NAMES, WORDS, Hit, ReleaseView

_OPENING = frozenset("«„“\"‹'")
_CLOSING = frozenset("»”“\"›'")
_QUOTE_REACH = 8
"""Longest quoted name looked at, in tokens."""
_LANGUAGE_ENDINGS = ("ском", "цком", "ского", "цкого", "ский", "цкий")
_LANGUAGE_WINDOW = 25
"""How far a word such as «язык» may stand from an adjective without a noun, in tokens."""


class SenseFilter:
    """Decides whether a form names a country (or place) where it stands.

    Args:
        contexts: The rules of `country_contexts.yaml`.
    """

    def __init__(self, contexts: CountryContexts) -> None:
        self._contexts = contexts
        self._rules: dict[FormKind, list[NoCountryRule]] = {kind: [] for kind in FormKind}
        for rule in contexts.no_country:
            for kind in rule.kinds:
                self._rules[kind].append(rule)
        self._rules[FormKind.COMBINING] = self._rules[FormKind.ADJECTIVE]

    def names_country(self, view: ReleaseView, hit: Hit) -> bool:
        """Whether nothing around `hit` says that it is something else."""
        return hit.kind is not FormKind.NO_COUNTRY and not (
            view.bodies.get(hit.start) == "company"
            or self._in_person(view, hit)
            or self._is_homograph(view, hit)
            or self._in_other_sense(view, hit)
            or self._in_quoted_name(view, hit)
        )

    def _in_person(self, view: ReleaseView, hit: Hit) -> bool:
        """Whether the form is a person's name or a part of it, by the entity tagger."""
        person = view.persons.get(hit.start)
        tokens = view.tokens
        if person is None or not tokens.form[hit.start][0].isupper():
            return False
        alone = person[0] >= hit.start and person[1] <= hit.end
        if hit.kind in WORDS:
            return not alone or view.is_mid_sentence(hit.start)
        if alone:  # the tagger takes «Эль-Кувейт» for a person: not enough for a country
            return hit.kind is FormKind.PLACE or (
                hit.kind is FormKind.CAPITAL
                and view.words[hit.start] in self._contexts.given_names.forms
            )
        before = hit.start - 1
        governed = (  # «президента Сирии Имя Фамилия» tagged as a whole
            before >= person[0]
            and tokens.pos[before] == "NOUN"
            and (tokens.form[before][0].islower() or not view.is_mid_sentence(before))
        )
        return not governed and hit.kind is not FormKind.ABBREVIATION and hit.end - hit.start == 1

    def _is_homograph(self, view: ReleaseView, hit: Hit) -> bool:
        """Whether the form may be an ordinary word that only begins a sentence."""
        word = view.words[hit.start]
        if hit.end - hit.start > 1 or word not in self._contexts.homographs.forms:
            return False
        if hit.start in view.places:
            return False
        return not view.is_mid_sentence(hit.start) or view.tokens.form[hit.start].isupper()

    def _in_other_sense(self, view: ReleaseView, hit: Hit) -> bool:
        """Whether a rule of `country_contexts.yaml` drops the form."""
        if hit.part is not None:
            return False
        sense, surface = hit.senses[0], view.tokens.form[hit.start]
        adjective = hit.kind in {FormKind.ADJECTIVE, FormKind.COMBINING}
        head = view.head(hit.end) if adjective else ""
        previous = view.previous(hit.start)
        for rule in self._rules[hit.kind]:
            if (
                (not rule.next or head in rule.next)
                and (not rule.previous or previous in rule.previous)
                and (not rule.words or sense.base in rule.words)
                and (not rule.nominative or (sense.nominative and sense.declines))
                and (not rule.capital or surface[0].isupper())
                and (rule.capital != "inside" or view.is_mid_sentence(hit.start))
            ):
                return True
        return adjective and not head and self._is_language_or_surname(view, hit, previous)

    def _is_language_or_surname(self, view: ReleaseView, hit: Hit, previous: str) -> bool:
        """Whether an adjective without a noun is a language or a surname.

        «на русском», «с английского на китайский», «владеет немецким»; «Марш Турецкого».
        """
        tokens = view.tokens
        surface = tokens.form[hit.start]
        if surface[0].isupper():
            return view.is_mid_sentence(hit.start) and not surface.isupper()
        if previous in {"на", "с", "со"} and view.words[hit.start].endswith(_LANGUAGE_ENDINGS):
            return True
        near = tokens.lemma[max(0, hit.start - _LANGUAGE_WINDOW) : hit.end + _LANGUAGE_WINDOW]
        return not self._contexts.bare_language.lemmas.isdisjoint(near)

    def _in_quoted_name(self, view: ReleaseView, hit: Hit) -> bool:
        """Whether the form stands in a quoted proper name behind a common noun."""
        tokens = view.tokens
        form = tokens.form
        opening = hit.start - 1
        first = max(1, hit.start - _QUOTE_REACH)
        while opening >= first and form[opening] not in _OPENING:
            if form[opening] in _CLOSING or form[opening] in {".", "!", "?"}:
                return False
            opening -= 1
        if opening < first or not _opens(view, opening):
            return False
        stop = min(len(form), opening + _QUOTE_REACH + 2)
        closing = next((at for at in range(hit.end, stop) if form[at] in _CLOSING), stop)
        if closing == stop:
            return False
        noun = tokens.lemma[opening - 1]
        if noun in self._contexts.quoted_names.lemmas:
            return True
        bare = closing - opening - 1 == hit.end - hit.start and hit.kind in NAMES
        return (
            bare
            and tokens.pos[opening - 1] in {"NOUN", "PROPN", "ADP"}
            and noun not in self._contexts.quoted_about.lemmas
        )


def _opens(view: ReleaseView, index: int) -> bool:
    """Whether the quotation mark at `index` opens a quotation."""
    tokens = view.tokens
    if tokens.form[index] not in _CLOSING:
        return True
    return tokens.space_before(index) and not tokens.space_before(index + 1)
