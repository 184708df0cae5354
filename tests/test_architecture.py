"""The arrows of the design, read from the source: who may import whom, and what no module does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "pipeline").rglob("*.py"))
MAX_LINES = 350

ORDER = (
    {"errors", "frozen"},
    {"spans"},
    {"layers"},
    {"resources"},
    {"records", "settings", "trace", "layout"},
    {"table_rows"},
    {"tables"},
    {"analysis", "readers"},
    {"grammar"},
    {"stages"},
    {"provenance", "grounding"},
    {"flow"},
    {"batch"},
    {"registry"},
    {"evaluation", "gold"},
    {"exports"},
    {"map"},
    {"review"},
    {"commands"},
    {"cli"},
)
"""The parts of the program from the bottom up: a part imports only what stands above it here.
Parts of one line may not import each other, but for evaluation and gold."""

EXCEPTIONS = {
    # Lexicons of phrases are read straight into the structure that looks them up.
    ("resources", "pipeline.grammar.trie"),
    # The Russian words of the closed lists, one list for terminal and pages.
    ("review", "pipeline.commands.labels"),
}
NATASHA = {"natasha", "slovnet", "razdel", "navec", "yargy", "ipymarkup"}
DECLARATIONS = {"layers.py", "records.py"}
"""Modules that only declare types; length says nothing about them."""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    """Names of the modules that a module imports, inside functions too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            module = node.module or ""
            if module in {"pipeline", "pipeline.stages"}:
                yield from (f"{module}.{alias.name}" for alias in node.names)
            else:
                yield module


def part_of(module: str) -> str:
    return module.split(".")[1]


def rank(part: str) -> int:
    (found,) = (number for number, parts in enumerate(ORDER) if part in parts)
    return found


def ids(path: Path) -> str:
    return name_of(path)


every_module = pytest.mark.parametrize("path", MODULES, ids=ids)


@every_module
def test_arrows_point_down(path):
    if path.parent == ROOT / "pipeline" and path.name == "__init__.py":
        return  # the package's face: `pipeline.load`
    own = part_of(name_of(path))
    for module in imports(path):
        if not module.startswith("pipeline.") or (own, module) in EXCEPTIONS:
            continue
        other = part_of(module)
        together = {own, other} == {"evaluation", "gold"}
        assert other == own or together or rank(other) < rank(own), f"imports {module}"


@every_module
def test_stages_do_not_know_each_other(path):
    name = name_of(path)
    if not name.startswith("pipeline.stages."):
        return
    own = name.split(".")[2]
    for module in imports(path):
        if module.startswith("pipeline.stages."):
            assert module.split(".")[2] == own, f"imports {module}"


@every_module
def test_only_the_analysis_knows_natasha(path):
    found = {module.split(".")[0] for module in imports(path)} & NATASHA
    assert not found or part_of(name_of(path)) == "analysis"


@every_module
def test_a_module_is_one_idea(path):
    assert path.stem not in {"utils", "util", "helpers", "misc", "common"}
    if path.name not in DECLARATIONS:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


@every_module
def test_no_state_at_module_level(path):
    for node in tree(path).body:
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            targets, value = [node.target], node.value
        else:
            continue
        for target in targets:
            if isinstance(target, ast.Name) and is_mutable(value):
                name = target.id
                assert name.isupper() or name == "__all__", f"{name} can be changed"
    for node in ast.walk(tree(path)):
        assert not isinstance(node, ast.Global), "a global is module-level state"


def is_mutable(value: ast.expr) -> bool:
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        return value.func.id in {"list", "dict", "set", "defaultdict", "Counter", "deque"}
    return isinstance(value, (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp))


@every_module
def test_models_and_natasha_are_not_loaded_by_an_import(path):
    """Loading stands in functions: no module calls a loader when it is imported."""
    for node in tree(path).body:
        value = node.value if isinstance(node, (ast.Assign, ast.Expr)) else None
        if isinstance(value, ast.Call):
            called = ast.unparse(value.func)
            assert not called.endswith(("load_packs", "load_nlp", "spacy.load", "MorphAnalyzer"))
