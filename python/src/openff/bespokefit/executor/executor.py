"""An executor of our own."""

import os
import pathlib
import shutil
import tempfile
from types import TracebackType
from typing import Literal

import rich.console

from openff.bespokefit._models import Model
from openff.bespokefit._server import Server
from openff.bespokefit.executor.client import (
    BespokeExecutorOutput,
    BespokeExecutorStageOutput,
    BespokeFitClient,
    TaskID,
)
from openff.bespokefit.schema.fitting import BespokeOptimizationSchema
from openff.bespokefit.utilities._settings import current_settings

__all__ = [
    "BespokeExecutor",
    "BespokeExecutorOutput",
    "BespokeExecutorStageOutput",
    "BespokeWorkerConfig",
    "wait_until_complete",
]


class BespokeWorkerConfig(Model):
    """What each worker of a kind may use; memory in GB per core."""

    n_cores: int | Literal["auto"] = 1
    max_memory: float | Literal["auto"] = "auto"


class BespokeExecutor:
    """An executor that lives as long as a `with` block.

    Without numbers of workers the whole machine may be used. The folder keeps the queue and the cache: tasks that are
    unfinished when the block ends wait there for `openff-bespoke executor launch`; a later block leaves them alone.

    Args:
        n_fragmenter_workers: how many fragmentations at once; None for as many as there is room.
        fragmenter_worker_config: what each of them may use.
        n_qc_compute_workers: how many QC calculations at once.
        qc_compute_worker_config: what each of them may use.
        n_optimizer_workers: how many fits at once.
        optimizer_worker_config: what each of them may use.
        directory: the folder; None for a temporary one that is deleted at the end.
        launch_redis_if_unavailable: without meaning, there is no Redis.
    """

    def __init__(
        self,
        n_fragmenter_workers: int | None = None,
        fragmenter_worker_config: BespokeWorkerConfig | None = None,
        n_qc_compute_workers: int | None = None,
        qc_compute_worker_config: BespokeWorkerConfig | None = None,
        n_optimizer_workers: int | None = None,
        optimizer_worker_config: BespokeWorkerConfig | None = None,
        directory: str | os.PathLike[str] | None = "bespoke-executor",
        launch_redis_if_unavailable: bool = True,
    ) -> None:
        self._counts = {
            "fragmenter": n_fragmenter_workers,
            "qc-compute": n_qc_compute_workers,
            "optimizer": n_optimizer_workers,
        }
        self._configurations = {
            "FRAGMENTER": fragmenter_worker_config,
            "QC_COMPUTE": qc_compute_worker_config,
            "OPTIMIZER": optimizer_worker_config,
        }
        self._directory = directory
        self._server: Server | None = None
        self._port_before: str | None = None
        self._set_port = False

    @property
    def _started(self) -> bool:
        return self._server is not None

    @property
    def _gateway_process(self) -> object:
        return None if self._server is None else self._server.process

    def __enter__(self) -> "BespokeExecutor":
        self._start(asynchronous=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def _start(self, asynchronous: bool = False) -> None:
        if self._started:
            raise RuntimeError("This executor is already running.")
        settings = current_settings()
        folder = self._directory
        if folder is None:
            folder = tempfile.mkdtemp(prefix="bespoke-")
        server = Server(folder if str(folder) else ".")
        try:
            server.start(["--no-resume", *self._options()], settings.BEFLOW_GATEWAY_PORT, self._environment())
        except BaseException:
            self._remove(server)
            raise
        self._server = server
        if server.port != settings.BEFLOW_GATEWAY_PORT:
            self._port_before, self._set_port = os.environ.get("BEFLOW_GATEWAY_PORT"), True
            os.environ["BEFLOW_GATEWAY_PORT"] = str(server.port)
        if not asynchronous and server.process is not None:
            try:
                server.process.wait()
            finally:
                self._stop()

    def _stop(self) -> None:
        server, self._server = self._server, None
        if server is None:
            raise RuntimeError("The executor is not running.")
        try:
            server.stop()
        finally:
            self._restore_port()
            self._remove(server)

    def _restore_port(self) -> None:
        if not self._set_port:
            return
        self._set_port = False
        if self._port_before is None:
            os.environ.pop("BEFLOW_GATEWAY_PORT", None)
        else:
            os.environ["BEFLOW_GATEWAY_PORT"] = self._port_before

    def _remove(self, server: Server) -> None:
        settings = current_settings()
        keeps = settings.BEFLOW_KEEP_TMP_FILES or settings.BEFLOW_OPTIMIZER_KEEP_FILES
        if self._directory is None and not keeps:
            shutil.rmtree(server.directory, ignore_errors=True)

    def _options(self) -> list[str]:
        options = []
        for kind, count in self._counts.items():
            if count is not None:
                options += [f"--n-{kind}-workers", str(max(0, count))]
        qc = self._configurations["QC_COMPUTE"]
        if qc is not None and qc.max_memory != "auto":
            options += ["--qc-compute-max-mem", str(qc.max_memory)]
        return options

    def _environment(self) -> dict[str, str]:
        return {
            f"BEFLOW_{kind}_WORKER_N_CORES": str(configuration.n_cores)
            for kind, configuration in self._configurations.items()
            if configuration is not None
        }

    @property
    def directory(self) -> pathlib.Path | None:
        """The folder of the running executor."""
        return None if self._server is None else self._server.directory

    @staticmethod
    def submit(input_schema: BespokeOptimizationSchema) -> TaskID:
        """Submit a fit to the running executor; the id of its task."""
        return BespokeFitClient(current_settings()).submit_optimization(input_schema)

    @staticmethod
    def retrieve(optimization_id: str) -> BespokeExecutorOutput:
        """The state of a task, and its results once they are there."""
        return BespokeFitClient(current_settings()).get_optimization(optimization_id)


def wait_until_complete(
    optimization_id: str,
    console: rich.console.Console | None = None,
    frequency: int | float = 5,
    timeout: float | None = None,
) -> BespokeExecutorOutput:
    """Wait for a task of the running executor to end; see `BespokeFitClient.wait_until_complete`."""
    return BespokeFitClient(current_settings()).wait_until_complete(optimization_id, console, frequency, timeout)
