"""What all services answer with."""

from typing import Any, Generic, TypeVar

from pydantic import ConfigDict, Field

from openff.bespokefit._models import Model

Item = TypeVar("Item")


class Link(Model):
    """An id, and the path of what has it."""

    self: str
    id: str

    def __lt__(self_, other: "Link") -> bool:  # noqa: N805
        return self_.id < other.id

    def __hash__(self_) -> int:  # noqa: N805
        return hash((self_.id, self_.self))


class PaginatedCollection(Model, Generic[Item]):
    """A page."""

    model_config = ConfigDict(extra="ignore")

    self: str
    prev: str | None = None
    next: str | None = None
    contents: list[Item]


class LinkedModel(Model):
    """Something with further paths."""

    links: dict[str, str] = Field(default_factory=dict, alias="_links")

    def dict(self_, **options: Any) -> dict[str, Any]:  # noqa: N805
        """The content, as it is sent."""
        return super().dict(**{"by_alias": True, **options})

    def json(self_, **options: Any) -> str:  # noqa: N805
        """The content as JSON, as it is sent."""
        return super().json(**{"by_alias": True, **options})
