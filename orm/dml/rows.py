"""What INSERT, UPDATE and DELETE share: attribute names to columns, rows of RETURNING to entities, matched objects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...core.engine.result import IteratorResult, Result
from ...core.engine.row import ResultMeta
from ...core.exc import ArgumentError, InvalidRequestError
from ...core.expression.elements import ClauseElement
from ..flush.columns import columns_of
from ..load.execute import LoadContext, Run, result_meta
from ..load.rows import load_rows, loader_for
from ..state import STATE, InstanceState
from .evaluate import UnevaluatableError, Unknown, criteria

SYNCHRONIZE = ("auto", "evaluate", "fetch", False, None)


class RowCount(IteratorResult[Any]):
    """The result of statements without RETURNING: no rows, only how many were touched."""

    __slots__ = ("rowcount",)

    def __init__(self, results: Iterable[Any]) -> None:
        super().__init__(ResultMeta(()), ())
        self.rowcount = sum(max(getattr(r, "rowcount", 0), 0) for r in results)


def column_keys(mapper: Any) -> dict[str, str]:
    """Return which column key each name of a row of values means: attribute names, else column keys."""
    memo = mapper.memo
    found = memo.get("column keys")
    if found is None:
        table = mapper.local_table
        found = {c.key: c.key for c in table.c}
        found |= {key: p.columns[0].key for key, p in mapper.column_props.items() if p.writable}
        memo["column keys"] = found
    return found  # type: ignore[no-any-return]


def renamed(mapper: Any, rows: Sequence[Mapping[Any, Any]]) -> list[dict[str, Any]]:
    """Return rows of values by column key, given by attribute name (or by the attribute itself)."""
    names = column_keys(mapper)
    out = []
    last: tuple[Any, ...] | None = None
    same = False
    for row in rows:
        keys = tuple(row)
        if keys != last:
            last = keys
            for key in keys:
                name = key if isinstance(key, str) else getattr(key, "key", None)
                if name not in names:
                    raise ArgumentError(
                        f"{mapper.class_.__name__} has no column attribute {name!r}; "
                        f"it has {', '.join(mapper.column_props)}"
                    )
            same = all(isinstance(key, str) and names[key] == key for key in keys)
        if same:
            out.append(row if isinstance(row, dict) else dict(row))
        else:
            out.append({names[key if isinstance(key, str) else key.key]: value for key, value in row.items()})
    return out


def completed(mapper: Any, rows: list[dict[str, Any]], options: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return new rows without None for what has a default, unless ``render_nulls`` is set, and with a first version."""
    if not options.get("render_nulls"):
        optional = columns_of(mapper).defaulted
        rows = [
            row if optional.isdisjoint(row) else {k: v for k, v in row.items() if v is not None or k not in optional}
            for row in rows
        ]
    if mapper.version_attr is not None and mapper.version_id_generator is not False:
        key = mapper.version_id_col.key
        rows = [row if key in row else {**row, key: mapper.version_id_generator(None)} for row in rows]
    return rows


def groups(rows: Sequence[dict[str, Any]]) -> Iterable[list[dict[str, Any]]]:
    """Yield runs of consecutive rows that set the same columns, in order; a row with SQL in it goes alone."""
    sql = {kind for kind in {type(v) for row in rows for v in row.values()} if _is_sql(kind)}
    current: list[dict[str, Any]] = []
    shape: Any = None
    for row in rows:
        if sql and not sql.isdisjoint(map(type, row.values())):
            if current:
                yield current
            yield [row]
            current, shape = [], None
            continue
        keys = row.keys()
        if keys != shape:
            if current:
                yield current
                current = []
            shape = keys
        current.append(row)
    if current:
        yield current


def has_sql(row: Mapping[str, Any]) -> bool:
    """Answer whether a row of values has a SQL expression among them."""
    return any(map(_is_sql, map(type, row.values())))


def _is_sql(kind: type) -> bool:
    return issubclass(kind, ClauseElement) or hasattr(kind, "__clause_element__")


def entities(session: Any, results: Sequence[Any], options: Mapping[str, Any], over: str = "") -> Result[Any]:
    """Return the rows of RETURNING as what the statement asks for; several results follow one another."""
    over = over or ("all" if options.get("populate_existing") else "keep")
    values: list[Any] = []
    meta: Any = None
    single = False
    for result in results:
        made = Run(result)
        plan = made.compiled.extras["orm"]
        if meta is None:
            meta = result_meta(plan)
            single = len(plan.items) == 1 and not plan.items[0].items
        load = loader_for(plan, len(made.compiled.columns), made.processors, over, False)
        ctx = LoadContext(session, (), over)
        values += load_rows(load, made.rows(), ctx)
        if ctx.posts:
            ctx.finish()
    return IteratorResult(meta, None, scalars=values) if single else IteratorResult(meta, values)


def synchronize(options: Mapping[str, Any]) -> Any:
    """Return how the session's objects follow a statement, checked."""
    how = options.get("synchronize_session", "auto")
    if how not in SYNCHRONIZE or (how is not False and how is not None and not isinstance(how, str)):
        raise ArgumentError("Valid strategies for session synchronization are 'auto', 'evaluate', 'fetch', False")
    return how or False


def matching(session: Any, mapper: Any, clauses: Sequence[Any], how: Any) -> tuple[list[Any], list[Any]] | None:
    """Return the session's objects that meet the criteria, and those of which Python cannot tell.

    None where the criteria cannot be evaluated and `how` leaves the choice.
    """
    bucket = session._bucket(mapper)
    if not bucket:
        return [], []
    try:
        test = criteria(mapper, clauses) if clauses else lambda d: True
    except UnevaluatableError as error:
        if how == "auto":
            return None
        raise InvalidRequestError(
            f"Could not evaluate current criteria in Python: \"{error}\". Specify 'fetch' or False for the "
            "synchronize_session execution option."
        ) from error
    yes, unknown = [], []
    for state in list(bucket.values()):
        obj = state()
        if obj is None or not isinstance(obj, mapper.class_):
            continue
        try:
            if test(obj.__dict__):
                yes.append(obj)
        except Unknown:
            unknown.append(obj)
    return yes, unknown


def of_keys(session: Any, mapper: Any, keys: Iterable[Any]) -> list[Any]:
    """Return the session's objects with the given plain primary keys."""
    bucket = session._bucket(mapper)
    found = []
    for key in keys:
        state = bucket.get(key)
        obj = None if state is None else state()
        if obj is not None:
            found.append(obj)
    return found


def expire(obj: Any, names: Iterable[str]) -> None:
    """Have the named column attributes of an object loaded again when they are read."""
    state: InstanceState = obj.__dict__[STATE]
    names = [n for n in names if n in obj.__dict__]
    if names and state.session is not None:
        state.session._expire(state, obj, names)


def touched(session: Any, obj: Any) -> None:
    """Take note that a statement changed an object, so that a rollback to a savepoint has it loaded again."""
    session._transaction.dirty.add(obj.__dict__[STATE])


def plain_keys(mapper: Any, rows: Iterable[Sequence[Any]], processors: Sequence[Any], at: Sequence[int]) -> list[Any]:
    """Return the plain primary keys that stand at positions `at` of raw rows."""
    keys = []
    for row in rows:
        values = tuple([row[i] if processors[i] is None else processors[i](row[i]) for i in at])
        keys.append(values if mapper.composite_key else values[0])
    return keys
