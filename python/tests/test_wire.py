"""What was recorded with the reference system, where it is beside the checkout (BESPOKE_ORACLE names another folder)."""

import gzip
import json
import os
import pathlib

import pytest

from openff.bespokefit.executor import BespokeExecutorOutput
from openff.bespokefit.executor.services.coordinator.models import (
    CoordinatorGETPageResponse,
    CoordinatorGETResponse,
    CoordinatorPOSTResponse,
)
from openff.bespokefit.schema.fitting import BespokeOptimizationSchema
from openff.bespokefit.workflows import BespokeWorkflowFactory

ORACLE = pathlib.Path(os.environ.get("BESPOKE_ORACLE", pathlib.Path(__file__).parents[3] / "shared/oracle"))
pytestmark = pytest.mark.skipif(
    not ORACLE.is_dir(), reason="the recorded data are not at hand; BESPOKE_ORACLE names their folder"
)


def load(name):
    with gzip.open(ORACLE / name, "rt") as file:
        return json.load(file)


def ordered(value, key=None):
    """The same with sets, whose order is arbitrary, in order."""
    if isinstance(value, dict):
        return {name: ordered(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return sorted(value) if key == "attributes" else [ordered(item) for item in value]
    return value


def model_of(exchange):
    if exchange["method"] == "POST":
        return CoordinatorPOSTResponse
    return CoordinatorGETPageResponse if "contents" in exchange["response_body"] else CoordinatorGETResponse


def test_the_reference_systems_answers_are_read_and_written_as_they_are():
    seen = set()
    for exchange in load("wire.json.gz")["exchanges"]:
        body = exchange["response_body"]
        if exchange["status"] != 200 or not exchange["path"].startswith("/api/v1/tasks") or not isinstance(body, dict):
            continue
        answer = model_of(exchange).parse_obj(body)
        assert ordered(json.loads(answer.json(by_alias=True))) == ordered(body), exchange["name"]
        if isinstance(answer, CoordinatorGETResponse):
            output = BespokeExecutorOutput.from_response(answer)
            seen.add(output.status)
            assert (output.error is not None) == (output.status == "errored")
            assert (output.results is not None) == (output.status == "success")
    assert seen >= {"running", "errored", "success"}


def test_the_reference_systems_schemas_are_read_and_written_as_they_are():
    content = load("schemas.json.gz")
    for recorded in content["schemas"]:
        text = BespokeOptimizationSchema.parse_obj(recorded["schema"]).json()
        assert text == json.dumps(recorded["schema"]), recorded["name"]
    for recorded in content["factories"].values():
        assert BespokeWorkflowFactory.parse_obj(recorded).json() == json.dumps(recorded)
