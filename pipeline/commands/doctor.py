"""`kommunike doctor`: what is installed, whether it is whole, and how to mend what is not."""

from __future__ import annotations

import importlib.util
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import typer

State = Literal["ok", "note", "wrong"]

_LIBRARIES: Final = (
    "kommunike",
    "natasha",
    "numpy",
    "pydantic",
    "pymorphy3",
    "pymorphy3-dicts-ru",
    "razdel",
    "scipy",
    "spacy",
)
_EXTRAS: Final = (
    ("review", ("fastapi", "uvicorn"), "kommunike review"),
    ("xlsx", ("xlsxwriter",), "kommunike export --to xlsx"),
    ("map", ("plotly",), "kommunike map"),
    ("ftm", ("followthemoney",), "kommunike export --to ftm"),
    (
        "documents",
        ("trafilatura", "docx", "pypdf", "feedparser"),
        "kommunike extract on HTML, DOCX, PDF, feeds",
    ),
    ("parquet", ("pyarrow",), "kommunike extract --format parquet"),
    ("ray", ("ray",), "kommunike extract --executor ray"),
)
_THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report.

    Attributes:
        state: `wrong` stops extraction, `note` does not.
        subject: What was looked at.
        found: What was found.
        remedy: What to do about it; empty where nothing is to be done.
    """

    state: State
    subject: str
    found: str
    remedy: str = ""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(doctor)


def doctor(
    out: Annotated[
        Path, typer.Option("--out", help="Folder that runs are to be written to.")
    ] = Path("outputs"),
) -> None:
    """Look at the installation: versions, models and their digests, numpy's kernel, folders.

    Exits with 0 if extraction can run, 1 if something has to be mended first.
    """
    findings = [
        *_python(),
        *_libraries(),
        *_packs(),
        *_resources(),
        *_kernel(),
        *_extras(),
        _folder("runs", out),
        _folder("temporary files", Path(tempfile.gettempdir())),
    ]
    signs = {"ok": "ok   ", "note": "note ", "wrong": "WRONG"}
    width = max(len(item.subject) for item in findings)
    for item in findings:
        typer.echo(f"{signs[item.state]}  {item.subject:<{width}}  {item.found}")
        if item.remedy:
            typer.echo(f"       {'':<{width}}  → {item.remedy}")
    wrong = sum(item.state == "wrong" for item in findings)
    typer.echo("Everything needed is there." if not wrong else f"{wrong} things to mend.")
    if wrong:
        raise typer.Exit(1)


def _python() -> Iterator[Finding]:
    fits = (3, 11) <= sys.version_info[:2] <= (3, 13)
    yield Finding(
        "ok" if fits else "wrong",
        "Python",
        f"{platform.python_version()} on {platform.system()} {platform.machine()}",
        "" if fits else "use Python 3.11, 3.12 or 3.13",
    )


def _libraries() -> Iterator[Finding]:
    for name in _LIBRARIES:
        try:
            yield Finding("ok", name, version(name))
        except PackageNotFoundError:
            yield Finding("wrong", name, "not installed", "pip install --force-reinstall kommunike")


def _packs() -> Iterator[Finding]:
    from pipeline.analysis.cards import open_pack, read_card
    from pipeline.analysis.packs import EMBEDDINGS, MORPH, NER, SYNTAX
    from pipeline.errors import KommunikeError

    for pack in (MORPH, SYNTAX, NER, EMBEDDINGS):
        try:
            card = read_card(pack)
            open_pack(card)
        except KommunikeError as error:
            yield Finding("wrong", f"model {pack}", str(error), "pip install natasha==1.6.0")
        else:
            digest = f"sha256 {card.sha256[:16]}… as its card says"
            yield Finding("ok", f"model {pack}", f"{card.package} {card.version}, {digest}")


def _resources() -> Iterator[Finding]:
    from pipeline.errors import KommunikeError
    from pipeline.resources.countries import CountryLexicon
    from pipeline.resources.loader import ResourceStore
    from pipeline.resources.organizations import OrganizationsResource

    store = ResourceStore()
    try:
        CountryLexicon.load(store)
        store.load("organizations.yaml", OrganizationsResource)
    except (KommunikeError, OSError) as error:
        yield Finding("wrong", "lexicons", str(error), "pip install --force-reinstall kommunike")
    else:
        yield Finding("ok", "lexicons", "read and valid")


def _kernel() -> Iterator[Finding]:
    try:
        import numpy as np
    except ImportError as error:
        yield Finding("wrong", "numpy", str(error), "pip install --force-reinstall numpy")
        return
    settings: Any = np.show_config(mode="dicts")
    blas = settings["Build Dependencies"]["blas"]
    yield Finding("ok", "BLAS", f"{blas['name']} {blas['version']}{_loaded_kernel()}")
    forced = os.environ.get("OPENBLAS_CORETYPE")
    if forced:
        yield Finding(
            "note",
            "BLAS kernel",
            f"OPENBLAS_CORETYPE={forced} forces a kernel",
            "unset it unless it is needed: an old kernel is up to three times slower",
        )
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    threads = ", ".join(f"{name}={os.environ[name]}" for name in _THREADS if name in os.environ)
    yield Finding(
        "ok",
        "cores",
        f"{cores}; extract gives BLAS one thread a process" + (f" ({threads})" if threads else ""),
    )


def _loaded_kernel() -> str:
    """The kernel OpenBLAS chose, where threadpoolctl is there to ask it."""
    try:
        from threadpoolctl import threadpool_info
    except ImportError:
        return ""
    kernels = {item.get("architecture") for item in threadpool_info() if "architecture" in item}
    return f", kernel {', '.join(sorted(filter(None, kernels)))}" if kernels else ""


def _extras() -> Iterator[Finding]:
    for extra, modules, command in _EXTRAS:
        missing = [name for name in modules if importlib.util.find_spec(name) is None]
        if missing:
            yield Finding(
                "note",
                f"extra {extra}",
                f"{', '.join(missing)} not installed: {command} will not run",
                f"pip install 'kommunike[{extra}]'",
            )
        else:
            yield Finding("ok", f"extra {extra}", command)


def _folder(subject: str, folder: Path) -> Finding:
    """Whether a folder, or the nearest one above it that exists, can be written."""
    place = folder.resolve()
    while not place.exists() and place.parent != place:
        place = place.parent
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        return Finding(
            "wrong", subject, f"{folder}: {error.strerror or error}", "name another folder"
        )
    return Finding("ok", subject, f"{folder} can be written")
