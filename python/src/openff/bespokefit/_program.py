"""Where the program `openff-bespoke` is, and which version."""

import functools
import os
import pathlib
import re
import shutil
import subprocess
import warnings

from openff.bespokefit._version import __version__
from openff.bespokefit.exceptions import ProgramError, VersionMismatchWarning

NAME = "openff-bespoke"


def find() -> str:
    """The program's path: what OPENFF_BESPOKE says, else beside this package, else on PATH.

    Raises:
        ProgramError: it is nowhere, or what is there does not run.
    """
    named = os.environ.get("OPENFF_BESPOKE")
    if named:
        path = shutil.which(os.path.expanduser(named))
        if path is None:
            raise ProgramError(f"OPENFF_BESPOKE names '{named}', where there is no program that can be run")
    else:
        bundled = pathlib.Path(__file__).parent / "bin" / NAME
        path = str(bundled) if os.access(bundled, os.X_OK) else shutil.which(NAME)
        if path is None:
            raise ProgramError(
                f"the program {NAME} is not on PATH; build it (`make build`) and put it there, "
                "or say where it is with the environment variable OPENFF_BESPOKE"
            )
    path = os.path.abspath(path)
    check_version(version(path, os.stat(path).st_mtime_ns), f"the program {path}")
    return path


@functools.cache
def version(path: str, changed: int = 0) -> str:
    """The version that a program says it has.

    Raises:
        ProgramError: it does not run, or is another program of the same name.
    """
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ProgramError(f"the program {path} does not run: {error}") from error
    found = re.search(r"\d+\.\d+\S*", answer.stdout)
    if answer.returncode != 0 or found is None:
        lines = (answer.stderr or answer.stdout).strip().splitlines()
        raise ProgramError(f"the program {path} does not say its version: {lines[-1] if lines else 'no answer'}")
    return found[0]


@functools.cache
def check_version(found: str, what: str) -> None:
    """Warn, once, where another version than this package's is met."""
    if found != __version__:
        warnings.warn(
            f"{what} is version {found}, this package (openff.bespokefit) is version {__version__}; "
            "install the two of one version",
            VersionMismatchWarning,
            stacklevel=3,
        )
