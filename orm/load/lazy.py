"""Load what is missing when it is read: expired and deferred columns, relationships."""

from __future__ import annotations

from typing import Any

from ...core.exc import InvalidRequestError
from ...core.expression.elements import BindParameter
from ...core.expression.select import LABEL_STYLE_NONE, Select
from ..state import ALL, InstanceState
from .execute import LoadContext, load_by_identity, load_columns, load_entities, reload
from .joins import columns_of, conditions, replace_columns
from .options import WILDCARD, Choice, Load, Step
from .strategies import chosen, load_many, put, remaining, wanted_of


def load_attribute(state: InstanceState, prop: Any) -> Any:
    """Load attribute `prop` of an object in a session, keep the value in the object and return it."""
    if prop.is_relationship:
        return _load_relationship(state, prop)
    return _load_column(state, prop)


# -- columns -------------------------------------------------------------------------------------------------------


def _load_column(state: InstanceState, prop: Any) -> Any:
    session, obj, key = state.session, state(), prop.key
    d = obj.__dict__
    expired = state.expired
    if expired is ALL:
        reload(session, state)
        if key in d:
            return d[key]
        expired = None
    if expired is not None and key in expired:
        mapper = state.mapper
        names = [n for n in mapper.column_props if n in expired and n not in d]
        reload(session, state, names)
        return d.get(key)
    wanted = wanted_of(state)
    if prop.raiseload or (wanted is not None and (wanted.defer.get(key) or wanted.defer.get(WILDCARD))):
        raise InvalidRequestError(f"'{prop}' is not available due to raiseload=True")
    names = [key]
    if prop.group is not None:
        names += [n for n, p in state.mapper.column_props.items() if p.group == prop.group and n not in d and n != key]
    peers = _companions(state, key) if _default(session) == "peers" else []
    if len(peers) > 1:
        load_columns(session, state.mapper, peers, names)
    if key not in d:
        reload(session, state, names)
    return d.get(key)


# -- relationships -------------------------------------------------------------------------------------------------


def _load_relationship(state: InstanceState, prop: Any) -> Any:
    session: Any = state.session
    obj = state()
    if not prop.configured:
        prop.parent.ensure_configured()
    choice = chosen(state, prop.key) or _PLAIN
    strategy = choice.strategy
    if strategy is None:
        strategy = prop.lazy
        if strategy not in ("raise", "raise_on_sql", "noload", "peers"):
            strategy = _default(session) or "select"
            strategy = "select" if strategy == "each" else strategy
    if strategy == "raise":
        raise InvalidRequestError(f"'{prop}' is not available due to lazy='raise'")
    d = obj.__dict__
    if strategy == "noload":
        put(obj, prop, ())
        return d[prop.key]
    if prop.use_get and not choice.criteria:
        found = _known(session, state, obj, prop)
        if found is not _MISSING:
            put(obj, prop, () if found is None else (found,))
            return found
    if strategy == "raise_on_sql":
        raise InvalidRequestError(f"'{prop}' is not available due to lazy='raise_on_sql'")
    session._autoflush()
    if prop.key in d:
        return d[prop.key]
    options = remaining(state, prop.key)
    if strategy == "peers":
        companions = _companions(state, prop.key) or [obj]
        load_many(LoadContext(session, ()), load_entities, prop, companions, choice, options)
        return d[prop.key]
    put(obj, prop, _select(session, state, obj, prop, choice, options))
    return d[prop.key]


def _known(session: Any, state: InstanceState, obj: Any, prop: Any) -> Any:
    """Return the object that a many-to-one refers to, if the session has it or there is none."""
    mapper = prop.mapper
    values = tuple([getattr(obj, name) for name in prop.get_attrs])
    if None in values:
        return None
    found = session._bucket(mapper).get(values if mapper.composite_key else values[0])
    found = None if found is None else found()
    return _MISSING if found is None else found


def _select(
    session: Any, state: InstanceState, obj: Any, prop: Any, choice: Choice, options: tuple[Any, ...]
) -> list[Any]:
    """Load the related objects of one object."""
    mapper = prop.mapper
    if prop.use_get and not choice.criteria and choice.to is None:
        key = tuple([getattr(obj, name) for name in prop.get_attrs])
        one = load_by_identity(session, mapper, key if mapper.composite_key else key[0], options=options)
        return [] if one is None else [one]
    statement, parameters = _statement(prop)
    values = {name: getattr(obj, attr) for name, attr in parameters}
    if values and all(v is None for v in values.values()):
        return []
    if choice.criteria:
        statement = statement.where(*choice.criteria)
    if options:
        statement = statement.options(*options)
    found = load_entities(session, statement, values, only_new=True)
    return list({id(o): o for o in found if o is not None}.values())


def _statement(prop: Any) -> tuple[Any, list[tuple[str, str]]]:
    """Return ``SELECT ... WHERE :param_1 = far_column`` of a relationship, kept with its mapper."""
    memo = prop.parent.memo
    found = memo.get(("lazy", prop))
    if found is None:
        binds: dict[int, BindParameter] = {}
        parameters: list[tuple[str, str]] = []

        def near(column: Any) -> Any:
            attr = prop.parent.attr_for_column.get(column)
            if attr is None:
                return column
            bind = binds.get(id(column))
            if bind is None:
                name = f"param_{len(binds) + 1}"
                bind = binds[id(column)] = BindParameter(name, column.type, None, False, required=True)
                parameters.append((name, attr))
            return bind

        entity = prop.mapper.entity
        where = [c for c in conditions(prop, near, columns_of(entity)) if c is not None]
        statement = Select(columns_clause=(entity,), plugin="orm", label_style=LABEL_STYLE_NONE).where(*where)
        for back in prop.mapper.relationships.values():
            if back is not prop and back.mapper is prop.parent and back.lazy not in _ON_READING:
                # a default that leads back to where this came from would go round in circles
                statement = statement.options(Load(entity, (Step(back.key, back, "select"),)))
        if prop.order_by:
            there = columns_of(entity)
            statement = statement._with(order_by_clauses=tuple(replace_columns(o, there) for o in prop.order_by))
        found = memo["lazy", prop] = statement, parameters
    return found  # type: ignore[no-any-return]


def _companions(state: InstanceState, key: str) -> list[Any]:
    """Return the objects alive of the same result and class that lack attribute `key`."""
    if state.peers is None:
        return []
    mapper, session = state.mapper, state.session
    found = []
    for peer in state.peers:
        if peer.mapper is mapper and peer.session is session:
            obj = peer()
            if obj is not None and key not in obj.__dict__ and peer.expired is None and not peer.flags:
                found.append(obj)
    obj = state()
    return found if any(o is obj for o in found) else [obj, *found]


def _default(session: Any) -> str | None:
    return getattr(session, "fetch", None)


_ON_READING = frozenset({"select", "peers", "raise", "raise_on_sql", "noload", "dynamic", "write_only"})
_PLAIN = Choice()
_MISSING: Any = object()
