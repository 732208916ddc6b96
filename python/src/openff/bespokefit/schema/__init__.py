"""The schemas of fits and results."""

from openff.bespokefit.schema.schema import Error, Status

__all__ = ["Error", "Status"]
