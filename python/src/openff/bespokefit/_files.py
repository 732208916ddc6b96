"""Documents as JSON or YAML files, compressed or not, by the file's name."""

import bz2
import gzip
import json
import lzma
import os
import pathlib
from collections.abc import Callable
from typing import Any

_OPENERS: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}


def read(path: str | os.PathLike[str]) -> Any:
    """The content of a file."""
    with _open(path, "rt") as file:
        text = file.read()
    if _format(path) == ".json":
        return json.loads(text)
    import yaml

    return yaml.safe_load(text)


def write(content: Any, path: str | os.PathLike[str]) -> None:
    """Write plain content to a file."""
    if _format(path) == ".json":
        text = json.dumps(content, indent=2)
    else:
        import yaml

        text = yaml.safe_dump(content, sort_keys=False)
    with _open(path, "wt") as file:
        file.write(text)


def _suffixes(path: str | os.PathLike[str]) -> list[str]:
    return [suffix.lower() for suffix in pathlib.Path(path).suffixes]


def _format(path: str | os.PathLike[str]) -> str:
    names = [suffix for suffix in _suffixes(path)[-2:] if suffix not in _OPENERS]
    name = names[-1] if names else ""
    if name == ".yml":
        name = ".yaml"
    if name not in (".json", ".yaml"):
        raise RuntimeError(f"the format of '{path}' is not known: end its name with .json or .yaml (.gz, .bz2, .xz)")
    return name


def _open(path: str | os.PathLike[str], mode: str) -> Any:
    suffixes = _suffixes(path)
    opener = _OPENERS.get(suffixes[-1] if suffixes else "", open)
    return opener(path, mode, encoding="utf-8")
