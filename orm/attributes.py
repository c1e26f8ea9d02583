"""Instrumented attributes: plain values in the instance's ``__dict__``, writes told to the state.

The class attribute is a non-data descriptor, so that Python finds a loaded value in the instance first and
only a missing one reaches `InstrumentedAttribute.__get__`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, overload

from ..core.exc import InvalidRequestError
from ..core.expression.elements import Label
from ..core.expression.operators import ColumnOperators, Operator, TypedExpression
from .collections import new_collection
from .exc import DetachedInstanceError
from .nodes import selected
from .state import ALL, NO_VALUE, STATE, History, InstanceState, instance_state

if TYPE_CHECKING:
    from .mapper import Mapper

__all__ = [
    "InstrumentedAttribute",
    "Mapped",
    "QueryableAttribute",
    "flag_dirty",
    "flag_modified",
    "get_attribute",
    "get_history",
    "init_collection",
    "instance_state",
    "set_attribute",
    "set_committed_value",
]

UNCONFIGURED: list[Mapper[Any]] = []
"""Mappers whose relationships were not looked at yet."""

_T_co = TypeVar("_T_co", covariant=True)


class Mapped(TypedExpression[_T_co]):
    """Declare a mapped attribute: ``name: Mapped[str]``.

    On the class it is a SQL expression, on an instance the Python value.
    """

    __slots__ = ()

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Any) -> InstrumentedAttribute[_T_co]: ...

        @overload
        def __get__(self, instance: object, owner: Any) -> _T_co: ...

        def __get__(self, instance: object | None, owner: Any) -> Any: ...

        def __set__(self, instance: Any, value: Any) -> None: ...

        def __delete__(self, instance: Any) -> None: ...


class QueryableAttribute(ColumnOperators, Mapped[_T_co]):
    """A mapped attribute as SQL: operators build expressions of its column."""

    if not TYPE_CHECKING:  # the checker sees the descriptor of Mapped, which differs on purpose
        __slots__ = ("expression", "key", "parent", "prop")

    key: str
    parent: Any
    prop: Any
    expression: Any

    def __init__(self, key: str, parent: Any, prop: Any, expression: Any) -> None:
        self.key = key
        self.parent = parent
        self.prop = prop
        self.expression = expression

    @property
    def class_(self) -> Any:
        """Return the mapped class, or the alias."""
        return self.parent.class_ if self.parent.is_mapper else self.parent.entity

    @property
    def comparator(self) -> Any:
        """Return what gives the attribute its operators."""
        return self.prop.comparator(self)

    def __clause_element__(self) -> Any:
        return self.prop.clause(self)

    def __select_element__(self) -> Any:
        """Return the expression as a columns clause has it: rows know it by the attribute's name."""
        return selected(self.__clause_element__(), self.key)

    def operate(self, op: Operator, *other: Any, **kwargs: Any) -> Any:
        return self.prop.operate(self, op, *other, **kwargs)

    def label(self, name: str | None) -> Label:
        """Return the expression under another name."""
        return self.__clause_element__().label(name)  # type: ignore[no-any-return]

    def cast(self, type_: Any) -> Any:
        """Return ``CAST(attribute AS type_)``."""
        return self.__clause_element__().cast(type_)

    def adapted(self, parent: Any, expression: Any) -> QueryableAttribute[Any]:
        """Return the same attribute of an alias."""
        return QueryableAttribute(self.key, parent, self.prop, expression)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and not (name == "__join_element__" and self.prop.is_relationship):
            raise AttributeError(name)
        found = getattr(self.prop.comparator(self), name, NO_VALUE)
        if found is NO_VALUE:
            raise AttributeError(
                f"Neither {type(self).__name__!r} object nor its {type(self.prop).__name__} "
                f"{self} has an attribute {name!r}"
            )
        return found

    def __str__(self) -> str:
        owner = getattr(self.parent, "class_", None)
        return f"{owner.__name__ if owner is not None else self.parent}.{self.key}"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"

    @property  # the last one: its name hides the builtin
    def property(self) -> Any:
        """Return the property behind the attribute, configured."""
        self.prop.parent.ensure_configured()
        return self.prop


class InstrumentedAttribute(QueryableAttribute[_T_co]):
    """The class attribute of a mapped class."""

    if not TYPE_CHECKING:
        __slots__ = ()

        def __get__(self, instance: Any, owner: Any) -> Any:
            if instance is None:
                return self
            state = instance.__dict__.get(STATE)
            if state is None or state.key is None:
                if state is not None and state.expired is ALL and self.prop.is_column:
                    raise lost(state, self.key)
                return self.prop.unset_value(instance)
            if state.changes is not None and self.key in state.changes and not self.prop.uselist:
                return None  # deleted by `del`, to be NULL
            session = state.session
            if session is None:
                raise detached(state, self.key)
            return session._load_missing(state, self.prop)


def detached(state: InstanceState, key: str) -> DetachedInstanceError:
    """Return the error for an attribute that must be loaded and cannot be."""
    name = state.mapper.class_.__name__
    what = "lazy load" if key in state.mapper.relationships else "load"
    return DetachedInstanceError(
        f"{what} of attribute {name}.{key} cannot proceed: instance {state.describe()} is not bound to a Session "
        f"(its session was closed, or the object expunged); read the attribute while the session is open, load it "
        f"with the query (selectinload({name}.{key}), undefer), or attach the object again with session.add() "
        "or session.merge()"
    )


