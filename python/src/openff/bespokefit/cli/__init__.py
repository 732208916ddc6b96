"""The command line: the program itself."""

import os
import sys

from openff.bespokefit import _program


def cli() -> None:
    """Become the program `openff-bespoke`, with this process's arguments."""
    path = _program.find()
    os.execv(path, [_program.NAME, *sys.argv[1:]])
