"""Engines that cut molecules around their rotatable bonds."""

from openff.bespokefit.fragmentation.base import (
    FragmentationEngine,
    deregister_fragmentation_engine,
    get_fragmentation_engine,
    list_fragmentation_engines,
    register_fragmentation_engine,
)

__all__ = [
    "FragmentationEngine",
    "deregister_fragmentation_engine",
    "get_fragmentation_engine",
    "list_fragmentation_engines",
    "register_fragmentation_engine",
]
