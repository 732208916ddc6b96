"""Parameters to be fitted, and how far they may move."""

import re
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, field_serializer, field_validator

from openff.bespokefit._models import SchemaBase

_TORSION = {"k", "k1_bondorder", "periodicity", "phase", "idivf"} | {
    f"{name}{n}{order}"
    for n in range(1, 7)
    for name, order in [
        ("k", ""), ("k", "_bondorder1"), ("k", "_bondorder2"), ("periodicity", ""), ("phase", ""), ("idivf", ""),
    ]
}  # fmt: skip
_IMPROPER = {name for name in ("k", "periodicity", "phase", "idivf")} | {
    f"{name}{n}" for n in range(1, 5) for name in ("k", "periodicity", "phase", "idivf")
}


def validate_smirks(smirks: str, expected_tags: int) -> str:
    """The pattern, if it tags as many atoms as it should.

    Raises:
        AssertionError: it tags another number.
    """
    tags = {int(tag) for tag in re.findall(r":(\d+)\]", smirks)}
    assert len(tags) == expected_tags, (
        f"The smirks pattern ({smirks}) has {len(tags)} tagged atoms, but should have {expected_tags}."
    )
    return smirks


class BaseSMIRKSParameter(SchemaBase):
    """What all parameters have: a pattern and the names of what is fitted."""

    tags: ClassVar[int] = 0
    allowed: ClassVar[set[str]] = set()

    type: Literal["base"] = "base"
    smirks: str
    attributes: set[str]
    cached: bool = False

    @field_validator("smirks")
    @classmethod
    def _tags(cls, value: str) -> str:
        return validate_smirks(value, cls.tags)

    @field_validator("attributes")
    @classmethod
    def _names(cls, value: set[str]) -> set[str]:
        unknown = sorted(value - cls.allowed)
        if unknown:
            raise ValueError(f"{', '.join(unknown)} can not be fitted; there are: {', '.join(sorted(cls.allowed))}")
        return value

    @field_serializer("attributes", when_used="json")
    def _list(self, value: set[str]) -> list[str]:
        return sorted(value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BaseSMIRKSParameter) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[str, str, bool, tuple[str, ...]]:
        return (self.type, self.smirks, self.cached, tuple(sorted(self.attributes)))

    @classmethod
    def from_smirnoff(cls, parameter: Any) -> Any:
        """The parameter of a force field's parameter, all its values fitted."""
        return cls(smirks=parameter.smirks, attributes=cls._fitted(parameter), cached=_is_cached(parameter))

    @classmethod
    def _fitted(cls, parameter: Any) -> set[str]:
        return set(cls.allowed)


def _is_cached(parameter: Any) -> bool:
    value = getattr(parameter, "cached", None) or getattr(parameter, "_cached", None)
    return str(value) == "True"


class VdWSMIRKS(BaseSMIRKSParameter):
    """A Lennard-Jones parameter."""

    tags: ClassVar[int] = 1
    allowed: ClassVar[set[str]] = {"epsilon", "sigma"}
    type: Literal["vdW"] = "vdW"  # type: ignore[assignment]


class BondSMIRKS(BaseSMIRKSParameter):
    """A bond parameter."""

    tags: ClassVar[int] = 2
    allowed: ClassVar[set[str]] = {"k", "length"}
    type: Literal["Bonds"] = "Bonds"  # type: ignore[assignment]


class AngleSMIRKS(BaseSMIRKSParameter):
    """An angle parameter."""

    tags: ClassVar[int] = 3
    allowed: ClassVar[set[str]] = {"k", "angle"}
    type: Literal["Angles"] = "Angles"  # type: ignore[assignment]


class ProperTorsionSMIRKS(BaseSMIRKSParameter):
    """A proper torsion parameter."""

    tags: ClassVar[int] = 4
    allowed: ClassVar[set[str]] = _TORSION
    type: Literal["ProperTorsions"] = "ProperTorsions"  # type: ignore[assignment]

    @classmethod
    def _fitted(cls, parameter: Any) -> set[str]:
        return {f"k{n + 1}" for n in range(len(parameter.k))}


class ImproperTorsionSMIRKS(BaseSMIRKSParameter):
    """An improper torsion parameter."""

    tags: ClassVar[int] = 4
    allowed: ClassVar[set[str]] = _IMPROPER
    type: Literal["ImproperTorsions"] = "ImproperTorsions"  # type: ignore[assignment]

    @classmethod
    def _fitted(cls, parameter: Any) -> set[str]:
        raise NotImplementedError("improper torsions can not be made of force fields' parameters")


SMIRNOFFParameter = VdWSMIRKS | BondSMIRKS | AngleSMIRKS | ProperTorsionSMIRKS | ImproperTorsionSMIRKS

Prior = Annotated[float, Field(gt=0)]


class BaseSMIRKSHyperparameters(SchemaBase):
    """Widths of priors, in the units of the force field."""

    tag: ClassVar[str] = ""

    type: Literal["base"] = "base"
    priors: dict[str, Prior]

    @classmethod
    def offxml_tag(cls) -> str:
        """The name of the parameters' elements in OFFXML."""
        return cls.tag


class VdWHyperparameters(BaseSMIRKSHyperparameters):
    """Priors of Lennard-Jones parameters [kcal/mol, Å]."""

    tag: ClassVar[str] = "Atom"
    type: Literal["vdW"] = "vdW"  # type: ignore[assignment]
    priors: dict[str, Prior] = {"epsilon": 0.1, "sigma": 0.1}


class BondHyperparameters(BaseSMIRKSHyperparameters):
    """Priors of bonds [kcal/mol/Å², Å]."""

    tag: ClassVar[str] = "Bond"
    type: Literal["Bonds"] = "Bonds"  # type: ignore[assignment]
    priors: dict[str, Prior] = {"k": 100.0, "length": 0.1}


class AngleHyperparameters(BaseSMIRKSHyperparameters):
    """Priors of angles [kcal/mol/rad², degree]."""

    tag: ClassVar[str] = "Angle"
    type: Literal["Angles"] = "Angles"  # type: ignore[assignment]
    priors: dict[str, Prior] = {"k": 10.0, "angle": 10.0}


class ProperTorsionHyperparameters(BaseSMIRKSHyperparameters):
    """Priors of proper torsions [kcal/mol]."""

    tag: ClassVar[str] = "Proper"
    type: Literal["ProperTorsions"] = "ProperTorsions"  # type: ignore[assignment]
    priors: dict[str, Prior] = {"k": 6.0}


class ImproperTorsionHyperparameters(BaseSMIRKSHyperparameters):
    """Priors of improper torsions [kcal/mol]."""

    tag: ClassVar[str] = "Improper"
    type: Literal["ImproperTorsions"] = "ImproperTorsions"  # type: ignore[assignment]
    priors: dict[str, Prior] = {"k": 6.0}


SMIRNOFFHyperparameters = (
    ProperTorsionHyperparameters
    | BondHyperparameters
    | AngleHyperparameters
    | VdWHyperparameters
    | ImproperTorsionHyperparameters
)

_PARAMETERS: dict[str, type[BaseSMIRKSParameter]] = {
    "vdW": VdWSMIRKS,
    "Bonds": BondSMIRKS,
    "Angles": AngleSMIRKS,
    "ProperTorsions": ProperTorsionSMIRKS,
    "ImproperTorsions": ImproperTorsionSMIRKS,
}


def get_smirnoff_parameter(parameter_type: str) -> type[BaseSMIRKSParameter]:
    """The class of a type's parameters."""
    return _PARAMETERS[str(getattr(parameter_type, "value", parameter_type))]
