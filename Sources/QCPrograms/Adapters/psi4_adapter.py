"""Psi4 energies and gradients: in this process where Psi4 can be imported, else one run of `psi4` for each."""
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys

import dispersion
from bridge import Missing, NotConverged, Refused

DEBIAN = "/usr/lib/x86_64-linux-gnu"  # where Debian keeps the module, outside Python's own path
NAMES = {"max_cycle": "maxiter"}


def threads():
    return int(os.environ.get("OMP_NUM_THREADS", "1"))


def refusal(text):
    """The class of a failure that Psi4 reports as text."""
    last = text.strip().splitlines()[-1] if text.strip() else "psi4 ended without a word"
    if "onverge" in text:
        return NotConverged(last)
    return Refused(last) if "ValidationError" in text or "BasisSetNotFound" in text else RuntimeError(last)


class Imported:
    """Psi4 in this process."""

    def __init__(self):
        if importlib.util.find_spec("psi4") is None:
            sys.path.append(DEBIAN)
        import psi4
        self.psi4 = psi4
        self.version = psi4.__version__
        psi4.set_num_threads(threads())
        psi4.core.set_output_file("psi4.out", False)

    def energy_and_gradient(self, method, basis, molecule, keywords, memory):
        psi4 = self.psi4
        positions = molecule["geometry"]
        rows = [f"{symbol} {positions[3 * i]!r} {positions[3 * i + 1]!r} {positions[3 * i + 2]!r}"
                for i, symbol in enumerate(molecule["symbols"])]
        charge, spin = round(molecule.get("molecular_charge", 0)), molecule.get("molecular_multiplicity", 1)
        try:
            psi4.core.clean()
            psi4.core.clean_options()
            if memory:
                psi4.set_memory(int(memory * 1e9), quiet=True)
            system = psi4.geometry("\n".join([f"{charge} {spin}", *rows, "units bohr", "no_com", "no_reorient",
                                              "symmetry c1"]))
            psi4.set_options(dict(keywords, basis=basis, **({"reference": "uks"} if spin > 1 else {})))
            gradient, field = psi4.gradient(method, molecule=system, return_wfn=True)
        except Exception as error:
            raise refusal(f"{type(error).__name__}: {error}") from error
        return float(field.energy()), [float(x) for x in gradient.np.ravel()]


class Program:
    """The program `psi4`, started anew for each gradient."""

    def __init__(self):
        self.path = shutil.which("psi4")
        if not self.path:
            raise Missing("psi4 can neither be imported nor is it on PATH")
        found = subprocess.run([self.path, "--version"], capture_output=True, text=True, check=False).stdout
        words = re.findall(r"\d+\.\d+\S*", found)
        if not words:
            raise Missing(f"{self.path} --version does not tell a version")
        self.version = words[0]
        self.speaks_schema = tuple(int(x) for x in self.version.split(".")[:2]) >= (1, 4)

    def energy_and_gradient(self, method, basis, molecule, keywords, memory):
        spin = molecule.get("molecular_multiplicity", 1)
        molecule = {key: molecule[key] for key in ("symbols", "geometry", "molecular_charge", "molecular_multiplicity")}
        molecule.update(schema_name="qcschema_molecule", schema_version=2, fix_com=True, fix_orientation=True,
                        fix_symmetry="c1", validated=True)
        keywords = dict(keywords, **({"reference": "uks"} if spin > 1 else {}))
        text = json.dumps({"schema_name": "qcschema_input" if self.speaks_schema else "qc_schema_input",
                           "schema_version": 1, "molecule": molecule, "driver": "gradient",
                           "model": {"method": method, "basis": basis}, "keywords": keywords})
        with open("single.json", "w", encoding="utf-8") as file:
            file.write(text)
        command = [self.path, "--qcschema" if self.speaks_schema else "--json", "single.json", "-n", str(threads())]
        if memory:
            command += ["--memory", f"{memory} GB"]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        with open("single.json", encoding="utf-8") as file:
            result = json.load(file)
        if not result.get("success"):
            error = result.get("error") or {}
            said = error.get("error_message", "") if isinstance(error, dict) else str(error)
            raise refusal(said or run.stderr or run.stdout)
        flat = result["return_result"]
        if flat and isinstance(flat[0], list):
            flat = [x for row in flat for x in row]
        return float(result["properties"]["return_energy"]), [float(x) for x in flat]


class Adapter:
    def __init__(self):
        try:
            self.program = Imported()
        except ImportError:
            self.program = Program()
        self.routines = dispersion.versions()

    def provenance(self):
        return {"creator": "Psi4", "version": self.program.version, "routine": "psi4.gradient",
                "routines": self.routines}

    def energy_and_gradient(self, request, options):
        model, molecule = request["model"], request["molecule"]
        if not model.get("basis"):
            raise Refused("psi4 needs a basis set")
        if options.get("check"):
            return 0.0, [0.0] * len(molecule["geometry"]), None
        keywords = {NAMES.get(key.lower(), key): value for key, value in (request.get("keywords") or {}).items()}
        memory = keywords.pop("memory", None)
        method, damping = model["method"].lower(), None
        if self.routines:
            method, damping = dispersion.split(method)
        energy, gradient = self.program.energy_and_gradient(method, model["basis"], molecule, keywords, memory)
        if damping:
            correction, slope = dispersion.energy_and_gradient(method, damping, molecule)
            energy, gradient = energy + correction, [a + b for a, b in zip(gradient, slope)]
        return energy, gradient, None
