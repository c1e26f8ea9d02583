"""Load relationships of many objects at once: selectin and peers loading, and what completes a query."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ...core.expression.elements import BinaryExpression, NamedColumn
from ...core.expression.elements import Tuple as RowValue
from ...core.expression.select import LABEL_STYLE_NONE, JoinSpec, Select
from ...core.expression.selectable import Alias, Entity
from ..keys import parts
from ..state import InstanceState
from .joins import columns_of, conditions, keep, replace_columns
from .options import Choice, Wanted, below, wanted_for
from .rows import set_collection, settle

Load = Callable[..., list[Any]]


def complete(
    ctx: Any, load: Load, prop: Any, strategy: str, choice: Choice, objects: list[Any], options: Any,
    path: tuple[str, ...],
) -> None:  # fmt: skip
    """Give `objects` their relationship `prop` as a query's strategy says; `load` executes a statement."""
    key = prop.key
    if ctx.over != "all":
        objects = [obj for obj in objects if key not in obj.__dict__]
    if not objects:
        return
    if strategy == "immediate":
        for obj in objects:
            obj.__dict__.pop(key, None)
            getattr(obj, key)
        return
    options = below(options, (*path, key), choice.to if choice.to is not None else prop.mapper.entity)
    load_many(ctx, load, prop, objects, choice, options)


def load_many(
    ctx: Any, load: Load, prop: Any, objects: Sequence[Any], choice: Choice, options: tuple[Any, ...] = ()
) -> None:
    """Load relationship `prop` of all `objects` with as few statements as IN lists allow."""
    target = choice.to if choice.to is not None else prop.mapper.entity
    chain = (*ctx.chain, prop.parent)
    if prop.use_get and choice.to is None and not choice.criteria:
        _load_referred(ctx, load, prop, objects, options, chain)
        return
    attributes, statement, key = _by_parents(prop, target, choice)
    there = columns_of(target)
    criteria = [replace_columns(c, there) for c in choice.criteria]
    width = len(attributes)
    wanted: dict[Any, list[Any]] = {}
    for obj in objects:
        values = tuple([getattr(obj, name) for name in attributes])
        wanted.setdefault(values[0] if width == 1 else values, []).append(obj)
    if options:
        statement = statement.options(*options)
    keys = [k for k in wanted if (k is not None if width == 1 else None not in k)]
    dialect = ctx.session._bind_for(prop.mapper, ctx.bind_arguments).dialect
    for chunk, among in parts(dialect, (key,) if width == 1 else key.clauses, keys):
        found: dict[Any, dict[int, Any]] = {k: {} for k in chunk}
        one = statement.where(among, *criteria)
        for row in load(ctx.session, one, over=ctx.over, chain=chain, bind_arguments=ctx.bind_arguments):
            item = row[width]
            members = found.get(row[0] if width == 1 else row[:width])
            if members is not None and item is not None:
                members[id(item)] = item
        for k in chunk:
            for obj in wanted[k]:
                put(obj, prop, found[k].values())
    for obj in objects:  # no key, no members
        if prop.key not in obj.__dict__:
            put(obj, prop, ())


def put(obj: Any, prop: Any, items: Iterable[Any]) -> None:
    """Set a loaded relationship, as if it had come with the object."""
    if prop.uselist:
        set_collection(obj, prop, items)
        return
    d = obj.__dict__
    d[prop.key] = next(iter(items), None)
    state: InstanceState = d["_isogloss_state"]
    if state.expired is not None:
        settle(state, d)


def remaining(state: InstanceState, key: str | None) -> tuple[Any, ...]:
    """Return the options of an object's query that go on from it, or from its relationship `key`."""
    if state.load_path is None:
        return ()
    options, path = state.load_path
    if key is None:
        return below(options, path, state.mapper.entity)
    choice = chosen(state, key)
    to = choice.to if choice is not None and choice.to is not None else state.mapper.relationships[key].mapper.entity
    return below(options, (*path, key), to, False)


def wanted_of(state: InstanceState) -> Wanted | None:
    """Return what the options of its query say of an object."""
    if state.load_path is None:
        return None
    options, path = state.load_path
    return wanted_at(options, path, state.mapper.entity)


def wanted_at(options: tuple[Any, ...], path: tuple[str, ...], entity: Any) -> Wanted:
    """Return what options say of the entity at the end of `path`, with the values of this execution."""
    return wanted_for(below(options, path, entity) if path else options, entity, whole=True)


