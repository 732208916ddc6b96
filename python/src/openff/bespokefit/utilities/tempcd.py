"""Work in another folder."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator

from openff.bespokefit.utilities._settings import current_settings


@contextlib.contextmanager
def temporary_cd(path: str | os.PathLike[str] | None = None) -> Iterator[None]:
    """Work in a folder. One that did not exist, or None, is made, and deleted at the end unless files are kept."""
    before = os.getcwd()
    exists = path is not None and (not str(path) or os.path.isdir(path))
    folder = tempfile.mkdtemp(dir=".") if path is None else os.fspath(path) or "."
    os.makedirs(folder, exist_ok=True)
    folder = os.path.abspath(folder)
    settings = current_settings()
    try:
        os.chdir(folder)
        yield
    finally:
        os.chdir(before)
        if not (exists or settings.BEFLOW_KEEP_TMP_FILES or settings.BEFLOW_OPTIMIZER_KEEP_FILES):
            shutil.rmtree(folder, ignore_errors=True)
