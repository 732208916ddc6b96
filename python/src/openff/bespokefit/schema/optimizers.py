"""Settings of optimizers."""

from typing import Annotated, Literal

from pydantic import Field

from openff.bespokefit._models import SchemaBase, Texts

_Positive = Annotated[float, Field(gt=0)]
_PositiveInt = Annotated[int, Field(gt=0)]


class BaseOptimizerSchema(SchemaBase):
    """What all settings have."""

    type: Literal["base"] = "base"
    max_iterations: _PositiveInt = 10


class ForceBalanceSchema(BaseOptimizerSchema):
    """The settings of the regularised least-squares fit, with ForceBalance's meanings."""

    type: Literal["ForceBalance"] = "ForceBalance"  # type: ignore[assignment]
    job_type: Literal["optimize", "single"] = "optimize"
    penalty_type: Literal["L1", "L2"] = "L2"
    step_convergence_threshold: _Positive = 0.01
    objective_convergence_threshold: _Positive = 0.01
    gradient_convergence_threshold: _Positive = 0.01
    n_criteria: _PositiveInt = 2
    eigenvalue_lower_bound: _Positive = 0.01
    finite_difference_h: _Positive = 0.01
    penalty_additive: _Positive = 1.0
    initial_trust_radius: float = -0.25
    minimum_trust_radius: float = 0.05
    error_tolerance: _Positive = 1.0
    adaptive_factor: _Positive = 0.2
    adaptive_damping: _Positive = 1.0
    normalize_weights: bool = False
    extras: Texts = Field(default_factory=dict)


OptimizerSchema = ForceBalanceSchema
