"""The factory of bespoke fits."""

import copy
import os
import re
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, field_validator

from openff.bespokefit import _chemistry, _files, _offxml
from openff.bespokefit._models import SchemaBase, from_elsewhere
from openff.bespokefit.exceptions import (
    MissingTorsionTargetSMARTS,
    MoleculeError,
    OptimizerError,
    TargetNotSetError,
)
from openff.bespokefit.fragmentation.base import AnyFragmentationEngine
from openff.bespokefit.fragmentation.engines import WBOFragmenter
from openff.bespokefit.optimizers.model import default_settings
from openff.bespokefit.schema.data import LocalQCData
from openff.bespokefit.schema.fitting import (
    BespokeOptimizationSchema,
    HyperparameterField,
    OptimizationStageSchema,
    TargetField,
)
from openff.bespokefit.schema.optimizers import ForceBalanceSchema, OptimizerSchema
from openff.bespokefit.schema.qc import QCModel, QCSpec
from openff.bespokefit.schema.smirnoff import ProperTorsionHyperparameters, validate_smirks
from openff.bespokefit.schema.targets import TorsionProfileTargetSchema
from openff.bespokefit.schema.tasks import HessianTaskSpec, OptimizationTaskSpec, Torsion1DTaskSpec
from openff.bespokefit.utilities._smirks_settings import SMIRKSettings
from openff.bespokefit.utilities.smirnoff import SMIRKSType
from openff.bespokefit.workflows._molecules import is_one, molecule_files

_DEFAULT_ROTATABLE_SMIRKS = "[!#1]~[!$(*#*)&!D1:1]-,=;!@[!$(*#*)&!D1:2]~[!#1]"

_SPECS: dict[str, Any] = {
    "torsion1d": Torsion1DTaskSpec,
    "hessian": HessianTaskSpec,
    "optimization": OptimizationTaskSpec,
}


def _targets() -> list[TargetField]:
    return [TorsionProfileTargetSchema()]


def _hyperparameters() -> list[HyperparameterField]:
    return [ProperTorsionHyperparameters()]


def _level(value: Any) -> Any:
    content = from_elsewhere(value)
    return QCSpec(**content) if isinstance(content, dict) else content


