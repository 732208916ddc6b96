"""Bespoke torsion parameters for drug-like molecules, made by the program `openff-bespoke`."""

import _openff_bespokefit as _standin_finder

from openff.bespokefit._version import __version__

_standin_finder.register()

__git_revision__ = ""

__all__ = ["__git_revision__", "__version__"]
