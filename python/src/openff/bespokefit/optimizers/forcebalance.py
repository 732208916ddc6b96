"""The regularised least-squares fit with ForceBalance's meanings, done by the program."""

import contextlib
import os
import pathlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from typing import Any

from openff.bespokefit import _program
from openff.bespokefit.exceptions import OptimizerError
from openff.bespokefit.optimizers.model import BaseOptimizer
from openff.bespokefit.schema.results import OptimizationResults, OptimizationStageResults
from openff.bespokefit.schema.targets import (
    AbInitioTargetSchema,
    OptGeoTargetSchema,
    TorsionProfileTargetSchema,
    VibrationTargetSchema,
)


class ForceBalanceOptimizer(BaseOptimizer):
    """The regularised least-squares fit with ForceBalance's meanings."""

    @classmethod
    def name(cls) -> str:
        return "ForceBalance"

    @classmethod
    def description(cls) -> str:
        return "A regularised least-squares fit of the objective of ForceBalance, with analytic derivatives."

    @classmethod
    def provenance(cls) -> dict[str, str]:
        path = _program.find()
        return {"openff-bespoke": _program.version(path, os.stat(path).st_mtime_ns)}

    @classmethod
    def is_available(cls) -> bool:
        try:
            _program.find()
        except RuntimeError:
            return False
        return True

    @classmethod
    def prepare(cls, schema: Any, initial_force_field: Any, root_directory: str | os.PathLike[str]) -> None:
        """Write ForceBalance's input files for a stage into a folder."""
        ForceBalanceInputFactory.generate(root_directory, schema, initial_force_field)

    @classmethod
    def optimize(
        cls, schema: Any, initial_force_field: Any, root_directory: str | os.PathLike[str] | None = None
    ) -> OptimizationStageResults:
        """Fit a stage to the data in it.

        Raises:
            OptimizerError: the fit cannot be done; with the program's sentence.
        """
        with _inputs(schema, initial_force_field, root_directory) as folder:
            _run("fit", folder, "--output", "output.json")
            return _stage(folder / "output.json")


class ForceBalanceInputFactory:
    """Writes ForceBalance's input files."""

    @classmethod
    def generate(cls, root_directory: str | os.PathLike[str], schema: Any, initial_force_field: Any) -> None:
        """Write ForceBalance's input files for a stage into a folder.

        Raises:
            OptimizerError: they cannot be written; with the program's sentence.
        """
        with _inputs(schema, initial_force_field, None) as folder:
            _run("prepare", folder)
            shutil.copytree(folder / "optimization-inputs", root_directory, dirs_exist_ok=True)


@contextlib.contextmanager
def _inputs(schema: Any, force_field: Any, directory: str | os.PathLike[str] | None) -> Iterator[pathlib.Path]:
    with contextlib.ExitStack() as stack:
        if directory is None:
            folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        else:
            folder = pathlib.Path(directory)
            folder.mkdir(parents=True, exist_ok=True)
        text = force_field if isinstance(force_field, str) else force_field.to_string()
        if not text.lstrip().startswith("<") and os.path.isfile(text):
            text = pathlib.Path(text).read_text(encoding="utf-8")
        if text.lstrip().startswith("<"):
            (folder / "initial.offxml").write_text(text, encoding="utf-8")
            text = "initial.offxml"
        (folder / "initial-name").write_text(text, encoding="utf-8")
        (folder / "stage.json").write_text(schema.json(), encoding="utf-8")
        yield folder


def _run(command: str, folder: pathlib.Path, *options: str) -> None:
    name = (folder / "initial-name").read_text(encoding="utf-8")
    words = [_program.find(), command, "-i", "stage.json", "-ff", name, *options]
    answer = subprocess.run(words, cwd=folder, capture_output=True, text=True)
    if answer.returncode != 0:
        lines = (answer.stdout + answer.stderr).strip().splitlines()
        raise OptimizerError("\n".join(lines[-5:]) or f"{command} ended with status {answer.returncode}")


def _stage(path: pathlib.Path) -> OptimizationStageResults:
    import json

    content = json.loads(path.read_text(encoding="utf-8"))
    if "stages" in content:
        return OptimizationResults(stages=content["stages"]).stages[-1]
    return OptimizationStageResults(**content)


for _target in (AbInitioTargetSchema, TorsionProfileTargetSchema, VibrationTargetSchema, OptGeoTargetSchema):
    ForceBalanceOptimizer.register_target(_target)
