"""The services of an executor, as its clients see them."""

from openff.bespokefit.utilities._settings import Settings, WorkerSettings, current_settings

__all__ = ["Settings", "WorkerSettings", "current_settings"]
