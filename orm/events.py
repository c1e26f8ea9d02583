"""Events of sessions, mappers and attributes."""

from __future__ import annotations

import weakref
from typing import Any

from ..core.event import Dispatch, Events, dispatcher
from .attributes import QueryableAttribute
from .mapper import Mapper
from .properties import ColumnProperty, MapperProperty


class SessionEvents(Events):
    """What happens to a session."""

    _returning = frozenset({"do_orm_execute"})

    @classmethod
    def _accept(cls, target: Any, identifier: str) -> Any:
        made = getattr(target, "class_", None)  # a sessionmaker
        if made is None:
            made = getattr(getattr(target, "session_factory", None), "class_", None)  # a scoped_session
        return super()._accept(target if made is None else made, identifier)

    def do_orm_execute(self, orm_execute_state: Any) -> Any: ...
    def after_transaction_create(self, session: Any, transaction: Any) -> None: ...
    def after_transaction_end(self, session: Any, transaction: Any) -> None: ...
    def before_commit(self, session: Any) -> None: ...
    def after_commit(self, session: Any) -> None: ...
    def after_rollback(self, session: Any) -> None: ...
    def after_soft_rollback(self, session: Any, previous_transaction: Any) -> None: ...
    def before_flush(self, session: Any, flush_context: Any, instances: Any) -> None: ...
    def after_flush(self, session: Any, flush_context: Any) -> None: ...
    def after_flush_postexec(self, session: Any, flush_context: Any) -> None: ...
    def after_begin(self, session: Any, transaction: Any, connection: Any) -> None: ...
    def before_attach(self, session: Any, instance: Any) -> None: ...
    def after_attach(self, session: Any, instance: Any) -> None: ...


class ORMExecuteState:
    """Show a statement to a ``do_orm_execute`` listener, which may return a result of its own."""

    def __init__(self, session: Any, statement: Any, parameters: Any, options: Any, bind_arguments: Any) -> None:
        self.session = session
        self.statement = statement
        self.parameters = parameters
        self.execution_options = dict(options or {})
        self.bind_arguments = bind_arguments or {}
        self.is_select = bool(getattr(statement, "is_select", False))
        self.is_insert = bool(getattr(statement, "is_insert", False))
        self.is_update = bool(getattr(statement, "is_update", False))
        self.is_delete = bool(getattr(statement, "is_delete", False))

    @property
    def is_orm_statement(self) -> bool:
        """Return whether mapped classes take part."""
        return getattr(self.statement, "plugin", None) == "orm"


class MapperEvents(Events):
    """What a flush does with the rows of one class, or of all (target `Mapper`)."""

    @classmethod
    def _accept(cls, target: Any, identifier: str) -> Any:
        return _holder(cls, target)

    def before_insert(self, mapper: Any, connection: Any, target: Any) -> None: ...
    def after_insert(self, mapper: Any, connection: Any, target: Any) -> None: ...
    def before_update(self, mapper: Any, connection: Any, target: Any) -> None: ...
    def after_update(self, mapper: Any, connection: Any, target: Any) -> None: ...
    def before_delete(self, mapper: Any, connection: Any, target: Any) -> None: ...
    def after_delete(self, mapper: Any, connection: Any, target: Any) -> None: ...


class InstanceEvents(Events):
    """What happens to the objects of one class."""

    @classmethod
    def _accept(cls, target: Any, identifier: str) -> Any:
        return _holder(cls, target)

    def load(self, target: Any, context: Any) -> None: ...
    def refresh(self, target: Any, context: Any, attrs: Any) -> None: ...


class AttributeEvents(Events):
    """What happens to one attribute: target ``Class.attribute``."""

    _returning = frozenset({"set", "append"})

    @classmethod
    def _accept(cls, target: Any, identifier: str) -> Any:
        if not isinstance(target, QueryableAttribute):
            return None
        prop = target.prop
        prop.parent.ensure_configured()
        found = _ATTRIBUTES.get(prop)
        if found is None:
            found = _ATTRIBUTES[prop] = _AttributeDispatch(prop)
        return found

    @classmethod
    def _wrap(cls, identifier: str, fn: Any, target: Any, options: dict[str, Any]) -> Any:
        options.pop("active_history", None)
        options.pop("raw", None)
        return super()._wrap(identifier, fn, target, options)

    def set(self, target: Any, value: Any, oldvalue: Any, initiator: Any) -> Any: ...
    def append(self, target: Any, value: Any, initiator: Any) -> Any: ...
    def remove(self, target: Any, value: Any, initiator: Any) -> None: ...


class _AttributeDispatch(Dispatch):
    """Put the listeners where the attribute looks for them."""

    def __init__(self, prop: MapperProperty[Any]) -> None:
        self.prop = prop
        super().__init__(AttributeEvents)

    def _refresh(self, identifiers: tuple[str, ...]) -> None:
        super()._refresh(identifiers)
        prop = self.prop
        if not self.active:
            return
        prop.listeners["set"] = [_on_set(fn, prop) for fn in self.__dict__["set"]]
        for name in ("append", "remove"):
            prop.listeners[name] = [_on_item(fn, prop) for fn in self.__dict__[name]]
        if isinstance(prop, ColumnProperty):
            prop.parent.plain.pop(prop.key, None)
            prop.parent.special[prop.key] = prop


def mapper_dispatch(mapper: Mapper[Any], family: type[Events] = MapperEvents) -> Dispatch:
    """Return the listeners of a mapper, with those of the bases of its class and of all mappers."""
    found = _MAPPERS.setdefault(family, weakref.WeakKeyDictionary())
    dispatch = found.get(mapper)
    if dispatch is None:
        above = tuple(_class_dispatch(family, cls) for cls in mapper.class_.__mro__[1:-1])
        dispatch = found[mapper] = Dispatch(family, (_class_dispatch(family, Mapper), *above))
    return dispatch


def _holder(family: type[Events], target: Any) -> Any:
    if isinstance(target, Mapper):
        return mapper_dispatch(target, family)
    if not isinstance(target, type):
        return None
    mapper = target.__dict__.get("__mapper__")
    if isinstance(mapper, Mapper):
        return mapper_dispatch(mapper, family)
    known = target is Mapper or hasattr(target, "registry") or not hasattr(target, "dispatch")
    return _class_dispatch(family, target) if known else None


def _class_dispatch(family: type[Events], cls: type) -> Dispatch:
    found = _CLASSES.setdefault(family, weakref.WeakKeyDictionary())
    dispatch = found.get(cls)
    if dispatch is None:
        dispatch = found[cls] = Dispatch(family)
    return dispatch


def _on_set(fn: Any, prop: MapperProperty[Any]) -> Any:
    def listener(obj: Any, value: Any, old: Any) -> Any:
        result = fn(obj, value, old, prop)
        return value if result is None else result

    return listener


def _on_item(fn: Any, prop: MapperProperty[Any]) -> Any:
    return lambda obj, value: fn(obj, value, prop)


session_dispatcher = dispatcher(SessionEvents)

_MAPPERS: dict[type[Events], weakref.WeakKeyDictionary[Mapper[Any], Dispatch]] = {}
_CLASSES: dict[type[Events], weakref.WeakKeyDictionary[type, Dispatch]] = {}
_ATTRIBUTES: weakref.WeakKeyDictionary[MapperProperty[Any], _AttributeDispatch] = weakref.WeakKeyDictionary()
