"""What is fitted to."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from openff.bespokefit._models import SchemaBase, Texts, from_elsewhere
from openff.bespokefit.schema.data import BespokeQCData, LocalQCData, QCResultCollection
from openff.bespokefit.schema.qc import QCRecord
from openff.bespokefit.schema.tasks import HessianTaskSpec, OptimizationTaskSpec, Torsion1DTaskSpec

_Positive = Annotated[float, Field(gt=0)]
_NotNegative = Annotated[float, Field(ge=0)]


def _content(value: Any) -> Any:
    """Data of other classes as plain content, so that the records' class does not matter."""
    if isinstance(value, (LocalQCData, BespokeQCData)):
        return {name: getattr(value, name) for name in type(value).model_fields}
    return from_elsewhere(value)


TorsionData = Annotated[
    LocalQCData[QCRecord] | BespokeQCData[Torsion1DTaskSpec] | QCResultCollection,
    Field(union_mode="left_to_right"),
    BeforeValidator(_content),
]
HessianData = Annotated[
    LocalQCData[QCRecord] | BespokeQCData[HessianTaskSpec] | QCResultCollection,
    Field(union_mode="left_to_right"),
    BeforeValidator(_content),
]
GeometryData = Annotated[
    LocalQCData[QCRecord] | BespokeQCData[OptimizationTaskSpec] | QCResultCollection,
    Field(union_mode="left_to_right"),
    BeforeValidator(_content),
]


class BaseTargetSchema(SchemaBase):
    """What all targets have."""

    weight: _Positive = 1.0
    reference_data: Any = None
    calculation_specification: Any = None
    extras: Texts = Field(default_factory=dict)

    @classmethod
    def bespoke_task_type(cls) -> str:
        """The kind of QC calculation that gives the data."""
        raise NotImplementedError


class TorsionProfileTargetSchema(BaseTargetSchema):
    """Relaxed torsion profiles; energies in kcal/mol."""

    reference_data: TorsionData | None = None
    calculation_specification: Torsion1DTaskSpec | None = None
    type: Literal["TorsionProfile"] = "TorsionProfile"
    attenuate_weights: bool = True
    energy_denominator: _Positive = 1.0
    energy_cutoff: _Positive = 10.0

    @classmethod
    def bespoke_task_type(cls) -> str:
        return "torsion1d"


class AbInitioTargetSchema(BaseTargetSchema):
    """Energies at given geometries [kcal/mol]."""

    reference_data: TorsionData | None = None
    calculation_specification: Torsion1DTaskSpec | None = None
    type: Literal["AbInitio"] = "AbInitio"
    attenuate_weights: bool = False
    energy_denominator: _Positive = 1.0
    energy_cutoff: _Positive = 10.0
    fit_energy: bool = True
    fit_force: bool = False

    @classmethod
    def bespoke_task_type(cls) -> str:
        return "torsion1d"


class VibrationTargetSchema(BaseTargetSchema):
    """Vibrational frequencies."""

    reference_data: HessianData | None = None
    calculation_specification: HessianTaskSpec | None = None
    type: Literal["Vibration"] = "Vibration"
    mode_reassignment: Literal["permute", "overlap"] | None = None

    @classmethod
    def bespoke_task_type(cls) -> str:
        return "hessian"


class OptGeoTargetSchema(BaseTargetSchema):
    """Optimised geometries [Å, degree]."""

    reference_data: GeometryData | None = None
    calculation_specification: OptimizationTaskSpec | None = None
    type: Literal["OptGeo"] = "OptGeo"
    bond_denominator: _NotNegative = 0.05
    angle_denominator: _NotNegative = 8.0
    dihedral_denominator: _NotNegative = 0.0
    improper_denominator: _NotNegative = 20.0

    @classmethod
    def bespoke_task_type(cls) -> str:
        return "optimization"


TargetSchema = TorsionProfileTargetSchema | AbInitioTargetSchema | VibrationTargetSchema | OptGeoTargetSchema
