"""Models: defaults, strictness, and the methods of pydantic 1."""

import json
import os

import pytest
from pydantic import ValidationError

from openff.bespokefit.executor.client import (
    BespokeExecutorOutput,
    BespokeExecutorStageOutput,
    BespokeFitClient,
    Settings,
)
from openff.bespokefit.fragmentation import get_fragmentation_engine, list_fragmentation_engines
from openff.bespokefit.optimizers import get_optimizer, list_optimizers, register_optimizer
from openff.bespokefit.exceptions import FragmenterError, MissingTorsionTargetSMARTS, OptimizerError, TargetNotSetError
from openff.bespokefit.schema.data import BespokeQCData, LocalQCData
from openff.bespokefit.schema.optimizers import ForceBalanceSchema
from openff.bespokefit.schema.results import BespokeOptimizationResults
from openff.bespokefit.schema.smirnoff import ProperTorsionHyperparameters, ProperTorsionSMIRKS
from openff.bespokefit.schema.targets import TorsionProfileTargetSchema
from openff.bespokefit.schema.tasks import Torsion1DTaskSpec
from openff.bespokefit.workflows import BespokeWorkflowFactory
from openff.qcsubmit.common_structures import QCSpec
from openff.qcsubmit.exceptions import QCSpecificationError


def test_models_have_the_methods_of_both_pydantics(tmp_path):
    optimizer = ForceBalanceSchema(max_iterations="5", extras={"a": 1, "b": True})
    assert optimizer.dict()["max_iterations"] == 5 and optimizer.extras == {"a": "1", "b": "True"}
    assert optimizer.json(indent=2, exclude={"extras"}) == json.dumps(optimizer.dict(exclude={"extras"}), indent=2)
    assert ForceBalanceSchema.parse_obj(optimizer.dict()) == optimizer == optimizer.copy(deep=True)
    assert ForceBalanceSchema.parse_raw(optimizer.json()) == optimizer
    (tmp_path / "o.json").write_text(optimizer.json())
    assert ForceBalanceSchema.parse_file(tmp_path / "o.json") == optimizer
    assert optimizer.copy(update={"max_iterations": 7}).max_iterations == 7
    assert "penalty_type" in ForceBalanceSchema.__fields__ and "properties" in ForceBalanceSchema.schema()
    assert ForceBalanceSchema.construct(max_iterations=-1).max_iterations == -1
    assert ForceBalanceSchema.model_validate_json(optimizer.model_dump_json()) == optimizer


def test_models_refuse_what_the_reference_refuses():
    with pytest.raises(ValidationError):
        ForceBalanceSchema(iterations=1)
    with pytest.raises(ValidationError):
        ForceBalanceSchema().max_iterations = 0
    with pytest.raises(ValidationError):
        ProperTorsionHyperparameters(priors={"k": -1.0})
    with pytest.raises(ValidationError, match="has 1 tagged atoms, but should have 4"):
        ProperTorsionSMIRKS(smirks="[C:1]", attributes={"k1"})
    with pytest.raises(ValidationError):
        ProperTorsionSMIRKS(smirks="[C:1][C:2][C:3][C:4]", attributes={"k9"})
    with pytest.raises(ValidationError):
        BespokeWorkflowFactory(target_torsion_smirks=["[C:1][C]"])
    with pytest.raises(OSError, match="Parsing failed"):
        BespokeWorkflowFactory(initial_force_field="nonsense")


def test_parameters_can_be_keys():
    first = ProperTorsionSMIRKS(smirks="[C:1][C:2][C:3][C:4]", attributes={"k1", "k2"})
    second = ProperTorsionSMIRKS(smirks="[C:1][C:2][C:3][C:4]", attributes={"k2", "k1"})
    assert {first: 1}[second] == 1 and not first != second


@pytest.mark.parametrize(
    "arguments",
    [
        {"program": "xtb", "method": "gfn3xtb", "basis": None},
        {"program": "xtb", "method": "gfn2xtb", "basis": "DZVP"},
        {"program": "rdkit", "method": "gaff", "basis": None},
        {"program": "openmm", "method": "openff-2.0.0", "basis": "none"},
    ],
)
def test_levels_that_do_not_go_together_are_refused(arguments):
    with pytest.raises(QCSpecificationError):
        QCSpec(**arguments)


