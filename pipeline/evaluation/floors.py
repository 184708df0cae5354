"""Floors: the least scores a change may leave behind, committed as CSV and enforced in CI.

Columns: `field` (a metric's name), `slice` (`all`, `source:sample`, …), `metric` (`precision`,
`recall`, `f1` or `macro_f1`) and `floor`. Every score reported over `all` documents needs one.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pipeline.errors import InputError, KommunikeError

COLUMNS: Final = ("field", "slice", "metric", "floor")
_MEASURES: Final = ("precision", "recall", "f1", "macro_f1")


class FloorError(KommunikeError):
    """Scores fell below their floors, or have none."""

    code = "below_floor"


@dataclass(frozen=True, slots=True, order=True)
class Floor:
    """The least value of one measure of one metric over one slice."""

    field: str
    slice: str
    metric: str
    floor: float


def read_floors(path: Path) -> list[Floor]:
    """Floors from CSV.

    Raises:
        InputError: A column is missing, a value is no number, or a floor stands twice.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    except OSError:
        raise InputError(f"no file {path}") from None
    floors: dict[tuple[str, str, str], Floor] = {}
    for number, row in enumerate(rows, 2):
        if set(row) != set(COLUMNS) or row["metric"] not in _MEASURES:
            raise InputError(f"{path}, line {number}: columns are {', '.join(COLUMNS)}")
        try:
            value = float(row["floor"])
        except ValueError:
            raise InputError(f"{path}, line {number}: {row['floor']!r} is no number") from None
        key = row["field"], row["slice"], row["metric"]
        if key in floors:
            raise InputError(f"{path}, line {number}: a floor of {' '.join(key)} stands above")
        floors[key] = Floor(*key, value)
    return list(floors.values())


def current_floors(scores: Mapping[str, Any]) -> list[Floor]:
    """Floors at the scores over all documents, rounded down to three decimals."""
    floors = []
    for field, data in scores["all"].items():
        metric = "precision" if data["gold"] is None else "f1"
        if data[metric] is not None:
            # A thousandth of a thousandth against 0.29 * 1000 == 289.99…
            value = math.floor(data[metric] * 1000 + 1e-6) / 1000
            floors.append(Floor(field, "all", metric, value))
    return floors


def check_floors(floors: list[Floor], scores: Mapping[str, Any]) -> list[str]:
    """What is wrong: a score below its floor, a floor without a score, a score without one."""
    problems = []
    for floor in floors:
        data = scores.get(floor.slice, {}).get(floor.field)
        value = data[floor.metric] if data is not None else None
        name = f"{floor.field} {floor.metric} ({floor.slice})"
        if value is None:
            problems.append(f"{name} has a floor but was not measured")
        elif value < floor.floor:
            problems.append(f"{name} is {value:.4f}, below its floor {floor.floor:.3f}")
    known = {(floor.field, floor.slice, floor.metric) for floor in floors}
    for floor in current_floors(scores):
        if (floor.field, floor.slice, floor.metric) not in known:
            problems.append(f"{floor.field} {floor.metric} ({floor.slice}) has no floor")
    return problems


def write_floors(path: Path, scores: Mapping[str, Any], *, lower: bool = False) -> None:
    """Write the current scores as floors; other slices' floors in the file stay.

    Raises:
        FloorError: A floor would go down, and `lower` does not allow it.
    """
    old = (
        {(floor.field, floor.slice, floor.metric): floor for floor in read_floors(path)}
        if (path.is_file())
        else {}
    )
    new = {(floor.field, floor.slice, floor.metric): floor for floor in current_floors(scores)}
    sunk = [
        f"{floor.field} {floor.metric}: {old[key].floor:.3f} to {floor.floor:.3f}"
        for key, floor in new.items()
        if key in old and floor.floor < old[key].floor
    ]
    if sunk and not lower:
        raise FloorError(
            "floors would go down (--lower-floors, with the reason in the changelog):\n"
            + "\n".join(sunk)
        )
    kept = {key: floor for key, floor in old.items() if key[1] != "all"}
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(COLUMNS)
    for floor in (new | kept).values():
        writer.writerow((floor.field, floor.slice, floor.metric, f"{floor.floor:.3f}"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(lines.getvalue(), encoding="utf-8")
