"""Molecules of any kind, and what only chemistry can say of them, by the toolkit or by the program."""

import atexit
import contextlib
import functools
import os
import pathlib
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import requests

from openff.bespokefit import _program
from openff.bespokefit._server import Server
from openff.bespokefit._version import __version__
from openff.bespokefit.exceptions import ForceFieldError, MoleculeError, ProgramError
from openff.bespokefit.utilities._settings import current_settings

WORK = "/work"


@dataclass
class Entry:
    """A molecule and its schema, or why there is none."""

    smiles: str | None
    schema: dict[str, Any] | None
    error: str | None


def is_toolkit_molecule(molecule: Any) -> bool:
    """Whether a molecule is openff-toolkit's; asks without importing it."""
    toolkit = sys.modules.get("openff.toolkit.topology.molecule") or sys.modules.get("openff.toolkit.topology")
    kind = getattr(toolkit, "Molecule", None)
    return kind is not None and isinstance(molecule, kind)


def mapped_smiles(molecule: Any) -> str:
    """The isomeric SMILES of a toolkit's molecule with every atom explicit and mapped by its index + 1."""
    copy = type(molecule)(molecule)
    copy.properties.pop("atom_map", None)
    smiles = str(copy.to_smiles(isomeric=True, explicit_hydrogens=True, mapped=True))
    check_single(smiles)
    return smiles


def smiles(molecule: Any) -> str:
    """The SMILES of an RDKit molecule, of an object with a method `to_smiles`, or itself.

    Raises:
        MoleculeError: it is nothing of these, or a complex.
    """
    if isinstance(molecule, str):
        text = molecule.strip()
    elif type(molecule).__module__.startswith("rdkit.") and hasattr(molecule, "GetAtoms"):
        text = _rdkit_smiles(molecule)
    elif callable(getattr(molecule, "to_smiles", None)):
        text = mapped_smiles(molecule)
    else:
        raise MoleculeError(
            f"a molecule is an openff-toolkit Molecule, an RDKit molecule or a SMILES, not {type(molecule).__name__}"
        )
    check_single(text)
    return text


def check_single(text: str) -> None:
    """Refuse complexes.

    Raises:
        MoleculeError: there are several molecules.
    """
    if "." in text:
        raise MoleculeError(f"complexes are not supported, {text} can not be submitted!")


def _rdkit_smiles(molecule: Any) -> str:
    from rdkit import Chem

    if molecule.GetNumAtoms() == 0:
        raise MoleculeError("the RDKit molecule has no atoms")
    full = Chem.AddHs(molecule)
    for atom in full.GetAtoms():
        atom.SetAtomMapNum(atom.GetIdx() + 1)
    return str(Chem.MolToSmiles(full))


def toolkit_force_field(source: str) -> tuple[str, str]:
    """OFFXML without constraints by the toolkit, and the hash of what it says."""
    return _toolkit_force_field(source, os.stat(source).st_mtime_ns if _is_file(source) else 0)


def _is_file(source: str) -> bool:
    return not source.lstrip().startswith("<") and os.path.isfile(source)


@functools.lru_cache(maxsize=4)
def _toolkit_force_field(source: str, changed: int) -> tuple[str, str]:
    import hashlib

    from openff.toolkit import ForceField

    force_field = ForceField(source, allow_cosmetic_attributes=True)
    if "Constraints" in force_field.registered_parameter_handlers:
        force_field.deregister_parameter_handler("Constraints")
    text = force_field.to_string(discard_cosmetic_attributes=True)
    return force_field.to_string(), hashlib.sha512(text.encode()).hexdigest()


def schemas(factory: dict[str, Any], texts: list[str], files: list[pathlib.Path] | None = None) -> list[Entry]:
    """The schemas of molecules by the program, files' molecules first.

    Raises:
        ForceFieldError: the force field cannot be found or understood.
        ProgramError: the program refuses for another reason.
    """
    factory = dict(factory)
    source = str(factory["initial_force_field"])
    if _is_file(source):
        factory["initial_force_field"] = pathlib.Path(source).read_text(encoding="utf-8")
    content = {
        "smiles": texts,
        "files": [{"name": file.name, "text": file.read_text(encoding="utf-8")} for file in files or []],
        "workflow": factory,
    }
    answer = _ask("POST", "/schemas", content)
    return [Entry(item["smiles"], item["schema"], item["error"]) for item in answer["contents"]]


def parameters(factory: dict[str, Any], parent: str, fragments: list[dict[str, Any]]) -> dict[str, Any]:
    """The schema of a molecule with the bespoke parameters of fragments, whose map numbers are the parent's.

    Raises:
        ProgramError: the parameters cannot be made; with the program's sentence.
    """
    entry = schemas(factory, [parent])[0]
    if entry.schema is None:
        raise MoleculeError(entry.error or "the molecule could not be understood")
    provenance = {"creator": "openff.bespokefit", "version": __version__, "options": {}, "toolkits": []}
    fragmentation = {
        "parentSMILES": parent,
        "fragments": [{"fragment": fragment, "twins": []} for fragment in fragments],
        "provenance": provenance,
    }
    schema = {**entry.schema, "smiles": parent}
    request = {"parameters": {"_0": {"schema": schema, "fragmentation": fragmentation}}}
    asked = _ask("POST", WORK, request)
    while (work := _ask("GET", f"{WORK}/{asked['id']}"))["status"] in ("waiting", "running"):
        time.sleep(0.05)
    if work["result"] is None:
        raise ProgramError((work["failure"] or {}).get("message", "the parameters could not be made"))
    made: dict[str, Any] = work["result"]["parameters"]["_0"]["schema"]
    return made


def _ask(method: str, path: str, content: Any = None) -> Any:
    with _address() as (url, token):
        answer = requests.request(method, url + path, json=content, headers={"bespokefit-token": token}, timeout=600)
    if not answer.ok:
        detail = answer.json().get("detail", answer.text) if answer.content else answer.reason
        if answer.status_code == 400:
            raise ForceFieldError(str(detail))
        raise ProgramError(f"the program refused the request: {answer.status_code} - {detail}")
    return answer.json()


def forget() -> None:
    """End the program that was started for questions of chemistry, if one was."""
    global _own
    with _lock:
        server, _own = _own, None
    if server is not None:
        server.stop()
        shutil.rmtree(server.directory, ignore_errors=True)


_lock = threading.Lock()
_own: Server | None = None


@contextlib.contextmanager
def _address() -> Iterator[tuple[str, str]]:
    """A server to ask: a program of our own where there is one, else the executor that the settings name."""
    global _own
    settings = current_settings()
    with _lock:
        if _own is None or not _own.is_running:
            try:
                _program.find()
            except ProgramError as error:
                url = f"{settings.BEFLOW_GATEWAY_ADDRESS}:{settings.BEFLOW_GATEWAY_PORT}{settings.BEFLOW_API_V1_STR}"
                try:
                    requests.get(url, headers={"bespokefit-token": settings.BEFLOW_API_TOKEN}, timeout=10)
                except requests.RequestException:
                    raise error from None
                yield url, settings.BEFLOW_API_TOKEN
                return
            server = Server(tempfile.mkdtemp(prefix="bespoke-chemistry-"))
            few = ["--n-fragmenter-workers=1", "--n-qc-compute-workers=0", "--n-optimizer-workers=0"]
            server.start(["--host", "127.0.0.1", *few], 0)
            if _own is None:
                atexit.register(forget)
            _own = server
        port = _own.port
    yield f"http://127.0.0.1:{port}{settings.BEFLOW_API_V1_STR}", settings.BEFLOW_API_TOKEN
