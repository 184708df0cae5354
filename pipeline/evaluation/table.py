"""The evaluation in the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.table import Table

from pipeline.evaluation.against import Comparison
from pipeline.evaluation.judge import ATTRIBUTES


def percent(value: float | None) -> str:
    """A ratio in per cent with one decimal, or a dash where nothing was measured."""
    return "–" if value is None else f"{100 * value:.1f}"


def interval_text(interval: list[float] | tuple[float, float] | None) -> str:
    """An interval in per cent, or nothing."""
    return f"{percent(interval[0])}–{percent(interval[1])}" if interval else ""


def score_table(scores: Mapping[str, Any], title: str) -> Table:
    """Metrics of one slice; accuracies stand beside the F1 of their matching."""
    table = Table(title=title, title_justify="left")
    table.add_column("metric")
    for name in ("P", "R", "F1", "95 %", "macro F1", "right", "found", "gold"):
        table.add_column(name, justify="right")
    table.add_column("accuracy of matched")
    for metric, data in scores.items():
        if data["found"] == 0 and not data["gold"]:
            continue
        measured = "precision" if data["gold"] is None else "f1"
        accuracy = ""
        if data.get("accuracy") is not None:
            base = ATTRIBUTES[metric]
            accuracy = (
                f"{percent(data['accuracy'])} of {data['matched']} "
                f"({base} F1 {percent(scores[base]['f1'])})"
            )
        table.add_row(
            metric,
            percent(data["precision"]),
            percent(data["recall"]),
            percent(data["f1"]),
            interval_text(data["intervals"].get(measured)),
            percent(data["macro_f1"]),
            f"{data['right']:.4g}" if isinstance(data["right"], float) else str(data["right"]),
            str(data["found"]),
            "" if data["gold"] is None else str(data["gold"]),
            accuracy,
        )
    return table


def markdown_table(scores: Mapping[str, Any]) -> str:
    """The metrics of one slice as a table for a README."""
    lines = [
        "| metric | P | R | F1 | 95 % | gold |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for metric, data in scores.items():
        if data["found"] == 0 and not data["gold"]:
            continue
        measured = "precision" if data["gold"] is None else "f1"
        cells = (
            f"`{metric}`",
            percent(data["precision"]),
            percent(data["recall"]),
            percent(data["f1"]),
            interval_text(data["intervals"].get(measured)),
            "" if data["gold"] is None else str(data["gold"]),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def slice_table(slices: Mapping[str, Mapping[str, Any]]) -> Table:
    """F1 of a few metrics by slice."""
    shown = ("triple_strict", "participants", "countries", "documents", "topics", "statements")
    table = Table(title="F1 by slice", title_justify="left")
    table.add_column("slice")
    for metric in shown:
        table.add_column(metric, justify="right")
    for name, scores in slices.items():
        if name != "all":
            table.add_row(name, *(percent(scores[metric]["f1"]) for metric in shown))
    return table


def comparison_table(comparison: Comparison) -> Table:
    """Changes of F1 with their intervals, and how many cases flipped each way."""
    table = Table(
        title=f"against the baseline, {comparison.documents} documents", title_justify="left"
    )
    table.add_column("metric")
    for name in ("before", "after", "change", "95 %", "p", "mended", "broken"):
        table.add_column(name, justify="right")
    table.add_column("")
    for item in comparison.differences:
        flips = [flip for flip in comparison.flips if flip.metric == item.metric]
        mended = sum(flip.better for flip in flips)
        table.add_row(
            item.metric,
            percent(item.before),
            percent(item.after),
            "–" if item.change is None else f"{100 * item.change:+.1f}",
            ""
            if item.interval is None
            else (f"{100 * item.interval[0]:+.1f} … {100 * item.interval[1]:+.1f}"),
            "" if item.p_value is None else f"{item.p_value:.3f}",
            str(mended),
            str(len(flips) - mended),
            "more than noise" if item.significant else "",
        )
    return table
