"""Reference data: to be generated, or at hand."""

import json
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BeforeValidator, ConfigDict

from openff.bespokefit._models import SchemaBase, from_elsewhere
from openff.bespokefit.schema.qc import QCRecord

Spec = TypeVar("Spec")
Record = TypeVar("Record")

_CMILES = "canonical_isomeric_explicit_hydrogen_mapped_smiles"


class BespokeQCData(SchemaBase, Generic[Spec]):
    """Data that the executor generates."""

    model_config = ConfigDict(extra="ignore")

    type: Literal["bespoke"] = "bespoke"
    spec: Spec


class LocalQCData(SchemaBase, Generic[Record]):
    """QCSchema results."""

    model_config = ConfigDict(extra="ignore")

    type: Literal["local"] = "local"
    qc_records: list[Annotated[Record, BeforeValidator(from_elsewhere)]]

    @classmethod
    def from_remote_records(cls, qc_records: list[tuple[Any, Any]]) -> "LocalQCData[QCRecord]":
        """QCPortal's records of torsion drives and their molecules as data at hand."""
        kinds = {type(record) for record, _ in qc_records}
        assert len(kinds) <= 1, "records must be the same type"
        records = [QCRecord(**_torsion_drive(record, molecule)) for record, molecule in qc_records]
        return LocalQCData[QCRecord](qc_records=records)


class QCResultCollection(SchemaBase):
    """A collection of openff-qcsubmit, as plain content."""

    model_config = ConfigDict(extra="allow")

    type: Literal["TorsionDriveResultCollection", "OptimizationResultCollection", "BasicResultCollection"]
    entries: dict[str, list[dict[str, Any]]]
    provenance: dict[str, Any] = {}


def _torsion_drive(record: Any, molecule: Any) -> dict[str, Any]:
    if not hasattr(record, "final_energies") and not hasattr(record, "get_final_energies"):
        raise NotImplementedError("only the records of torsion drives can be converted")
    cmiles = molecule.to_smiles(isomeric=True, explicit_hydrogens=True, mapped=True)
    energies = record.get_final_energies() if hasattr(record, "get_final_energies") else record.final_energies
    if hasattr(record, "get_final_molecules"):
        molecules = record.get_final_molecules()
    else:
        molecules = {key: item.final_molecule for key, item in record.minimum_optimizations.items()}
    if hasattr(record, "specification"):
        keywords = from_elsewhere(record.specification.keywords)
        steps = record.specification.optimization_specification
        level = steps.qc_specification
    else:
        keywords, steps, level = from_elsewhere(record.keywords), record.optimization_spec, record.qc_spec
    finals = {key: from_elsewhere(value) for key, value in molecules.items()}
    for final in finals.values():
        final.setdefault("extras", {})[_CMILES] = cmiles
    grid = sorted(finals)
    return {
        "schema_name": "qcschema_torsion_drive_output",
        "schema_version": 1,
        "keywords": keywords,
        "extras": {_CMILES: cmiles, "program": level.program},
        "input_specification": {
            "driver": "gradient", "model": {"method": level.method, "basis": level.basis or None},
        },
        "initial_molecule": [finals[grid[0]]],
        "optimization_spec": {
            "procedure": "geometric",
            "keywords": {**dict(steps.keywords), "program": level.program},
        },
        "final_energies": {_label(key): value for key, value in energies.items()},
        "final_molecules": {str(key): value for key, value in finals.items()},
        "optimization_history": {},
        "success": True,
        "provenance": {"creator": "QCArchive"},
    }  # fmt: skip


def _label(key: Any) -> str:
    return key if isinstance(key, str) else json.dumps(list(key))
