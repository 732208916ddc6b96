"""The register of fragmentation engines."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from openff.bespokefit._models import from_elsewhere
from openff.bespokefit.exceptions import FragmenterError
from openff.bespokefit.fragmentation.engines import PfizerFragmenter, WBOFragmenter

FragmentationEngine = WBOFragmenter | PfizerFragmenter
AnyFragmentationEngine = Annotated[
    FragmentationEngine, Field(union_mode="left_to_right"), BeforeValidator(from_elsewhere)
]

_engines: dict[str, type[Any]] = {"wbofragmenter": WBOFragmenter, "pfizerfragmenter": PfizerFragmenter}


def register_fragmentation_engine(engine: type[Any], replace: bool = False) -> None:
    """Add an engine.

    Raises:
        FragmenterError: there is one of this name, and it is not to be replaced.
    """
    if not isinstance(engine, type):
        raise FragmenterError(f"The {engine} fragmentation engine must be a class.")
    name = engine.__name__.lower()
    if name in _engines and not replace:
        raise FragmenterError(f"A fragmentation engine is already registered with the name {engine.__name__}.")
    _engines[name] = engine


def deregister_fragmentation_engine(engine: type[Any] | str) -> None:
    """Take an engine away.

    Raises:
        FragmenterError: there is none of this name.
    """
    name = engine if isinstance(engine, str) else engine.__name__
    if _engines.pop(name.lower(), None) is None:
        raise FragmenterError(f"The fragmentation engine {name} was not registered with openff.bespokefit.")


def get_fragmentation_engine(fragmentation_engine: str, **settings: Any) -> Any:
    """A new engine by its name.

    Raises:
        FragmenterError: there is none of this name.
    """
    engine = _engines.get(fragmentation_engine.lower())
    if engine is None:
        names = ", ".join(list_fragmentation_engines())
        raise FragmenterError(f"The fragmentation engine {fragmentation_engine} was not registered; there are: {names}")
    return engine(**settings)


def list_fragmentation_engines() -> list[str]:
    """The names of the engines."""
    return list(_engines)
