"""Warn of FROM elements that nothing connects: their product is seldom what was meant."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from typing import Any

from ..exc import SAWarning
from ..util import warn


class Linting(enum.IntFlag):
    """What ``statement.compile(linting=...)`` looks for in FROM."""

    NO_LINTING = 0
    COLLECT_CARTESIAN_PRODUCTS = 1
    WARN_LINTING = 2
    FROM_LINTING = 3


NO_LINTING, COLLECT_CARTESIAN_PRODUCTS = Linting.NO_LINTING, Linting.COLLECT_CARTESIAN_PRODUCTS
WARN_LINTING, FROM_LINTING = Linting.WARN_LINTING, Linting.FROM_LINTING


def warn_of_products(froms: list[Any], conditions: Iterable[Any]) -> None:
    """Warn when ``froms``, as they stand with commas between, fall into parts that no condition compares.

    A join is one element. A condition connects every element that it mentions, also inside a subquery.
    """
    owner = {id(part): i for i, item in enumerate(froms) for part in item._parts()}
    leader = list(range(len(froms)))

    def find(i: int) -> int:
        while leader[i] != i:
            i = leader[i]
        return i

    def connect(numbers: set[int]) -> None:
        first, *rest = sorted(map(find, numbers))
        for other in rest:
            leader[find(other)] = first

    for condition in conditions:
        for clause in getattr(condition, "clauses", (condition,)):
            found = {owner[id(t)] for n in clause.walk() if (t := _table_of(n)) is not None and id(t) in owner}
            if len(found) > 1:
                connect(found)
    for i, item in enumerate(froms):
        if getattr(item, "joins_implicitly", False) or getattr(item, "is_lateral", False) or _is_lateral(item):
            connect({i, 0 if i else len(froms) - 1})
    parts: dict[int, list[str]] = {}
    for i, item in enumerate(froms):
        parts.setdefault(find(i), []).append(f'"{item.description}"')
    if len(parts) > 1:
        first, *rest = parts.values()
        warn(
            f"SELECT statement has a cartesian product between FROM element(s) {', '.join(first)} and FROM element "
            f"{', '.join(name for names in rest for name in names)}.  Apply join condition(s) between each element to "
            "resolve.",
            SAWarning,
        )


def _table_of(node: Any) -> Any:
    return getattr(node, "table", None) if hasattr(node, "_label_name") else None


def _is_lateral(item: Any) -> bool:
    return any(type(part).__visit_name__ == "lateral" for part in item._parts())
