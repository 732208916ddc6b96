"""What `_openff_bespokefit` serves in place of packages that are not installed."""

from openff.bespokefit.fragmentation.engines import (
    Fragment,
    FragmentationResult,
    PfizerFragmenter,
    WBOFragmenter,
    WBOOptions,
)
from openff.bespokefit.schema.qc import GeometricProcedure, QCSpec, QCSpecificationError

__all__ = [
    "Fragment",
    "FragmentationResult",
    "GeometricProcedure",
    "PfizerFragmenter",
    "QCSpec",
    "QCSpecificationError",
    "WBOFragmenter",
    "WBOOptions",
]
