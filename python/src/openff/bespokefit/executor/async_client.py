"""The client for `async` programs."""

import asyncio
from typing import Any, Literal

from openff.bespokefit.exceptions import WaitTimeoutError
from openff.bespokefit.executor.client import BespokeExecutorOutput, BespokeFitClient, TaskID
from openff.bespokefit.executor.services.coordinator.models import CoordinatorGETPageResponse
from openff.bespokefit.schema.fitting import BespokeOptimizationSchema
from openff.bespokefit.utilities._settings import Settings


class AsyncBespokeFitClient:
    """The same requests as `BespokeFitClient`, as coroutines. Requests run in threads; waiting holds none."""

    def __init__(self, settings: Settings, retries: int = 3, backoff_factor: float = 0.5) -> None:
        self._client = BespokeFitClient(settings, retries, backoff_factor)

    @property
    def address(self) -> str:
        """The server's address and port."""
        return self._client.address

    async def submit_optimization(self, input_schema: BespokeOptimizationSchema) -> TaskID:
        """Submit a fit; the id of its task."""
        return await asyncio.to_thread(self._client.submit_optimization, input_schema)

    async def get_optimization(self, optimization_id: str) -> BespokeExecutorOutput:
        """The state of a task, and its results once they are there."""
        return await asyncio.to_thread(self._client.get_optimization, optimization_id)

    async def list_optimizations(
        self, status: Literal["waiting", "running", "errored", "success"] | None = None
    ) -> CoordinatorGETPageResponse:
        """The tasks."""
        return await asyncio.to_thread(self._client.list_optimizations, status)

    async def cancel_optimization(self, optimization_id: str) -> None:
        """End a task; one that has ended is left as it is."""
        await asyncio.to_thread(self._client.cancel_optimization, optimization_id)

    async def retry_optimization(self, optimization_id: str) -> None:
        """Begin a failed or ended task again; what succeeded is kept."""
        await asyncio.to_thread(self._client.retry_optimization, optimization_id)

    async def get_progress(self, optimization_id: str) -> dict[str, Any]:
        """How far a task is."""
        return await asyncio.to_thread(self._client.get_progress, optimization_id)

    async def get_report(self, optimization_id: str) -> dict[str, Any]:
        """How good a fit is."""
        return await asyncio.to_thread(self._client.get_report, optimization_id)

    async def wait_until_complete(
        self, optimization_id: str, frequency: int | float = 5, timeout: float | None = None
    ) -> BespokeExecutorOutput:
        """Wait for a task to end; the output, also of one that failed.

        Raises:
            WaitTimeoutError: it did not end in time; it goes on.
        """
        try:
            await asyncio.wait_for(self._end(optimization_id, frequency), timeout)
        except asyncio.TimeoutError as error:
            raise WaitTimeoutError(f"the task {optimization_id} did not end in {timeout:g} s; it goes on") from error
        return await self.get_optimization(optimization_id)

    async def _end(self, optimization_id: str, frequency: float) -> None:
        pause = 0.05
        while (await self.get_progress(optimization_id))["status"] in ("waiting", "running"):
            await asyncio.sleep(min(pause, float(frequency), 2.0))
            pause *= 1.5
