"""A client of a running executor."""

import json
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
from openff.bespokefit._models import Model
from openff.bespokefit.exceptions import ExecutorHTTPError, WaitTimeoutError
from openff.bespokefit.executor._progress import StageProgress
from openff.bespokefit.executor.services.coordinator.models import (
    CoordinatorGETPageResponse,
    CoordinatorGETResponse,
    CoordinatorPOSTBody,
    CoordinatorPOSTResponse,
)
from openff.bespokefit.schema.fitting import BespokeOptimizationSchema
from openff.bespokefit.schema.results import BespokeOptimizationResults
from openff.bespokefit.schema.schema import Status
from openff.bespokefit.utilities._settings import Settings, current_settings

__all__ = [
    "BespokeExecutorOutput",
    "BespokeExecutorStageOutput",
    "BespokeFitClient",
    "Settings",
    "TaskID",
    "current_settings",
]


class TaskID(str):
    """The id of a task: text, and for older scripts the same as `.id`."""

    @property
    def id(self) -> str:
        """The id."""
        return str(self)


class BespokeExecutorStageOutput(Model):
    """The state of a stage."""

    type: str
    status: Status
    error: str | None = None


class BespokeExecutorOutput(Model):
    """What became of a task."""

    smiles: str
    stages: list[BespokeExecutorStageOutput]
    results: BespokeOptimizationResults | None = None

    @property
    def bespoke_force_field(self) -> Any:
        """The refit force field: openff-toolkit's `ForceField`, or, where that is not installed, its text with the
        methods `to_file` and `to_string`. None while there is none."""
        text = None if self.results is None else self.results.refit_force_field
        if text is None:
            return None
        try:
            from openff.toolkit import ForceField
        except ImportError:
            return ForceFieldText(text)
        return ForceField(text, allow_cosmetic_attributes=True)

    @property
    def status(self) -> Status:
        """The state of the whole."""
        states = [stage.status for stage in self.stages]
        assert states.count("running") <= 1, "only one stage can run at a time"
        if "errored" in states:
            return "errored"
        if all(state == "success" for state in states):
            return "success"
        return "waiting" if all(state == "waiting" for state in states) else "running"

    @property
    def error(self) -> str | None:
        """Why the task failed; None unless it did."""
        for stage in self.stages:
            if stage.status == "errored":
                return "unknown error" if stage.error is None else _sentence(stage.error)
        return None

    @classmethod
    def from_response(cls, response: CoordinatorGETResponse) -> "BespokeExecutorOutput":
        """The output of a server's answer."""
        stages = [
            BespokeExecutorStageOutput(type=stage.type, status=stage.status, error=stage.error)
            for stage in response.stages
        ]
        return cls(smiles=response.smiles, stages=stages, results=response.results)


class ForceFieldText:
    """A force field as OFFXML."""

    def __init__(self, text: str) -> None:
        self._text = text

    def to_string(self, io_format: str = "XML", **_: Any) -> str:
        """The text."""
        return self._text

    def to_file(self, filename: str, io_format: str = "XML", **_: Any) -> None:
        """Write the text to a file."""
        with open(filename, "w", encoding="utf-8") as file:
            file.write(self._text)


def _sentence(error: str) -> str:
    """An error as people read it; on the wire it is JSON in a string."""
    try:
        content = json.loads(error)
    except ValueError:
        return error
    contents = content if isinstance(content, list) else [content]
    texts = []
    for item in contents:
        if isinstance(item, str):
            item = {"message": item} if not item.startswith("{") else json.loads(item)
        if isinstance(item, dict) and "message" in item:
            texts.append(": ".join(part for part in (item.get("type"), item["message"]) if part))
    return "\n".join(texts) or error


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
                        f"the task {optimization_id} did not end in {timeout:g} s; it goes on, and can be waited for again"
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
