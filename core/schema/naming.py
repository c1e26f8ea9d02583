"""Names of constraints and indexes that users leave to a convention."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ..exc import InvalidRequestError
from .base import conv

DEFAULT_CONVENTION: dict[Any, Any] = {"ix": "ix_%(column_0_label)s"}


class ConventionName(conv):
    """A name that a convention made; it is cut to the length that a server allows."""

    __slots__ = ()


def convention_name(constraint: Any, table: Any) -> str | None:
    """Return the name of ``constraint`` in ``table``: as given, by the metadata's convention, or None."""
    given: str | None = constraint.name
    if isinstance(given, conv):
        return given
    rules = table.metadata.naming_convention
    rule = next((r for cls in type(constraint).__mro__ if (r := rules.get(cls)) is not None), None)
    if rule is None:
        rule = rules.get(constraint._convention)
    if rule is None or (given is not None and "constraint_name" not in rule):
        return given
    if given is None and "%(constraint_name)s" in rule:
        if constraint._type_bound:
            return None
        raise InvalidRequestError(
            f"the naming convention {rule!r} includes %(constraint_name)s, so that the constraint "
            f"{constraint!r} of table {table.name!r} must be given a name"
        )
    return ConventionName(rule % _Tokens(constraint, table, rules))


class _Tokens:
    """Values of a convention's ``%(token)s``, computed as they are asked for."""

    def __init__(self, constraint: Any, table: Any, rules: dict[Any, Any]) -> None:
        self.constraint, self.table, self.rules = constraint, table, rules

    def __getitem__(self, token: str) -> Any:
        rule = self.rules.get(token)
        if callable(rule):
            return rule(self.constraint, self.table)
        simple = _TOKENS.get(token)
        if simple is not None:
            return simple(self.constraint, self.table)
        match = _COLUMN_TOKEN.match(token)
        if match is None:
            raise InvalidRequestError(
                f"the naming convention uses %({token})s; known are {', '.join(_TOKENS)}, column_0_name, "
                "column_0_key, column_0_label, column_0N_name, column_0_N_name, and functions in the convention"
            )
        referred, number, joined, kind = match.groups()
        names = self._names(bool(referred), kind)
        if joined is not None:
            return ("_" if joined.startswith("_") else "").join(names[int(number) :])
        return names[int(number)]

    def _names(self, referred: bool, kind: str) -> list[str]:
        if referred:
            specs = [(fk, fk._colspec) for fk in self.constraint.elements]
            return [fk._parts()[2] if isinstance(spec, str) else spec.name for fk, spec in specs]
        columns = list(self.constraint.columns)
        if kind == "key":
            return [c.key for c in columns]
        if kind == "label":
            schema = f"{self.table.schema}_" if self.table.schema else ""
            return [f"{schema}{self.table.name}_{c.name}".replace(".", "_") for c in columns]
        return [c.name for c in columns]


def _referred_table(constraint: Any, table: Any) -> str:
    fk = constraint.elements[0]
    return fk._parts()[1] if isinstance(fk._colspec, str) else fk._colspec.table.name  # type: ignore[no-any-return]


_COLUMN_TOKEN = re.compile(r"^(referred_)?column_(\d+)(_?N)?_(name|key|label)$")
_TOKENS: dict[str, Callable[[Any, Any], Any]] = {
    "table_name": lambda constraint, table: table.name,
    "constraint_name": lambda constraint, table: constraint.name,
    "referred_table_name": _referred_table,
}
