"""Stand-ins for packages that users' scripts import beside openff.bespokefit and that need not be installed.

A finder at the very end of `sys.meta_path` is asked only for what no other finder has, so an installed
openff-qcsubmit or openff-fragmenter always wins, whichever is imported first. Python runs this file when it starts
(see `openff_bespokefit.pth`), so it does nothing but register the finder.
"""

import importlib
import importlib.machinery
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

STANDINS = {
    "openff.qcsubmit": (),
    "openff.qcsubmit.common_structures": ("QCSpec",),
    "openff.qcsubmit.exceptions": ("QCSpecificationError",),
    "openff.qcsubmit.procedures": ("GeometricProcedure",),
    "openff.fragmenter": (),
    "openff.fragmenter.fragment": (
        "Fragment",
        "FragmentationResult",
        "PfizerFragmenter",
        "WBOFragmenter",
        "WBOOptions",
    ),
}


class StandInFinder:
    """Finds and loads the stand-ins; both protocols of the import system are a handful of methods."""

    def find_spec(self, name: str, path: "Any" = None, target: "Any" = None) -> "Any":
        if name not in STANDINS:
            return None
        parent = sys.modules.get(name.rpartition(".")[0])
        if parent is not None and parent.__name__ != "openff" and getattr(parent, "__loader__", None) is not self:
            return None  # a part that the real package lacks is missing
        loader: "Any" = self
        return importlib.machinery.ModuleSpec(name, loader, is_package=name.count(".") == 1)

    def create_module(self, spec: "Any") -> "Any":
        return None

    def exec_module(self, module: "Any") -> None:
        module.__doc__ = f"A stand-in by openff.bespokefit for {module.__name__}, which is not installed."
        if STANDINS[module.__name__]:
            source = importlib.import_module("openff.bespokefit._standins")
            for name in STANDINS[module.__name__]:
                setattr(module, name, getattr(source, name))
            module.__all__ = list(STANDINS[module.__name__])


def register() -> None:
    """Put the finder at the end, once."""
    if not any(type(finder).__name__ == "StandInFinder" for finder in sys.meta_path):
        finder: "Any" = StandInFinder()
        sys.meta_path.append(finder)


register()
