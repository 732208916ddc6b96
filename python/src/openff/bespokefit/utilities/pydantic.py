"""The roots of the models."""

from openff.bespokefit._models import Model as BaseModel
from openff.bespokefit._models import SchemaBase

__all__ = ["BaseModel", "SchemaBase"]
