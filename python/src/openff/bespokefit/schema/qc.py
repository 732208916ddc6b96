"""Levels of theory and the optimiser's settings, with the names and checks of openff-qcsubmit."""

from typing import Any, Literal

from pydantic import Field, field_validator

from openff.bespokefit._models import Model, SchemaBase


class QCSpecificationError(Exception):
    """A program, method and basis that do not go together."""


_DESCRIPTION = "Standard OpenFF optimization quantum chemistry specification."
_METHODS = {
    "xtb": {"gfn0xtb", "gfn0-xtb", "gfn1xtb", "gfn1-xtb", "gfn2xtb", "gfn2-xtb", "gfn-ff", "gfnff"},
    "torchani": {"ani1x", "ani1ccx", "ani2x"},
    "rdkit": {"uff", "mmff94", "mmff94s"},
}


class QCSpec(SchemaBase):
    """A level of theory."""

    method: str = "B3LYP-D3BJ"
    basis: str | None = "DZVP"
    program: str = "psi4"
    spec_name: str = "default"
    spec_description: str = _DESCRIPTION
    store_wavefunction: str = "none"
    implicit_solvent: Any = None
    maxiter: int = Field(200, gt=0)
    scf_properties: list[str] = Field(
        default_factory=lambda: ["dipole", "quadrupole", "wiberg_lowdin_indices", "mayer_indices"]
    )
    keywords: dict[str, Any] = Field(default_factory=dict)

    def __init__(
        self,
        method: str = "B3LYP-D3BJ",
        basis: str | None = "DZVP",
        program: str = "psi4",
        spec_name: str = "default",
        spec_description: str = _DESCRIPTION,
        **others: Any,
    ) -> None:
        others |= {"spec_name": spec_name, "spec_description": spec_description}
        super().__init__(**{"method": method, "basis": basis, "program": str(program).lower(), **others})
        self._check()

    @field_validator("keywords", mode="before")
    @classmethod
    def _no_keywords(cls, value: Any) -> Any:
        return {} if value is None else value

    @field_validator("store_wavefunction", mode="before")
    @classmethod
    def _choice(cls, value: Any) -> Any:
        return getattr(value, "value", value)

    def _check(self) -> None:
        if self.program == "openmm":
            if self.basis not in ("smirnoff", "antechamber"):
                raise QCSpecificationError(
                    f"openmm knows the bases smirnoff and antechamber, not {self.basis}; the method is a force field"
                )
            return
        methods = _METHODS.get(self.program)
        if methods is None:
            return
        if self.method.lower() not in methods:
            names = ", ".join(sorted(methods))
            raise QCSpecificationError(f"{self.program} has no method {self.method}; there are: {names}")
        if self.basis is not None:
            raise QCSpecificationError(
                f"{self.program} takes no basis: say basis=None instead of basis={self.basis!r} for {self.method}"
            )
        if self.implicit_solvent is not None:
            raise QCSpecificationError(f"implicit solvent is not available with {self.program}")

    def __eq__(self, other: object) -> bool:
        content = getattr(other, "model_dump", None) or getattr(other, "dict", None)
        return callable(content) and content() == self.model_dump()

    __hash__ = None  # type: ignore[assignment]


class GeometricProcedure(SchemaBase):
    """The settings of constrained optimisations [bohr, hartree, rad]."""

    program: Literal["geometric"] = "geometric"
    coordsys: Literal["tric", "prim", "dlc", "hdlc", "cart"] = "dlc"
    enforce: float = 0.0
    epsilon: float = 1e-5
    reset: bool = True
    qccnv: bool = False
    molcnv: bool = False
    check: int = 0
    trust: float = 0.1
    tmax: float = 0.3
    maxiter: int = 300
    convergence_set: Literal[
        "NWCHEM_LOOSE", "GAU_LOOSE", "TURBOMOLE", "INTERFRAG_TIGHT", "GAU", "GAU_TIGHT", "GAU_VERYTIGHT", "CUSTOM"
    ] = "GAU"
    constraints: dict[str, Any] = Field(default_factory=dict)
    converge: list[str] = Field(default_factory=list)

    @field_validator("coordsys", mode="before")
    @classmethod
    def _lower(cls, value: Any) -> Any:
        return value.lower() if isinstance(value, str) else value

    @field_validator("convergence_set", mode="before")
    @classmethod
    def _upper(cls, value: Any) -> Any:
        return value.upper() if isinstance(value, str) else value


def torsion_procedure() -> GeometricProcedure:
    """The settings for torsion drives."""
    return GeometricProcedure(enforce=0.1, epsilon=0.0, reset=True, qccnv=True)


class QCModel(Model):
    """A method and a basis."""

    model_config = {"extra": "allow"}

    method: str
    basis: str | None = None


class QCRecord(Model):
    """A QCSchema result as it is: its keys are attributes, what they hold is plain content."""

    model_config = {"extra": "allow"}
