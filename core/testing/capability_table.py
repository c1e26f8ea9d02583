"""The lines on the map as a table: what each dialect can, as Markdown."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Iterable
from typing import Any

from ..compile.capabilities import Capabilities
from ..dialect import Dialect
from ..engine import registry


def capability_table(dialects: Iterable[Dialect] | None = None) -> str:
    """Return a Markdown table with a line for each capability and a column for each dialect.

    ``dialects`` are those given, each at its version; by default every installed dialect at its default version.
    Ways are named as the members of their enums, facts are yes or empty, limits are numbers.
    """
    columns = [registry.load(name)() for name in registry.names()] if dialects is None else list(dialects)
    lines = [_line("", (dialect.describe() for dialect in columns)), _line("---", ("---" for _ in columns))]
    lines += [
        _line(f"`{field.name}`", (_cell(getattr(dialect.capabilities, field.name)) for dialect in columns))
        for field in dataclasses.fields(Capabilities)
    ]
    return "\n".join(lines)


def _line(first: str, cells: Iterable[str]) -> str:
    return f"| {' | '.join([first, *cells])} |"


def _cell(value: Any) -> str:
    if isinstance(value, enum.Enum):
        return str(value.name)
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, str):
        return f"`{value}`" if value else ""
    return f"{value:,}"
