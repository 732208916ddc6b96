"""Bespoke patterns, made by the program."""

from collections.abc import Iterable
from typing import Any

from openff.bespokefit import _chemistry
from openff.bespokefit.exceptions import SMIRKSTypeError
from openff.bespokefit.schema.optimizers import ForceBalanceSchema
from openff.bespokefit.utilities._smirks_settings import SMIRKSettings
from openff.bespokefit.utilities.smirnoff import SMIRKSType

__all__ = ["SMIRKSGenerator", "SMIRKSettings", "compare_smirks_graphs", "get_cached_torsion_parameters"]


class SMIRKSGenerator:
    """Makes bespoke patterns of molecules and fragments.

    Args:
        initial_force_field: a name, a path or OFFXML.
        target_smirks: the types of parameters.
        smirks_layers: how many bonds around a torsion a pattern describes; only `all`.
        expand_torsion_terms: whether all k are fitted instead of those of the force field.
        generate_bespoke_terms: whether new patterns are made instead of the force field's.

    Raises:
        SMIRKSTypeError: there are no types.
    """

    def __init__(
        self,
        initial_force_field: str = "openff_unconstrained-2.2.0.offxml",
        target_smirks: Iterable[SMIRKSType] = (SMIRKSType.ProperTorsions,),
        smirks_layers: str | int = "all",
        expand_torsion_terms: bool = True,
        generate_bespoke_terms: bool = True,
    ) -> None:
        self.target_smirks = [SMIRKSType(kind) for kind in target_smirks]
        if not self.target_smirks:
            raise SMIRKSTypeError(
                "No type of parameters was given; there are: " + ", ".join(k.value for k in SMIRKSType)
            )
        if smirks_layers != "all":
            raise NotImplementedError("patterns describe the whole fragment: smirks_layers can only be 'all'")
        self.initial_force_field = initial_force_field
        self.smirks_layers = smirks_layers
        self.settings = SMIRKSettings(
            expand_torsion_terms=expand_torsion_terms, generate_bespoke_terms=generate_bespoke_terms
        )

    def generate_smirks_from_molecule(self, molecule: Any, central_bond: tuple[int, int] | None = None) -> list[Any]:
        """The parameters of a molecule's torsions.

        Args:
            molecule: an openff-toolkit `Molecule`.
            central_bond: two atoms [0-based] of the bond; None for every bond that torsions are about.
        """
        from openff.bespokefit.utilities.molecule import get_torsion_indices

        torsions = get_torsion_indices(molecule, central_bond)
        bonds = sorted({(min(torsion[1:3]), max(torsion[1:3])) for torsion in torsions})
        smiles = _chemistry.mapped_smiles(molecule)
        fragments = [{"smiles": smiles, "bond_indices": [bond[0] + 1, bond[1] + 1]} for bond in bonds]
        return self._parameters(smiles, fragments)

    def generate_smirks_from_fragment(
        self, parent: Any, fragment: Any, fragment_map_indices: tuple[int, int]
    ) -> list[Any]:
        """The parameters of the torsions about a bond of a fragment, which match the parent too.

        Args:
            parent: the parent, its atoms mapped (`properties["atom_map"]`) or in the order of the map numbers.
            fragment: the fragment with the parent's map numbers.
            fragment_map_indices: the map numbers of the bond.
        """
        smiles = fragment.to_smiles(mapped=True)
        parent_smiles = parent.to_smiles(mapped=True)
        return self._parameters(parent_smiles, [{"smiles": smiles, "bond_indices": list(fragment_map_indices)}])

    def _parameters(self, parent: str, fragments: list[dict[str, Any]]) -> list[Any]:
        from openff.bespokefit.schema.fitting import BespokeOptimizationSchema
        from openff.bespokefit.workflows.bespoke import BespokeWorkflowFactory

        factory = BespokeWorkflowFactory(
            initial_force_field=self.initial_force_field,
            parameter_hyperparameters=[{"type": kind.value, "priors": {"k": 1.0}} for kind in self.target_smirks],
            smirk_settings=self.settings,
            optimizer=ForceBalanceSchema(),
        )
        made = _chemistry.parameters(factory.model_dump(mode="json"), parent, fragments)
        return list(BespokeOptimizationSchema.parse_obj(made).stages[0].parameters)


def compare_smirks_graphs(smirks_a: str, smirks_b: str) -> bool:
    """Whether two patterns are one graph with the same tags, however they are written."""
    from rdkit import Chem

    first, second = Chem.MolFromSmarts(smirks_a), Chem.MolFromSmarts(smirks_b)
    if first is None or second is None:
        raise ValueError(f"the pattern {smirks_a if first is None else smirks_b} cannot be read")
    return _digest(first) == _digest(second)


def _digest(pattern: Any) -> str:
    """A text that depends on a pattern's graph, the texts of its atoms and bonds, and its tags, not on their order."""
    import networkx

    graph = networkx.Graph()
    for atom in pattern.GetAtoms():
        graph.add_node(atom.GetIdx(), text=f"{atom.GetSmarts()}:{atom.GetAtomMapNum()}")
    for bond in pattern.GetBonds():
        graph.add_edge(bond.GetBeginAtomIdx(), bond.GetEndAtomIdx(), text=bond.GetSmarts())
    return str(networkx.weisfeiler_lehman_graph_hash(graph, edge_attr="text", node_attr="text", iterations=len(graph)))


def get_cached_torsion_parameters(
    molecule: Any, bespoke_parameters: list[Any], cached_parameters: list[Any]
) -> list[Any]:
    """New parameters with the values of cached ones that match exactly the same atoms; empty unless all have one."""
    from copy import deepcopy

    def atoms(smirks: str) -> set[frozenset[int]]:
        return {frozenset(match) for match in molecule.chemical_environment_matches(smirks)}

    cached = [(atoms(parameter.smirks), parameter) for parameter in cached_parameters]
    found = []
    for parameter in bespoke_parameters:
        wanted = atoms(parameter.smirks)
        hit = next((item for matched, item in cached if matched == wanted), None)
        if hit is None:
            return []
        copy = deepcopy(hit)
        copy.smirks = parameter.smirks
        copy.add_cosmetic_attribute("cached", "True")
        found.append(copy)
    return found
