"""States and errors of work."""

from typing import Literal

from openff.bespokefit._models import Model

Status = Literal["waiting", "running", "errored", "success"]


class Error(Model):
    """Why a piece of work failed."""

    type: str
    message: str
    traceback: str | None = None
