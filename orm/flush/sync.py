"""Carry values between objects and rows: keys to the rows that refer to them, generated values to their objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ...core.exc import InvalidRequestError, SAWarning
from ...core.expression.elements import ClauseElement
from ...core.util import warn
from ..exc import FlushError
from ..state import ALL, NO_VALUE, InstanceState
from .changes import Link, present_value
from .columns import columns_of

if TYPE_CHECKING:
    from ..mapper import Mapper

Row = tuple[Any, ...]


def refuse_lost(mapper: Mapper[Any], states: Sequence[InstanceState], objects: Sequence[Any]) -> None:
    """Refuse new objects whose values were expired before a rollback took their rows away."""
    given = [attr for attr in columns_of(mapper).writable if attr not in columns_of(mapper).optional]
    for state, obj in zip(states, objects, strict=True):
        if state.expired is not None:
            lost = [a for a in given if a not in obj.__dict__ and (state.expired is ALL or a in state.expired)]
            if lost:
                raise InvalidRequestError(
                    f"Instance {state.describe()} cannot be inserted again: {', '.join(lost)} was expired, and the row "
                    "that had the value was rolled back; set it anew, or make a new object"
                )
            state.expired = None


def apply_links(links: Iterable[Link]) -> None:
    """Copy keys into the rows that refer to them."""
    for state, attr, source, source_attr, prop in links:
        obj = state()
        if source is None:
            value = None
            if attr in state.mapper.pk_attrs and state.key is not None:
                raise FlushError(
                    f"Dependency rule on column '{state.mapper.column_props[attr].column}' tried to blank-out primary "
                    f"key column of {state.describe()}: delete it, or give {prop} cascade='all, delete-orphan'"
                )
        else:
            value = present_value(source, source_attr)
        d = obj.__dict__
        if state.key is not None:
            state.record(obj, attr, d.get(attr, NO_VALUE))
        d[attr] = value


def fill_defaults(mapper: Mapper[Any], dicts: Sequence[dict[str, Any]]) -> None:
    """Give new rows the values that Python makes: defaults and the first version."""
    for attr, column in columns_of(mapper).client_defaults:
        default = column.default
        if default.is_callable:
            make = default.arg
            for d in dicts:
                if d.get(attr) is None:
                    d[attr] = make(DefaultContext(mapper, d))
        else:
            value = default.arg
            for d in dicts:
                if d.get(attr) is None:
                    d[attr] = value
    version = mapper.version_attr
    if version is not None and mapper.version_id_generator is not False:
        for d in dicts:
            d[version] = mapper.version_id_generator(None)


def fill_onupdates(mapper: Mapper[Any], dicts: Sequence[dict[str, Any]], given: tuple[str, ...]) -> tuple[str, ...]:
    """Give changed rows the ``onupdate`` values that Python makes; return which attributes got one."""
    filled = []
    for attr, column in columns_of(mapper).client_onupdates:
        if attr in given:
            continue
        filled.append(attr)
        default = column.onupdate
        for d in dicts:
            d[attr] = default.arg(DefaultContext(mapper, d)) if default.is_callable else default.arg
    return tuple(filled)


def collect_rows(dicts: Sequence[dict[str, Any]], attrs: tuple[str, ...]) -> list[Row]:
    """Return the values of `attrs` as tuples; what an object never got is None from now on."""
    if not attrs:
        return [()] * len(dicts)
    if len(attrs) == 1:
        (attr,) = attrs
        return [(d.setdefault(attr, None),) for d in dicts]
    pick = itemgetter(*attrs)
    try:
        return list(map(pick, dicts))
    except KeyError:
        for d in dicts:
            for attr in attrs:
                if attr not in d:
                    d[attr] = None
        return list(map(pick, dicts))


def has_expressions(rows: Sequence[Row]) -> bool:
    """Return whether a value is SQL; asks each type once per column."""
    return any(
        issubclass(kind, ClauseElement) or hasattr(kind, "__clause_element__")
        for column in zip(*rows, strict=True)
        for kind in set(map(type, column))
    )


def is_expression(value: Any) -> bool:
    """Return whether a value is SQL."""
    return isinstance(value, ClauseElement) or hasattr(value, "__clause_element__")


def register(
    mapper: Mapper[Any],
    bucket: dict[Any, InstanceState],
    states: Sequence[InstanceState],
    dicts: Sequence[dict[str, Any]],
    fetched: tuple[str, ...],
    returned: Sequence[Row] | None,
    missing: frozenset[str],
) -> None:
    """Give new rows their generated values and their identity."""
    pk = mapper.pk_attrs
    if returned is not None and fetched == pk and len(pk) == 1:
        (attr,) = pk
        for state, d, (key,) in zip(states, dicts, returned, strict=True):
            d[attr] = key
            state.key = key
            bucket[key] = state
    else:
        if returned is not None:
            for d, row in zip(dicts, returned, strict=True):
                for attr, value in zip(fetched, row, strict=True):
                    d[attr] = value
        pick = itemgetter(*pk)
        for state, d in zip(states, dicts, strict=True):
            state.key = key = pick(d)
            bucket[key] = state
    if missing:
        for state, d in zip(states, dicts, strict=True):
            state.expired = set(missing)
            for attr in missing:
                d.pop(attr, None)


def check_keys(
    mapper: Mapper[Any],
    bucket: dict[Any, InstanceState],
    states: Sequence[InstanceState],
    dicts: Sequence[dict[str, Any]],
    absent: tuple[str, ...],
) -> list[str]:
    """Refuse rows without a key; return a sentence for each row whose key is taken in this session."""
    for attr in mapper.pk_attrs:
        if attr in absent:
            return []
        for state, d in zip(states, dicts, strict=True):
            if d.get(attr) is None:
                raise FlushError(
                    f"Instance {state.describe()} has a NULL identity key: {mapper.class_.__name__}.{attr} is None and "
                    "the database does not generate it. Set it, give the column a default, or make it an integer "
                    "primary key that is generated"
                )
    pick = itemgetter(*mapper.pk_attrs)
    taken = []
    seen: dict[Any, InstanceState] = {}
    for state, d in zip(states, dicts, strict=True):
        key = pick(d)
        other = seen.setdefault(key, state)
        kind = "new"
        if other is state:
            present = bucket.get(key)
            if present is None or present is state or present() is None:
                continue
            other, kind = present, "persistent"
        shown = mapper.identity_key_from_primary_key(as_tuple(mapper, key))
        text = (
            f"New instance {state.describe()} with identity key {shown} conflicts with {kind} instance "
            f"{other.describe()}: there is one {mapper.class_.__name__} per primary key in a session; change the "
            "present one, or copy onto it with session.merge()"
        )
        warn(text, SAWarning)
        taken.append(text)
    return taken


def as_tuple(mapper: Mapper[Any], key: Any) -> tuple[Any, ...]:
    """Return a plain key as a tuple."""
    return tuple(key) if mapper.composite_key else (key,)


class DefaultContext:
    """What a default function is given: the values of its row."""

    def __init__(self, mapper: Mapper[Any], d: dict[str, Any]) -> None:
        self._mapper = mapper
        self._d = d

    @property
    def current_parameters(self) -> dict[str, Any]:
        """Return the values of the row by column key."""
        columns, d = columns_of(self._mapper), self._d
        given = [attr for attr in columns.writable if d.get(attr) is not None or attr not in columns.optional]
        return {columns.key_of[attr]: d.get(attr) for attr in given}

    def get_current_parameters(self, isolate_multiinsert_groups: bool = True) -> dict[str, Any]:
        """Return the values of the row by column key."""
        return self.current_parameters
