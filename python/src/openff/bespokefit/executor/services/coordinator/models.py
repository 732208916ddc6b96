"""What the routes of tasks take and answer with."""

from typing import Literal

from openff.bespokefit._models import Model
from openff.bespokefit.executor.services.models import Link, LinkedModel, PaginatedCollection
from openff.bespokefit.schema.fitting import BespokeOptimizationSchema
from openff.bespokefit.schema.results import BespokeOptimizationResults
from openff.bespokefit.schema.schema import Status


class CoordinatorGETStageStatus(Model):
    """The state of a stage; `error` is JSON in a string."""

    type: Literal["fragmentation", "qc-generation", "optimization"]
    status: Status
    error: str | None = None
    results: list[Link] | None = None


class CoordinatorGETResponse(LinkedModel):
    """A task."""

    self: str
    id: str
    smiles: str
    stages: list[CoordinatorGETStageStatus]
    results: BespokeOptimizationResults | None = None


class CoordinatorGETPageResponse(PaginatedCollection[Link]):
    """A page of tasks."""


class CoordinatorPOSTBody(Model):
    """A submission."""

    input_schema: BespokeOptimizationSchema


class CoordinatorPOSTResponse(Link):
    """A submitted task."""
