"""Settings of the executor and its clients: environment variables of the same names, in any case."""

import contextlib
import os
from collections.abc import Iterator
from typing import Any, Literal

from pydantic import ConfigDict

from openff.bespokefit import _files
from openff.bespokefit._models import Model, SchemaBase

_SERVICES = "openff.bespokefit.executor.services"


class WorkerSettings(Model):
    """What one kind of worker may use; None for as much as there is. Memory in GB per core."""

    import_path: str
    n_cores: int | None
    max_memory: float | None


class Settings(SchemaBase):
    """Settings of the executor and its clients. Keywords come before the environment."""

    model_config = ConfigDict(extra="forbid", validate_assignment=True)

    BEFLOW_API_V1_STR: str = "/api/v1"
    BEFLOW_API_TOKEN: str = ""
    BEFLOW_GATEWAY_PORT: int = 8000
    BEFLOW_GATEWAY_ADDRESS: str = "http://127.0.0.1"
    BEFLOW_GATEWAY_LOG_LEVEL: str = "error"
    BEFLOW_REDIS_ADDRESS: str = "localhost"
    BEFLOW_REDIS_PORT: int = 6363
    BEFLOW_REDIS_DB: int = 0
    BEFLOW_REDIS_PASSWORD: str = "bespokefit-server-1"
    BEFLOW_COORDINATOR_PREFIX: str = "tasks"
    BEFLOW_COORDINATOR_ROUTER: str = f"{_SERVICES}.coordinator.app:router"
    BEFLOW_COORDINATOR_WORKER: str = f"{_SERVICES}.coordinator.worker:"
    BEFLOW_COORDINATOR_MAX_UPDATE_INTERVAL: float = 5.0
    BEFLOW_COORDINATOR_MAX_RUNNING_TASKS: int = 1000
    BEFLOW_FRAGMENTER_PREFIX: str = "fragmentations"
    BEFLOW_FRAGMENTER_ROUTER: str = f"{_SERVICES}.fragmenter.app:router"
    BEFLOW_FRAGMENTER_WORKER: str = f"{_SERVICES}.fragmenter.worker"
    BEFLOW_FRAGMENTER_WORKER_N_CORES: int | Literal["auto"] = "auto"
    BEFLOW_FRAGMENTER_WORKER_MAX_MEM: float | Literal["auto"] = "auto"
    BEFLOW_QC_COMPUTE_PREFIX: str = "qc-calcs"
    BEFLOW_QC_COMPUTE_ROUTER: str = f"{_SERVICES}.qcgenerator.app:router"
    BEFLOW_QC_COMPUTE_WORKER: str = f"{_SERVICES}.qcgenerator.worker"
    BEFLOW_QC_COMPUTE_WORKER_N_CORES: int | Literal["auto"] = "auto"
    BEFLOW_QC_COMPUTE_WORKER_MAX_MEM: float | Literal["auto"] = "auto"
    BEFLOW_QC_COMPUTE_WORKER_N_TASKS: int | Literal["auto"] = "auto"
    BEFLOW_OPTIMIZER_PREFIX: str = "optimizations"
    BEFLOW_OPTIMIZER_ROUTER: str = f"{_SERVICES}.optimizer.app:router"
    BEFLOW_OPTIMIZER_WORKER: str = f"{_SERVICES}.optimizer.worker"
    BEFLOW_OPTIMIZER_WORKER_N_CORES: int | Literal["auto"] = "auto"
    BEFLOW_OPTIMIZER_WORKER_MAX_MEM: float | Literal["auto"] = "auto"
    BEFLOW_OPTIMIZER_KEEP_FILES: bool = False
    BEFLOW_KEEP_TMP_FILES: bool = False

    def __init__(self, **values: Any) -> None:
        environment = {name.upper(): value for name, value in os.environ.items()}
        environment = {**_file(environment.get("BEFLOW_SETTINGS_FILE")), **environment}
        found = {name: environment[name] for name in type(self).model_fields if environment.get(name) not in (None, "")}
        super().__init__(**{**found, **values})

    @property
    def fragmenter_settings(self) -> WorkerSettings:
        """What workers for fragmentation may use."""
        return self._worker("FRAGMENTER")

    @property
    def qc_compute_settings(self) -> WorkerSettings:
        """What workers for QC may use."""
        return self._worker("QC_COMPUTE")

    @property
    def optimizer_settings(self) -> WorkerSettings:
        """What workers for fits may use."""
        return self._worker("OPTIMIZER")

    def _worker(self, kind: str) -> WorkerSettings:
        cores = getattr(self, f"BEFLOW_{kind}_WORKER_N_CORES")
        memory = getattr(self, f"BEFLOW_{kind}_WORKER_MAX_MEM")
        return WorkerSettings(
            import_path=getattr(self, f"BEFLOW_{kind}_WORKER"),
            n_cores=None if cores == "auto" else cores,
            max_memory=None if memory == "auto" else memory,
        )

    @contextlib.contextmanager
    def apply_env(self) -> Iterator[None]:
        """The settings as environment variables, for the time of a `with` block."""
        before = dict(os.environ)
        os.environ.update({name: str(value) for name, value in self.model_dump().items()})
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def _file(path: str | None) -> dict[str, Any]:
    """What a settings file says, as the program reads it: in any case, `BEFLOW_` may be left out."""
    if not path:
        return {}
    content = _files.read(path) or {}
    upper = {str(name).upper(): value for name, value in content.items()}
    return {name if name.startswith("BEFLOW_") else f"BEFLOW_{name}": value for name, value in upper.items()}


def current_settings() -> Settings:
    """The settings that the environment says now."""
    return Settings()
