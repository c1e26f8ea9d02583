"""The shapes in which a database's schema is told, and what kinds of objects may be asked for."""

from __future__ import annotations

from enum import Flag, auto
from typing import Any, NotRequired, TypeAlias, TypedDict

TableKey: TypeAlias = tuple[str | None, str]


class ObjectKind(Flag):
    """Which kinds of relations are meant."""

    TABLE = auto()
    VIEW = auto()
    MATERIALIZED_VIEW = auto()
    ANY_VIEW = VIEW | MATERIALIZED_VIEW
    ANY = TABLE | VIEW | MATERIALIZED_VIEW


class ObjectScope(Flag):
    """Whether lasting or temporary relations are meant."""

    DEFAULT = auto()
    TEMPORARY = auto()
    ANY = DEFAULT | TEMPORARY


class ReflectedIdentity(TypedDict, total=False):
    """An identity column's numbers."""

    always: bool
    on_null: bool
    start: int
    increment: int
    minvalue: int
    maxvalue: int
    nominvalue: bool
    nomaxvalue: bool
    cycle: bool
    cache: int | None
    order: bool


class ReflectedComputed(TypedDict):
    """A generated column's expression."""

    sqltext: str
    persisted: NotRequired[bool]


class ReflectedColumn(TypedDict):
    """A column; ``default`` is SQL text."""

    name: str
    type: Any
    nullable: bool
    default: str | None
    autoincrement: NotRequired[bool]
    comment: NotRequired[str | None]
    computed: NotRequired[ReflectedComputed]
    identity: NotRequired[ReflectedIdentity]
    dialect_options: NotRequired[dict[str, Any]]


class ReflectedConstraint(TypedDict):
    """What all constraints have."""

    name: str | None
    comment: NotRequired[str | None]


class ReflectedCheckConstraint(ReflectedConstraint):
    """A CHECK."""

    sqltext: str
    dialect_options: NotRequired[dict[str, Any]]


class ReflectedUniqueConstraint(ReflectedConstraint):
    """A UNIQUE constraint; ``duplicates_index`` names the index that is the same thing."""

    column_names: list[str]
    duplicates_index: NotRequired[str | None]
    dialect_options: NotRequired[dict[str, Any]]


class ReflectedPrimaryKeyConstraint(ReflectedConstraint):
    """A primary key; no columns where there is none."""

    constrained_columns: list[str]
    dialect_options: NotRequired[dict[str, Any]]


class ReflectedForeignKeyConstraint(ReflectedConstraint):
    """A foreign key."""

    constrained_columns: list[str]
    referred_schema: str | None
    referred_table: str
    referred_columns: list[str]
    options: NotRequired[dict[str, Any]]


class ReflectedIndex(TypedDict):
    """An index; where a name is None, ``expressions`` has the SQL."""

    name: str | None
    column_names: list[str | None]
    expressions: NotRequired[list[str]]
    unique: bool
    duplicates_constraint: NotRequired[str | None]
    include_columns: NotRequired[list[str]]
    column_sorting: NotRequired[dict[str, tuple[str, ...]]]
    dialect_options: NotRequired[dict[str, Any]]


class ReflectedTableComment(TypedDict):
    """A table's comment."""

    text: str | None
