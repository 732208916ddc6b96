"""From molecules of any kind to schemas."""

import json

import pytest

from openff.bespokefit.exceptions import ForceFieldError, MoleculeError, ProgramError
from openff.bespokefit.schema.fitting import BespokeOptimizationSchema
from openff.bespokefit.schema.smirnoff import ProperTorsionSMIRKS
from openff.bespokefit.workflows import BespokeWorkflowFactory
from openff.qcsubmit.common_structures import QCSpec
from openff.toolkit import ForceField, Molecule

SPEC = QCSpec(method="gfn2xtb", basis=None, program="xtb", spec_name="xtb", spec_description="gfn2xtb")


@pytest.fixture
def xtb():
    factory = BespokeWorkflowFactory()
    factory.default_qc_specs = [SPEC]
    return factory


def content(schema):
    """What must not depend on who made the schema."""
    return json.loads(schema.json(exclude={"initial_force_field", "initial_force_field_hash", "smiles"}))


def test_toolkit_molecules_smiles_and_rdkit_molecules_give_the_same(xtb):
    from rdkit import Chem

    molecule = Molecule.from_smiles("CCCO", allow_undefined_stereo=True)
    schemas = [
        xtb.optimization_schema_from_molecule(molecule=molecule),
        xtb.optimization_schema_from_molecule(molecule),
        xtb.optimization_schema_from_molecule("CCCO"),
        xtb.optimization_schema_from_molecule(Chem.MolFromSmiles("CCCO")),
        xtb.optimization_schema_from_molecule(Chem.AddHs(Chem.MolFromSmiles("CCCO"))),
    ]
    assert len({json.dumps(content(schema)) for schema in schemas}) == 1
    for schema in schemas:
        assert schema.molecule.is_isomorphic_with(molecule) and schema.id == "bespoke_task_0"
        assert len(schema.initial_force_field_hash) == 128
    forces = [ForceField(schemas[index].initial_force_field) for index in (0, 2)]
    assert "Constraints" not in forces[0].registered_parameter_handlers + forces[1].registered_parameter_handlers
    labels = [
        {key: value.id for key, value in force.label_molecules(molecule.to_topology())[0]["ProperTorsions"].items()}
        for force in forces
    ]
    assert labels[0] == labels[1]


def test_schema_holds_the_level_in_lower_case_and_round_trips(xtb):
    schema = xtb.optimization_schema_from_molecule(Molecule.from_smiles("CCCO"), index=3)
    target = schema.stages[0].targets[0]
    assert schema.id == "bespoke_task_3"
    assert target.calculation_specification.program == "xtb"
    assert target.reference_data.spec.model.dict() == {"method": "gfn2xtb", "basis": None}
    assert BespokeOptimizationSchema.parse_raw(schema.json()) == schema
    assert list(schema.dict()) == [
        "type", "id", "initial_force_field", "stages", "smiles", "initial_force_field_hash", "fragmentation_engine",
        "target_torsion_smirks", "smirk_settings",
    ]  # fmt: skip
    with pytest.raises(ValueError):
        BespokeOptimizationSchema(**{**schema.dict(), "other": 1})


def test_an_order_of_atoms_is_kept(xtb):
    molecule = Molecule.from_mapped_smiles("[O:4]([C:1]([C:2]([H:7])([H:8])[H:9])([H:5])[H:6])[H:3]")
    schema = xtb.optimization_schema_from_molecule(molecule)
    assert [a.atomic_number for a in schema.molecule.atoms] == [a.atomic_number for a in molecule.atoms]


def test_several_molecules_count_once(xtb, tmp_path):
    both = [Molecule.from_smiles("CCCO"), Molecule.from_smiles("OCCC"), Molecule.from_smiles("CCCC")]
    assert [s.id for s in xtb.optimization_schemas_from_molecules(both)] == ["bespoke_task_0", "bespoke_task_1"]
    assert len(xtb.optimization_schemas_from_molecules(["CCCO", "OCCC", "CCCC"], processors=2)) == 2
    assert len(xtb.optimization_schemas_from_molecules(both[0])) == 1
    (tmp_path / "molecules").mkdir()
    (tmp_path / "molecules/one.smi").write_text("CCCO\nCCCC\n")
    both[0].generate_conformers(n_conformers=1)
    both[0].to_file(str(tmp_path / "molecules/two.sdf"), "sdf")
    assert len(xtb.optimization_schemas_from_molecules(str(tmp_path / "molecules"))) == 2
    assert len(xtb.optimization_schemas_from_molecules(str(tmp_path / "molecules/one.smi"))) == 2


def test_initial_values(xtb):
    schema = xtb.optimization_schema_from_molecule("CCCO")
    smirks = "[*:1]-[#6X4:2]-[#6X4:3]-[*:4]"
    schema.stages[0].parameters = [ProperTorsionSMIRKS(smirks=smirks, attributes={"k1"})]
    values = schema.initial_parameter_values[schema.stages[0].parameters[0]]
    assert str(values["k1"].units) == "kilocalorie / mole" or "kilocalorie" in str(values["k1"])


@pytest.mark.parametrize(
    ("molecule", "sentence"),
    [
        ("C(F)(Cl)Br", "undefined stereochemistry"),
        ("CCO.O", "complexes are not supported"),
        ("not a molecule", "cannot be read"),
        (7, "not int"),
    ],
)
def test_molecules_that_cannot_be_used(xtb, molecule, sentence):
    with pytest.raises(MoleculeError, match=sentence):
        xtb.optimization_schema_from_molecule(molecule)


