"""Whether the wheel works from an empty virtual environment, away from the checkout.

    python -m tests.wheel [PYTHON…]

Builds the wheel, looks at what is in it, and for each Python (by default every supported one that
can be found) makes an environment, installs the wheel without extras and extracts the seed in a
folder of its own. The records of all Pythons must be the same to the byte, and name the models.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "corpus" / "releases" / "000_ed54a4ca1d0860c8.txt"
VERSIONS = ("3.11", "3.12", "3.13")
NEEDED = (
    "pipeline/py.typed",
    "pipeline/models/slovnet-ner/card.yml",
    "pipeline/resources/organizations.yaml",
    "pipeline/resources/country_forms.tsv",
    "pipeline/commands/templates/record.html",
    "pipeline/evaluation/page.html.j2",
    "pipeline/map/map.html.j2",
    "pipeline/map/map.js",
    "pipeline/map/map.css",
    "pipeline/review/static/review.js",
    "pipeline/review/templates/release.html",
)
"""One file of each kind of data; the sources are compared one by one."""


def pythons() -> list[str]:
    """Supported Pythons on the path, and under pyenv where it is used."""
    found = []
    for version in VERSIONS:
        installed = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python{version}"))
        name = str(installed[-1]) if installed else shutil.which(f"python{version}")
        if name is not None:
            found.append(name)
    return found


def run(*command: str | Path, cwd: Path) -> str:
    """The output of a command that must succeed, in an environment without the checkout."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    environment |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def build(folder: Path) -> Path:
    """Build the wheel from the source distribution, as a release would."""
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    return wheel


def look_inside(wheel: Path) -> None:
    """Every file of the package is in the wheel, and nothing else is."""
    names = set(zipfile.ZipFile(wheel).namelist())
    missing = [name for name in NEEDED if name not in names]
    tracked = subprocess.run(
        ["git", "ls-files", "pipeline"], cwd=ROOT, capture_output=True, text=True
    ).stdout.split()
    missing += [name for name in tracked if name not in names]
    if missing:
        sys.exit(f"not in the wheel: {', '.join(missing)}")
    strange = [name for name in names if not name.startswith(("pipeline/", "kommunike-"))]
    if strange:
        sys.exit(f"what is that in the wheel: {', '.join(sorted(strange))}")


def try_out(python: str, wheel: Path, folder: Path) -> bytes:
    """Install the wheel and use it; the seed's record."""
    run(python, "-m", "venv", folder / "venv", cwd=folder)
    binaries = folder / "venv" / "bin"
    pip = (binaries / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "-c", ROOT / "constraints.txt", wheel, cwd=folder)
    where = run(binaries / "python", "-c", "import pipeline; print(pipeline.__file__)", cwd=folder)
    if not Path(where.strip()).is_relative_to(folder):
        sys.exit(f"the checkout was imported: {where}")
    command = binaries / "kommunike"
    shutil.copy(SEED, folder / "release.txt")
    run(command, "doctor", "--out", "run", cwd=folder)
    run(command, "extract", "release.txt", "--out", "run", cwd=folder)
    run(command, "show", "run", cwd=folder)
    run(command, "export", "run", "--to", "csv", "--out", "tables", cwd=folder)
    run(command, "people", "run", cwd=folder)
    record = (folder / "run" / "records" / "release.json").read_bytes()
    found = json.loads(record)
    if len(found["participants"]) != 10 or not found["documents"]:
        sys.exit("the seed's record is not what it should be")
    return record


def main(chosen: list[str]) -> None:
    """Build, look, try out."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        wheel = build(folder)
        look_inside(wheel)
        print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB")
        records = set()
        for number, python in enumerate(chosen or pythons()):
            own = folder / f"python-{number}"
            own.mkdir()
            records.add(try_out(python, wheel, own))
            print(f"{run(python, '--version', cwd=own).strip()}: works away from the checkout")
        if len(records) != 1:
            sys.exit("no Python was found" if not records else "the Pythons' records differ")


if __name__ == "__main__":
    main(sys.argv[1:])
