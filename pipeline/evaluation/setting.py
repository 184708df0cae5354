"""The event and the countries."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.evaluation.align import assign
from pipeline.evaluation.bodies import same_body
from pipeline.evaluation.cases import Case, Country, Event, Value
from pipeline.evaluation.outcomes import Item, Outcome, compare, paired
from pipeline.evaluation.wording import LENIENT_F1, inflected, stem_f1, stems


def event_outcomes(gold: Case, found: Case) -> Iterator[tuple[str, Outcome]]:
    """Outcomes of the event, each field an item of its own; null against null earns nothing.

    Yields:
        The annotated field that an outcome needs, and the outcome.
    """
    one, other = gold.event, found.event
    mine, theirs = _values(one), _values(other)
    for metric, (field, wrong) in _EVENT_FIELDS.items():
        first, second = mine.get(metric), theirs.get(metric)
        if first is None and second is None:
            continue
        right = bool(
            one and other and first and second and _same_value(metric, one, other, first, second)
        )
        yield field, compare(metric, first, second, right, wrong)


_EVENT_FIELDS = {
    "event_kind": ("event.kind", "wrong_kind"),
    "event_name": ("event.name", "wrong_name"),
    "event_date": ("event.date.start", "wrong_date"),
    "event_place": ("event.place.name", "wrong_place"),
    "event_country": ("event.place.country", "wrong_country"),
    "event_organization": ("event.organization", "wrong_organization"),
}


def _values(event: Event | None) -> dict[str, Item]:
    if event is None:
        return {}
    words, grounded = event.words.spans, event.words.grounded
    values: dict[str, Item] = {}
    if event.kind:
        values["event_kind"] = Item(event.kind, words, grounded)
    if event.name:
        values["event_name"] = Item(event.name, words, grounded)
    if event.date:
        values["event_date"] = _value_item(event.date.value, event.date, event)
    if event.place:
        values["event_place"] = _value_item(event.place.value, event.place, event)
        if event.place_country:
            values["event_country"] = _value_item(event.place_country, event.place, event)
    if event.organization:
        names = "/".join(sorted(event.organization))
        values["event_organization"] = Item(names, words, grounded)
    return values


def _value_item(label: str, value: Value, event: Event) -> Item:
    return Item(label, value.words.spans, value.words.grounded and event.words.grounded)


def _same_value(metric: str, one: Event, other: Event, first: Item, second: Item) -> bool:
    if metric == "event_organization":
        return same_body(one.organization, other.organization)
    if metric == "event_name":
        return stem_f1(first.label, second.label) >= LENIENT_F1
    if metric == "event_place":
        return inflected(stems(first.label), stems(second.label))
    return first.label == second.label


def country_outcomes(gold: Case, found: Case) -> Iterator[tuple[str, Outcome]]:
    """Outcomes of countries: named at all, with their status, and represented.

    Yields:
        The annotated field that an outcome needs, and the outcome.
    """
    matches = assign(
        gold.countries,
        found.countries,
        lambda one, other: float(other.words.grounded and one.code == other.code),
    )
    for one, other in paired(gold.countries, found.countries, matches):
        yield "countries.code", compare("countries", _item(one), _item(other), True, "")
        yield (
            "countries.status",
            compare(
                "country_status",
                _item(one, one.status if one else None),
                _item(other, other.status if other else None),
                bool(one and other and one.status == other.status),
                "wrong_status",
            ),
        )
        mine = one if one and one.represented else None
        theirs = other if other and other.represented else None
        if mine or theirs:
            yield (
                "countries.represented",
                compare("represented", _item(mine), _item(theirs), True, ""),
            )


def _item(country: Country | None, value: str | None = None) -> Item | None:
    if country is None:
        return None
    return Item(
        country.code if value is None else f"{country.code} | {value}",
        country.words.spans,
        country.words.grounded,
    )
