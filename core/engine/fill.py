"""From what a database tells to `Table` objects."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from ..exc import InvalidRequestError, SAWarning
from ..expression.elements import ColumnElement
from ..expression.text import desc, nulls_first, nulls_last
from ..expression.textual import TextClause
from ..schema import (
    BLANK_SCHEMA,
    CheckConstraint,
    Column,
    Computed,
    DefaultClause,
    FetchedValue,
    ForeignKeyConstraint,
    Identity,
    Index,
    Table,
    UniqueConstraint,
)
from .catalog import Facts
from .reflected import ObjectKind, ObjectScope, TableKey


class Reflection(NamedTuple):
    """All that is known of some relations, each fact by table key."""

    columns: Facts
    primary_keys: Facts
    foreign_keys: Facts
    indexes: Facts
    unique_constraints: Facts
    check_constraints: Facts
    comments: Facts
    options: Facts


def reflect_metadata(
    inspector: Any,
    metadata: Any,
    schema: str | None = None,
    views: bool = False,
    only: Any = None,
    extend_existing: bool = False,
    autoload_replace: bool = True,
    resolve_fks: bool = True,
    **options: Any,
) -> None:
    """Make the tables of a schema, from a few statements however many tables there are."""
    schema = metadata.schema if schema is None else schema
    kind = ObjectKind.ANY if views else ObjectKind.TABLE
    asked = tuple(sorted(options.items()))
    available: list[str] = inspector.get_table_names(schema, **options)
    if views:
        available += inspector.get_view_names(schema, **options)
        available += inspector.get_materialized_view_names(schema, **options)
    names = _selected(inspector, metadata, schema, only, available, kind)
    prefix = f"{schema}." if schema else ""
    due = [n for n in names if extend_existing or f"{prefix}{n}" not in metadata.tables]
    if not due:
        return
    filtered = None if len(due) == len(available) else tuple(due)
    scope = ObjectScope.ANY if only else ObjectScope.DEFAULT
    found = inspector._reflection(inspector._wanted(schema, filtered, kind, scope, asked, whole=True))
    extended: dict[str, Any] = {}
    if extend_existing:
        extended = {"extend_existing": True, "autoload_replace": autoload_replace}
    made = []
    for name in due:
        if (schema, name) in found.columns:
            given = Plan(inspector, found, resolve_fks)
            made.append(Table(name, metadata, schema=schema, autoload_with=given, **extended, **options))
    if not resolve_fks:
        return
    for table in made:
        for constraint in sorted(table.foreign_key_constraints, key=lambda c: c._creation_order):
            referred_schema, referred, _ = constraint.elements[0].target_tokens
            if constraint._referred_key not in metadata.tables:
                Table(referred, metadata, schema=referred_schema or BLANK_SCHEMA, autoload_with=inspector, **options)


class Plan(NamedTuple):
    """Stand for ``autoload_with`` where the facts are there already."""

    inspector: Any
    found: Reflection
    resolve_fks: bool

    def reflect_table(self, table: Any, include_columns: Any, exclude_columns: Any, resolve_fks: bool) -> None:
        """Fill a table from the facts; tables that it refers to come at the end, so that a chain is no recursion."""
        resolve = None if self.resolve_fks else False
        fill_table(self.inspector, table, self.found, include_columns, exclude_columns, resolve)


def fill_table(
    inspector: Any,
    table: Any,
    found: Reflection,
    include_columns: Collection[str] | None,
    exclude_columns: Collection[str],
    resolve_fks: bool | None,
) -> None:
    """Fill a table with columns, keys, constraints, indexes, comment and options.

    ``resolve_fks`` makes the tables that it refers to: always, never, or (None) where they cannot be named otherwise.
    """
    key = _key_of(table, found)
    columns: dict[str, Any] = {}
    for fact in found.columns[key]:
        _add_column(inspector, table, fact, columns, include_columns, exclude_columns)
    primary_key = found.primary_keys[key]
    keyed = [columns[n] for n in primary_key["constrained_columns"] if n in columns]
    if keyed or primary_key["name"]:
        _set_primary_key(table, primary_key, keyed)
    options = found.options[key]
    if options:
        table._take_options({**table.dialect_kwargs, **options})
    for fact in found.foreign_keys[key]:
        _add_foreign_key(inspector, table, fact, columns, include_columns, exclude_columns, resolve_fks)
    for fact in found.indexes[key]:
        _add_index(table, fact, columns, include_columns)
    for fact in found.unique_constraints[key]:
        _add_unique(table, fact, columns, include_columns)
    for fact in found.check_constraints[key]:
        _add_check(inspector, table, fact)
    if (text := found.comments[key]["text"]) is not None:
        table.comment = text


def _selected(
    inspector: Any, metadata: Any, schema: str | None, only: Any, available: list[str], kind: ObjectKind
) -> list[str]:
    if only is None:
        return available
    if callable(only):
        return [name for name in available if only(name, metadata)]
    missing = [name for name in only if name not in available]
    if missing:
        # temporary tables are reflected when they are named
        known = set(inspector._ask("relations", inspector._wanted(schema, tuple(missing), kind, ObjectScope.ANY)))
        missing = [name for name in missing if name not in known]
    if missing:
        place = f" schema '{schema}'" if schema else ""
        raise InvalidRequestError(
            f"Could not reflect: requested table(s) not available in {inspector.engine!r}{place}: "
            f"({', '.join(missing)})"
        )
    return list(only)


def _key_of(table: Any, found: Reflection) -> TableKey:
    key = (table.schema, table.name)
    return key if key in found.columns else next(iter(found.columns))


def _add_column(
    inspector: Any, table: Any, fact: Any, columns: dict[str, Any], include: Any, exclude: Collection[str]
) -> None:
    original = fact["name"]
    for target in (table.metadata, table):
        if "dispatch" in target.__dict__ or type(target).dispatch.active:
            for fn in target.dispatch.column_reflect:
                fact = dict(fact) if fact["name"] == original else fact
                fn(inspector, table, fact)
    name = fact["name"]
    if (include is not None and name not in include) or name in exclude:
        kept = next((c for c in table.columns if c.name == name), None)
        if kept is not None:
            columns[original] = kept
        return
    items: list[Any] = []
    default = fact["default"]
    if default is not None:
        if isinstance(default, str):
            default = DefaultClause(TextClause(_escaped(default), ()), _reflected=True)
        elif not isinstance(default, FetchedValue):
            default = DefaultClause(default, _reflected=True)
        items.append(default)
    if (computed := fact.get("computed")) is not None:
        items.append(Computed(TextClause(_escaped(computed["sqltext"]), ()), computed.get("persisted")))
    if (identity := fact.get("identity")) is not None:
        items.append(Identity(**identity))
    said = {k: fact[k] for k in ("nullable", "autoincrement", "quote", "info", "key", "comment") if k in fact}
    column = Column(name, fact["type"], *items, **said, **fact.get("dialect_options", {}))
    position = table._place_of(column)
    if position is None:
        table.append_column(column)
    else:
        table.insert_column(column, position, replace_existing=True)
    columns[original] = column


def _set_primary_key(table: Any, fact: Any, columns: list[Any]) -> None:
    key = table.primary_key
    for old in list(key.columns):
        if old not in columns:
            old.primary_key = False
            key.columns.remove(old)
    for column in columns:
        if not key.columns.contains_column(column):
            key._add_column(table, column)
            column.nullable = column.nullable if column._user_nullable is not None else False
    key.name = fact["name"]
    key.comment = fact.get("comment")
    key.deferrable, key.initially = fact.get("deferrable"), fact.get("initially")
    options = _known_options(fact)
    if options:
        key._take_options({**key.dialect_kwargs, **options})
    key._implicit = fact["name"] is None and not options


def _add_foreign_key(
    inspector: Any, table: Any, fact: Any, columns: dict[str, Any], include: Any, exclude: Any, resolve: bool | None
) -> None:
    names = fact["constrained_columns"]
    if any(n not in columns or n in exclude for n in names):
        return
    schema, referred = fact["referred_schema"], fact["referred_table"]
    # without a schema, a name is read as in that of the metadata
    nameless = schema is None and table.metadata.schema is not None
    target: Any = None
    if resolve or (resolve is None and nameless):
        place = BLANK_SCHEMA if schema is None else schema
        kept = {k: v for k, v in table.dialect_kwargs.items() if k.endswith("_ignore_search_path")}
        target = Table(referred, table.metadata, schema=place, autoload_with=inspector, **kept)
    if target is not None and nameless:
        by_name = {c.name: c for c in target.columns}
        refs: list[Any] = [by_name[n] for n in fact["referred_columns"]]
    elif any("." in n for n in (referred, schema or "", *fact["referred_columns"])):
        refs = [(schema, referred, n) for n in fact["referred_columns"]]
    else:
        prefix = f"{schema}." if schema else ""
        refs = [f"{prefix}{referred}.{n}" for n in fact["referred_columns"]]
    table.append_constraint(
        ForeignKeyConstraint(
            [columns[n].key for n in names],
            refs,
            name=fact["name"],
            link_to_name=True,
            comment=fact.get("comment"),
            **fact.get("options", {}),
        )
    )


def _add_index(table: Any, fact: Any, columns: dict[str, Any], include: Any) -> None:
    names = fact["column_names"]
    if fact.get("duplicates_constraint") or any(include is not None and n and n not in columns for n in names):
        return
    texts = fact.get("expressions") or names
    sorting = fact.get("column_sorting") or {}
    expressions: list[Any] = []
    for name, text in zip(names, texts, strict=True):
        if name is not None and name not in columns:
            warnings.warn(
                f"index key '{name}' was not located in columns for table '{table.name}'", SAWarning, stacklevel=2
            )
            return
        expression: Any = columns[name] if name is not None else TextClause(_escaped(text), ())
        for word in sorting.get(text if name is None else name, ()):
            if word in _SORTING and isinstance(expression, ColumnElement):
                expression = _SORTING[word](expression)
            elif word in _SORTING:
                expression = TextClause(f"{expression.text} {word.replace('_', ' ').upper()}", ())
        expressions.append(expression)
    options = {k: v for k, v in _known_options(fact).items() if v not in ([], {})}
    Index(fact["name"], *expressions, unique=bool(fact["unique"]), _table=table, **options)


def _add_unique(table: Any, fact: Any, columns: dict[str, Any], include: Any) -> None:
    names = fact["column_names"]
    if fact.get("duplicates_index") or any(n not in columns for n in names):
        return
    said = {k: fact[k] for k in ("deferrable", "initially", "comment") if fact.get(k) is not None}
    options = {k: v for k, v in _known_options(fact).items() if v}
    constraint = UniqueConstraint(*(columns[n] for n in names), name=fact["name"], _autoattach=False, **said, **options)
    table.append_constraint(constraint)


def _add_check(inspector: Any, table: Any, fact: Any) -> None:
    options = _known_options(fact)
    if (fact.get("dialect_options") or {}).get("not_valid"):
        options[f"{inspector.dialect.name}_not_valid"] = True
    sql = TextClause(_escaped(fact["sqltext"]), ())
    constraint = CheckConstraint(sql, name=fact["name"], _autoattach=False, **options)
    constraint.comment = fact.get("comment")
    table.append_constraint(constraint)


def _known_options(fact: Any) -> dict[str, Any]:
    """Return the options that are keywords: ``<dialect>_<option>``; others tell what no DDL of ours can say."""
    given: dict[str, Any] = fact.get("dialect_options") or {}
    return {k: v for k, v in given.items() if k not in ("not_valid", "no_inherit")}


def _escaped(text: str) -> str:
    """Return SQL text in which a colon is a colon, not a parameter."""
    return text.replace(":", "\\:")


_SORTING: dict[str, Callable[[Any], Any]] = {"desc": desc, "nulls_first": nulls_first, "nulls_last": nulls_last}
