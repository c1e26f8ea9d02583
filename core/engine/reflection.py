"""The inspector: what a database holds, asked once per inspector and remembered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ..exc import NoInspectionAvailable, NoSuchTableError
from ..inspection import inspects
from .catalog import Facts, Wanted, single
from .fill import Reflection, fill_table, reflect_metadata
from .reflected import (
    ObjectKind,
    ObjectScope,
    ReflectedCheckConstraint,
    ReflectedColumn,
    ReflectedForeignKeyConstraint,
    ReflectedIndex,
    ReflectedPrimaryKeyConstraint,
    ReflectedTableComment,
    ReflectedUniqueConstraint,
    TableKey,
)

if TYPE_CHECKING:
    from ..dialect import Dialect
    from .connection import Connection
    from .engine import Engine


class Inspector:
    """Ask a database for its schemas, tables, columns and constraints; ``inspect(engine)`` makes one.

    Answers are kept until ``clear_cache()``. The ``get_multi_*`` methods answer for all tables of a schema, or those
    in ``filter_names``, with the same few statements that one table takes.
    """

    def __init__(self, bind: Any) -> None:
        self.bind: Engine | Connection = bind
        self.engine: Engine = bind.engine
        self.info_cache: dict[Any, Any] = {}
        self._told: dict[Any, Any] = {}
        self._connection: Any = None
        with self._connected() as connection:
            self.dialect: Dialect = connection.dialect
        self._catalog: Any = self.dialect.reflection
        if self._catalog is None:
            raise NoInspectionAvailable(
                f"dialect {self.dialect.name!r} has no catalog to reflect by; its author gives it one as "
                "Dialect.reflection"
            )

    @classmethod
    def from_engine(cls, bind: Engine) -> Inspector:
        """Return the inspector of an engine; ``inspect(engine)`` is the same."""
        return make_inspector(bind)

    @property
    def default_schema_name(self) -> str | None:
        """The schema in which names without one are found."""
        return self._ask("default_schema")  # type: ignore[no-any-return]

    def clear_cache(self) -> None:
        """Forget all answers."""
        self.info_cache.clear()
        self._told.clear()

    # -- names -----------------------------------------------------------------------------------------------------

    def get_schema_names(self, **kw: Any) -> list[str]:
        """Return the names of all schemas."""
        return list(self._ask("schema_names"))

    def get_table_names(self, schema: str | None = None, **kw: Any) -> list[str]:
        """Return the names of the tables of a schema, without views and temporary tables."""
        return self._names(self._wanted(schema, options=_options(kw)))

    def get_temp_table_names(self, **kw: Any) -> list[str]:
        """Return the names of this connection's temporary tables."""
        return self._names(self._wanted(scope=ObjectScope.TEMPORARY, options=_options(kw)))

    def get_view_names(self, schema: str | None = None, **kw: Any) -> list[str]:
        """Return the names of the views of a schema."""
        return self._names(self._wanted(schema, kind=ObjectKind.VIEW, options=_options(kw)))

    def get_materialized_view_names(self, schema: str | None = None, **kw: Any) -> list[str]:
        """Return the names of the materialized views of a schema."""
        return self._names(self._wanted(schema, kind=ObjectKind.MATERIALIZED_VIEW, options=_options(kw)))

    def get_temp_view_names(self, **kw: Any) -> list[str]:
        """Return the names of this connection's temporary views."""
        return self._names(self._wanted(kind=ObjectKind.VIEW, scope=ObjectScope.TEMPORARY, options=_options(kw)))

    def get_sequence_names(self, schema: str | None = None, **kw: Any) -> list[str]:
        """Return the names of the sequences of a schema."""
        return list(self._ask("sequence_names", schema))

    def get_view_definition(self, view_name: str, schema: str | None = None, **kw: Any) -> str:
        """Return the SQL of a view; NoSuchTableError where there is none of that name."""
        found = self._ask("view_definition", view_name, schema)
        if found is None:
            raise NoSuchTableError(_full_name(view_name, schema))
        return found  # type: ignore[no-any-return]

    def has_table(self, table_name: str, schema: str | None = None, **kw: Any) -> bool:
        """Answer whether a table, view or temporary table of that name exists; asked anew each time."""
        with self._connected() as connection:
            return bool(self._catalog.has_table(connection, table_name, schema))

    def has_multi_table(self, table_names: Sequence[str], schema: str | None = None, **kw: Any) -> dict[TableKey, bool]:
        """Answer for each name whether it exists."""
        if not table_names:
            return {}
        wanted = Wanted(schema, tuple(table_names), ObjectKind.ANY, ObjectScope.ANY, _options(kw))
        with self._connected() as connection:
            found = set(self._catalog.relations(connection, wanted))
        return {(schema, name): name in found for name in table_names}

    def has_schema(self, schema_name: str, **kw: Any) -> bool:
        """Answer whether a schema of that name exists."""
        return bool(self._ask("has_schema", schema_name))

    def has_sequence(self, sequence_name: str, schema: str | None = None, **kw: Any) -> bool:
        """Answer whether a sequence of that name exists."""
        return bool(self._ask("has_sequence", sequence_name, schema))

    def has_index(self, table_name: str, index_name: str, schema: str | None = None, **kw: Any) -> bool:
        """Answer whether a table has an index of that name."""
        return bool(self._ask("has_index", single(schema, table_name, told=self._told), index_name))

    # -- one table -------------------------------------------------------------------------------------------------

    def get_columns(self, table_name: str, schema: str | None = None, **kw: Any) -> list[ReflectedColumn]:
        """Return the columns of a table; NoSuchTableError where there is none of that name, as for all that follow."""
        return self._of_one("columns", table_name, schema, kw)  # type: ignore[no-any-return]

    def get_pk_constraint(self, table_name: str, schema: str | None = None, **kw: Any) -> ReflectedPrimaryKeyConstraint:
        """Return the primary key of a table; one without columns where it has none."""
        return self._of_one("primary_keys", table_name, schema, kw)  # type: ignore[no-any-return]

    def get_foreign_keys(
        self, table_name: str, schema: str | None = None, **kw: Any
    ) -> list[ReflectedForeignKeyConstraint]:
        """Return the foreign keys of a table."""
        return self._of_one("foreign_keys", table_name, schema, kw)  # type: ignore[no-any-return]

    def get_indexes(self, table_name: str, schema: str | None = None, **kw: Any) -> list[ReflectedIndex]:
        """Return the indexes of a table, without that of the primary key."""
        return self._of_one("indexes", table_name, schema, kw)  # type: ignore[no-any-return]

    def get_unique_constraints(
        self, table_name: str, schema: str | None = None, **kw: Any
    ) -> list[ReflectedUniqueConstraint]:
        """Return the UNIQUE constraints of a table."""
        return self._of_one("unique_constraints", table_name, schema, kw)  # type: ignore[no-any-return]

    def get_check_constraints(
        self, table_name: str, schema: str | None = None, **kw: Any
    ) -> list[ReflectedCheckConstraint]:
        """Return the CHECK constraints of a table."""
        return self._of_one("check_constraints", table_name, schema, kw)  # type: ignore[no-any-return]

    def get_table_comment(self, table_name: str, schema: str | None = None, **kw: Any) -> ReflectedTableComment:
        """Return the comment of a table, as ``{"text": ...}``."""
        return self._of_one("comments", table_name, schema, kw)  # type: ignore[no-any-return]

    def get_table_options(self, table_name: str, schema: str | None = None, **kw: Any) -> dict[str, Any]:
        """Return the options of a table, as keywords that `Table` takes."""
        return self._of_one("options", table_name, schema, kw)  # type: ignore[no-any-return]

    # -- all tables ------------------------------------------------------------------------------------------------

    def get_multi_columns(
        self,
        schema: str | None = None,
        filter_names: Sequence[str] | None = None,
        kind: ObjectKind = ObjectKind.TABLE,
        scope: ObjectScope = ObjectScope.DEFAULT,
        **kw: Any,
    ) -> dict[TableKey, list[ReflectedColumn]]:
        """Return the columns of all relations of a kind and scope, by ``(schema, name)``; so do all that follow."""
        return self._of_many("columns", schema, filter_names, kind, scope, kw)

    def get_multi_pk_constraint(
        self,
        schema: str | None = None,
        filter_names: Sequence[str] | None = None,
        kind: ObjectKind = ObjectKind.TABLE,
        scope: ObjectScope = ObjectScope.DEFAULT,
        **kw: Any,
    ) -> dict[TableKey, ReflectedPrimaryKeyConstraint]:
        """Return the primary keys."""
        return self._of_many("primary_keys", schema, filter_names, kind, scope, kw)

    def get_multi_foreign_keys(
        self,
        schema: str | None = None,
        filter_names: Sequence[str] | None = None,
        kind: ObjectKind = ObjectKind.TABLE,
        scope: ObjectScope = ObjectScope.DEFAULT,
        **kw: Any,
    ) -> dict[TableKey, list[ReflectedForeignKeyConstraint]]:
        """Return the foreign keys."""
        return self._of_many("foreign_keys", schema, filter_names, kind, scope, kw)

    def get_multi_indexes(
        self,
        schema: str | None = None,
        filter_names: Sequence[str] | None = None,
        kind: ObjectKind = ObjectKind.TABLE,
        scope: ObjectScope = ObjectScope.DEFAULT,
        **kw: Any,
    ) -> dict[TableKey, list[ReflectedIndex]]:
        """Return the indexes."""
        return self._of_many("indexes", schema, filter_names, kind, scope, kw)

    def get_multi_unique_constraints(
        self,
        schema: str | None = None,
        filter_names: Sequence[str] | None = None,
        kind: ObjectKind = ObjectKind.TABLE,
        scope: ObjectScope = ObjectScope.DEFAULT,
        **kw: Any,
    ) -> dict[TableKey, list[ReflectedUniqueConstraint]]:
        """Return the UNIQUE constraints."""
        return self._of_many("unique_constraints", schema, filter_names, kind, scope, kw)

    def get_multi_check_constraints(
        self,
        schema: str | None = None,
        filter_names: Sequence[str] | None = None,
        kind: ObjectKind = ObjectKind.TABLE,
        scope: ObjectScope = ObjectScope.DEFAULT,
        **kw: Any,
    ) -> dict[TableKey, list[ReflectedCheckConstraint]]:
        """Return the CHECK constraints."""
        return self._of_many("check_constraints", schema, filter_names, kind, scope, kw)

    def get_multi_table_comment(
        self,
        schema: str | None = None,
        filter_names: Sequence[str] | None = None,
        kind: ObjectKind = ObjectKind.TABLE,
        scope: ObjectScope = ObjectScope.DEFAULT,
        **kw: Any,
    ) -> dict[TableKey, ReflectedTableComment]:
        """Return the comments."""
        return self._of_many("comments", schema, filter_names, kind, scope, kw)

    def get_multi_table_options(
        self,
        schema: str | None = None,
        filter_names: Sequence[str] | None = None,
        kind: ObjectKind = ObjectKind.TABLE,
        scope: ObjectScope = ObjectScope.DEFAULT,
        **kw: Any,
    ) -> dict[TableKey, dict[str, Any]]:
        """Return the table options."""
        return self._of_many("options", schema, filter_names, kind, scope, kw)

    # -- order -----------------------------------------------------------------------------------------------------

    def get_sorted_table_and_fkc_names(
        self, schema: str | None = None, **kw: Any
    ) -> list[tuple[str | None, list[tuple[str, str | None]]]]:
        """Return ``(table, its foreign keys)`` in order of dependency, then ``(None, those that close a cycle)``."""
        return [
            (key[1] if key else None, [(table[1], name) for table, name in keys])
            for key, keys in self.sort_tables_on_foreign_key_dependency((schema,), **kw)
        ]

    def sort_tables_on_foreign_key_dependency(
        self, consider_schemas: Collection[str | None] = (None,), **kw: Any
    ) -> list[tuple[TableKey | None, list[tuple[TableKey, str | None]]]]:
        """Return what ``get_sorted_table_and_fkc_names()`` gives, for several schemas: tables are (schema, name)."""
        tables: list[TableKey] = []
        names: dict[TableKey, set[str | None]] = {}
        needs: dict[TableKey, set[TableKey]] = {}
        for schema in consider_schemas:
            keys = self.get_multi_foreign_keys(schema, **kw)
            for name in sorted(self.get_table_names(schema, **kw)):
                key = (schema, name)
                tables.append(key)
                found = keys.get(key, [])
                names[key] = {fk["name"] for fk in found}
                needs[key] = {(fk["referred_schema"], fk["referred_table"]) for fk in found} - {key}
        known = set(tables)
        needs = {key: referred & known for key, referred in needs.items()}
        left: set[TableKey] = set()
        for key in tables:
            if any(_reaches(needs, referred, key) for referred in needs[key]):
                left.add(key)
        for key in left:
            needs[key] = {r for r in needs[key] if not _reaches(needs, r, key)} if len(left) == 1 else needs[key] - left
        made: list[tuple[TableKey | None, list[tuple[TableKey, str | None]]]] = []
        done: set[TableKey] = set()
        while len(done) < len(tables):
            layer = [t for t in tables if t not in done and needs[t] <= done]
            made += [(t, [] if t in left else [(t, n) for n in _sorted(names[t])]) for t in layer]
            done.update(layer)
        return [*made, (None, [(t, n) for t in tables if t in left for n in _sorted(names[t])])]

    # -- tables ----------------------------------------------------------------------------------------------------

    def reflect_table(
        self,
        table: Any,
        include_columns: Collection[str] | None,
        exclude_columns: Collection[str] = (),
        resolve_fks: bool = True,
    ) -> None:
        """Fill a `Table` with what the database has under its name; ``Table(..., autoload_with=)`` does it."""
        with self._session():
            schema = self._connection.schema_for_object(table)
            wanted = single(schema, table.name, options=_options_of(table), whole=True, told=self._told)
            found = self._reflection(wanted)
            if not found.columns:
                raise NoSuchTableError(str(table.name))
            # an empty list is none, as for the names of a filter
            fill_table(self, table, found, include_columns or None, exclude_columns, resolve_fks)

    def _reflect_metadata(self, metadata: Any, **options: Any) -> None:
        with self._session():
            reflect_metadata(self, metadata, **options)

    def _reflection(self, wanted: Wanted) -> Reflection:
        """Return all that is known of the wanted relations."""
        with self._session():
            found = {"columns": self._facts("columns", wanted)}
            keys = list(found["columns"])
            for question, empty in _EMPTY.items():
                if question not in found:
                    told = self._ask(question, wanted) if keys else {}
                    found[question] = {key: told[key] if key in told else empty() for key in keys}
        return Reflection(**found)

    # -- asking ----------------------------------------------------------------------------------------------------

    def _ask(self, question: str, *arguments: Any) -> Any:
        key = (question, *arguments)
        if key not in self.info_cache:
            with self._connected() as connection:
                self.info_cache[key] = getattr(self._catalog, question)(connection, *arguments)
        return self.info_cache[key]

    def _wanted(
        self,
        schema: str | None = None,
        names: tuple[str, ...] | None = None,
        kind: ObjectKind = ObjectKind.TABLE,
        scope: ObjectScope = ObjectScope.DEFAULT,
        options: tuple[tuple[str, Any], ...] = (),
        whole: bool = False,
    ) -> Wanted:
        return Wanted(schema, names, kind, scope, options, whole=whole, told=self._told)

    def _names(self, wanted: Wanted) -> list[str]:
        return list(self._ask("table_names", wanted))

    def _facts(self, question: str, wanted: Wanted) -> Facts:
        """Return an answer with an entry for each relation, and for nothing else."""
        empty = _EMPTY[question]
        with self._session():
            found: Facts = self._ask(question, wanted)
            if found and wanted.single:
                return found
            keys = [wanted.key(name) for name in self._ask("relations", wanted)]
        return {key: found[key] if key in found else empty() for key in keys}

    def _of_many(
        self, question: str, schema: Any, names: Any, kind: Any, scope: Any, kw: dict[str, Any]
    ) -> dict[TableKey, Any]:
        asked = tuple(names) if names else None
        facts = self._facts(question, self._wanted(schema, asked, kind, scope, _options(kw)))
        return {key: _copied(value) for key, value in facts.items()}

    def _of_one(self, question: str, name: str, schema: str | None, kw: dict[str, Any]) -> Any:
        wanted = single(schema, name, options=_options(kw), told=self._told)
        for value in self._facts(question, wanted).values():
            return _copied(value)
        raise NoSuchTableError(_full_name(name, schema))

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        if self._connection is not None:
            yield self._connection
        elif self.bind is not self.engine:
            yield self.bind
        else:
            with self.engine.connect() as connection:
                yield connection

    @contextmanager
    def _session(self) -> Iterator[None]:
        """Ask all questions of a block over one connection."""
        if self._connection is not None:
            yield
            return
        with self._connected() as connection:
            self._connection = connection
            try:
                yield
            finally:
                self._connection = None


