"""Results of fits."""

from typing import Any, Literal

from pydantic import Field

from openff.bespokefit import _offxml
from openff.bespokefit._models import SchemaBase, Texts
from openff.bespokefit.schema.fitting import BespokeOptimizationSchema, OptimizationSchema
from openff.bespokefit.schema.schema import Error, Status


class OptimizationStageResults(SchemaBase):
    """What became of a stage."""

    provenance: Texts
    status: Status = "waiting"
    error: Error | None = None
    refit_force_field: str | None = None


class BaseOptimizationResults(SchemaBase):
    """What all results have."""

    type: Literal["base"] = "base"
    input_schema: Any = None
    stages: list[OptimizationStageResults] = Field(default_factory=list)

    @property
    def status(self) -> Status:
        """The state of the whole."""
        states = [stage.status for stage in self.stages]
        if self.input_schema is None or all(state == "waiting" for state in states):
            return "waiting"
        if "errored" in states:
            return "errored"
        if len(states) == len(self.input_schema.stages) and all(state == "success" for state in states):
            return "success"
        return "running"

    @property
    def refit_force_field(self) -> str | None:
        """The refit force field as OFFXML; None unless the fit succeeded."""
        return self.stages[-1].refit_force_field if self.stages and self.status == "success" else None

    @property
    def initial_parameter_values(self) -> dict[Any, dict[str, Any]] | None:
        """The values before the fit: parameter, attribute, quantity."""
        return None if self.input_schema is None else self.input_schema.initial_parameter_values

    @property
    def refit_parameter_values(self) -> dict[Any, dict[str, Any]] | None:
        """The values after the fit: parameter, attribute, quantity; None unless the fit succeeded."""
        if self.refit_force_field is None or self.input_schema is None:
            return None
        parameters = [parameter for stage in self.input_schema.stages for parameter in stage.parameters]
        return _offxml.values(self.refit_force_field, parameters)


class OptimizationResults(BaseOptimizationResults):
    """The results of a general fit."""

    type: Literal["general"] = "general"  # type: ignore[assignment]
    input_schema: OptimizationSchema | None = None


class BespokeOptimizationResults(BaseOptimizationResults):
    """The results of a bespoke fit."""

    type: Literal["bespoke"] = "bespoke"  # type: ignore[assignment]
    input_schema: BespokeOptimizationSchema | None = None
