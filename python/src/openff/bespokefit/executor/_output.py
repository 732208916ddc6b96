"""What an executor gives back."""

import json
from typing import Any

from openff.bespokefit._models import Model
from openff.bespokefit.executor.services.coordinator.models import CoordinatorGETResponse
from openff.bespokefit.schema.results import BespokeOptimizationResults
from openff.bespokefit.schema.schema import Status


class TaskID(str):
    """The id of a task: text, and for older scripts the same as `.id`."""

    @property
    def id(self) -> str:
        """The id."""
        return str(self)


class BespokeExecutorStageOutput(Model):
    """The state of a stage."""

    type: str
    status: Status
    error: str | None = None


class BespokeExecutorOutput(Model):
    """What became of a task."""

    smiles: str
    stages: list[BespokeExecutorStageOutput]
    results: BespokeOptimizationResults | None = None

    @property
    def bespoke_force_field(self) -> Any:
        """The refit force field: openff-toolkit's `ForceField`, or, where that is not installed, its text with the
        methods `to_file` and `to_string`. None while there is none."""
        text = None if self.results is None else self.results.refit_force_field
        if text is None:
            return None
        try:
            from openff.toolkit import ForceField
        except ImportError:
            return ForceFieldText(text)
        return ForceField(text, allow_cosmetic_attributes=True)

    @property
    def status(self) -> Status:
        """The state of the whole."""
        states = [stage.status for stage in self.stages]
        assert states.count("running") <= 1, "only one stage can run at a time"
        if "errored" in states:
            return "errored"
        if all(state == "success" for state in states):
            return "success"
        return "waiting" if all(state == "waiting" for state in states) else "running"

    @property
    def error(self) -> str | None:
        """Why the task failed; None unless it did."""
        for stage in self.stages:
            if stage.status == "errored":
                return "unknown error" if stage.error is None else _sentence(stage.error)
        return None

    @classmethod
    def from_response(cls, response: CoordinatorGETResponse) -> "BespokeExecutorOutput":
        """The output of a server's answer."""
        stages = [
            BespokeExecutorStageOutput(type=stage.type, status=stage.status, error=stage.error)
            for stage in response.stages
        ]
        return cls(smiles=response.smiles, stages=stages, results=response.results)


class ForceFieldText:
    """A force field as OFFXML."""

    def __init__(self, text: str) -> None:
        self._text = text

    def to_string(self, io_format: str = "XML", **_: Any) -> str:
        """The text."""
        return self._text

    def to_file(self, filename: str, io_format: str = "XML", **_: Any) -> None:
        """Write the text to a file."""
        with open(filename, "w", encoding="utf-8") as file:
            file.write(self._text)


def _sentence(error: str) -> str:
    """An error as people read it; on the wire it is JSON in a string."""
    try:
        content = json.loads(error)
    except ValueError:
        return error
    contents = content if isinstance(content, list) else [content]
    texts = []
    for item in contents:
        if isinstance(item, str):
            item = {"message": item} if not item.startswith("{") else json.loads(item)
        if isinstance(item, dict) and "message" in item:
            texts.append(": ".join(part for part in (item.get("type"), item["message"]) if part))
    return "\n".join(texts) or error
