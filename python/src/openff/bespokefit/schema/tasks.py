"""QC calculations that a fit asks for."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from openff.bespokefit._models import SchemaBase, from_elsewhere
from openff.bespokefit.exceptions import QCRecordMissMatchError
from openff.bespokefit.schema.qc import GeometricProcedure, QCModel, torsion_procedure

AnyModel = Annotated[QCModel, BeforeValidator(from_elsewhere)]
AnyProcedure = Annotated[GeometricProcedure, BeforeValidator(from_elsewhere)]


class BaseTaskSpec(SchemaBase):
    """What all levels and settings have."""

    type: Literal["base"] = "base"
    program: str
    model: AnyModel


class HessianTaskSpec(BaseTaskSpec):
    """A Hessian at an optimised geometry."""

    type: Literal["hessian"] = "hessian"  # type: ignore[assignment]
    n_conformers: int = Field(10, gt=0)
    optimization_spec: AnyProcedure = Field(default_factory=GeometricProcedure)


class OptimizationTaskSpec(HessianTaskSpec):
    """Optimised geometries."""

    type: Literal["optimization"] = "optimization"  # type: ignore[assignment]


class Torsion1DTaskSpec(BaseTaskSpec):
    """A torsion drive; the spacing in degrees."""

    type: Literal["torsion1d"] = "torsion1d"  # type: ignore[assignment]
    grid_spacing: int = 15
    scan_range: tuple[int, int] | None = None
    optimization_spec: AnyProcedure = Field(default_factory=torsion_procedure)
    n_conformers: int = Field(10, gt=0)


class HessianTask(HessianTaskSpec):
    """A Hessian of a molecule."""

    smiles: str


class OptimizationTask(OptimizationTaskSpec):
    """Optimised geometries of a molecule."""

    smiles: str


class Torsion1DTask(Torsion1DTaskSpec):
    """A torsion drive of a molecule; the central bond by two map numbers."""

    smiles: str
    central_bond: tuple[int, int] | None = None


QCTaskSpec = HessianTaskSpec | OptimizationTaskSpec | Torsion1DTaskSpec
QCTask = HessianTask | OptimizationTask | Torsion1DTask

_CMILES = "canonical_isomeric_explicit_hydrogen_mapped_smiles"


def task_from_result(result: Any) -> QCTask:
    """The task of which a torsion drive's result could have come."""
    content = result if isinstance(result, dict) else from_elsewhere(result)
    content = content if isinstance(content, dict) else content.dict()
    if "final_energies" not in content:
        raise QCRecordMissMatchError("only the results of torsion drives can be turned into tasks")
    level, keywords = content["input_specification"]["model"], content["keywords"]
    dihedral = keywords["dihedrals"][0]
    steps = dict(content["optimization_spec"]["keywords"])
    program = steps.pop("program", None) or content.get("extras", {}).get("program", "")
    ranges = keywords.get("dihedral_ranges")
    return Torsion1DTask(
        program=program,
        model=level,
        grid_spacing=keywords["grid_spacing"][0],
        scan_range=tuple(ranges[0]) if ranges else None,
        optimization_spec=GeometricProcedure(
            **{
                key: value
                for key, value in steps.items()
                if key in GeometricProcedure.model_fields and key != "program"
            }
        ),
        smiles=content["extras"].get(_CMILES) or content["initial_molecule"][0]["extras"][_CMILES],
        central_bond=(dihedral[1] + 1, dihedral[2] + 1),
    )
