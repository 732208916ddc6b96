"""Executors and their clients."""

from openff.bespokefit.executor.async_client import AsyncBespokeFitClient
from openff.bespokefit.executor.client import BespokeFitClient
from openff.bespokefit.executor.executor import (
    BespokeExecutor,
    BespokeExecutorOutput,
    BespokeExecutorStageOutput,
    BespokeWorkerConfig,
    wait_until_complete,
)

__all__ = [
    "AsyncBespokeFitClient",
    "BespokeExecutor",
    "BespokeExecutorOutput",
    "BespokeExecutorStageOutput",
    "BespokeFitClient",
    "BespokeWorkerConfig",
    "wait_until_complete",
]
