"""Symmetry and torsions of molecules, by openff-toolkit and RDKit."""

from collections import defaultdict
from typing import Any


def get_atom_symmetries(molecule: Any) -> list[int]:
    """A class for each atom; equivalent atoms have the same."""
    from rdkit import Chem

    return list(Chem.CanonicalRankAtoms(molecule.to_rdkit(), breakTies=False))


def canonical_order_atoms(molecule: Any) -> Any:
    """The molecule with its atoms in canonical order, heavy atoms first; `atom_map` properties follow."""
    atom_map = molecule.properties.get("atom_map")
    ordered = molecule.canonical_order_atoms()
    if atom_map is not None:
        matched, mapping = type(molecule).are_isomorphic(ordered, molecule, return_atom_map=True)
        assert matched
        ordered.properties["atom_map"] = {new: atom_map[old] for new, old in mapping.items() if old in atom_map}
    return ordered


def get_torsion_indices(molecule: Any, central_bond: tuple[int, int] | None = None) -> list[tuple[int, int, int, int]]:
    """The proper torsions [0-based], all or those about a bond."""
    torsions = [tuple(atom.molecule_atom_index for atom in proper) for proper in molecule.propers]
    if central_bond is None:
        return torsions
    return [torsion for torsion in torsions if set(torsion[1:3]) == set(central_bond)]


def group_valence_by_symmetry(
    molecule: Any, valence_terms: list[tuple[int, ...]]
) -> dict[tuple[int, ...], list[tuple[int, ...]]]:
    """Terms by the classes of their atoms; a term is the same read backwards."""
    classes = get_atom_symmetries(molecule)
    groups: dict[tuple[int, ...], list[tuple[int, ...]]] = defaultdict(list)
    for term in valence_terms:
        key = tuple(classes[atom] for atom in term)
        groups[key[::-1] if key not in groups and key[::-1] in groups else key].append(term)
    return dict(groups)