def chosen(state: InstanceState, key: str) -> Choice | None:
    """Return what the options of its query say of one relationship of an object."""
    wanted = wanted_of(state)
    if wanted is None:
        return None
    choice = wanted.relationships.get(key)
    if choice is not None and choice.strategy is not None:
        return choice
    if wanted.every is not None:
        return Choice(wanted.every, (), None, choice.criteria if choice is not None else ())
    return choice


# -- helpers -------------------------------------------------------------------------------------------------------


def _load_referred(
    ctx: Any, load: Load, prop: Any, objects: Sequence[Any], options: tuple[Any, ...], chain: tuple[Any, ...]
) -> None:
    """Many-to-one by primary key: load each referred row once, then look it up in the session."""
    mapper = prop.mapper
    attributes = prop.get_attrs
    wanted: dict[Any, list[Any]] = {}
    for obj in objects:
        values = tuple([getattr(obj, name) for name in attributes])
        if None in values:
            put(obj, prop, ())
        else:
            wanted.setdefault(values if mapper.composite_key else values[0], []).append(obj)
    keys = list(wanted)
    columns = mapper.primary_key
    statement = Select(columns_clause=(mapper.entity,), plugin="orm", label_style=LABEL_STYLE_NONE)
    if options:
        statement = statement.options(*options)
    dialect = ctx.session._bind_for(mapper, ctx.bind_arguments).dialect
    for chunk, among in parts(dialect, columns, keys):
        one = statement.where(among)
        found = load(ctx.session, one, over=ctx.over, chain=chain, bind_arguments=ctx.bind_arguments)
        by_key = {obj.__dict__["_isogloss_state"].key: obj for obj in found}
        for k in chunk:
            item = by_key.get(k)
            for obj in wanted[k]:
                put(obj, prop, () if item is None else (item,))


def _by_parents(prop: Any, target: Any, choice: Choice) -> tuple[tuple[str, ...], Any, Any]:
    """Return the parents' attributes, the SELECT of related rows with their keys first, and the key to compare."""
    memo = prop.parent.memo
    found = memo.get(("selectin", prop)) if choice.to is None else None
    if found is None:
        found = _build_by_parents(prop, target)
        if choice.to is None:
            memo["selectin", prop] = found
    return found


def _build_by_parents(prop: Any, target: Any) -> tuple[tuple[str, ...], Any, Any]:
    there = columns_of(target)
    pairs = prop.synchronize_pairs if prop.secondary is not None else prop.local_remote_pairs
    own = prop.parent.attr_for_column
    simple = _only_equal(prop.primaryjoin, len(pairs)) and all(local in own for local, _ in pairs)
    link = prop.secondary
    if link is not None and prop.mapper is prop.parent:
        simple, link = False, Alias(link, None)
    froms: tuple[Any, ...] = ()
    joins: tuple[Any, ...] = ()
    if simple and prop.secondary is not None:
        attributes = tuple(own[local] for local, _ in pairs)
        columns = tuple(remote for _, remote in pairs)
        _, second = conditions(prop, keep, there)
        froms, joins = (prop.secondary,), (JoinSpec(target.selectable, second),)
    elif simple:
        attributes = tuple(own[local] for local, _ in pairs)
        columns = tuple(there(remote) for _, remote in pairs)
    else:
        # the condition needs the parent's columns: select from the parents, joined
        parent = Entity(mapper=prop.parent, selectable=Alias(prop.parent.local_table, None))
        here = columns_of(parent)
        attributes = prop.parent.pk_attrs
        columns = tuple(here(c) for c in prop.parent.primary_key)
        first, second = conditions(prop, here, there, columns_of(link) if link is not None else keep)
        froms = (parent.selectable,)
        if prop.secondary is None:
            joins = (JoinSpec(target.selectable, first),)
        else:
            joins = (JoinSpec(link, first), JoinSpec(target.selectable, second))
    fields: dict[str, Any] = {
        "columns_clause": (*columns, target), "plugin": "orm", "label_style": LABEL_STYLE_NONE,
    }  # fmt: skip
    if froms:
        fields |= {"from_clauses": froms, "joins": joins}
    if prop.order_by:
        fields["order_by_clauses"] = tuple(replace_columns(o, there) for o in prop.order_by)
    key = columns[0] if len(columns) == 1 else RowValue(columns)
    return attributes, Select(**fields), key


def _only_equal(condition: Any, count: int) -> bool:
    clauses = getattr(condition, "clauses", (condition,))
    return len(clauses) == count and all(
        isinstance(c, BinaryExpression) and isinstance(c.left, NamedColumn) and isinstance(c.right, NamedColumn)
        for c in clauses
    )
