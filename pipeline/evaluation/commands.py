"""Commands of evaluation. Heavy modules are imported when a command runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from pipeline.evaluation.benchmarks.score import Benchmark

_Texts = Annotated[
    Path | None,
    typer.Option("--texts", help="Folder of decoded texts, <id>.txt; by default the run's own."),
]
_Json = Annotated[Path | None, typer.Option("--json", help="Write the result as JSON.")]

benchmark = typer.Typer(
    no_args_is_help=True, help="Score against public data sets that you have: NEREL, factRuEval."
)


def register(app: typer.Typer) -> None:
    """Add the commands of evaluation to the command line."""
    app.command("evaluate")(evaluate)
    app.command("diff")(diff)
    app.command("agreement")(agreement)
    app.command("gold-import")(gold_import)
    app.add_typer(benchmark, name="benchmark")


def evaluate(
    records: Annotated[Path, typer.Argument(help="A run, a folder of records, or a JSONL.")],
    gold: Annotated[Path, typer.Argument(help="Gold: envelopes or the light format.")],
    texts: _Texts = None,
    json: _Json = None,
    html: Annotated[Path | None, typer.Option(help="Write a report to open in a browser.")] = None,
    markdown: Annotated[
        Path | None, typer.Option(help="Write the table as Markdown, for a README.")
    ] = None,
    against: Annotated[
        Path | None, typer.Option(help="Compare with an earlier evaluation's --json.")
    ] = None,
    floors: Annotated[
        Path | None,
        typer.Option(help="Fail (exit 1) where a score is below its floor or has none."),
    ] = None,
    write_floors: Annotated[
        Path | None, typer.Option(help="Write the scores, rounded down, as floors.")
    ] = None,
    lower_floors: Annotated[
        bool, typer.Option("--lower-floors", help="Let --write-floors lower a floor.")
    ] = False,
) -> None:
    """Score records against gold, field by field."""
    from rich.console import Console

    from pipeline.evaluation import floors as floor_files
    from pipeline.evaluation import report
    from pipeline.evaluation.evaluate import evaluate as run_evaluation
    from pipeline.evaluation.page import render
    from pipeline.evaluation.table import markdown_table, score_table, slice_table

    baseline = report.read_baseline(against) if against is not None else None
    limits = floor_files.read_floors(floors) if floors is not None else None
    evaluation = run_evaluation(records, gold, texts)
    data = report.to_data(evaluation)
    console = Console(width=None if Console().is_terminal else 160)
    title = f"{data['documents']} annotated releases"
    console.print(score_table(data["scores"]["all"], title))
    if len(data["scores"]) > 2:
        console.print(slice_table(data["scores"]))
    _name(console, "without a record, all missing", data["without_record"])
    _name(console, "without gold, not scored", data["without_gold"])
    if json is not None:
        _write(json, report.to_json(data))
    if html is not None:
        _write(html, render(evaluation, data))
    if markdown is not None:
        _write(markdown, markdown_table(data["scores"]["all"]))
    if baseline is not None:
        _compare(console, baseline, data)
    if write_floors is not None:
        floor_files.write_floors(write_floors, data["scores"], lower=lower_floors)
    if limits is not None:
        problems = floor_files.check_floors(limits, data["scores"])
        if problems:
            raise floor_files.FloorError("floors are not kept:\n" + "\n".join(problems))
        console.print(f"all {len(limits)} floors are kept")


def _compare(console: Any, before: dict[str, Any], after: dict[str, Any]) -> None:
    from pipeline.evaluation.against import compare_evaluations
    from pipeline.evaluation.table import comparison_table

    comparison = compare_evaluations(before, after)
    console.print(comparison_table(comparison))
    for flip in comparison.flips:
        sign = "+" if flip.better else "-"
        console.print(
            f"{sign} {flip.metric}  {flip.document}  {flip.label}: {flip.before} → {flip.after}",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
    _name(console, "only in the baseline", comparison.only_before)
    _name(console, "not in the baseline", comparison.only_after)
    if comparison.changed_gold:
        console.print(f"{comparison.changed_gold} gold items differ: gold itself was changed")


@benchmark.command("nerel")
def nerel(
    path: Annotated[Path, typer.Argument(help="NEREL's folder of brat files, or a JSONL.")],
    records: Annotated[
        Path | None, typer.Option(help="Score this run instead of extracting now.")
    ] = None,
    json: _Json = None,
) -> None:
    """Persons, offices, workplaces and countries against NEREL."""
    from pipeline.evaluation.benchmarks.score import score_nerel
    from pipeline.evaluation.benchmarks.standoff import read_annotated

    _show(score_nerel(read_annotated(path), records), json)


@benchmark.command("factrueval")
def factrueval(
    path: Annotated[Path, typer.Argument(help="factRuEval-2016's devset or testset, or a JSONL.")],
    records: Annotated[
        Path | None, typer.Option(help="Score this run instead of extracting now.")
    ] = None,
    json: _Json = None,
) -> None:
    """Occupation and Meeting against factRuEval-2016."""
    from pipeline.evaluation.benchmarks.facts import read_facts
    from pipeline.evaluation.benchmarks.score import score_factrueval

    _show(score_factrueval(read_facts(path), records), json)


def _show(result: Benchmark, json: Path | None) -> None:
    from rich.console import Console

    from pipeline.evaluation.report import to_json
    from pipeline.evaluation.table import score_table

    console = Console(width=None if Console().is_terminal else 160)
    console.print(score_table(result.scores, f"{result.name}, {result.documents} texts"))
    for identifier, reason in result.without_record.items():
        console.print(f"{identifier}: {reason}", markup=False)
    if json is not None:
        _write(json, to_json(result.to_data()))


def diff(
    first: Annotated[Path, typer.Argument(help="A run, or a folder or JSONL of records.")],
    second: Annotated[Path, typer.Argument(help="Another run of the same releases.")],
    json: _Json = None,
) -> None:
    """What changed between two runs of the same releases, value by value."""
    from rich.console import Console

    from pipeline.evaluation.diff import diff_runs

    result = diff_runs(first, second)
    console = Console(width=None if Console().is_terminal else 160)
    for change in result.changes:
        console.print(
            f"{change.document}  {change.field}: {_value(change.before)} → {_value(change.after)}",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
    for field, number in result.counts().items():
        console.print(f"{number:6} {field}", markup=False)
    console.print(f"{result.compared} releases compared, {len(result.changes)} values differ")
    _name(console, f"only in {first}", result.only_first)
    _name(console, f"only in {second}", result.only_second)
    if json is not None:
        _write(json, result.to_json())


def _value(value: object) -> str:
    if value is None:
        return "∅"
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def agreement(
    first: Annotated[Path, typer.Argument(help="One annotator's gold.")],
    second: Annotated[Path, typer.Argument(help="The other's gold of the same releases.")],
    texts: _Texts = None,
    json: _Json = None,
) -> None:
    """How far two annotators agree, by the alignment of evaluation."""
    from rich.console import Console

    from pipeline.evaluation import report
    from pipeline.evaluation.agreement import agree
    from pipeline.evaluation.table import score_table

    result = agree(first, second, texts)
    data = report.to_data(result.evaluation)
    data["scores"]["all"].pop("grounding")
    console = Console(width=None if Console().is_terminal else 160)
    title = f"agreement over {data['documents']} releases; F1 is the same both ways"
    console.print(score_table(data["scores"]["all"], title))
    _name(console, f"only in {first}", result.only_first)
    _name(console, f"only in {second}", result.only_second)
    if json is not None:
        _write(json, report.to_json(data))


def gold_import(
    light: Annotated[Path, typer.Argument(help="Folder of annotations in the light format.")],
    texts: Annotated[Path, typer.Option("--texts", help="Folder of the releases' texts.")],
    out: Annotated[Path, typer.Option("--out", help="Folder to write envelopes to.")],
    kind: Annotated[str, typer.Option(help="How the annotations were made.")] = "blind",
) -> None:
    """Make gold envelopes, full records with offsets, from the light format."""
    from pipeline.gold.importing import import_light

    written = import_light(light, texts, out, kind=kind)
    typer.echo(f"{len(written)} envelopes in {out}")


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8"))


def _name(console: Any, what: str, identifiers: object) -> None:
    names = [str(item) for item in identifiers] if isinstance(identifiers, list | tuple) else []
    if names:
        console.print(f"{what}: {', '.join(names)}", markup=False)
