"""SMIRNOFF force fields, by openff-toolkit."""

import enum
from typing import Any

from openff.bespokefit.schema.smirnoff import BaseSMIRKSParameter, get_smirnoff_parameter


class SMIRKSType(str, enum.Enum):
    """The types of parameters."""

    Bonds = "Bonds"
    Angles = "Angles"
    ProperTorsions = "ProperTorsions"
    ImproperTorsions = "ImproperTorsions"
    Vdw = "vdW"


class ForceFieldEditor:
    """A force field whose parameters can be read, added to and replaced.

    Args:
        force_field: a `ForceField`, or what makes one: a name, a path or OFFXML.
    """

    def __init__(self, force_field: Any) -> None:
        from openff.toolkit import ForceField

        if isinstance(force_field, ForceField):
            self.force_field = force_field
        else:
            self.force_field = ForceField(force_field, allow_cosmetic_attributes=True)

    def add_parameters(self, parameters: list[Any]) -> None:
        """Add parameters at the end of their handlers; one of a pattern that is there replaces it."""
        for parameter in parameters:
            handler = self.force_field.get_parameter_handler(_handler(parameter))
            if parameter.smirks in [item.smirks for item in handler.parameters]:
                index = [item.smirks for item in handler.parameters].index(parameter.smirks)
                handler.parameters[index] = parameter
            else:
                if getattr(parameter, "id", None) is None:
                    parameter.id = f"{_PREFIXES[_handler(parameter)]}{len(handler.parameters) + 2}"
                handler.parameters.append(parameter)

    def label_molecule(self, molecule: Any) -> Any:
        """The parameters of a molecule's atoms, by type."""
        return self.force_field.label_molecules(molecule.to_topology())[0]

    def get_parameters(
        self, molecule: Any, atoms: list[tuple[int, ...]], smirks_type: SMIRKSType | None = None
    ) -> list[Any]:
        """The parameters of atoms [0-based]; by default those of as many atoms."""
        labels = self.label_molecule(molecule)
        found: dict[str, Any] = {}
        for indices in atoms:
            kind = (smirks_type or _BY_COUNT[len(indices)]).value
            parameter = labels[kind][tuple(indices)]
            found[parameter.smirks] = parameter
        return list(found.values())

    def get_initial_parameters(
        self, molecule: Any, smirks: list[BaseSMIRKSParameter], clear_existing: bool = True
    ) -> list[Any]:
        """Parameters of new patterns with the values that the force field gives their atoms now."""
        labels = self.label_molecule(molecule)
        result = []
        for pattern in smirks:
            matches = molecule.chemical_environment_matches(pattern.smirks)
            present = [labels[pattern.type][match] for match in matches if match in labels[pattern.type]]
            if not present:
                continue
            handler = self.force_field.get_parameter_handler(pattern.type)
            content = present[0].to_dict()
            content["smirks"] = pattern.smirks
            content.pop("id", None)
            result.append(handler._INFOTYPE(**content, allow_cosmetic_attributes=True))
        return result


_PREFIXES = {"Bonds": "b", "Angles": "a", "ProperTorsions": "t", "ImproperTorsions": "i", "vdW": "n"}
_BY_COUNT = {
    1: SMIRKSType.Vdw,
    2: SMIRKSType.Bonds,
    3: SMIRKSType.Angles,
    4: SMIRKSType.ProperTorsions,
}
_TYPES = {
    "vdWType": "vdW",
    "BondType": "Bonds",
    "AngleType": "Angles",
    "ProperTorsionType": "ProperTorsions",
    "ImproperTorsionType": "ImproperTorsions",
}


def _handler(parameter: Any) -> str:
    return _TYPES.get(type(parameter).__name__) or str(parameter.type)


__all__ = ["ForceFieldEditor", "SMIRKSType", "get_smirnoff_parameter"]