def test_factory_defaults_and_files(tmp_path):
    factory = BespokeWorkflowFactory()
    assert factory.optimizer.penalty_type == "L1" and ForceBalanceSchema().penalty_type == "L2"
    assert list(factory.dict()) == [
        "initial_force_field", "optimizer", "target_templates", "parameter_hyperparameters", "target_torsion_smirks",
        "smirk_settings", "fragmentation_engine", "default_qc_specs",
    ]  # fmt: skip
    factory.default_qc_specs = [QCSpec(method="gfn2xtb", basis=None, program="xtb")]
    for name in ("f.json", "f.yaml", "f.json.gz", "f.yaml.xz", "f.json.bz2"):
        factory.to_file(str(tmp_path / name))
        assert BespokeWorkflowFactory.from_file(str(tmp_path / name)) == factory
        assert BespokeWorkflowFactory.from_file(file_name=tmp_path / name).default_qc_specs[0].program == "xtb"
    with pytest.raises(NotImplementedError, match="single default QC spec"):
        factory.default_qc_specs = []
    factory.optimizer = "forcebalance"
    with pytest.raises(OptimizerError, match="was not registered with"):
        factory.optimizer = "badopt"


def test_factory_checks_before_it_runs():
    with pytest.raises(OptimizerError, match="no optimization targets"):
        BespokeWorkflowFactory(target_templates=[]).optimization_schema_from_molecule("CC")
    with pytest.raises(MissingTorsionTargetSMARTS):
        BespokeWorkflowFactory(target_torsion_smirks=None).optimization_schema_from_molecule("CC")
    with pytest.raises(TargetNotSetError):
        BespokeWorkflowFactory(parameter_hyperparameters=[]).optimization_schema_from_molecule("CC")


def test_targets_take_local_data_of_any_class():
    record = {"final_energies": {"0": -1.0}, "other": None}
    target = TorsionProfileTargetSchema(reference_data=LocalQCData[dict](qc_records=[record]))
    assert target.reference_data.qc_records[0].final_energies == {"0": -1.0}
    assert TorsionProfileTargetSchema.parse_raw(target.json()) == target
    spec = Torsion1DTaskSpec(program="xtb", model={"method": "gfn2xtb", "basis": None})
    target.reference_data = BespokeQCData[Torsion1DTaskSpec](spec=spec)
    assert target.dict()["reference_data"]["spec"]["optimization_spec"]["enforce"] == 0.1


@pytest.mark.parametrize(
    ("states", "status"),
    [
        (["waiting"], "waiting"), (["success", "waiting"], "running"), (["success", "running"], "running"),
        (["errored", "waiting"], "errored"), (["success"], "success"), ([], "success"), (["running", "waiting"], "running"),
    ],
)  # fmt: skip
def test_status_of_the_whole(states, status):
    stages = [BespokeExecutorStageOutput(type="fragmentation", status=state) for state in states]
    output = BespokeExecutorOutput(smiles="CC", stages=stages)
    assert output.status == status and output.bespoke_force_field is None
    assert output.error == ("unknown error" if status == "errored" else None)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("general error", "general error"),
        ('"ConnectTimeout: "', "ConnectTimeout: "),
        ('{"type": "RuntimeError", "message": "no", "traceback": null}', "RuntimeError: no"),
        ('["{\\"type\\": \\"E\\", \\"message\\": \\"one\\"}", null]', "E: one"),
    ],
)
def test_errors_are_read_from_the_wire(text, error):
    stage = BespokeExecutorStageOutput(type="fragmentation", status="errored", error=text)
    assert BespokeExecutorOutput(smiles="CC", stages=[stage]).error == error


