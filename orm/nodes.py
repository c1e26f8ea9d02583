"""Surface nodes of the ORM that stand in a columns clause; the ORM's plugin turns them into columns."""

from __future__ import annotations

from typing import Any

from ..core.expression.elements import ClauseElement, NamedColumn
from ..core.node import child, children, note, plain


class BundleNode(ClauseElement):
    """``Bundle(name, ...)``: columns that come back as one value."""

    name: str = plain()
    items: tuple[Any, ...] = children()
    bundle: Any = note(default=None)
    _plugin = "orm"

    @property
    def key(self) -> str:
        return self.name


class AttributeNode(NamedColumn):
    """A selected attribute whose name is not that of its column: rows know it by the attribute's name."""

    element: Any = child()
    attribute: str = plain()
    _plugin = "orm"

    @property
    def key(self) -> str:
        return self.attribute

    @property
    def name(self) -> Any:
        return self.element.name

    @property
    def table(self) -> Any:
        return self.element.table

    @property
    def type(self) -> Any:
        return self.element.type


def selected(column: Any, attribute: str) -> Any:
    """Return a mapped column as it stands in a columns clause under the name of its attribute."""
    return column if getattr(column, "key", attribute) == attribute else AttributeNode(column, attribute)