class BespokeWorkflowFactory(SchemaBase):
    """What is fitted, to what, and how; makes the schemas of molecules' fits."""

    initial_force_field: str = "openff_unconstrained-2.2.0.offxml"
    optimizer: Annotated[OptimizerSchema, BeforeValidator(from_elsewhere)] = Field(
        default_factory=lambda: ForceBalanceSchema(penalty_type="L1")
    )
    target_templates: list[TargetField] = Field(default_factory=_targets)
    parameter_hyperparameters: list[HyperparameterField] = Field(default_factory=_hyperparameters)
    target_torsion_smirks: list[str] | None = Field(default_factory=lambda: [_DEFAULT_ROTATABLE_SMIRKS])
    smirk_settings: SMIRKSettings = Field(default_factory=SMIRKSettings)
    fragmentation_engine: AnyFragmentationEngine | None = Field(default_factory=WBOFragmenter)
    default_qc_specs: list[Annotated[QCSpec, BeforeValidator(_level)]] = Field(default_factory=lambda: [QCSpec()])

    @field_validator("initial_force_field", mode="before")
    @classmethod
    def _loads(cls, value: Any) -> Any:
        if not isinstance(value, (str, os.PathLike)):
            return value
        text = os.fspath(value)
        if text.lstrip().startswith("<") or os.path.isfile(text):
            _offxml.document(text)
        elif "\n" in text or not re.search(r"\.(offxml|xml)$", text):
            raise OSError(f"Parsing failed: '{text[:80]}' is neither the name of a force field nor OFFXML")
        elif os.sep in text:
            raise OSError(f"Parsing failed: there is no force field file '{text}'")
        return text

    @field_validator("optimizer", mode="before")
    @classmethod
    def _by_name(cls, value: Any) -> Any:
        return default_settings(value) if isinstance(value, str) else value

    @field_validator("target_torsion_smirks")
    @classmethod
    def _two_tags(cls, value: list[str] | None) -> list[str] | None:
        return None if value is None else [validate_smirks(pattern, 2) for pattern in value]

    @field_validator("default_qc_specs", mode="after")
    @classmethod
    def _one(cls, value: list[QCSpec]) -> list[QCSpec]:
        if len(value) != 1:
            raise NotImplementedError("Currently only a single default QC spec must be specified.")
        return value

    @property
    def target_smirks(self) -> list[SMIRKSType]:
        """The types of parameters that are fitted."""
        return [SMIRKSType(item.type) for item in self.parameter_hyperparameters]

    def to_file(self, file_name: str | os.PathLike[str]) -> None:
        """Write the factory to a file: `.json` or `.yaml`, with `.gz`, `.bz2` or `.xz` after it compressed."""
        _files.write(self.model_dump(mode="json"), file_name)

    @classmethod
    def from_file(cls, file_name: str | os.PathLike[str]) -> "BespokeWorkflowFactory":
        """The factory of a file."""
        return cls.parse_obj(_files.read(file_name))

    def optimization_schema_from_molecule(self, molecule: Any, index: int = 0) -> BespokeOptimizationSchema | None:
        """The schema of a molecule's fit.

        Args:
            molecule: an openff-toolkit `Molecule`, an RDKit molecule, or a SMILES.
            index: the number in the schema's id.

        Raises:
            MoleculeError: the molecule cannot be understood, has undefined stereochemistry, or is a complex.
            ForceFieldError: the initial force field cannot be found or understood.
        """
        self._pre_run_check()
        if _chemistry.is_toolkit_molecule(molecule):
            return self._assembled(_chemistry.mapped_smiles(molecule), index, self._toolkit_force_field())
        entry = _chemistry.schemas(self._plain(), [_chemistry.smiles(molecule)])[0]
        return self._schema(entry, index)

    def optimization_schemas_from_molecules(
        self, molecules: Any, processors: int | None = 1
    ) -> list[BespokeOptimizationSchema]:
        """The schemas of several molecules' fits; equal molecules count once.

        Args:
            molecules: a molecule, several, or the path of a file or of a folder of files.
            processors: without meaning, one is fast enough.
        """
        self._pre_run_check()
        files = molecule_files(molecules)
        if files is not None:
            return self._from_entries(_chemistry.schemas(self._plain(), [], files))
        listed = [molecules] if is_one(molecules) else list(molecules)
        if listed and all(_chemistry.is_toolkit_molecule(molecule) for molecule in listed):
            force_field = self._toolkit_force_field()
            unique = self._deduplicated_list(listed)
            return [
                self._assembled(_chemistry.mapped_smiles(molecule), index, force_field)
                for index, molecule in enumerate(unique)
            ]
        texts = [_chemistry.smiles(molecule) for molecule in listed]
        return self._from_entries(_chemistry.schemas(self._plain(), texts) if texts else [])

    def optimization_schemas_from_results(
        self, results: Any, combine: bool = False, processors: int | None = 1
    ) -> list[BespokeOptimizationSchema]:
        """The schemas of fits to the torsion drives of a collection of openff-qcsubmit.

        Args:
            results: the collection.
            combine: whether records of one molecule go into one schema.
            processors: without meaning.

        Raises:
            KeyError: the collection is not of torsion drives.
        """
        self._pre_run_check()
        kind = getattr(results, "type", type(results).__name__)
        if kind != "TorsionDriveResultCollection":
            raise KeyError(f"only the results of torsion drives can be fitted to, not a {kind}")
        groups = self._group_records(results.to_records()) if combine else [[item] for item in results.to_records()]
        return [self._optimization_schema_from_records(group, index) for index, group in enumerate(groups)]

    @staticmethod
    def _group_records(records: Iterable[tuple[Any, Any]]) -> list[list[tuple[Any, Any]]]:
        groups: dict[str, list[tuple[Any, Any]]] = {}
        for record, molecule in records:
            groups.setdefault(molecule.to_inchikey(fixed_hydrogens=True), []).append((record, molecule))
        return list(groups.values())

    def _optimization_schema_from_records(
        self, records: list[tuple[Any, Any]], index: int
    ) -> BespokeOptimizationSchema:
        schema = self._assembled(_chemistry.mapped_smiles(records[0][1]), index, self._toolkit_force_field())
        for target in schema.stages[0].targets:
            if target.bespoke_task_type() == "torsion1d":
                target.reference_data = LocalQCData.from_remote_records(records)
        return schema

    @staticmethod
    def _deduplicated_list(molecules: Iterable[Any]) -> list[Any]:
        unique: dict[str, Any] = {}
        for molecule in molecules:
            unique.setdefault(molecule.to_inchikey(fixed_hydrogens=True), molecule)
        return list(unique.values())

    def _pre_run_check(self) -> None:
        if not self.target_templates:
            raise OptimizerError("There are no optimization targets in the optimization workflow.")
        fits_torsions = SMIRKSType.ProperTorsions in self.target_smirks
        if self.target_torsion_smirks is None:
            if self.fragmentation_engine is not None or fits_torsions:
                raise MissingTorsionTargetSMARTS(
                    "The workflow fragments molecules or fits torsions: say which with target_torsion_smirks."
                )
        elif not self.parameter_hyperparameters:
            raise TargetNotSetError("There are no parameters to be fitted: set parameter_hyperparameters.")

    def _select_qc_spec(self) -> QCSpec:
        return self.default_qc_specs[0]

    def _plain(self) -> dict[str, Any]:
        return self.model_dump(mode="json")

    def _toolkit_force_field(self) -> tuple[str, str]:
        return _chemistry.toolkit_force_field(self.initial_force_field)

    def _schema(self, entry: _chemistry.Entry, index: int) -> BespokeOptimizationSchema:
        if entry.schema is None:
            raise MoleculeError(entry.error or "the molecule could not be understood")
        return BespokeOptimizationSchema.parse_obj({**entry.schema, "id": f"bespoke_task_{index}"})

    def _from_entries(self, entries: list[_chemistry.Entry]) -> list[BespokeOptimizationSchema]:
        unique: dict[str | None, _chemistry.Entry] = {}
        for entry in entries:
            if entry.schema is None:
                raise MoleculeError(entry.error or "the molecule could not be understood")
            unique.setdefault(entry.smiles, entry)
        return [self._schema(entry, index) for index, entry in enumerate(unique.values())]

    def _assembled(self, smiles: str, index: int, force_field: tuple[str, str]) -> BespokeOptimizationSchema:
        fits_torsions = SMIRKSType.ProperTorsions in self.target_smirks
        wants_torsions = self.fragmentation_engine is not None or fits_torsions
        stage = OptimizationStageSchema(
            optimizer=self.optimizer.copy(deep=True),
            parameters=[],
            parameter_hyperparameters=copy.deepcopy(self.parameter_hyperparameters),
            targets=[self._target(template) for template in self.target_templates],
        )
        return BespokeOptimizationSchema(
            id=f"bespoke_task_{index}",
            initial_force_field=force_field[0],
            initial_force_field_hash=force_field[1],
            stages=[stage],
            smiles=smiles,
            fragmentation_engine=self.fragmentation_engine,
            target_torsion_smirks=self.target_torsion_smirks if wants_torsions else None,
            smirk_settings=self.smirk_settings.copy(),
        )

    def _target(self, template: Any) -> Any:
        target = template.copy(deep=True)
        level = self._select_qc_spec()
        specification = _SPECS[target.bespoke_task_type()]
        spec = specification(
            program=level.program.lower(),
            model=QCModel(method=level.method.lower(), basis=None if level.basis is None else level.basis.lower()),
        )
        if target.calculation_specification is None:
            target.calculation_specification = spec
        if target.reference_data is None:
            target.reference_data = {"type": "bespoke", "spec": spec}
        return target
