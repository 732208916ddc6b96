"""Values in OFFXML texts, read without the toolkit."""

import pathlib
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from openff.bespokefit.exceptions import ForceFieldError


@dataclass(frozen=True)
class PlainQuantity:
    """A number and the text of its unit, where openff-units is not installed."""

    magnitude: float
    units: str

    @property
    def m(self) -> float:
        """The number."""
        return self.magnitude

    def __str__(self) -> str:
        return f"{self.magnitude} {self.units}".rstrip()


def values(force_field: str, parameters: Iterable[Any]) -> dict[Any, dict[str, Any]]:
    """Parameter, attribute, quantity. `force_field` is OFFXML or a file of it; the last of a pattern counts."""
    root = document(force_field)
    sections = {section.tag: {item.get("smirks"): item for item in section} for section in root}
    found: dict[Any, dict[str, Any]] = {}
    for parameter in parameters:
        element = sections.get(parameter.type, {}).get(parameter.smirks)
        if element is None:
            continue
        texts = {name: element.get(name) for name in sorted(parameter.attributes, key=_order)}
        found[parameter] = {name: quantity(text) for name, text in texts.items() if text is not None}
    return found


def document(force_field: str) -> ElementTree.Element:
    """The root of OFFXML given as text or by a file.

    Raises:
        ForceFieldError: it is neither.
    """
    text = force_field
    if not text.lstrip().startswith("<"):
        path = pathlib.Path(text)
        if not path.is_file():
            raise ForceFieldError(f"there is no force field file '{text}'")
        text = path.read_text(encoding="utf-8")
    try:
        root = ElementTree.fromstring(text.encode())
    except ElementTree.ParseError as error:
        raise ForceFieldError(f"the force field is not XML: {error}") from error
    if root.tag != "SMIRNOFF":
        raise ForceFieldError(f"the force field is no SMIRNOFF document: its root is {root.tag}")
    return root


def quantity(text: str) -> Any:
    """The quantity of a text such as `0.1 * kilocalorie * mole ** -1`."""
    try:
        from openff.units import Quantity
    except ImportError:
        match = re.fullmatch(r"\s*([-+0-9.eE]+)\s*\*?\s*(.*?)\s*", text)
        return text if match is None else PlainQuantity(float(match[1]), match[2])
    return Quantity(text)  # type: ignore[no-untyped-call,unused-ignore]


def _order(name: str) -> tuple[str, int]:
    match = re.fullmatch(r"(\D+)(\d*)(.*)", name)
    return (name, 0) if match is None else (match[1] + match[3], int(match[2] or 0))
