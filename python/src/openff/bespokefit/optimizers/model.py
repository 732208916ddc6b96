"""The register of optimizers."""

import abc
import os
from typing import Any

from openff.bespokefit.exceptions import OptimizerError, TargetRegisterError
from openff.bespokefit.schema.optimizers import ForceBalanceSchema
from openff.bespokefit.schema.targets import BaseTargetSchema


class BaseOptimizer(abc.ABC):
    """What fits parameters to targets."""

    _targets: dict[str, type[BaseTargetSchema]] = {}

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls._targets = dict(cls._targets)

    @classmethod
    @abc.abstractmethod
    def name(cls) -> str:
        """The optimizer's name."""

    @classmethod
    @abc.abstractmethod
    def description(cls) -> str:
        """What it does, in a sentence."""

    @classmethod
    @abc.abstractmethod
    def provenance(cls) -> dict[str, str]:
        """The programs that it uses, and their versions."""

    @classmethod
    @abc.abstractmethod
    def is_available(cls) -> bool:
        """Whether it can be used here."""

    @classmethod
    def get_registered_targets(cls) -> dict[str, type[BaseTargetSchema]]:
        """The targets that it can fit to."""
        return dict(cls._targets)

    @classmethod
    def register_target(cls, target_type: type[BaseTargetSchema], replace: bool = False) -> None:
        """Add a kind of targets.

        Raises:
            TargetRegisterError: it is there, or is no target.
        """
        if not (isinstance(target_type, type) and issubclass(target_type, BaseTargetSchema)):
            raise TargetRegisterError(f"The {target_type} target does not inherit from the BaseTargetSchema class.")
        name = target_type.__name__.lower()
        if name in cls._targets and not replace:
            raise TargetRegisterError(
                f"The target {target_type.__name__} has already been registered with {cls.name()}."
            )
        cls._targets[name] = target_type

    @classmethod
    def deregister_target(cls, target_name: str) -> None:
        """Take a kind of targets away.

        Raises:
            TargetRegisterError: it is not there.
        """
        if cls._targets.pop(target_name.lower(), None) is None:
            raise TargetRegisterError(f"No target with the name {target_name} is registered with {cls.name()}.")

    @classmethod
    def prepare(cls, schema: Any, initial_force_field: Any, root_directory: str | os.PathLike[str]) -> None:
        """Write the files of a fit."""
        raise NotImplementedError

    @classmethod
    def optimize(
        cls, schema: Any, initial_force_field: Any, root_directory: str | os.PathLike[str] | None = None
    ) -> Any:
        """Fit, and give the results."""
        raise NotImplementedError


_optimizers: dict[str, type[BaseOptimizer]] = {}


def register_optimizer(optimizer: type[BaseOptimizer], replace: bool = False) -> None:
    """Add an optimizer.

    Raises:
        OptimizerError: it is none, or there is one of this name.
    """
    if not (isinstance(optimizer, type) and issubclass(optimizer, BaseOptimizer)):
        raise OptimizerError(f"The optimizer {optimizer} must be a subclass of the BaseOptimizer class.")
    name = optimizer.name().lower()
    if name in _optimizers and not replace:
        raise OptimizerError(f"An optimizer is already registered with the name {optimizer.name()}.")
    _optimizers[name] = optimizer


def deregister_optimizer(optimizer: type[BaseOptimizer] | str) -> None:
    """Take an optimizer away.

    Raises:
        OptimizerError: there is none of this name.
    """
    name = optimizer if isinstance(optimizer, str) else optimizer.name()
    if _optimizers.pop(name.lower(), None) is None:
        raise OptimizerError(f"The optimizer {name} was not registered with openff.bespokefit.")


def get_optimizer(optimizer_name: str) -> type[BaseOptimizer]:
    """An optimizer by its name.

    Raises:
        OptimizerError: there is none of this name.
    """
    optimizer = _optimizers.get(optimizer_name.lower())
    if optimizer is None:
        names = ", ".join(list_optimizers())
        raise OptimizerError(
            f"The optimizer {optimizer_name} was not registered with openff.bespokefit; there are: {names}"
        )
    return optimizer


def list_optimizers() -> list[str]:
    """The names of the optimizers."""
    return list(_optimizers)


def default_settings(optimizer_name: str) -> ForceBalanceSchema:
    """The settings that an optimizer of a name has by default.

    Raises:
        OptimizerError: there is none of this name.
    """
    get_optimizer(optimizer_name)
    return ForceBalanceSchema()
