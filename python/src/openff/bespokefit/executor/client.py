"""A client of a running executor."""

import time
import urllib.parse
import warnings
from collections.abc import Callable
from typing import Any, Literal

import requests
import requests.adapters
import rich
import rich.console
from urllib3.util import Retry

from openff.bespokefit import _program
from openff.bespokefit.exceptions import ExecutorHTTPError, WaitTimeoutError
from openff.bespokefit.executor._output import (
    BespokeExecutorOutput,
    BespokeExecutorStageOutput,
    ForceFieldText,
    TaskID,
)
from openff.bespokefit.executor._progress import StageProgress
from openff.bespokefit.executor.services.coordinator.models import (
    CoordinatorGETPageResponse,
    CoordinatorGETResponse,
    CoordinatorPOSTBody,
    CoordinatorPOSTResponse,
)
from openff.bespokefit.schema.fitting import BespokeOptimizationSchema
from openff.bespokefit.utilities._settings import Settings, current_settings

__all__ = [
    "BespokeExecutorOutput",
    "BespokeExecutorStageOutput",
    "BespokeFitClient",
    "ForceFieldText",
    "Settings",
    "TaskID",
    "current_settings",
]


class BespokeFitClient:
    """A client of a running executor.

    Requests raise `requests.ConnectionError` where nobody answers, and `ExecutorHTTPError`, a `requests.HTTPError`,
    with the server's sentence where it refuses.
    """

    def __init__(self, settings: Settings, retries: int = 3, backoff_factor: float = 0.5) -> None:
        self.settings = settings
        self._session = requests.Session()
        adapter = requests.adapters.HTTPAdapter(
            max_retries=Retry(connect=retries, read=False, redirect=5, status=0, backoff_factor=backoff_factor)
        )
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)
        self._session.headers["bespokefit-token"] = settings.BEFLOW_API_TOKEN
        self._checked = False
        if settings.BEFLOW_API_TOKEN and "https" not in settings.BEFLOW_GATEWAY_ADDRESS:
            warnings.warn(
                "Using an API token without an https connection is insecure: it is sent as plain text.",
                UserWarning,
                stacklevel=2,
            )

    @property
    def address(self) -> str:
        """The server's address and port."""
        return f"{self.settings.BEFLOW_GATEWAY_ADDRESS}:{self.settings.BEFLOW_GATEWAY_PORT}"

    @property
    def executor_url(self) -> str:
        """Where all routes begin."""
        return f"{self.address}{self.settings.BEFLOW_API_V1_STR}/"

    @property
    def coordinator_url(self) -> str:
        """The route of tasks."""
        return urllib.parse.urljoin(self.executor_url, self.settings.BEFLOW_COORDINATOR_PREFIX)

    @property
    def fragmenter_url(self) -> str:
        """The route of fragmentations."""
        return urllib.parse.urljoin(self.executor_url, self.settings.BEFLOW_FRAGMENTER_PREFIX)

    @property
    def qc_compute_url(self) -> str:
        """The route of QC calculations."""
        return urllib.parse.urljoin(self.executor_url, self.settings.BEFLOW_QC_COMPUTE_PREFIX)

    @property
    def optimizer_url(self) -> str:
        """The route of optimizations."""
        return urllib.parse.urljoin(self.executor_url, self.settings.BEFLOW_OPTIMIZER_PREFIX)

    def submit_optimization(self, input_schema: BespokeOptimizationSchema) -> TaskID:
        """Submit a fit; the id of its task."""
        self._check_version()
        answer = self._request(
            "POST", self.coordinator_url, data=CoordinatorPOSTBody(input_schema=input_schema).json().encode()
        )
        return TaskID(CoordinatorPOSTResponse.parse_raw(answer.content).id)

    def get_optimization(self, optimization_id: str) -> BespokeExecutorOutput:
        """The state of a task, and its results once they are there."""
        answer = self._request("GET", self._task_url(optimization_id))
        return BespokeExecutorOutput.from_response(CoordinatorGETResponse.parse_raw(answer.content))

    def list_optimizations(
        self, status: Literal["waiting", "running", "errored", "success"] | None = None
    ) -> CoordinatorGETPageResponse:
        """The tasks. Those that succeeded and those that failed are listed together, as complete."""
        query = "complete" if status in ("success", "errored") else status
        answer = self._request("GET", self.coordinator_url, params={} if query is None else {"status": query})
        return CoordinatorGETPageResponse.parse_raw(answer.content)

    def cancel_optimization(self, optimization_id: str) -> None:
        """End a task; one that has ended is left as it is."""
        self._request("DELETE", self._task_url(optimization_id))

    def retry_optimization(self, optimization_id: str) -> None:
        """Begin a failed or ended task again; what succeeded is kept."""
        self._request("POST", self._task_url(optimization_id) + "/retry")

    def get_progress(self, optimization_id: str) -> dict[str, Any]:
        """How far a task is: the states of its stages, and how many torsion drives and grid points are done."""
        content: dict[str, Any] = self._request("GET", self._task_url(optimization_id) + "/progress").json()
        return content

    def get_report(self, optimization_id: str) -> dict[str, Any]:
        """How good a fit is: each torsion's QC, initial and refit profile and errors, and the parameters."""
        content: dict[str, Any] = self._request("GET", self._task_url(optimization_id) + "/report").json()
        return content

    def wait_until_complete(
        self,
        optimization_id: str,
        console: rich.console.Console | None = None,
        frequency: int | float = 5,
        timeout: float | None = None,
    ) -> BespokeExecutorOutput:
        """Wait for a task to end, showing how far it is; the output, also of one that failed.

        Args:
            optimization_id: the task.
            console: where the progress is shown.
            frequency: the longest time between two looks [s].
            timeout: for how long to wait at most [s]; None for ever.

        Raises:
            WaitTimeoutError: it did not end in time; it goes on.
        """
        look = self._looker(optimization_id)
        end = None if timeout is None else time.monotonic() + timeout
        pause = 0.05
        with StageProgress(console or rich.get_console()) as progress:
            while not progress.show(look()):
                if end is not None and time.monotonic() >= end:
                    raise WaitTimeoutError(
                        f"the task {optimization_id} did not end in {timeout:g} s; it goes on, wait for it again"
                    )
                wait = min(pause, float(frequency), 2.0)
                time.sleep(wait if end is None else max(0.0, min(wait, end - time.monotonic())))
                pause *= 1.5
        return self.get_optimization(optimization_id)

    def _looker(self, optimization_id: str) -> Callable[[], dict[str, Any]]:
        """How to look at a task: its progress, or, with servers that have no such route, the task itself."""

        def task() -> dict[str, Any]:
            output = self.get_optimization(optimization_id)
            return {"detail": {"stages": [stage.dict() for stage in output.stages]}}

        try:
            self.get_progress(optimization_id)
        except ExecutorHTTPError as error:
            if error.response is None or error.response.status_code != 404:
                raise
            task()
            return task
        return lambda: self.get_progress(optimization_id)

    def _task_url(self, optimization_id: str) -> str:
        return f"{self.coordinator_url}/{urllib.parse.quote(str(optimization_id), safe='')}"

    def _request(self, method: str, url: str, **options: Any) -> requests.Response:
        headers = {"bespokefit-token": self.settings.BEFLOW_API_TOKEN}
        if "data" in options:
            headers["content-type"] = "application/json"
        answer = self._session.request(method, url, headers=headers, timeout=(10, 600), **options)
        if not answer.ok:
            raise ExecutorHTTPError(_detail(answer), response=answer)
        return answer

    def _check_version(self) -> None:
        if self._checked:
            return
        self._checked = True
        try:
            status = self._request("GET", self.executor_url + "status").json()
        except (requests.RequestException, ValueError):
            return
        if isinstance(status, dict) and "version" in status:
            _program.check_version(status["version"], f"the executor at {self.address}")


def _detail(answer: requests.Response) -> str:
    """The sentence of a server that refuses, after the status: `404 - 3 not found`."""
    try:
        detail = answer.json()["detail"]
    except (ValueError, KeyError, TypeError):
        detail = answer.text.strip() or answer.reason
    if isinstance(detail, list):
        places = [(".".join(str(part) for part in item.get("loc", [])), item.get("msg", "")) for item in detail]
        detail = "; ".join(f"{place}: {message}" for place, message in places)
    return f"{answer.status_code} - {detail}"
