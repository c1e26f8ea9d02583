"""The order of DDL, and its execution: what ``create_all``, ``drop_all``, ``create`` and ``drop`` do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from ..exc import CircularDependencyError
from ..types.enumeration import Enum
from ..types.scalar import SchemaType
from . import ddl
from .base import CheckFirst


def sort_tables(
    tables: Iterable[Any],
    skip_fn: Callable[[Any], bool | None] | None = None,
    extra_dependencies: Iterable[tuple[Any, Any]] | None = None,
) -> list[Any]:
    """Return tables, each after those it refers to; tables in a cycle stand in order of their names."""

    def keep(constraint: Any) -> bool | None:
        if skip_fn is not None and all(skip_fn(fk) for fk in constraint.elements):
            return True
        return None

    return [t for t, _ in sort_tables_and_constraints(tables, keep, extra_dependencies) if t is not None]


def sort_tables_and_constraints(
    tables: Iterable[Any],
    filter_fn: Callable[[Any], bool | None] | None = None,
    extra_dependencies: Iterable[tuple[Any, Any]] | None = None,
) -> list[tuple[Any, Any]]:
    """Return ``(table, its foreign keys)`` in order, then ``(None, foreign keys left for ALTER)``.

    ``filter_fn`` answers True for a constraint to be left for ALTER, False for one to stand in its table, None for
    as is needed: then only constraints that close a cycle are left.
    """
    tables = list(tables)
    members = {id(t) for t in tables}
    fixed: dict[int, set[int]] = {id(t): {id(d) for d in t._extra_dependencies} for t in tables}
    for parent, child in extra_dependencies or ():
        fixed.setdefault(id(child), set()).add(id(parent))
    needs: dict[int, dict[Any, Any]] = {id(t): {} for t in tables}
    later: set[Any] = set()
    for table in tables:
        for fkc in _foreign_keys(table):
            answer = filter_fn(fkc) if filter_fn is not None else None
            if answer is True:
                later.add(fkc)
                continue
            referred = fkc.referred_table
            if referred is not table and id(referred) in members:
                needs[id(table)][fkc] = referred
    order, cycle = _topological(tables, needs, fixed)
    if cycle:
        for table in cycle:
            closing = [c for c, referred in needs[id(table)].items() if _reaches(referred, table, needs, fixed)]
            later.update(c for c in closing if filter_fn is None or filter_fn(c) is not False)
        for table in cycle:
            needs[id(table)] = {c: r for c, r in needs[id(table)].items() if c not in later}
        order, cycle = _topological(tables, needs, fixed)
        if cycle:
            names = [t.name for t in cycle]
            raise CircularDependencyError("Circular dependency detected between tables.", names, [])
    made: list[tuple[Any, Any]] = [(t, {c for c in t.foreign_key_constraints if c not in later}) for t in order]
    return [*made, (None, sorted(later, key=lambda c: c._creation_order))]


def emit_metadata(self: Any, bind: Any, kind: str, checkfirst: Any = True, tables: Iterable[Any] | None = None) -> None:
    """Create or drop all tables of a metadata, or those given."""
    _with_connection(bind, lambda c: _Emitter(c, kind, checkfirst).metadata(self, tables))


def emit_table(self: Any, bind: Any, kind: str, checkfirst: Any = False) -> None:
    """Create or drop one table."""
    _with_connection(bind, lambda c: _Emitter(c, kind, checkfirst).single_table(self))


def emit_index(self: Any, bind: Any, kind: str, checkfirst: Any = False) -> None:
    """Create or drop one index."""
    _with_connection(bind, lambda c: _Emitter(c, kind, checkfirst).index(self))


def emit_sequence(self: Any, bind: Any, kind: str, checkfirst: Any = True) -> None:
    """Create or drop one sequence."""
    _with_connection(bind, lambda c: _Emitter(c, kind, checkfirst).sequence(self))


def emit_type(self: Any, bind: Any, kind: str, checkfirst: Any = True) -> None:
    """Create or drop one type that is an object of a schema; nothing is done where the server has no such objects."""

    def work(connection: Any) -> None:
        if hasattr(connection.dialect.reflection, "has_type"):
            _Emitter(connection, kind, checkfirst).type(self)

    _with_connection(bind, work)


SchemaType.emit = emit_type


class InvokeDDLBase:
    """Base of what executes DDL on one connection."""

    def __init__(self, connection: Any, **kw: Any) -> None:
        self.connection = connection

    @contextmanager
    def with_ddl_events(self, target: Any, **kw: Any) -> Iterator[None]:
        """Surround the block by what a subclass does before and after ``target`` is created or dropped."""
        yield


class _Emitter(InvokeDDLBase):
    """One CREATE or DROP run on one connection."""

    def __init__(self, connection: Any, kind: str, checkfirst: Any) -> None:
        super().__init__(connection)
        self.dialect = connection.dialect
        self.creating = kind == "create"
        if not getattr(connection, "answers", True):
            self.check = CheckFirst.NONE
        elif isinstance(checkfirst, CheckFirst):
            self.check = checkfirst
        else:
            usual = CheckFirst.TABLES | CheckFirst.VIEWS | CheckFirst.SEQUENCES | CheckFirst.TYPES
            self.check = usual | CheckFirst.INDEXES if checkfirst else CheckFirst.NONE
        self.capabilities = self.dialect.capabilities

    def metadata(self, metadata: Any, tables: Iterable[Any] | None) -> None:
        wanted = list(metadata.tables.values()) if tables is None else list(tables)
        wanted.sort(key=lambda t: t.key)
        present = [t for t in wanted if self._is_due(t)]
        sequences = [s for s in metadata._sequences.values() if tables is None and self._sequence_is_due(s)]
        with self.with_ddl_events(metadata, tables=present):
            if self.creating:
                for sequence in sequences:
                    self._run(ddl.CreateSequence(sequence))
                self._types(present, metadata if tables is None else None)
                self._create_tables(present)
            else:
                self._drop_tables(present)
                self._types(present, metadata if tables is None else None)
                for sequence in sequences:
                    self._run(ddl.DropSequence(sequence))

    def single_table(self, table: Any) -> None:
        if not self._is_due(table):
            return
        if self.creating:
            self._types([table], None)
            self._create_table(table, None)
        else:
            self._drop_table(table)
            self._types([table], None)

    def index(self, index: Any) -> None:
        if self._holds(index) and self._index_is_due(index):
            self._run(ddl.CreateIndex(index) if self.creating else ddl.DropIndex(index))

    def sequence(self, sequence: Any) -> None:
        if self._sequence_is_due(sequence):
            self._run(ddl.CreateSequence(sequence) if self.creating else ddl.DropSequence(sequence))

    def type(self, named: Any) -> None:
        if not self._due(CheckFirst.TYPES, "has_type", named.name, named.schema):
            return
        if hasattr(named, "type_ddl"):
            self._run(named.type_ddl(self.creating))
        else:
            self._run(ddl.CreateEnumType(named) if self.creating else ddl.DropEnumType(named))

    # -- steps ---------------------------------------------------------------------------------------------------

    def _create_tables(self, tables: list[Any]) -> None:
        alters = self.capabilities.alter_constraints
        for table, fkcs in sort_tables_and_constraints(tables, None if not alters else _by_alter):
            if table is not None:
                self._create_table(table, fkcs if alters else None)
            elif alters:
                for fkc in fkcs:
                    self._run(ddl.AddConstraint(fkc, isolate_from_table=False))

    def _drop_tables(self, tables: list[Any]) -> None:
        alters = self.capabilities.alter_constraints
        *pairs, (_, left) = sort_tables_and_constraints(tables)
        if alters:
            for fkc in left:
                if fkc.name is None:
                    raise CircularDependencyError(
                        "",
                        [],
                        [],
                        msg="Can't sort tables for DROP; an unresolvable foreign key dependency exists between tables: "
                        f"{', '.join(sorted(t.fullname for t in tables))}. Please ensure that the ForeignKey and "
                        "ForeignKeyConstraint objects involved in the cycle have names so that they can be dropped "
                        "using DROP CONSTRAINT.",
                    )
                self._run(ddl.DropConstraint(fkc, isolate_from_table=False))
        for table, _ in reversed(pairs):
            self._drop_table(table)

    def _create_table(self, table: Any, fkcs: Any) -> None:
        with self.with_ddl_events(table):
            create = table._creator_ddl
            self._run(ddl.CreateTable(table, include_foreign_key_constraints=fkcs) if create is None else create)
            for index in sorted(table.indexes, key=lambda i: i._creation_order):
                if self._holds(index):
                    self._run(ddl.CreateIndex(index))
            if self.capabilities.comments and (create is not None or not self.capabilities.inline_comments):
                if table.comment is not None and not table.is_view:
                    self._run(ddl.SetTableComment(table))
                for column in table.columns:
                    if column.comment is not None:
                        self._run(ddl.SetColumnComment(column))
            if self.capabilities.constraint_comments:
                for constraint in sorted(table.constraints, key=lambda c: c._creation_order):
                    if constraint.comment is not None and constraint.name is not None and self._holds(constraint):
                        self._run(ddl.SetConstraintComment(constraint))

    def _drop_table(self, table: Any) -> None:
        with self.with_ddl_events(table):
            self._run(ddl.DropTable(table) if table._dropper_ddl is None else table._dropper_ddl)

    def _types(self, tables: list[Any], metadata: Any) -> None:
        if not hasattr(self.dialect.reflection, "has_type"):
            return  # an ENUM without a name of its own is part of its column
        found: dict[tuple[Any, Any], Any] = {}
        for type_ in [*(c.type for t in tables for c in t.columns), *(metadata._types if metadata is not None else ())]:
            named = _named_type(type_, self.dialect)
            if named is not None and (self.creating or metadata is not None or named.metadata is None):
                found.setdefault((named.schema, named.name), named)
        for named in found.values():
            self.type(named)

    def _is_due(self, table: Any) -> bool:
        flag = CheckFirst.VIEWS if table.is_view else CheckFirst.TABLES
        return self._due(flag, "has_table", table.name, table.schema)

    def _sequence_is_due(self, sequence: Any) -> bool:
        if not self.capabilities.sequences or sequence.optional:
            return False
        return self._due(CheckFirst.SEQUENCES, "has_sequence", sequence.name, sequence.schema)

    def _index_is_due(self, index: Any) -> bool:
        if not self.check & CheckFirst.INDEXES:
            return True
        translate = self.connection.get_execution_options().get("schema_translate_map") or {}
        schema = translate.get(index.table.schema, index.table.schema)
        has = self.dialect.reflection.has_index(self.connection, index.table.name, index.name, schema)
        return bool(has) is not self.creating

    def _due(self, flag: CheckFirst, question: str, name: str, schema: str | None) -> bool:
        if not self.check & flag:
            return True
        translate = self.connection.get_execution_options().get("schema_translate_map")
        if translate:
            schema = translate.get(schema, schema)
        return bool(getattr(self.dialect.reflection, question)(self.connection, name, schema)) is not self.creating

    def _holds(self, item: Any) -> bool:
        condition = item._ddl_if
        return condition is None or condition.holds(None, item, self.connection, self.dialect)

    @contextmanager
    def with_ddl_events(self, target: Any, **kw: Any) -> Iterator[None]:
        """Fire the events ``before_create`` and ``after_create``, or those of DROP."""
        self._event("before", target, **kw)
        yield
        self._event("after", target, **kw)

    def _event(self, when: str, target: Any, **kw: Any) -> None:
        if "dispatch" in target.__dict__ or type(target).dispatch.active:
            name = f"{when}_{'create' if self.creating else 'drop'}"
            for fn in getattr(target.dispatch, name) or ():
                fn(target, self.connection, checkfirst=bool(self.check), **kw)

    def _run(self, element: ddl.DDLElement) -> None:
        self.connection.execute(element)


def _with_connection(bind: Any, work: Callable[[Any], None]) -> None:
    if hasattr(bind, "execute"):
        work(bind)
    elif hasattr(bind, "begin"):
        with bind.begin() as connection:
            work(connection)
    else:
        raise TypeError(f"an Engine or a Connection is expected, got {bind!r}")


def _named_type(type_: Any, dialect: Any) -> Any:
    """Return the enum or other type that is to be an object of the schema, or None."""
    inner = getattr(type_, "item_type", type_)
    inner = (inner._variants or {}).get(dialect.name, inner)
    inner = getattr(inner, "impl_instance", inner)
    named = hasattr(inner, "type_ddl") or (isinstance(inner, Enum) and inner.native_enum and inner.name)
    return inner if named and inner.create_type else None


def _by_alter(constraint: Any) -> bool | None:
    return True if constraint.use_alter else None


def _foreign_keys(table: Any) -> list[Any]:
    return sorted(table.foreign_key_constraints, key=lambda c: c._creation_order)


def _reaches(start: Any, goal: Any, needs: dict[int, dict[Any, Any]], fixed: dict[int, set[int]]) -> bool:
    """Answer whether ``start`` depends on ``goal``, directly or through others."""
    seen: set[int] = set()
    left = [id(start)]
    while left:
        key = left.pop()
        if key == id(goal):
            return True
        if key not in seen:
            seen.add(key)
            left += [id(t) for t in needs.get(key, {}).values()]
            left += fixed.get(key, ())
    return False


def _topological(
    tables: list[Any], needs: dict[int, dict[Any, Any]], fixed: dict[int, set[int]]
) -> tuple[list[Any], list[Any]]:
    """Return the tables in order, and those that stand in or behind a cycle."""
    done: set[int] = set()
    members = {id(t) for t in tables}
    order: list[Any] = []
    left = tables
    while left:
        # one layer at a time: all whose dependencies are done, in the order given
        ready = [
            t
            for t in left
            if all(id(r) in done for r in needs[id(t)].values())
            and all(d in done or d not in members for d in fixed[id(t)])
        ]
        if not ready:
            return order, left
        order += ready
        done.update(id(t) for t in ready)
        left = [t for t in left if id(t) not in done]
    return order, []
