"""Execute the steps of a flush and carry the results back to the objects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ...core.compile.pipeline import compile_statement
from ...core.engine.connection import Connection
from ...core.exc import IntegrityError, SAWarning
from ...core.expression.dml import delete, insert, update
from ...core.expression.text import bindparam
from ...core.util import warn
from ..events import mapper_dispatch
from ..exc import StaleDataError
from ..identity import plain_key
from ..state import NO_VALUE, InstanceState
from .columns import columns_of
from .plan import DeleteStep, FlushPlan, InsertStep, LinkStep, Step, UpdateStep
from .strategies import counts_batches, insert_strategy, made_row
from .sync import (
    Row,
    apply_links,
    as_tuple,
    check_keys,
    collect_rows,
    fill_defaults,
    fill_onupdates,
    has_expressions,
    is_expression,
    refuse_lost,
    register,
)

if TYPE_CHECKING:
    from ..mapper import Mapper
    from ..session import Session
    from ..transaction import SessionTransaction


def execute_plan(session: Session, plan: FlushPlan, transaction: SessionTransaction) -> None:
    """Execute every step in order."""
    for step in plan.steps:
        _STEPS[type(step)](session, plan, step, transaction)


def fire_before(session: Session) -> None:
    """Call the listeners that may change objects before the flush is planned."""
    groups = (("before_insert", session._new), ("before_update", session._dirty), ("before_delete", session._deleted))
    for name, states in groups:
        if not states:
            continue
        for mapper in {state.mapper for state in states}:
            listeners = getattr(mapper_dispatch(mapper), name)
            if listeners:
                connection = session._connection_for(mapper)
                for state, obj in list(states.items()):
                    if state.mapper is mapper and not (name == "before_update" and state in session._deleted):
                        for fn in listeners:
                            fn(mapper, connection, obj)


# -- steps ---------------------------------------------------------------------------------------------------------


def _insert(session: Session, plan: FlushPlan, step: InsertStep, transaction: SessionTransaction) -> None:
    mapper, states = step.mapper, step.states
    links = plan.changes.links
    if links:
        for state in states:
            if state in links:
                apply_links(links[state].values())
    refuse_lost(mapper, states, step.objects)
    dicts = [obj.__dict__ for obj in step.objects]
    fill_defaults(mapper, dicts)
    bucket = session._bucket(mapper)
    taken = check_keys(mapper, bucket, states, dicts, step.absent)
    connection = session._connection_for(mapper)
    columns = columns_of(mapper)
    strategy = insert_strategy(mapper, step.absent, connection)
    attrs = tuple(attr for attr in columns.writable if attr not in step.absent)
    rows = collect_rows(dicts, attrs)
    left_out = frozenset((*step.absent, *columns.computed))
    try:
        if has_expressions(rows):
            _insert_expressions(mapper, bucket, connection, step, attrs, rows, left_out)
        else:
            returned = strategy.run(connection, rows)
            register(mapper, bucket, states, dicts, strategy.fetched, returned, left_out.difference(strategy.fetched))
    except IntegrityError as error:
        for text in taken:
            error.add_note(text)
        raise
    _fire_after("after_insert", mapper, connection, step.objects)


def _insert_expressions(
    mapper: Mapper[Any],
    bucket: dict[Any, InstanceState],
    connection: Connection,
    step: InsertStep,
    attrs: tuple[str, ...],
    rows: Sequence[Row],
    left_out: frozenset[str],
) -> None:
    """Insert rows with SQL expressions among their values, one by one."""
    columns = columns_of(mapper)
    for state, obj, row in zip(step.states, step.objects, rows, strict=True):
        values = {columns.column[attr]: value for attr, value in zip(attrs, row, strict=True)}
        made = frozenset(attr for attr, value in zip(attrs, row, strict=True) if is_expression(value))
        result = connection.execute(insert(mapper.local_table).values(values))
        d = obj.__dict__
        for attr in made:
            del d[attr]
        key = made_row(mapper, result, True)
        for attr, value in zip(mapper.pk_attrs, key, strict=True):
            if value is not None:
                d[attr] = value
        register(mapper, bucket, [state], [d], (), None, (left_out | made) - columns.pk)


def _update(session: Session, plan: FlushPlan, step: UpdateStep, transaction: SessionTransaction) -> None:
    mapper = step.mapper
    if step.links is not None:
        apply_links(step.links)
    else:
        links = plan.changes.links
        for state in step.states:
            if state in links:
                apply_links(links[state].values())
    dicts = [obj.__dict__ for obj in step.objects]
    attrs = step.attrs
    if step.links is None:
        attrs = (*attrs, *fill_onupdates(mapper, dicts, attrs))
    connection = session._connection_for(mapper)
    version = mapper.version_attr
    switches = plan.changes.switches
    plain: list[tuple[InstanceState, dict[str, Any]]] = []
    rows: list[dict[str, Any]] = []
    column = columns_of(mapper).column
    for state, d in zip(step.states, dicts, strict=True):
        row: dict[str, Any] = {columns_of(mapper).key_of[attr]: d.get(attr) for attr in attrs}
        row.update(_where_values(mapper, switches.get(state, state), d, version))
        if version is not None and mapper.version_id_generator is not False:
            row[column[version].key] = mapper.version_id_generator(_before(state, d, version))
        if any(map(is_expression, row.values())):
            _update_expressions(connection, mapper, state, d, attrs, row)
            continue
        plain.append((state, d))
        rows.append(row)
    if rows:
        keys = tuple(key for key in rows[0] if key not in _where_names(mapper))
        matched = _run_many(connection, _update_statement(mapper), keys, rows)
        if matched != len(rows):
            raise _stale("UPDATE", mapper, [s for s, _ in plain], matched)
    for state, d in zip(step.states, dicts, strict=True):
        if version is not None and mapper.version_id_generator is not False:
            d[version] = mapper.version_id_generator(_before(state, d, version))
        _rekey(session, mapper, state, d, switches, transaction)
        made = columns_of(mapper).server_onupdates
        if made:
            gone = {attr for attr in made if attr not in attrs}
            for attr in gone:
                d.pop(attr, None)
            state.expired = gone if state.expired is None else state.expired
    _fire_after("after_update", mapper, connection, step.objects)


def _update_expressions(
    connection: Connection,
    mapper: Mapper[Any],
    state: InstanceState,
    d: dict[str, Any],
    attrs: tuple[str, ...],
    row: dict[str, Any],
) -> None:
    names = _where_names(mapper)
    values = {key: value for key, value in row.items() if key not in names}
    where = {key: value for key, value in row.items() if key in names}
    result = connection.execute(_update_statement(mapper).values(values), where)
    if result.rowcount != 1:
        raise _stale("UPDATE", mapper, [state], result.rowcount)
    made = {attr for attr in attrs if is_expression(d.get(attr))}
    for attr in made:
        del d[attr]
    state.expired = made


def _delete(session: Session, plan: FlushPlan, step: DeleteStep, transaction: SessionTransaction) -> None:
    mapper = step.mapper
    connection = session._connection_for(mapper)
    version = mapper.version_attr
    rows = [
        _where_values(mapper, state, obj.__dict__, version)
        for state, obj in zip(step.states, step.objects, strict=True)
    ]
    statement = mapper.memo.get("delete")
    if statement is None:
        statement = mapper.memo["delete"] = delete(mapper.local_table).where(*_where(mapper))
    matched = _run_many(connection, statement, None, rows)
    if matched != len(rows):
        error = _stale("DELETE", mapper, step.states, matched)
        if version is not None:
            raise error
        if mapper.confirm_deleted_rows:
            warn(f"{error} Set confirm_deleted_rows=False in __mapper_args__ to prevent this warning.", SAWarning)
    _fire_after("after_delete", mapper, connection, step.objects)


def _links(session: Session, plan: FlushPlan, step: LinkStep, transaction: SessionTransaction) -> None:
    table = step.secondary
    mapper = step.rows[0].cells[0][1].mapper
    connection = session._connection_for(mapper)
    if step.verb == "INSERT":
        rows = [row.values() for row in step.rows]
        connection.execute(insert(table).inline(), rows if len(rows) > 1 else rows[0])
        return
    columns = [column for column, _, _ in step.rows[0].cells]
    where = [column == _bind(column) for column in columns]
    rows = [{_bind_name(table.c[key]): value for key, value in row.committed().items()} for row in step.rows]
    matched = _run_many(connection, delete(table).where(*where), None, rows)
    if matched != len(rows):
        raise StaleDataError(
            f"DELETE statement on table '{table.fullname}' expected to delete {len(rows)} row(s); Only {matched} were "
            "matched: another transaction removed the association; refresh both objects and try again"
        )


# -- statements ----------------------------------------------------------------------------------------------------


def _run_many(connection: Connection, statement: Any, keys: tuple[str, ...] | None, rows: list[dict[str, Any]]) -> int:
    """Execute for each row; return how many rows matched in all."""
    many = len(rows) > 1
    compiled, values = compile_statement(
        statement, connection.dialect, cache=connection.engine._cache, column_keys=keys, many=many
    )
    if not many:
        return connection._execute_compiled(compiled, values, rows[0]).rowcount
    if counts_batches(connection):
        return connection._execute_compiled(compiled, values, rows).rowcount
    return sum(connection._execute_compiled(compiled, values, row).rowcount for row in rows)


def _update_statement(mapper: Mapper[Any]) -> Any:
    found = mapper.memo.get("update")
    if found is None:
        found = mapper.memo["update"] = update(mapper.local_table).where(*_where(mapper))
    return found


def _where(mapper: Mapper[Any]) -> list[Any]:
    """Return the conditions that find one row: its key, and its version where there is one."""
    columns = [*mapper.primary_key]
    if mapper.version_id_col is not None:
        columns.append(mapper.version_id_col)
    return [column == _bind(column) for column in columns]


def _where_names(mapper: Mapper[Any]) -> frozenset[str]:
    found = mapper.memo.get("where names")
    if found is None:
        columns = [*mapper.primary_key, *(() if mapper.version_id_col is None else (mapper.version_id_col,))]
        found = mapper.memo["where names"] = frozenset(map(_bind_name, columns))
    return found


def _where_values(mapper: Mapper[Any], state: InstanceState, d: dict[str, Any], version: str | None) -> dict[str, Any]:
    key = as_tuple(mapper, state.key)
    values = {_bind_name(column): value for column, value in zip(mapper.primary_key, key, strict=True)}
    if version is not None:
        values[_bind_name(mapper.version_id_col)] = _before(state, state.dict or d, version)
    return values


def _bind(column: Any) -> Any:
    return bindparam(_bind_name(column), type_=column.type, required=True)


def _bind_name(column: Any) -> str:
    return f"{column.table.name}_{column.key}"


def _before(state: InstanceState, d: dict[str, Any], attr: str) -> Any:
    """Return the value that the database has."""
    old = NO_VALUE if state.changes is None else state.changes.get(attr, NO_VALUE)
    if old is not NO_VALUE:
        return old
    return d[attr] if attr in d else getattr(state(), attr)


# -- afterwards ----------------------------------------------------------------------------------------------------


def _rekey(
    session: Session,
    mapper: Mapper[Any],
    state: InstanceState,
    d: dict[str, Any],
    switches: dict[InstanceState, InstanceState],
    transaction: SessionTransaction,
) -> None:
    """Move an object whose primary key changed in the identity map."""
    if state not in switches and (state.changes is None or not any(a in state.changes for a in mapper.pk_attrs)):
        return
    new = plain_key(mapper, tuple(d[attr] for attr in mapper.pk_attrs))
    bucket = session._bucket(mapper)
    old = state.key
    if state in switches:
        bucket[new] = state
        state.key = new
    elif new != old:
        if bucket.get(old) is state:
            del bucket[old]
        bucket[new] = state
        state.key = new
        first = transaction.key_switches.get(state)
        transaction.key_switches[state] = (old if first is None else first[0], new)


def _stale(verb: str, mapper: Mapper[Any], states: Sequence[InstanceState], matched: int) -> StaleDataError:
    shown = ", ".join(state.describe() for state in states[:5]) + (", ..." if len(states) > 5 else "")
    what = "update" if verb == "UPDATE" else "delete"
    version = f" with the version that was loaded ({mapper.version_attr})" if mapper.version_attr else ""
    return StaleDataError(
        f"{verb} statement on table '{mapper.local_table.fullname}' expected to {what} {len(states)} row(s); "
        f"{matched} were matched. Of {shown}, a row is no longer there{version}: another transaction changed or "
        "deleted it; call session.rollback(), session.refresh() the object, and apply the change again."
    )


def _fire_after(name: str, mapper: Mapper[Any], connection: Connection, objects: Sequence[Any]) -> None:
    dispatch = mapper_dispatch(mapper)
    if dispatch.active:
        for fn in getattr(dispatch, name):
            for obj in objects:
                fn(mapper, connection, obj)


_STEPS: dict[type[Step], Callable[[Any, FlushPlan, Any, Any], None]] = {
    InsertStep: _insert,
    UpdateStep: _update,
    DeleteStep: _delete,
    LinkStep: _links,
}
