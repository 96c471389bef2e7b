"""A module imports only from layers above its own."""

import ast

import pytest
from conftest import ROOT

LAYERS = [
    {"errors", "words"},
    {"records"},
    {"read", "statements", "models", "evidence"},
    {"pairing"},
    {"judge"},
    {"report", "analysis", "saved"},
    {"finder"},
    {"evaluation"},
    {"cli"},
    {"__main__"},
]
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
PACKAGE = ROOT / "contradict"
FILES = [path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py"]


def unit(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("contradict."):
            yield node.module.split(".")[1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_only_look_up(path):
    own = unit(path)
    assert own in RANK, f"{own} stands in no layer"
    wrong = {name for name in imports(path) if name != own and RANK[name] >= RANK[own]}
    assert not wrong


def test_the_check_sees_imports():
    assert set(imports(PACKAGE / "finder.py")) >= {"analysis", "judge", "report"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_files_are_short(path):
    assert len(path.read_text("utf-8").splitlines()) <= 300
