"""The public names, and what their import does not load."""

import subprocess
import sys

import pytest

import contradict

HEAVY = ("torch", "transformers", "sentence_transformers", "datasets", "openvino", "sklearn", "pandas")


def test_every_public_name_resolves():
    assert all(getattr(contradict, name) is not None for name in contradict.__all__)
    assert {"find_contradictions", "ContradictionFinder", "Document", "NLIModel", "Embedder"} <= set(contradict.__all__)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = contradict.nothing


@pytest.mark.parametrize("code", ["import contradict", "import contradict.cli; contradict.cli.main(['--help'])"])
def test_nothing_heavy_is_loaded(code):
    program = (
        f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\nprint([m for m in {HEAVY} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_finding_loads_no_torch():
    program = (
        "import sys, contradict\n"
        "contradict.find_contradictions(['The bridge was shut on Monday.', 'The bridge was never shut.'])\n"
        "print([m for m in ('torch', 'transformers', 'sentence_transformers', 'datasets') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
