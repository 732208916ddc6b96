"""What fits parameters to targets."""

from openff.bespokefit.optimizers.forcebalance import ForceBalanceOptimizer
from openff.bespokefit.optimizers.model import (
    BaseOptimizer,
    deregister_optimizer,
    get_optimizer,
    list_optimizers,
    register_optimizer,
)

register_optimizer(ForceBalanceOptimizer, replace=True)

__all__ = [
    "BaseOptimizer",
    "ForceBalanceOptimizer",
    "deregister_optimizer",
    "get_optimizer",
    "list_optimizers",
    "register_optimizer",
]
