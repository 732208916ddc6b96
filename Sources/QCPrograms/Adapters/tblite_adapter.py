"""GFN1-xTB and GFN2-xTB in ALPB and GBSA solvents by the `tblite` package."""
from importlib.metadata import version

import numpy
from tblite.interface import Calculator

from bridge import NotConverged, Refused
from dispersion import SYMBOLS

METHODS = {"gfn1xtb": "GFN1-xTB", "gfn2xtb": "GFN2-xTB"}
KELVIN = 3.166808578545117e-06


class Adapter:
    def provenance(self):
        return {"creator": "tblite", "version": version("tblite"), "routine": "tblite.interface", "routines": {}}

    def energy_and_gradient(self, request, options):
        molecule, name = request["molecule"], "".join(c for c in request["model"]["method"].lower() if c.isalnum())
        method = METHODS.get(name if name.endswith("xtb") else name + "xtb")
        if method is None:
            raise Refused(f"tblite has no method '{request['model']['method']}'; it has gfn1xtb and gfn2xtb")
        numbers = numpy.array([SYMBOLS.index(symbol.capitalize()) + 1 for symbol in molecule["symbols"]])
        positions = numpy.array(molecule["geometry"], dtype=float).reshape(-1, 3)
        calculator = Calculator(method, numbers, positions, charge=molecule.get("molecular_charge", 0.0),
                                uhf=molecule.get("molecular_multiplicity", 1) - 1)
        calculator.set("verbosity", 0)
        for key, value in (request.get("keywords") or {}).items():
            self.apply(calculator, key.lower(), value)
        if options.get("check"):
            return 0.0, [0.0] * len(molecule["geometry"]), None
        try:
            result = calculator.singlepoint()
        except Exception as error:
            raise (NotConverged if "converge" in str(error).lower() else RuntimeError)(str(error)) from error
        return float(result.get("energy")), [float(x) for x in result.get("gradient").ravel()], None

    @staticmethod
    def apply(calculator, key, value):
        try:
            if key in ("alpb", "solvent"):
                calculator.add("alpb-solvation", value)
            elif key == "gbsa":
                calculator.add("gbsa-solvation", value)
            elif key == "accuracy":
                calculator.set("accuracy", float(value))
            elif key == "electronic_temperature":
                calculator.set("temperature", float(value) * KELVIN)
            elif key in ("max_iterations", "maxiter"):
                calculator.set("max-iter", int(value))
            elif key != "verbosity":
                raise Refused(f"tblite is not served with the keyword '{key}'")
        except RuntimeError as error:
            raise Refused(f"tblite refuses {key} = {value}: {error}") from error
