"""What a page asks for, checked against the document before it becomes an event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import KommunikeError
from pipeline.records import Evidence
from pipeline.resources.codes import is_country_code
from pipeline.review.events import EVIDENCE, Op
from pipeline.review.fold import State
from pipeline.review.items import Data, make_id
from pipeline.review.kinds import Field as ItemField
from pipeline.review.kinds import Kind, kinds


class DecisionError(KommunikeError):
    """A decision that cannot be taken as it is; nothing was written.

    Attributes:
        key: Names the page's own words for it, if it has some.
    """

    code = "bad_decision"
    status: ClassVar[int] = 422

    def __init__(self, message: str, key: str = "") -> None:
        super().__init__(message)
        self.key = key


class StaleError(DecisionError):
    """The page shows another text or an older state of the whole document."""

    code = "stale"
    status = 412


class ConflictError(DecisionError):
    """Somebody else decided the same field meanwhile.

    Attributes:
        theirs: Their value, name and time.
    """

    code = "conflict"
    status = 409

    def __init__(self, message: str, theirs: Data) -> None:
        super().__init__(message, "refused.changed")
        self.theirs = theirs


class Quote(BaseModel):
    """Words of the text: code points, half-open."""

    model_config = ConfigDict(extra="forbid", strict=True)

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    text: str = Field(min_length=1)


class Decision(BaseModel):
    """A request to decide something.

    Attributes:
        client_id: Unique; the same id twice is one event.
        session: The page it comes from.
        sha256: Hash of the text that the page shows.
        seen: The last event that the page had seen when the key was pressed.
        op: What to do; `redo` is written as an undo of an undo.
        item: The item.
        field: The field; `None` for the whole item.
        value: The new value.
        kind: Kind of the item to add.
        parent: What the new item stands under.
        fields: Proposed values of the new item's other fields; they stay undecided.
        quotes: Its evidence, or the item's new one.
    """

    model_config = ConfigDict(extra="forbid", strict=True)

    client_id: str = Field(pattern=r"^[A-Za-z0-9_-]{8,80}$")
    session: str = Field(pattern=r"^[A-Za-z0-9_-]{4,64}$")
    sha256: str
    seen: int = Field(ge=0)
    op: Op | Literal["redo"]
    item: str | None = None
    field: str | None = None
    value: Any = None
    kind: str | None = None
    parent: str | None = None
    fields: dict[str, Any] | None = Field(default=None, max_length=20)
    quotes: list[Quote] | None = Field(default=None, max_length=500)


def checked_quotes(decision: Decision, text: str) -> list[Data]:
    """The decision's quotations, each compared with the text.

    Raises:
        DecisionError: There is none, or one does not stand where it says.
    """
    if not decision.quotes:
        raise DecisionError("evidence is missing: select the words in the text", "select_first")
    quotes = []
    for quote in decision.quotes:
        try:
            Evidence.model_validate(quote.model_dump(), context={"text": text})
        except ValidationError:
            raise DecisionError(
                f"the words at {quote.start} are not the text's: nothing was saved"
            ) from None
        quotes.append(quote.model_dump())
    unique = {(quote["start"], quote["end"]): quote for quote in quotes}
    return list(unique.values())


def checked_value(state: State, kind: Kind, name: str, value: Any) -> Any:
    """A field's new value as the record will hold it.

    Raises:
        DecisionError: The record does not allow it.
    """
    field = kind.field(name)
    if field is None or (field.derived and name not in {"text", "country_basis"}):
        raise DecisionError(f"{kind.name} have no field {name!r} to decide")
    if isinstance(value, str):
        value = value.strip() or None
    try:
        field.adapter().validate_python(_typed(field, value), strict=False)
    except ValidationError as error:
        raise DecisionError(f"{name}: {error.errors()[0]['msg']}") from None
    if value is None:
        if not field.nullable:
            raise DecisionError(f"{name}: a value is needed", "refused.needed")
        return None
    if field.editor == "text" and len(value) > 20_000:
        raise DecisionError(f"{name}: the value is too long", "refused.long")
    _check_references(state, field, value)
    return value


def _typed(field: ItemField, value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _check_references(state: State, field: ItemField, value: Any) -> None:
    if field.editor == "country" and not is_country_code(value):
        raise DecisionError(f"{value!r} is no country code")
    if field.target is None:
        return
    allowed = {entry.item.id for entry in state.standing() if entry.item.kind == field.target}
    if field.editor == "references":  # signatories: participants, or countries by their codes
        allowed |= {
            entry.values["code"].value
            for entry in state.standing()
            if entry.item.kind == "countries"
        }
    for key in value if isinstance(value, list) else [value]:
        if key not in allowed:
            raise DecisionError(f"{key!r} is nothing that {field.name} can refer to")


def new_item(state: State, decision: Decision, quotes: list[Data]) -> tuple[str, Data]:
    """The id and the content of an item to add.

    Raises:
        DecisionError: There can be none of that kind there, or its name is not valid.
    """
    kind = kinds().get(decision.kind or "")
    if kind is None or kind.name == "release":
        raise DecisionError(f"{decision.kind!r} is nothing to add")
    parent = state.entries.get(decision.parent or "")
    if kind.parents:
        if parent is None or parent.item.kind not in kind.parents or parent.rejected is not None:
            raise DecisionError(f"{kind.name} stand under {' or '.join(kind.parents)}: focus one")
    elif decision.parent is not None:
        raise DecisionError(f"{kind.name} stand under nothing")
    if not kind.many and any(
        entry.item.kind == kind.name and entry.item.parent == decision.parent
        for entry in state.standing()
    ):
        raise DecisionError(f"there is a {kind.name} already", "refused.already")
    identity = checked_value(state, kind, kind.identity, decision.value)
    values: Data = {field.name: field.neutral for field in kind.fields}
    for name, value in (decision.fields or {}).items():
        values[name] = checked_value(state, kind, name, value)
    values[kind.identity] = identity
    _complete(kind, values, quotes)
    key = f"{make_id(kind.name, decision.parent, decision.client_id)}-new"
    return key, {
        "kind": kind.name,
        "parent": decision.parent,
        "values": values,
        "evidence": quotes,
        "stated": ["title" if kind.name == "positions" else kind.identity],
    }


def _complete(kind: Kind, values: Data, quotes: list[Data]) -> None:
    """Fill in what follows from the name and the words."""
    if kind.name == "countries":
        from pipeline.resources.countries import country_lexicon

        values["name"] = country_lexicon().name(values["code"])
    if kind.name == "positions":
        values["title"], values["text"] = values["text"], quotes[0]["text"]
        values["country_basis"] = None if values["country"] is None else "stated"


def shown_value(state: State, item: str | None, field: str | None) -> Any:
    """What a field shows, for an event's `before`."""
    entry = state.entries.get(item or "")
    if entry is None:
        return None
    if field is None:
        return "rejected" if entry.rejected is not None else None
    return entry.evidence.value if field == EVIDENCE else entry.values[field].value


def known_field(state: State, decision: Decision) -> Mapping[str, Any]:
    """Check that the decision's target exists.

    Raises:
        DecisionError: There is no such item or field.
    """
    entry = state.entries.get(decision.item or "")
    if entry is None:
        raise DecisionError("there is no such item")
    if decision.field not in {None, EVIDENCE} and decision.field not in entry.values:
        raise DecisionError(f"there is no field {decision.field!r}")
    return entry.values
