"""Schemas of fits."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from openff.bespokefit import _offxml
from openff.bespokefit._models import SchemaBase, from_elsewhere
from openff.bespokefit.fragmentation.base import AnyFragmentationEngine
from openff.bespokefit.fragmentation.engines import WBOFragmenter
from openff.bespokefit.schema.optimizers import OptimizerSchema
from openff.bespokefit.schema.smirnoff import SMIRNOFFHyperparameters, SMIRNOFFParameter
from openff.bespokefit.schema.targets import TargetSchema
from openff.bespokefit.utilities._smirks_settings import SMIRKSettings

ParameterField = Annotated[SMIRNOFFParameter, Field(union_mode="left_to_right")]
HyperparameterField = Annotated[SMIRNOFFHyperparameters, Field(union_mode="left_to_right")]
TargetField = Annotated[TargetSchema, Field(union_mode="left_to_right")]


class OptimizationStageSchema(SchemaBase):
    """One stage of a fit."""

    optimizer: Annotated[OptimizerSchema, BeforeValidator(from_elsewhere)]
    parameters: list[ParameterField]
    parameter_hyperparameters: list[HyperparameterField]
    targets: list[TargetField] = Field(default_factory=list)

    @property
    def n_targets(self) -> int:
        """How many targets there are."""
        return len(self.targets)


class BaseOptimizationSchema(SchemaBase):
    """What all fits have."""

    type: Literal["base"] = "base"
    id: str | None = None
    initial_force_field: str
    stages: list[OptimizationStageSchema] = Field(min_length=1)

    @property
    def n_stages(self) -> int:
        """How many stages there are."""
        return len(self.stages)

    @property
    def initial_parameter_values(self) -> dict[Any, dict[str, Any]]:
        """The values of the parameters to be fitted, in the initial force field."""
        return _offxml.values(self.initial_force_field, [p for stage in self.stages for p in stage.parameters])


class OptimizationSchema(BaseOptimizationSchema):
    """A fit of a general force field."""

    type: Literal["general"] = "general"  # type: ignore[assignment]


class BespokeOptimizationSchema(BaseOptimizationSchema):
    """A fit of a bespoke force field for one molecule."""

    type: Literal["bespoke"] = "bespoke"  # type: ignore[assignment]
    smiles: str
    initial_force_field_hash: str
    fragmentation_engine: AnyFragmentationEngine | None = Field(default_factory=WBOFragmenter)
    target_torsion_smirks: list[str] | None
    smirk_settings: SMIRKSettings = Field(default_factory=SMIRKSettings)

    @property
    def molecule(self) -> Any:
        """The molecule (openff-toolkit)."""
        from openff.toolkit import Molecule

        return Molecule.from_mapped_smiles(self.smiles, allow_undefined_stereo=True)

    @property
    def target_smirks(self) -> set[Any]:
        """The types of parameters that are fitted."""
        from openff.bespokefit.utilities.smirnoff import SMIRKSType

        return {SMIRKSType(item.type) for stage in self.stages for item in stage.parameter_hyperparameters}
