"""A program, folders and ports of their own for the tests."""

import os
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
XTB = {"method": "gfn2xtb", "basis": None, "program": "xtb", "spec_name": "xtb", "spec_description": "gfn2xtb"}


def _program() -> str:
    named = os.environ.get("OPENFF_BESPOKE") or str(ROOT / ".build/release/openff-bespoke")
    if not os.access(named, os.X_OK):
        raise pytest.UsageError(f"there is no program {named}: `make build`, or name one with OPENFF_BESPOKE")
    return os.path.abspath(named)


os.environ["OPENFF_BESPOKE"] = _program()
os.environ["BEFLOW_GATEWAY_PORT"] = "0"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Every test works in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def python():
    """Runs Python text in a process of its own; its output."""

    def run(text: str, **environment: str) -> str:
        answer = subprocess.run(
            [sys.executable, "-W", "error::DeprecationWarning:openff.bespokefit", "-c", text],
            capture_output=True, text=True, timeout=280, env={**os.environ, **environment},
        )  # fmt: skip
        assert answer.returncode == 0, answer.stdout + answer.stderr
        return answer.stdout

    return run


@pytest.fixture
def factory():
    """A factory at the GFN2-xTB level that fits every torsion about C-C bonds, ethane's too."""
    from openff.bespokefit.workflows import BespokeWorkflowFactory

    return BespokeWorkflowFactory(target_torsion_smirks=["[*]~[#6:1]-[#6:2]~[*]"], default_qc_specs=[XTB])