def make_inspector(bind: Any) -> Inspector:
    """Return the inspector that the dialect of an engine or connection has."""
    cls: type[Inspector] = getattr(bind.dialect.reflection, "inspector_class", None) or Inspector
    return cls(bind)


def _itself(inspector: Inspector) -> Inspector:
    return inspector


inspects(Inspector)(_itself)


def _options(kw: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    kw.pop("info_cache", None)
    return tuple(sorted(kw.items()))


def _options_of(table: Any) -> tuple[tuple[str, Any], ...]:
    found = {k: v for k, v in table.dialect_kwargs.items() if k.endswith("_ignore_search_path")}
    return tuple(found.items())


def _copied(value: Any) -> Any:
    return [dict(item) for item in value] if isinstance(value, list) else dict(value)


def _full_name(name: str, schema: str | None) -> str:
    return f"{schema}.{name}" if schema else name


def _sorted(names: set[str | None]) -> list[str | None]:
    return sorted(names, key=lambda n: (n is None, n or ""))


def _reaches(needs: dict[TableKey, set[TableKey]], start: TableKey, goal: TableKey) -> bool:
    seen: set[TableKey] = set()
    left = [start]
    while left:
        key = left.pop()
        if key == goal:
            return True
        if key not in seen:
            seen.add(key)
            left += needs.get(key, ())
    return False


def _no_key() -> dict[str, Any]:
    return {"constrained_columns": [], "name": None}


def _no_comment() -> dict[str, Any]:
    return {"text": None}


#: The questions about relations in the order of the fields of `Reflection`, and the answer where there is nothing.
_EMPTY: dict[str, Callable[[], Any]] = {
    "columns": list,
    "primary_keys": _no_key,
    "foreign_keys": list,
    "indexes": list,
    "unique_constraints": list,
    "check_constraints": list,
    "comments": _no_comment,
    "options": dict,
}
