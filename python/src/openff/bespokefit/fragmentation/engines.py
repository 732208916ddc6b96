"""How molecules are cut, with the names and keys of openff-fragmenter. The program does the cutting."""

from typing import Any, Literal

from pydantic import ConfigDict, Field

from openff.bespokefit._models import SchemaBase

FUNCTIONAL_GROUPS = {
    "hydrazine": "[NX3:1][NX3:2]",
    "hydrazone": "[NX3:1][NX2:2]",
    "nitric_oxide": "[N:1]-[O:2]",
    "amide": "[#7:1][#6:2](=[#8:3])",
    "amide_n": "[#7:1][#6:2](-[O-:3])",
    "amide_2": "[NX3:1][CX3:2](=[OX1:3])[NX3:4]",
    "aldehyde": "[CX3H1:1](=[O:2])[#6:3]",
    "sulfoxide_1": "[#16X3:1]=[OX1:2]",
    "sulfoxide_2": "[#16X3+:1][OX1-:2]",
    "sulfonyl": "[#16X4:1](=[OX1:2])=[OX1:3]",
    "sulfinic_acid": "[#16X3:1](=[OX1:2])[OX2H,OX1H0-:3]",
    "sulfinamide": "[#16X4:1](=[OX1:2])(=[OX1:3])([NX3R0:4])",
    "sulfonic_acid": "[#16X4:1](=[OX1:2])(=[OX1:3])[OX2H,OX1H0-:4]",
    "phosphine_oxide": "[PX4:1](=[OX1:2])([#6:3])([#6:4])([#6:5])",
    "phosphonate": "[P:1](=[OX1:2])([OX2H,OX1-:3])([OX2H,OX1-:4])",
    "phosphate": "[PX4:1](=[OX1:2])([#8:3])([#8:4])([#8:5])",
    "carboxylic_acid": "[CX3:1](=[O:2])[OX1H0-,OX2H1:3]",
    "nitro_1": "[NX3+:1](=[O:2])[O-:3]",
    "nitro_2": "[NX3:1](=[O:2])=[O:3]",
    "ester": "[CX3:1](=[O:2])[OX2H0:3]",
    "tri_halide": "[#6:1]([F,Cl,I,Br:2])([F,Cl,I,Br:3])([F,Cl,I,Br:4])",
}


class _Engine(SchemaBase):
    """What all engines have."""

    model_config = ConfigDict(extra="ignore")

    functional_groups: dict[str, str] = Field(default_factory=lambda: dict(FUNCTIONAL_GROUPS))

    @classmethod
    def description(cls) -> str:
        """What the engine does, in a sentence."""
        return (cls.__doc__ or "").splitlines()[0]


class WBOOptions(SchemaBase):
    """How bond orders are computed; the threshold in Å."""

    method: Literal["am1-wiberg-elf10"] = "am1-wiberg-elf10"
    max_conformers: int = 800
    rms_threshold: float = 1.0


class WBOFragmenter(_Engine):
    """Fragments grow until the bond order of the central bond is that of the parent."""

    scheme: Literal["WBO"] = "WBO"
    wbo_options: WBOOptions = Field(default_factory=WBOOptions)
    threshold: float = 0.03
    heuristic: Literal["path_length", "wbo"] = "path_length"
    keep_non_rotor_ring_substituents: bool = False


class PfizerFragmenter(_Engine):
    """Fragments hold the rings and groups beside the bond."""

    scheme: Literal["Pfizer"] = "Pfizer"


class Fragment(SchemaBase):
    """A fragment: its map numbers are the parent's, so are those of its bond."""

    smiles: str
    bond_indices: tuple[int, int]


class FragmentationResult(SchemaBase):
    """A molecule and its fragments."""

    parent_smiles: str
    fragments: list[Fragment]
    provenance: dict[str, Any]

    @property
    def fragments_by_bond(self) -> dict[tuple[int, int], Fragment]:
        """The fragments by their bonds."""
        return {fragment.bond_indices: fragment for fragment in self.fragments}
