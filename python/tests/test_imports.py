"""Scripts' imports, and packages that may be there or not."""

import pytest

IMPORTS = """
from openff.bespokefit.executor import BespokeExecutor, wait_until_complete
from openff.bespokefit.executor import BespokeWorkerConfig, BespokeExecutorOutput
from openff.bespokefit.workflows import BespokeWorkflowFactory
from openff.bespokefit.workflows.bespoke import BespokeWorkflowFactory, _DEFAULT_ROTATABLE_SMIRKS
from openff.qcsubmit.common_structures import QCSpec
from openff.fragmenter.fragment import WBOFragmenter
from openff.bespokefit.executor.executor import BespokeExecutor
from openff.bespokefit.executor.client import BespokeFitClient, Settings
from openff.bespokefit.executor.services import Settings, current_settings
from openff.bespokefit.utilities import Settings, current_settings
from openff.bespokefit.executor.services.coordinator.models import CoordinatorPOSTResponse, CoordinatorGETResponse, CoordinatorGETPageResponse
from openff.bespokefit.schema import Status, Error
from openff.bespokefit.schema.fitting import OptimizationStageSchema, BaseOptimizationSchema, OptimizationSchema, BespokeOptimizationSchema
from openff.bespokefit.schema.smirnoff import VdWSMIRKS, BondSMIRKS, AngleSMIRKS, ProperTorsionSMIRKS, ImproperTorsionSMIRKS
from openff.bespokefit.schema.smirnoff import VdWHyperparameters, BondHyperparameters, AngleHyperparameters, ProperTorsionHyperparameters, ImproperTorsionHyperparameters
from openff.bespokefit.schema.smirnoff import SMIRNOFFParameter, SMIRNOFFHyperparameters, validate_smirks, get_smirnoff_parameter
from openff.bespokefit.schema.targets import TorsionProfileTargetSchema, AbInitioTargetSchema, VibrationTargetSchema, OptGeoTargetSchema, BaseTargetSchema, TargetSchema
from openff.bespokefit.schema.data import BespokeQCData, LocalQCData
from openff.bespokefit.schema.tasks import HessianTaskSpec, HessianTask, OptimizationTaskSpec, OptimizationTask, Torsion1DTaskSpec, Torsion1DTask, task_from_result
from openff.bespokefit.schema.optimizers import ForceBalanceSchema, OptimizerSchema
from openff.bespokefit.schema.results import OptimizationStageResults, OptimizationResults, BespokeOptimizationResults
from openff.bespokefit.optimizers import BaseOptimizer, ForceBalanceOptimizer, register_optimizer, deregister_optimizer, get_optimizer, list_optimizers
from openff.bespokefit.optimizers.forcebalance import ForceBalanceInputFactory
from openff.bespokefit.fragmentation import FragmentationEngine, register_fragmentation_engine, deregister_fragmentation_engine, get_fragmentation_engine, list_fragmentation_engines
from openff.bespokefit.utilities.smirks import SMIRKSettings, SMIRKSGenerator, compare_smirks_graphs, get_cached_torsion_parameters
from openff.bespokefit.utilities.smirnoff import SMIRKSType, ForceFieldEditor
from openff.bespokefit.utilities.molecule import get_atom_symmetries, canonical_order_atoms, get_torsion_indices, group_valence_by_symmetry
from openff.bespokefit.utilities.tempcd import temporary_cd
from openff.bespokefit.utilities.parallel import apply_async
from openff.bespokefit.exceptions import BespokeFitException, MissingTorsionTargetSMARTS
from openff.bespokefit.cli import cli
import openff.bespokefit
"""


@pytest.mark.parametrize("line", IMPORTS.strip().splitlines())
def test_every_name_is_there_whichever_is_imported_first(line, python):
    if "qcsubmit" in line or "fragmenter" in line or "executor import BespokeExecutor, " in line:
        python(line)
    else:
        exec(line, {})


def test_all_imports_in_one_process_and_the_settings_are_one_class(python):
    python(
        IMPORTS + "import openff.bespokefit.utilities as u, openff.bespokefit.executor.client as c\n"
        "assert u.Settings is c.Settings is Settings\n"
        "assert openff.bespokefit.__version__ and openff.bespokefit.__git_revision__ is not None\n"
    )


def test_openff_stays_a_namespace_that_others_share(python):
    out = python(
        "import openff.bespokefit, openff\nfrom openff.toolkit import Molecule\n"
        "print(getattr(openff, '__file__', None), Molecule.from_smiles('C').n_atoms)"
    )
    assert out.split() == ["None", "5"]


REAL = "class QCSpec:\n    real = True\n"


@pytest.mark.parametrize(
    "order",
    [
        "from openff.qcsubmit.common_structures import QCSpec; import openff.bespokefit.workflows",
        "import openff.bespokefit.workflows; from openff.qcsubmit.common_structures import QCSpec",
        "from openff.toolkit import Molecule; import openff.bespokefit; from openff.qcsubmit.common_structures import QCSpec",
    ],
)
def test_an_installed_package_is_never_shadowed(order, folder, python):
    package = folder / "site/openff/qcsubmit"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "common_structures.py").write_text(REAL)
    assert python(f"{order}; print(QCSpec.real)", PYTHONPATH=str(folder / "site")).split() == ["True"]
    missing = "try:\n    import openff.qcsubmit.procedures\nexcept ImportError:\n    print('missing')"
    assert python(missing, PYTHONPATH=str(folder / "site")).split() == ["missing"]


def test_what_a_stand_in_lacks_is_missing(python):
    out = python(
        "import openff.qcsubmit\ntry:\n    import openff.qcsubmit.results\nexcept ImportError as e:\n    print(e)"
    )
    assert "openff.qcsubmit.results" in out


def test_a_script_without_the_package_is_not_slowed_down(python):
    out = python("import sys; print('openff.bespokefit' in sys.modules, 'pydantic' in sys.modules)")
    assert out.split() == ["False", "False"]


def test_the_wheel_is_pure_python_and_light():
    import importlib.metadata

    distribution = importlib.metadata.distribution("openff-bespoke")
    assert "Tag: py3-none-any" in distribution.read_text("WHEEL")
    assert not [file for file in distribution.files if file.suffix in (".so", ".pyd", ".dylib")]
    assert not [
        file for file in distribution.files if str(file) in ("openff/__init__.py", "openff/qcsubmit/__init__.py")
    ]
    needs = {need.split(">")[0] for need in distribution.requires if "extra" not in need}
    assert needs == {"pydantic", "pyyaml", "requests", "rich"}
