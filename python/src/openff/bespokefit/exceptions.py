"""What can go wrong. Every exception of this package is a `BespokeFitException`, except where users expect another."""

import requests


class BespokeFitException(Exception):
    """The root of the exceptions; `error_message` is a header and the message."""

    error_type = "base_error"
    header = "BespokeFit Error"

    def __init__(self, message: str = "", traceback: str | None = None) -> None:
        super().__init__(message)
        self.raw_message = message
        self.traceback = traceback

    @property
    def error_message(self) -> str:
        """The header and the message."""
        return f"{self.header}: {self.raw_message}"


class TargetRegisterError(BespokeFitException):
    """A fitting target cannot be registered."""

    error_type = "target_register_error"
    header = "Target Registration Error"


class FragmenterError(BespokeFitException):
    """A fragmentation engine is not known or cannot be registered."""

    error_type = "fragmeneter_error"
    header = "Fragmenter Error"


class DihedralSelectionError(BespokeFitException):
    """A dihedral cannot be chosen."""

    error_type = "dihedral_selection_error"
    header = "Dihedral Selection Error"


class MissingReferenceError(BespokeFitException):
    """A target has no reference data."""

    error_type = "missing_reference_error"
    header = "Missing Reference Error"


class OptimizerError(BespokeFitException):
    """An optimizer is not known, cannot be registered, or has nothing to fit."""

    error_type = "optimizer_error"
    header = "Optimizer Error"


class WorkflowUpdateError(BespokeFitException):
    """A workflow cannot be changed in this way."""

    error_type = "workflow_update_error"
    header = "Workflow Update Error"


class TargetNotSetError(BespokeFitException):
    """A workflow says nothing of the parameters to be fitted."""

    error_type = "target_not_set_error"
    header = "Target Not Set Error"


class ForceFieldError(BespokeFitException):
    """A force field cannot be found or understood."""

    error_type = "force_field_error"
    header = "Force Field Error"


class SMIRKSTypeError(BespokeFitException):
    """A type of parameters is not supported or is missing."""

    error_type = "smirks_type_error"
    header = "SMIRKS Type Error"


class MissingWorkflowError(BespokeFitException):
    """There is no workflow."""

    error_type = "missing_workflow_error"
    header = "Missing Workflow Error"


class MoleculeMissMatchError(BespokeFitException):
    """Two molecules that should be the same are not."""

    error_type = "molecule_missmatch_error"
    header = "Molecule Miss-Match Error"


class TaskMissMatchError(BespokeFitException):
    """Two tasks that should be the same are not."""

    error_type = "task_missmatch_error"
    header = "Task Miss-Match Error"


class QCRecordMissMatchError(BespokeFitException):
    """A QC record is not of the task's kind."""

    error_type = "qc_record_missmatch_error"
    header = "QC Record Miss-Match Error"


class MissingTorsionTargetSMARTS(BespokeFitException):
    """A workflow fragments or fits torsions and does not say which."""

    error_type = "missing_torsion_target_smarts"
    header = "Missing Torsion Target SMARTS"


class MoleculeError(BespokeFitException, ValueError):
    """A molecule cannot be read, has undefined stereochemistry, or is a complex."""

    error_type = "molecule_error"
    header = "Molecule Error"


class ProgramError(BespokeFitException, RuntimeError):
    """The program `openff-bespoke` is missing or failed."""

    error_type = "program_error"
    header = "Program Error"


class ExecutorStartError(ProgramError):
    """An executor did not start."""

    error_type = "executor_start_error"
    header = "Executor Start Error"


class ExecutorHTTPError(BespokeFitException, requests.HTTPError):
    """An executor refused a request; the message is its own sentence, `response` its answer."""

    error_type = "executor_http_error"
    header = "Executor Error"

    def __init__(self, message: str, response: requests.Response | None = None) -> None:
        requests.HTTPError.__init__(self, message, response=response)
        self.raw_message = message
        self.traceback = None


class WaitTimeoutError(BespokeFitException, TimeoutError):
    """A task did not end in time; it goes on."""

    error_type = "wait_timeout_error"
    header = "Wait Timeout Error"


class VersionMismatchWarning(UserWarning):
    """This package and the program or server are of different versions."""
