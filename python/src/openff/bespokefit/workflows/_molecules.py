"""What a user may mean by molecules."""

import os
import pathlib
from typing import Any

from openff.bespokefit import _chemistry


def is_one(molecules: Any) -> bool:
    """Whether it is one molecule, not several."""
    return (
        isinstance(molecules, str)
        or _chemistry.is_toolkit_molecule(molecules)
        or hasattr(molecules, "GetAtoms")
        or hasattr(molecules, "to_smiles")
    )


def molecule_files(molecules: Any) -> list[pathlib.Path] | None:
    """The files that a path names; None where it is no path."""
    if isinstance(molecules, os.PathLike):
        path = pathlib.Path(molecules)
        if not path.exists():
            raise FileNotFoundError(f"there is no file or folder '{path}'")
    elif isinstance(molecules, str) and len(molecules) < 4096 and os.path.exists(molecules):
        path = pathlib.Path(molecules)
    else:
        return None
    return sorted(item for item in path.iterdir() if item.is_file()) if path.is_dir() else [path]
