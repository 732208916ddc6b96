"""The root of the models: pydantic 2 within, with the names that scripts of pydantic 1's days call."""

import json
import os
import pathlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic.fields import FieldInfo
from typing_extensions import Self

if TYPE_CHECKING:
    from pydantic._internal._model_construction import ModelMetaclass as _ModelType
else:
    _ModelType = type(BaseModel)

Content = dict[str, Any]


class _ModelMeta(_ModelType):
    @property
    def __fields__(cls) -> dict[str, FieldInfo]:
        return cls.model_fields  # type: ignore[attr-defined,no-any-return]


class Model(BaseModel, metaclass=_ModelMeta):
    """A model that refuses unknown keys and has the methods of pydantic 1."""

    model_config = ConfigDict(
        extra="forbid", populate_by_name=True, coerce_numbers_to_str=True, protected_namespaces=()
    )

    def dict(self, **options: Any) -> Content:
        """The content as Python values."""
        return self.model_dump(**_dump_options(options))

    def json(self, *, indent: int | None = None, encoder: Callable[[Any], Any] | None = None, **options: Any) -> str:
        """The content as JSON text; further options go to `json.dumps`."""
        dump = {key: options.pop(key) for key in list(options) if key in _DUMP_OPTIONS}
        content = self.model_dump(mode="json", **_dump_options(dump))
        return json.dumps(content, indent=indent, default=encoder, **options)

    def copy(self, *, include: Any = None, exclude: Any = None, update: Any = None, deep: bool = False) -> Self:
        """A copy; with `deep` nothing is shared with it."""
        if include is None and exclude is None:
            return self.model_copy(update=update, deep=deep)
        content = {**self.model_dump(include=include, exclude=exclude), **(update or {})}
        return self.construct(**content)

    @classmethod
    def parse_obj(cls, obj: Any) -> Self:
        """The model of Python values."""
        return cls.model_validate(obj)

    @classmethod
    def parse_raw(cls, b: str | bytes, **_: Any) -> Self:
        """The model of JSON text."""
        return cls.model_validate_json(b)

    @classmethod
    def parse_file(cls, path: str | os.PathLike[str], **_: Any) -> Self:
        """The model of a JSON file."""
        return cls.parse_raw(pathlib.Path(path).read_bytes())

    @classmethod
    def schema(cls, by_alias: bool = True, ref_template: str = "#/$defs/{model}", **_: Any) -> Content:
        """The JSON schema of the model."""
        return cls.model_json_schema(by_alias=by_alias, ref_template=ref_template)

    @classmethod
    def schema_json(cls, *, by_alias: bool = True, **options: Any) -> str:
        """The JSON schema of the model as text."""
        return json.dumps(cls.schema(by_alias=by_alias), **options)

    @classmethod
    def construct(cls, _fields_set: Any = None, **values: Any) -> Self:
        """A model of values that are known to be valid."""
        model: Any = cls.model_construct(_fields_set, **values)
        return model  # type: ignore[no-any-return]

    @classmethod
    def validate(cls, value: Any) -> Self:
        """The same as `parse_obj`."""
        return cls.model_validate(value)

    @classmethod
    def update_forward_refs(cls, **_: Any) -> None:
        """Nothing: references are resolved on their own."""

    @property
    def __fields_set__(self) -> set[str]:
        return self.model_fields_set


class SchemaBase(Model):
    """A model that checks every assignment too."""

    model_config = ConfigDict(validate_assignment=True)


_DUMP_OPTIONS = {
    "include",
    "exclude",
    "by_alias",
    "exclude_unset",
    "exclude_defaults",
    "exclude_none",
    "skip_defaults",
    "round_trip",
}


def _dump_options(options: dict[str, Any]) -> Content:
    if "skip_defaults" in options:
        options["exclude_unset"] = options.pop("skip_defaults")
    return options


def plain(value: Any) -> Any:
    """The content of a model of any pydantic version or package, or the value itself."""
    if (
        isinstance(value, Model)
        or isinstance(value, type)
        or isinstance(value, (dict, list, str, int, float, type(None)))
    ):
        return value
    dump = getattr(value, "model_dump_json", None) or getattr(value, "json", None)
    return json.loads(dump()) if callable(dump) else value


def from_elsewhere(value: Any) -> Any:
    """For validators: models of other packages as plain content."""
    return plain(value)


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): item if isinstance(item, str) else str(item) for key, item in value.items()}
    return value


Texts = Annotated[dict[str, str], BeforeValidator(_texts)]
"""Names and texts; other plain values become texts."""
