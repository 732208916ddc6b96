"""Users' scripts, old and new, word for word, with real fits."""

import asyncio
import pathlib

import pytest

from openff.bespokefit.executor import AsyncBespokeFitClient, BespokeExecutor, BespokeFitClient, wait_until_complete
from openff.bespokefit.executor.client import Settings
from openff.bespokefit.optimizers import ForceBalanceOptimizer
from openff.bespokefit.schema.tasks import task_from_result

OLD = """
from openff.toolkit.topology import Molecule
from openff.bespokefit.workflows import BespokeWorkflowFactory
from openff.bespokefit.executor import BespokeExecutor, wait_until_complete
from openff.qcsubmit.common_structures import QCSpec

factory = BespokeWorkflowFactory()
xtb_spec = QCSpec(
    method="gfn2xtb",
    basis=None,
    program="xtb",
    spec_name="xtb",
    spec_description="gfn2xtb",
)
factory.default_qc_specs = [xtb_spec]
molecule = Molecule.from_smiles("CCCO", allow_undefined_stereo=True)
workflow = factory.optimization_schema_from_molecule(molecule=molecule)

with BespokeExecutor() as executor:
    task = executor.submit(workflow)
    results = wait_until_complete(task.id).results

print(results.status)
for stage in results.input_schema.stages:
    for parameter in stage.parameters:
        print(parameter.smirks, results.refit_parameter_values[parameter])
print(results.input_schema.smiles)
print(results.input_schema.stages[0].parameters[0].smirks)
open("old.offxml", "w").write(results.refit_force_field)
"""

NEW = """
from openff.bespokefit.workflows import BespokeWorkflowFactory
from openff.bespokefit.executor import BespokeExecutor, BespokeWorkerConfig, wait_until_complete
from openff.bespokefit.executor.client import BespokeFitClient, Settings
from openff.qcsubmit.common_structures import QCSpec
from openff.toolkit import ForceField, Molecule

if __name__ == "__main__":
    factory = BespokeWorkflowFactory(
        default_qc_specs=[
            QCSpec(method="gfn2xtb", basis=None, program="xtb", spec_name="xtb", spec_description="gfn2xtb")
        ],
        target_torsion_smirks=["[*]~[#6:1]-[#6:2]~[*]"],
    )
    client = BespokeFitClient(settings=Settings())
    schemas = [factory.optimization_schema_from_molecule(Molecule.from_smiles(s)) for s in ("CCC", "CC")]
    with BespokeExecutor(
        n_fragmenter_workers=1,
        n_optimizer_workers=1,
        n_qc_compute_workers=2,
        qc_compute_worker_config=BespokeWorkerConfig(n_cores=1),
    ):
        ids = [client.submit_optimization(input_schema=schema) for schema in schemas]
        outputs = [client.wait_until_complete(task_id) for task_id in ids]
        again = client.wait_until_complete(ids[0])
    for output, size in zip(outputs, (11, 8)):
        if output.status == "success":
            output.bespoke_force_field.to_file(f"new-{size}.offxml")
            ForceField(f"new-{size}.offxml", allow_cosmetic_attributes=True)
            print(output.results.input_schema.molecule.n_atoms == size)
        elif output.status == "errored":
            print(output.error)
    print(again.results.refit_force_field == outputs[0].results.refit_force_field)
"""


def test_an_old_script_runs_word_for_word(folder, python):
    out = python(OLD)
    assert "[✓] optimization successful" in out and "success\n" in out and "kilocalorie / mole" in out
    assert "<Proper" in (folder / "old.offxml").read_text()


def test_a_new_script_runs_word_for_word(python):
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    out = python(NEW, BEFLOW_GATEWAY_PORT=port)
    assert out.splitlines()[-3:] == ["True", "True", "True"]


def test_results_come_in_the_order_of_waiting(factory):
    schemas = [factory.optimization_schema_from_molecule(smiles) for smiles in ("CC", "CCC")]
    with BespokeExecutor(n_fragmenter_workers=1, n_qc_compute_workers=1, n_optimizer_workers=2) as executor:
        tasks = [executor.submit(schema) for schema in schemas]
        assert all(isinstance(task, str) and task.id == task for task in tasks)
        results = [wait_until_complete(task).results for task in reversed(tasks)]
        assert [len(result.input_schema.molecule.atoms) for result in results] == [11, 8]
        refit = results[1].refit_parameter_values
        initial = results[1].initial_parameter_values
        parameter = results[1].input_schema.stages[0].parameters[0]
        assert 0.1 < refit[parameter]["k3"].m < 0.2 < initial[parameter]["k3"].m
        report = BespokeFitClient(Settings()).get_report(tasks[0])
        assert report["torsions"][0]["refit"]["rmse"] < report["torsions"][0]["initial"]["rmse"]
        assert type(results[1]).parse_raw(results[1].json()) == results[1]
    stage, force_field = results[1].input_schema.stages[0], results[1].input_schema.initial_force_field
    again = ForceBalanceOptimizer.optimize(stage, force_field)
    assert again.status == "success" and "<Proper" in again.refit_force_field
    ForceBalanceOptimizer.prepare(stage, force_field, "inputs")
    assert "penalty_type" in pathlib.Path("inputs/optimize.in").read_text()
    task = task_from_result(stage.targets[0].reference_data.qc_records[0])
    assert (task.program, task.grid_spacing, len(task.central_bond)) == ("xtb", 15, 2)


def test_a_fit_that_fails_says_why(factory):
    schema = factory.optimization_schema_from_molecule("CC")
    schema.initial_force_field = '<SMIRNOFF version="0.3" aromaticity_model="OEAroModel_MDL"></SMIRNOFF>'
    with BespokeExecutor() as executor:
        output = wait_until_complete(executor.submit(schema))
    assert output.status == "errored" and output.results is None and output.bespoke_force_field is None
    assert "no parameter in Bonds applies" in output.error


def test_async_programs_wait_for_several(factory):
    async def run():
        client = AsyncBespokeFitClient(Settings())
        ids = [
            await client.submit_optimization(factory.optimization_schema_from_molecule(smiles))
            for smiles in ("CC", "CC")
        ]
        with pytest.raises(TimeoutError):
            await client.wait_until_complete(ids[0], timeout=0.01)
        return await asyncio.gather(*(client.wait_until_complete(task) for task in ids))

    with BespokeExecutor():
        outputs = asyncio.run(run())
    assert [output.status for output in outputs] == ["success", "success"]
