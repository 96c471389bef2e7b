"""Shared fixtures: the shipped models are loaded once."""

import os
import tempfile
from pathlib import Path

import pytest

from contradict import ContradictionFinder, Embedder, NLIModel

os.environ["CONTRADICT_CACHE"] = tempfile.mkdtemp(prefix="contradict-test-")  # subprocesses inherit it
ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def nli():
    return NLIModel()


@pytest.fixture(scope="session")
def embedder():
    return Embedder()


@pytest.fixture(scope="session")
def finder(nli, embedder):
    return ContradictionFinder(nli=nli, embedder=embedder)


@pytest.fixture(scope="session")
def data():
    return ROOT / "tests/data"
