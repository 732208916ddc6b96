"""The executor's process: begin, end, and why not."""

import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
import warnings

import pytest
import requests

from openff.bespokefit import _program
from openff.bespokefit.exceptions import (
    BespokeFitException,
    ExecutorHTTPError,
    ExecutorStartError,
    ProgramError,
    VersionMismatchWarning,
    WaitTimeoutError,
)
from openff.bespokefit.executor import BespokeExecutor, BespokeFitClient, BespokeWorkerConfig, wait_until_complete
from openff.bespokefit.executor.client import Settings


def processes(folder) -> list[str]:
    """The processes that have a folder among their words."""
    found = []
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if f"{folder}\0" in words or f"{folder}/" in words:
            found.append(words.replace("\0", " "))
    return found


def ends(folder, seconds=30) -> bool:
    """Whether no process of a folder is left soon."""
    end = time.monotonic() + seconds
    while processes(folder) and time.monotonic() < end:
        time.sleep(0.05)
    return not processes(folder)


def test_begins_and_ends(folder):
    executor = BespokeExecutor(directory=str(folder / "d"), n_qc_compute_workers=2,
        qc_compute_worker_config=BespokeWorkerConfig(n_cores=1), launch_redis_if_unavailable=True)  # fmt: skip
    with executor as same:
        assert same is executor and executor._started and executor._gateway_process is not None
        client = BespokeFitClient(settings=Settings())
        assert requests.get(client.executor_url[:-1], headers={"bespokefit-token": ""}).json() == {}
        assert client.list_optimizations().contents == []
        with pytest.raises(RuntimeError, match="already running"):
            executor._start()
    assert not executor._started and ends(folder)
    with pytest.raises(RuntimeError, match="not running"):
        executor._stop()
    with pytest.raises(requests.ConnectionError):
        BespokeFitClient(client.settings, retries=0).list_optimizations()
    assert os.environ["BEFLOW_GATEWAY_PORT"] == "0"


def test_a_temporary_folder_is_deleted():
    with BespokeExecutor(directory=None) as executor:
        folder = executor.directory
        assert folder.exists()
    assert not folder.exists()


def test_a_taken_port_is_said_and_by_what(monkeypatch, folder):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        monkeypatch.setenv("BEFLOW_GATEWAY_PORT", str(holder.getsockname()[1]))
        with pytest.raises(ExecutorStartError, match=f"is taken by process {os.getpid()}"):
            BespokeExecutor(directory="d").__enter__()
    assert ends(folder)


def test_a_missing_program_is_said(monkeypatch):
    monkeypatch.setenv("OPENFF_BESPOKE", "/nowhere/openff-bespoke")
    with pytest.raises(ProgramError, match="OPENFF_BESPOKE names '/nowhere/openff-bespoke'"):
        BespokeExecutor(directory="d").__enter__()


def test_the_last_lines_of_the_log_are_said():
    with BespokeExecutor(directory="d"):
        os.environ["BEFLOW_GATEWAY_PORT"] = "0"
        with pytest.raises(ExecutorStartError, match=r"another executor[\s\S]*gateway\.log"):
            BespokeExecutor(directory="d").__enter__()


def script(folder, name: str, body: str) -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return str(path)


def test_a_version_mismatch_is_said(folder, monkeypatch):
    monkeypatch.setenv("OPENFF_BESPOKE", script(folder, "old", 'test "$1" = --version && echo 0.0.9'))
    with pytest.warns(VersionMismatchWarning, match="is version 0.0.9, this package .* is version"):
        _program.find()
    monkeypatch.setenv("OPENFF_BESPOKE", script(folder, "other", "echo no such option >&2; exit 2"))
    with pytest.raises(ProgramError, match="does not say its version: no such option"):
        _program.find()


def test_package_and_program_have_one_version():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        _program.find()


BLOCK = """
import signal, sys, time
from openff.bespokefit.executor import BespokeExecutor
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a process begun in the background ignores
with BespokeExecutor(directory=sys.argv[1]):
    print("running", flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left_behind(folder, how):
    work = folder / "work"
    process = subprocess.Popen(
        [sys.executable, "-c", BLOCK, str(work)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout.readline() == "running\n"
    assert len(processes(work)) > 1
    process.send_signal(how)
    process.wait(30)
    process.stdout.close()
    assert ends(work)


def test_what_the_server_says_becomes_an_exception(factory):
    with BespokeExecutor(directory="d") as executor:
        for call in (executor.retrieve, wait_until_complete):
            with pytest.raises(requests.HTTPError, match="404 - 99 not found") as caught:
                call("99")
        assert isinstance(caught.value, BespokeFitException) and caught.value.response.status_code == 404
        with pytest.raises(ExecutorHTTPError, match="optimization_id"):
            executor.retrieve("x/../y")
        schema = factory.optimization_schema_from_molecule("CC")
        schema.smiles = "C(F)(Cl)Br"
        with pytest.raises(ExecutorHTTPError, match="400 - molecule could not be understood"):
            executor.submit(input_schema=schema)
        client = BespokeFitClient(Settings(BEFLOW_GATEWAY_PORT=os.environ["BEFLOW_GATEWAY_PORT"]))
        assert client.list_optimizations(status="success").contents == []


def test_a_wrong_token_is_refused(monkeypatch):
    monkeypatch.setenv("BEFLOW_API_TOKEN", "secret")
    with pytest.warns(UserWarning, match="insecure"), BespokeExecutor(directory="d"):
        assert BespokeFitClient(Settings()).list_optimizations().contents == []
        with pytest.raises(ExecutorHTTPError, match="401 - Unauthorized"):
            BespokeFitClient(Settings(BEFLOW_API_TOKEN="")).list_optimizations()


def test_waiting_ends_in_time_and_later_blocks_leave_tasks_alone(factory):
    with BespokeExecutor(n_fragmenter_workers=0, directory="d") as executor:
        first = executor.submit(factory.optimization_schema_from_molecule("CC"))
        with pytest.raises(WaitTimeoutError, match="did not end in 0.3 s"):
            wait_until_complete(first, timeout=0.3)
        with pytest.raises(TimeoutError):
            BespokeFitClient(Settings()).wait_until_complete(first, timeout=0)
    with BespokeExecutor(directory="d") as executor:
        second = executor.submit(factory.optimization_schema_from_molecule("CC"))
        assert wait_until_complete(second).status == "success"
        assert executor.retrieve(first).status == "waiting"
        client = BespokeFitClient(Settings())
        assert [link.id for link in client.list_optimizations("waiting").contents] == [first]


def test_a_task_that_is_cancelled_has_failed(factory):
    with BespokeExecutor(n_fragmenter_workers=0, directory="d") as executor:
        task = executor.submit(factory.optimization_schema_from_molecule("CC"))
        BespokeFitClient(Settings()).cancel_optimization(task)
        output = wait_until_complete(task, timeout=20)
        assert output.status == "errored" and "cancelled" in output.error
