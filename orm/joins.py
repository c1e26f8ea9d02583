"""Find how two tables of a relationship meet: columns, direction, what is copied where."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..core.exc import AmbiguousForeignKeysError, ArgumentError, NoForeignKeysError
from ..core.expression import operators as ops
from ..core.expression.elements import BinaryExpression, ColumnElement, and_
from ..core.node import child, plain
from ..core.schema import Column

Pairs = list[tuple[Any, Any]]


class RelationshipDirection(enum.Enum):
    """Say on which side the foreign key is."""

    ONETOMANY = 1
    MANYTOONE = 2
    MANYTOMANY = 3

    def __repr__(self) -> str:
        return f"symbol({self.name!r})"


ONETOMANY = RelationshipDirection.ONETOMANY
MANYTOONE = RelationshipDirection.MANYTOONE
MANYTOMANY = RelationshipDirection.MANYTOMANY


class Role(ColumnElement):
    """A column of a join condition that was marked with `foreign()` or `remote()`."""

    element: ColumnElement = child()
    role: str = plain()
    type: Any = plain()


def foreign(expr: Any) -> Any:
    """Mark a column of a ``primaryjoin`` as the one that refers."""
    return _mark(expr, "foreign")


def remote(expr: Any) -> Any:
    """Mark a column of a ``primaryjoin`` as being on the other side."""
    return _mark(expr, "remote")


@dataclass(slots=True)
class Join:
    """How the two sides of a relationship meet.

    Pairs go from the source of a value to the column that receives it in a flush.
    """

    direction: RelationshipDirection
    primaryjoin: Any
    secondaryjoin: Any
    synchronize_pairs: Pairs
    secondary_synchronize_pairs: Pairs
    local_remote_pairs: Pairs
    remote_side: frozenset[Any]
    foreign_columns: frozenset[Any]


def find_join(
    where: str,
    parent: Any,
    target: Any,
    secondary: Any,
    primaryjoin: Any,
    secondaryjoin: Any,
    foreign_keys: Iterable[Any],
    remote_side: Iterable[Any],
    viewonly: bool = False,
) -> Join:
    """Work out the join of a relationship from foreign keys and what the user said."""
    fks, remotes = set(foreign_keys), set(remote_side)
    primaryjoin = _strip(primaryjoin, fks, remotes)
    secondaryjoin = _strip(secondaryjoin, fks, remotes)
    if secondary is not None:
        if primaryjoin is None:
            primaryjoin = _by_foreign_keys(where, parent, secondary, fks, "primaryjoin", secondary)
        if secondaryjoin is None:
            secondaryjoin = _by_foreign_keys(where, target, secondary, fks, "secondaryjoin", secondary)
        first = [_secondary_pair(pair, secondary) for pair in _equal_columns(primaryjoin)]
        second = [_secondary_pair(pair, secondary) for pair in _equal_columns(secondaryjoin)]
        pairs, far = [p for p in first if p], [p for p in second if p]
        if not pairs or (not far and not viewonly):
            raise ArgumentError(
                f"Could not locate any simple equality expressions between {where}'s tables and its secondary table "
                f"{secondary.fullname!r}; compare their columns with == in primaryjoin and secondaryjoin"
            )
        return Join(
            MANYTOMANY, primaryjoin, secondaryjoin, pairs, far, [*pairs, *far],
            frozenset(c for _, c in [*pairs, *far]), frozenset(c for _, c in [*pairs, *far]),
        )  # fmt: skip
    if primaryjoin is None:
        primaryjoin = _by_foreign_keys(where, parent, target, fks, "primaryjoin", None)
    return _two_tables(where, parent, target, primaryjoin, fks, remotes, viewonly)


def _two_tables(
    where: str, parent: Any, target: Any, primaryjoin: Any, fks: set[Any], remotes: set[Any], viewonly: bool
) -> Join:
    equal = _equal_columns(primaryjoin)
    referring = [found for found in (_referring(pair, fks) for pair in equal) if found is not None]
    if not referring:
        raise ArgumentError(
            f"Could not locate any relevant foreign key columns for primary join condition '{primaryjoin}' on "
            f"relationship {where}. Ensure that referencing columns are associated with a ForeignKey or "
            "ForeignKeyConstraint, or name them in foreign_keys, or mark them with foreign()"
        )
    same = parent is target
    votes = set()
    for source, refers in referring:
        if same:
            votes.add(MANYTOONE if source in remotes and refers not in remotes else ONETOMANY)
        elif remotes and (source in remotes) != (refers in remotes):
            votes.add(MANYTOONE if source in remotes else ONETOMANY)
        else:
            votes.add(MANYTOONE if parent.c.contains_column(refers) else ONETOMANY)
    if len(votes) > 1:
        raise ArgumentError(
            f"Can't determine relationship direction for relationship {where}: foreign key columns are present in "
            "both the parent and the child's tables; say which with foreign_keys and remote_side"
        )
    direction = votes.pop()
    local_remote = [(refers, source) if direction is MANYTOONE else (source, refers) for source, refers in referring]
    known = {frozenset((id(a), id(b))) for a, b in local_remote}
    for a, b in equal:  # further equalities take part in loading, not in copying
        if frozenset((id(a), id(b))) not in known and not same:
            local_remote.append((a, b) if parent.c.contains_column(a) else (b, a))
    return Join(
        direction, primaryjoin, None, referring, [], local_remote,
        frozenset(remote for _, remote in local_remote), frozenset(refers for _, refers in referring),
    )  # fmt: skip


def _by_foreign_keys(where: str, parent: Any, other: Any, only: set[Any], argument: str, secondary: Any) -> Any:
    """Return the join condition that the foreign keys between two tables give."""
    groups: dict[Any, list[tuple[Any, Any]]] = {}
    for left, right in ((parent, other),) if parent is other else ((parent, other), (other, parent)):
        for key in sorted(right.foreign_keys, key=lambda k: getattr(k, "_creation_order", 0)):
            if (not only or key.parent in only) and key.column.table is left:
                groups.setdefault(getattr(key, "constraint", None) or key, []).append((key.column, key.parent))
    if not groups:
        via = f" via secondary table {secondary.fullname!r}" if secondary is not None else ""
        raise NoForeignKeysError(
            f"Could not determine join condition between parent/child tables on relationship {where}{via} - there are "
            "no foreign keys linking these tables. Ensure that referencing columns are associated with a ForeignKey "
            f"or ForeignKeyConstraint, or specify a {argument!r} expression."
        )
    if len(groups) > 1:
        raise AmbiguousForeignKeysError(
            f"Could not determine join condition between parent/child tables on relationship {where} - there are "
            "multiple foreign key paths linking the tables. Specify the 'foreign_keys' argument, providing a list of "
            "those columns which should be counted as containing a foreign key reference to the parent table."
        )
    (pairs,) = groups.values()
    return and_(*[source == refers for source, refers in pairs])


def _equal_columns(condition: Any) -> Pairs:
    return [
        (node.left, node.right)
        for node in condition.walk()
        if isinstance(node, BinaryExpression)
        and node.operator is ops.EQ
        and isinstance(node.left, Column)
        and isinstance(node.right, Column)
    ]


def _referring(pair: tuple[Any, Any], fks: set[Any]) -> tuple[Any, Any] | None:
    """Return the pair as (source, referring column)."""
    a, b = pair
    if fks:
        in_a, in_b = a in fks, b in fks
        if in_a and in_b:
            return (b, a) if _refers(a, b) else (a, b)
        return (b, a) if in_a else (a, b) if in_b else None
    if _refers(b, a):
        return a, b
    return (b, a) if _refers(a, b) else None


def _secondary_pair(pair: tuple[Any, Any], secondary: Any) -> tuple[Any, Any] | None:
    a, b = pair
    if secondary.c.contains_column(b):
        return a, b
    return (b, a) if secondary.c.contains_column(a) else None


def _refers(column: Any, target: Any) -> bool:
    return any(key.column is target for key in column.foreign_keys)


def _strip(condition: Any, fks: set[Any], remotes: set[Any]) -> Any:
    """Return the condition without marks, its marked columns added to the two sets."""
    if condition is None or not any(isinstance(node, Role) for node in condition.walk()):
        return condition
    for node in condition.walk():
        if isinstance(node, Role):
            inner: Any = node
            while isinstance(inner, Role):
                (fks if inner.role == "foreign" else remotes).add(_bare(inner))
                inner = inner.element
    return condition.transform({Role: lambda node, *_: _bare(node)})


def _bare(node: Any) -> Any:
    while isinstance(node, Role):
        node = node.element
    return node


def _mark(expr: Any, role: str) -> Role:
    element = getattr(expr, "__clause_element__", None)
    column = expr if element is None else element()
    return Role(column, role, column.type)
