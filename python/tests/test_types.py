"""The package's type hints hold."""

import pathlib
import subprocess
import sys


def test_type_hints_are_checked():
    root = pathlib.Path(__file__).resolve().parents[1]
    answer = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir=/dev/null", "src/openff/bespokefit"],
        cwd=root, capture_output=True, text=True,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stdout