def lost(state: InstanceState, key: str) -> InvalidRequestError:
    """Return the error for an attribute that was expired before a rollback took the row away."""
    return InvalidRequestError(
        f"Instance {state.describe()} cannot be refreshed: {key} was expired, and the row that had the value was "
        "rolled back; set it anew, or make a new object"
    )


def instrument_class(mapper: Mapper[Any]) -> None:
    """Give a class its ``__setattr__``, ``__delattr__`` and pickle support."""
    cls: Any = mapper.class_
    own = cls.__dict__
    cls.__setattr__ = _make_setattr(mapper, cls.__setattr__)
    cls.__delattr__ = _make_delattr(mapper, cls.__delattr__)
    if "__getstate__" not in own and "__reduce__" not in own and "__reduce_ex__" not in own:
        cls.__getstate__ = _getstate
        if "__setstate__" not in own:
            cls.__setstate__ = _setstate


def _make_setattr(mapper: Mapper[Any], base: Callable[[Any, str, Any], None]) -> Any:
    plain = mapper.plain  # column attributes without listeners
    special = mapper.special

    def __setattr__(self: Any, name: str, value: Any) -> None:  # noqa: N807
        if name in plain:
            d = self.__dict__
            state = d.get(STATE)
            if state is not None and state.key is not None:
                changes = state.changes
                if changes is None:
                    state.record(self, name, d.get(name, NO_VALUE))
                elif name not in changes:
                    changes[name] = d.get(name, NO_VALUE)
            d[name] = value
        elif name in special:
            special[name].instance_set(self, value)
        elif UNCONFIGURED and name[:2] != "__":
            mapper.ensure_configured()  # a backref of another class may name the attribute
            if name in special:
                special[name].instance_set(self, value)
            else:
                base(self, name, value)
        else:
            base(self, name, value)

    return __setattr__


def _make_delattr(mapper: Mapper[Any], base: Callable[[Any, str], None]) -> Any:
    def __delattr__(self: Any, name: str) -> None:  # noqa: N807
        prop = mapper.props.get(name)
        if prop is None:
            base(self, name)
        else:
            prop.instance_delete(self)

    return __delattr__


def _getstate(self: Any) -> dict[str, Any]:
    values = dict(self.__dict__)
    state = values.pop(STATE, None)
    if state is not None:
        values[STATE] = (state.key, state.expired, state.changes, state.flags)
    return values


def _setstate(self: Any, values: dict[str, Any]) -> None:
    d = self.__dict__
    d.update(values)
    saved = d.pop(STATE, None)
    state = instance_state(self)
    if saved is not None:
        state.key, state.expired, state.changes, state.flags = saved
    for key, prop in state.mapper.relationships.items():
        if prop.uselist and key in d:
            value = d[key]
            d[key] = new_collection(prop, self, value.values() if isinstance(value, dict) else value)


# values by name, for libraries and loaders


def set_committed_value(instance: Any, key: str, value: Any) -> None:
    """Set a value as if the database had given it: no history, no events."""
    state = instance_state(instance)
    prop: Any = state.mapper.props[key]
    d = instance.__dict__
    if state.changes is not None and state.changes.pop(key, None) is not None and not state.changes:
        state.changes = None
        if state.session is not None:
            state.session._dirty.pop(state, None)
    if state.expired is not None and state.expired is not ALL:
        state.expired.discard(key)
    if prop.is_relationship and prop.uselist:
        value = prop.committed_collection(state, instance, () if value is None else value)
    d[key] = value


def init_collection(instance: Any, key: str) -> Any:
    """Give an attribute an empty collection without loading it."""
    set_committed_value(instance, key, ())
    return instance.__dict__[key]


def set_attribute(instance: Any, key: str, value: Any, initiator: Any = None) -> None:
    """Set an attribute with history and events."""
    setattr(instance, key, value)


def get_attribute(instance: Any, key: str) -> Any:
    """Return an attribute, loading it if need be."""
    return getattr(instance, key)


def del_attribute(instance: Any, key: str) -> None:
    """Delete an attribute with history and events."""
    delattr(instance, key)


def get_history(obj: Any, key: str, passive: Any = None) -> History:
    """Return how an attribute changed since the last flush."""
    state = obj if isinstance(obj, InstanceState) else instance_state(obj)
    return state.mapper.props[key].history(state, state.dict)


def flag_modified(instance: Any, key: str) -> None:
    """Mark an attribute as changed, for values that were changed in place."""
    state = instance_state(instance)
    if key not in state.mapper.props:
        raise InvalidRequestError(f"{type(instance).__name__} has no mapped attribute {key!r}")
    if key not in instance.__dict__:
        raise InvalidRequestError(
            f"Can't flag attribute {key!r} modified; it's not present in the object state: read it first"
        )
    if state.key is not None:
        if state.changes is not None:
            state.changes[key] = NO_VALUE
        else:
            state.record(instance, key, NO_VALUE)


def flag_dirty(instance: Any) -> None:
    """Mark an object as changed without naming an attribute, so that flush events see it."""
    state = instance_state(instance)
    if state.key is not None and state.session is not None:
        if state.changes is None:
            state.changes = {}
        state.session._dirty[state] = instance