def test_complexes_of_the_toolkit_are_refused_too(xtb):
    with pytest.raises(MoleculeError, match="complexes"):
        xtb.optimization_schema_from_molecule(Molecule.from_smiles("CCO.O"))


def test_force_fields_by_file_and_wrong_ones(xtb, tmp_path):
    (tmp_path / "mine.offxml").write_text(ForceField("openff-2.0.0.offxml").to_string())
    xtb.initial_force_field = str(tmp_path / "mine.offxml")
    assert xtb.optimization_schema_from_molecule("CCCO").initial_force_field.lstrip().startswith("<")
    xtb.initial_force_field = "openff-99.9.offxml"
    with pytest.raises(ForceFieldError, match="openff-99.9"):
        xtb.optimization_schema_from_molecule("CCCO")
    with pytest.raises(ForceFieldError, match="no SMIRNOFF document"):
        xtb.initial_force_field = "<html/>"


def test_without_the_program_the_reason_is_said(monkeypatch):
    from openff.bespokefit import _chemistry

    _chemistry.forget()
    monkeypatch.delenv("OPENFF_BESPOKE")
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("BEFLOW_GATEWAY_PORT", "9")
    with pytest.raises(ProgramError, match="openff-bespoke is not on PATH.*OPENFF_BESPOKE"):
        BespokeWorkflowFactory().optimization_schema_from_molecule("CCCO")


def test_symmetries_and_torsions():
    from openff.bespokefit.utilities import molecule as of

    ethane = Molecule.from_smiles("CC")
    assert len(set(of.get_atom_symmetries(ethane))) == 2
    torsions = of.get_torsion_indices(ethane, central_bond=(1, 0))
    assert len(torsions) == 9 and len(of.group_valence_by_symmetry(ethane, torsions)) == 1
    assert of.canonical_order_atoms(ethane).is_isomorphic_with(ethane)


def test_bespoke_patterns_by_the_program():
    from openff.bespokefit.exceptions import SMIRKSTypeError
    from openff.bespokefit.utilities.smirks import SMIRKSGenerator, compare_smirks_graphs
    from openff.bespokefit.utilities.smirnoff import ForceFieldEditor, SMIRKSType

    molecule = Molecule.from_smiles("CC")
    generator = SMIRKSGenerator(target_smirks=[SMIRKSType.ProperTorsions])
    made = generator.generate_smirks_from_molecule(molecule, central_bond=(0, 1))
    assert len(made) == 1 and made[0].attributes == {"k1", "k2", "k3", "k4"}
    assert {frozenset(m) for m in molecule.chemical_environment_matches(made[0].smirks)} == {
        frozenset((i, 0, 1, j)) for i in (2, 3, 4) for j in (5, 6, 7)
    }
    editor = ForceFieldEditor("openff_unconstrained-2.2.0.offxml")
    initial = editor.get_initial_parameters(molecule, made)
    editor.add_parameters(initial)
    assert [p.smirks for p in editor.get_parameters(molecule, [(2, 0, 1, 5)])] == [made[0].smirks]
    assert compare_smirks_graphs("[C:1][O:2]", "[O:2][C:1]") and not compare_smirks_graphs("[C:1][O:2]", "[C:2][O:1]")
    with pytest.raises(SMIRKSTypeError):
        SMIRKSGenerator(target_smirks=[])


def test_undefined_stereochemistry_of_the_toolkit_is_refused_by_the_executor(xtb):
    from openff.bespokefit.exceptions import ExecutorHTTPError
    from openff.bespokefit.executor import BespokeExecutor

    schema = xtb.optimization_schema_from_molecule(Molecule.from_smiles("CC(F)Cl", allow_undefined_stereo=True))
    with BespokeExecutor(directory=None), pytest.raises(ExecutorHTTPError, match="could not be understood"):
        BespokeExecutor.submit(schema)


def test_schemas_of_a_collection_of_torsion_drives(xtb):
    from types import SimpleNamespace as Record

    from pydantic import BaseModel

    class Geometry(BaseModel):
        symbols: list[str] = ["C"] * 2 + ["H"] * 6

    class Keywords(BaseModel):
        dihedrals: list = [[2, 0, 1, 5]]
        grid_spacing: list = [15]

    level = Record(program="xtb", method="gfn2xtb", basis="")
    steps = Record(qc_specification=level, keywords={"maxiter": 300})
    record = Record(
        final_energies={(-165,): -1.0, (0,): -0.9},
        minimum_optimizations={key: Record(final_molecule=Geometry()) for key in [(-165,), (0,)]},
        specification=Record(keywords=Keywords(), optimization_specification=steps),
    )
    ethane = Molecule.from_smiles("CC")
    collection = Record(type="TorsionDriveResultCollection", to_records=lambda: [(record, ethane)] * 2)
    assert len(xtb.optimization_schemas_from_results(collection)) == 2
    (schema,) = xtb.optimization_schemas_from_results(collection, combine=True)
    data = schema.stages[0].targets[0].reference_data
    assert data.type == "local" and len(data.qc_records) == 2
    assert data.qc_records[0].final_energies == {"[-165]": -1.0, "[0]": -0.9}
    assert list(data.qc_records[0].final_molecules) == ["(-165,)", "(0,)"]
    with pytest.raises(KeyError):
        xtb.optimization_schemas_from_results(Record(type="OptimizationResultCollection"))
