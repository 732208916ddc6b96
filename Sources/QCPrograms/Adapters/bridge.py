"""Serves single points as JSON lines: one QCSchema v1 AtomicInput in, one AtomicResult or FailedOperation out.

The lines go over a private copy of the standard output; what libraries print goes to the standard error. An input may
carry `extras.openff_bespoke`: `guess`, the text an earlier result of the same optimisation gave, and `check`, with
which the input is looked at but nothing is computed. Nothing else is remembered between two inputs.
"""
import importlib
import json
import os
import select
import shutil
import signal
import sys
import threading
import traceback


class Refused(Exception):
    """The input cannot be treated."""


class NotConverged(Exception):
    """The self-consistent field did not converge."""


class Missing(Exception):
    """A program or resource is missing."""


ERROR_TYPES = ((Refused, "input_error"), (NotConverged, "convergence_error"), (Missing, "resource_error"),
               (MemoryError, "resource_error"))


def private_output():
    """A copy of the standard output that only the bridge writes to."""
    channel = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(channel, "w", encoding="utf-8")


def die_with_parent():
    """Ends this process group as soon as the other side of the standard input is closed."""
    watch = select.poll()
    watch.register(0, 0)
    watch.poll()
    folder = os.environ.get("OPENFF_BESPOKE_QC_FOLDER")
    if folder and os.path.realpath(folder) == os.getcwd():
        shutil.rmtree(folder, ignore_errors=True)
    if os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def failed(request, error):
    """The FailedOperation of an exception."""
    kind = next((name for cls, name in ERROR_TYPES if isinstance(error, cls)), "random_error")
    if kind == "random_error":
        traceback.print_exc(file=sys.stderr)
    message = f"{type(error).__name__}: {error}" if kind == "random_error" else str(error)
    return {"id": request.get("id"), "success": False, "error": {"error_type": kind, "error_message": message}}


def answer(adapter, request):
    """The AtomicResult of an AtomicInput."""
    if request.get("driver", "gradient") != "gradient":
        raise Refused(f"the bridge computes gradients, not {request['driver']}")
    options = (request.get("extras") or {}).get("openff_bespoke") or {}
    energy, gradient, guess = adapter.energy_and_gradient(request, options)
    return {"id": request.get("id"), "schema_name": "qcschema_output", "schema_version": 1, "success": True,
            "driver": "gradient", "properties": {"return_energy": energy}, "return_result": gradient,
            "provenance": adapter.provenance(), "extras": {"openff_bespoke": {"guess": guess}}, "error": None}


def main(name, *arguments):
    output = private_output()

    def send(message):
        output.write(json.dumps(message, allow_nan=False) + "\n")
        output.flush()

    try:
        adapter = importlib.import_module(name + "_adapter").Adapter(*arguments)
        send({"success": True, "provenance": adapter.provenance()})
    except Exception as error:  # the other side learns why nothing can be served
        send(failed({}, error if isinstance(error, (Missing, Refused)) else Missing(f"{type(error).__name__}: {error}")))
        return
    threading.Thread(target=die_with_parent, daemon=True).start()
    for line in sys.stdin:
        if not line.strip():
            continue
        request = json.loads(line)
        try:
            send(answer(adapter, request))
        except Exception as error:  # every failure is an answer
            send(failed(request, error))