def test_settings_come_from_keywords_then_the_environment(monkeypatch):
    monkeypatch.setenv("beflow_gateway_port", "1234")
    monkeypatch.delenv("BEFLOW_GATEWAY_PORT")
    assert Settings().BEFLOW_GATEWAY_PORT == 1234
    settings = Settings(BEFLOW_GATEWAY_PORT=1, BEFLOW_QC_COMPUTE_WORKER_N_CORES=3)
    settings.BEFLOW_API_TOKEN = "secret"
    assert settings.qc_compute_settings.n_cores == 3 and settings.fragmenter_settings.n_cores is None
    with settings.apply_env():
        assert os.environ["BEFLOW_API_TOKEN"] == "secret" and Settings().BEFLOW_GATEWAY_PORT == 1
    assert "BEFLOW_API_TOKEN" not in os.environ
    with pytest.warns(UserWarning, match="insecure"):
        client = BespokeFitClient(settings)
    assert client.address == "http://127.0.0.1:1" and client.executor_url == "http://127.0.0.1:1/api/v1/"
    assert client.qc_compute_url == "http://127.0.0.1:1/api/v1/qc-calcs"


def test_registers():
    assert list_fragmentation_engines() == ["wbofragmenter", "pfizerfragmenter"]
    assert get_fragmentation_engine("WBOFragmenter").threshold == 0.03
    with pytest.raises(FragmenterError):
        get_fragmentation_engine("none")
    assert list_optimizers() == ["forcebalance"]
    with pytest.raises(OptimizerError, match="must be a subclass"):
        register_optimizer(str)
    with pytest.raises(OptimizerError, match="An optimizer is already registered"):
        register_optimizer(get_optimizer("ForceBalance"))


def test_results_without_stages_wait():
    assert BespokeOptimizationResults().status == "waiting"
    assert BespokeOptimizationResults().refit_parameter_values is None


def test_settings_come_from_a_file_too(tmp_path, monkeypatch):
    (tmp_path / "settings.yaml").write_text("gateway_port: 1235\nBEFLOW_API_TOKEN: secret\nother: 1\n")
    monkeypatch.setenv("BEFLOW_SETTINGS_FILE", str(tmp_path / "settings.yaml"))
    assert Settings().BEFLOW_API_TOKEN == "secret" and Settings().BEFLOW_GATEWAY_PORT == 0
    monkeypatch.delenv("BEFLOW_GATEWAY_PORT")
    assert Settings().BEFLOW_GATEWAY_PORT == 1235


def test_models_of_other_packages_are_taken():
    from pydantic.v1 import BaseModel

    class QCSpecOfAnOlderPackage(BaseModel):
        method: str = "gfn2xtb"
        basis: str = None
        program: str = "xtb"
        keywords: dict = None

    class WBOFragmenterOfAnOlderPackage(BaseModel):
        scheme: str = "WBO"
        threshold: float = 0.05

    factory = BespokeWorkflowFactory(
        default_qc_specs=[QCSpecOfAnOlderPackage()], fragmentation_engine=WBOFragmenterOfAnOlderPackage()
    )
    assert factory.default_qc_specs == [QCSpec(method="gfn2xtb", basis=None, program="xtb")]
    assert factory.fragmentation_engine.threshold == 0.05


def test_progress_is_drawn_in_a_terminal():
    import io

    import rich.console

    from openff.bespokefit.executor._progress import StageProgress

    def task(*states, **detail):
        names = ("fragmentation", "qc-generation", "optimization")
        stages = [{"type": name, "status": state} for name, state in zip(names, states)]
        return {"status": "running", "detail": {"stages": stages, **detail}}

    console = rich.console.Console(file=io.StringIO(), force_terminal=True, color_system=None, width=100)
    with StageProgress(console) as progress:
        assert not progress.show(task("running", "waiting", "waiting"))
        points = {"finished": 7, "total": 24}
        assert not progress.show(task("success", "running", "waiting", gridPoints=points))
        progress._bars.refresh()
        failed = task("success", "errored", "waiting")
        failed["detail"]["stages"][1]["failure"] = {"type": "E", "message": "no [geometry]"}
        assert progress.show(failed)
    text = console.file.getvalue()
    assert "generating bespoke QC data" in text and "7/24" in text
    assert "fragmentation successful" in text and "qc-generation failed" in text and "no [geometry]" in text
