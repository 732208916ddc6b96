"""Settings and tools."""

from openff.bespokefit.utilities._settings import Settings, current_settings

__all__ = ["Settings", "current_settings"]
