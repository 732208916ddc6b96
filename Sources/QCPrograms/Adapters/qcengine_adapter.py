"""Any program that QCEngine has a harness for."""
import os

import qcengine

from bridge import Missing, NotConverged, Refused

CLASSES = {"input_error": Refused, "convergence_error": NotConverged, "resource_error": Missing}


class Adapter:
    def __init__(self, program):
        self.program = program
        if program not in qcengine.list_all_programs():
            raise Missing(f"QCEngine {qcengine.__version__} has no harness for '{program}'")
        if program not in qcengine.list_available_programs():
            raise Missing(f"QCEngine has a harness for '{program}', but the program is not installed")
        harness = qcengine.get_program(program)
        try:
            self.version = harness.get_version()
        except Exception:  # some harnesses cannot tell
            self.version = "unknown"

    def provenance(self):
        return {"creator": self.program, "version": self.version, "routine": "qcengine.compute",
                "routines": {"qcengine": qcengine.__version__}}

    def energy_and_gradient(self, request, options):
        molecule = dict(request["molecule"], fix_com=True, fix_orientation=True)
        if options.get("check"):
            return 0.0, [0.0] * len(molecule["geometry"]), None
        question = {"schema_name": "qcschema_input", "schema_version": 1, "molecule": molecule, "driver": "gradient",
                    "model": request["model"], "keywords": request.get("keywords") or {}}
        limits = {"ncores": int(os.environ.get("OMP_NUM_THREADS", "1")), "retries": 0, "scratch_directory": os.getcwd()}
        result = qcengine.compute(question, self.program, raise_error=False, task_config=limits, return_dict=True)
        if not result.get("success"):
            error = result.get("error") or {}
            raise CLASSES.get(error.get("error_type"), RuntimeError)(error.get("error_message", "no message"))
        flat = result["return_result"]
        if hasattr(flat, "ravel"):
            flat = flat.ravel().tolist()
        elif flat and isinstance(flat[0], (list, tuple)):
            flat = [x for row in flat for x in row]
        return float(result["properties"]["return_energy"]), [float(x) for x in flat], None
