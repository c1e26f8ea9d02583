"""Events: functions that users attach to engines, pools, sessions and mappers.

A family of events is a subclass of `Events`; its methods are the events and their signatures. An object that can be
listened to has a `dispatch`, made by the `dispatcher` descriptor of its class: one attribute per event, holding a tuple
of functions. Asking whether anybody listens is an attribute access, and `dispatch.active` tells it for all at once.
"""

from __future__ import annotations

import inspect
import warnings
import weakref
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from typing import Any, ClassVar, Final, TypeVar

from .exc import ArgumentError, InvalidRequestError, SADeprecationWarning
from .util import nearest

_F = TypeVar("_F", bound=Callable[..., Any])


class EventTarget:
    """Mark a class whose instances have a `dispatch`."""

    dispatch: Any


class Signal(Enum):
    """Name what a listener may return to the code that fires the event."""

    CANCEL = "cancel"
    NO_RETVAL = "no return value"


CANCEL: Final = Signal.CANCEL
NO_RETVAL: Final = Signal.NO_RETVAL


class Events:
    """Be the base of event families: each public method is an event, called with the method's arguments."""

    _dispatch_target: ClassVar[type | None] = None
    _returning: ClassVar[frozenset[str]] = frozenset()
    """Events whose listeners may return a value when they are attached with `retval=True`."""
    _earlier: ClassVar[dict[str, tuple[str, ...]]] = {}
    """Arguments that listeners of an event took in earlier versions of this API; they still may, with a warning."""

    @classmethod
    def _accept(cls, target: Any, identifier: str) -> Any:
        """Return the object or class whose dispatch serves `target`, or None when the target is not of this family."""
        base = cls._dispatch_target
        if base is None:
            return None
        if isinstance(target, base) or (isinstance(target, type) and issubclass(target, base)):
            return target
        return None

    @classmethod
    def _wrap(cls, identifier: str, fn: Callable[..., Any], target: Any, options: dict[str, Any]) -> Callable[..., Any]:
        """Return the function that is really called for `fn`; `options` are the further keywords of `listen()`."""
        if options:
            raise TypeError(f"listen() for {identifier!r} got unexpected options {', '.join(sorted(options))}")
        return fn

    @classmethod
    def _event_names(cls) -> tuple[str, ...]:
        return tuple(n for n in dir(cls) if n[0] != "_" and n != "dispatch" and callable(getattr(cls, n)))

    def __init_subclass__(cls) -> None:
        _families.append(cls)


class Dispatch:
    """Hold the listeners of one object or class, merged with those of the class or object it stands below."""

    active: bool

    def __init__(self, family: type[Events], parents: tuple[Dispatch, ...] = (), own_first: bool = False) -> None:
        self.family = family
        self._parents = parents
        self._own_first = own_first
        self._own: dict[str, list[tuple[Callable[..., Any], Callable[..., Any], bool]]] = {}
        self._children: weakref.WeakSet[Dispatch] = weakref.WeakSet()
        for parent in parents:
            parent._children.add(self)
        self._refresh(family._event_names())

    def inherit(self, parent: Dispatch) -> None:
        """Fire the listeners of another dispatch too, before its own."""
        self._parents += (parent,)
        parent._children.add(self)
        self._refresh(self.family._event_names())

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"{self.family.__name__} has no event {name!r}")

    def child(self) -> Dispatch:
        """Return a dispatch that fires its own listeners, then these."""
        return Dispatch(self.family, (self,), own_first=True)

    def add(
        self, identifier: str, fn: Callable[..., Any], called: Callable[..., Any], insert: bool, propagate: bool
    ) -> None:
        """Attach `called` on behalf of `fn`, unless it is attached already."""
        if self.contains(identifier, fn):
            return
        own = self._own.setdefault(identifier, [])
        own.insert(0 if insert else len(own), (fn, called, propagate))
        self._refresh((identifier,))

    def remove(self, identifier: str, fn: Callable[..., Any]) -> bool:
        """Detach `fn`; tell whether it was attached here."""
        own = self._own.get(identifier, [])
        kept = [entry for entry in own if entry[0] is not fn and entry[0] != fn]
        self._own[identifier] = kept
        self._refresh((identifier,))
        return len(kept) < len(own)

    def contains(self, identifier: str, fn: Callable[..., Any]) -> bool:
        """Tell whether `fn` is attached here."""
        return any(entry[0] == fn for entry in self._own.get(identifier, ()))

    def propagated(self) -> Iterator[tuple[str, Callable[..., Any], Callable[..., Any]]]:
        """Yield the listeners that were attached with `propagate=True`."""
        for identifier, entries in self._own.items():
            for fn, called, propagate in entries:
                if propagate:
                    yield identifier, fn, called

    def _refresh(self, identifiers: tuple[str, ...]) -> None:
        for identifier in identifiers:
            inherited = tuple(fn for parent in self._parents for fn in getattr(parent, identifier))
            own = tuple(called for _, called, _ in self._own.get(identifier, ()))
            self.__dict__[identifier] = own + inherited if self._own_first else inherited + own
        self.active = any(self.__dict__[name] for name in self.family._event_names())
        for child in list(self._children):
            child._refresh(identifiers)


class RefCollection:
    """Base of collections of listeners that others hold by weak references."""

    @property
    def ref(self) -> weakref.ref[Any]:
        """Return a weak reference to this collection."""
        return weakref.ref(self)


class dispatcher:  # noqa: N801 (reads as the descriptor that it is)
    """Give a class and each of its instances a `dispatch` of an event family."""

    def __init__(self, family: type[Events]) -> None:
        self.family = family
        self._classes: weakref.WeakKeyDictionary[type, Dispatch] = weakref.WeakKeyDictionary()

    def __set_name__(self, owner: type, name: str) -> None:
        self._owner = owner
        if self.family._dispatch_target is None:
            self.family._dispatch_target = owner

    def __get__(self, instance: Any, owner: type) -> Dispatch:
        if instance is None:
            return self.of_class(owner)
        made: Dispatch = Dispatch(self.family, (self.of_class(owner),))
        instance.__dict__["dispatch"] = made
        return made

    def of_class(self, cls: type) -> Dispatch:
        """Return the dispatch of a class, which stands below those of its bases."""
        found = self._classes.get(cls)
        if found is None:
            bases = tuple(self.of_class(base) for base in cls.__bases__ if issubclass(base, self._owner))
            found = self._classes[cls] = Dispatch(self.family, bases)
        return found


def listen(target: Any, identifier: str, fn: Callable[..., Any], *args: Any, **kw: Any) -> None:
    """Call `fn` whenever the event `identifier` happens to `target`, an object or a whole class.

    Keywords: `once` (detach after the first call), `insert` (before the other listeners), `named` (call with keywords),
    `retval` (the returned value counts), `propagate` (to subclasses); some families know more.

    Raises `InvalidRequestError` when the target has no such event.
    """
    family, holder = _resolve(target, identifier)
    _attach(family, holder, target, identifier, fn, kw)


def listens_for(target: Any, identifier: str, *args: Any, **kw: Any) -> Callable[[_F], _F]:
    """Decorate a function so that it listens; see `listen()`."""

    def attach(fn: _F) -> _F:
        listen(target, identifier, fn, *args, **kw)
        return fn

    return attach


def remove(target: Any, identifier: str, fn: Callable[..., Any]) -> None:
    """Detach a listener; raises `InvalidRequestError` when it is not attached."""
    _, holder = _resolve(target, identifier)
    found = [dispatch.remove(identifier, fn) for dispatch in _dispatches(holder)]
    if not any(found):
        raise InvalidRequestError(f"No listeners found for event {target!r} / {identifier!r} / {fn!r}")


def contains(target: Any, identifier: str, fn: Callable[..., Any]) -> bool:
    """Tell whether `fn` listens to the event on `target`."""
    _, holder = _resolve(target, identifier)
    return any(dispatch.contains(identifier, fn) for dispatch in _dispatches(holder))


# -- helpers ---------------------------------------------------------------------------------------------------------


def _resolve(target: Any, identifier: str) -> tuple[type[Events], Any]:
    known: list[str] = []
    for family in _families:
        if hasattr(family, identifier):
            holder = family._accept(target, identifier)
            if holder is not None:
                return family, holder
        elif family._accept(target, identifier) is not None:
            known.extend(family._event_names())
    hint = nearest(identifier, known) if known else "; this object has no events"
    raise InvalidRequestError(f"No such event {identifier!r} for target {target!r}{hint}")


def _attach(
    family: type[Events], holder: Any, target: Any, identifier: str, fn: Callable[..., Any], kw: dict[str, Any]
) -> None:
    once, insert, named = kw.pop("once", False), kw.pop("insert", False), kw.pop("named", False)
    propagate, retval = kw.pop("propagate", False), kw.pop("retval", False)
    called = fn
    if named:
        called = _call_by_name(getattr(family, identifier), called)
    elif identifier in family._earlier:
        called = _as_earlier(family, identifier, called)
    if retval and identifier not in family._returning:
        raise ArgumentError(f"The return value of a listener for {identifier!r} is not used; drop retval=True")
    if identifier in family._returning and not retval and identifier not in _always_returning:
        called = _without_value(called)
    called = family._wrap(identifier, called, target, kw)
    if once:
        called = _only_once(called)
    for dispatch in _dispatches(holder):
        dispatch.add(identifier, fn, called, insert, propagate)


def _dispatches(holder: Any) -> tuple[Dispatch, ...]:
    return holder if isinstance(holder, tuple) else (holder if isinstance(holder, Dispatch) else holder.dispatch,)


def _call_by_name(event: Callable[..., Any], fn: Callable[..., Any]) -> Callable[..., Any]:
    names = _names_of(event)
    return lambda *args: fn(**dict(zip(names, args, strict=False)))


def _as_earlier(family: type[Events], identifier: str, fn: Callable[..., Any]) -> Callable[..., Any]:
    names, earlier = _names_of(getattr(family, identifier)), family._earlier[identifier]
    try:
        signature = inspect.signature(fn)
    except ValueError:  # written in C, without a signature
        return fn
    if _takes(signature, names) or not _takes(signature, earlier):
        return fn  # where it takes neither, the call will tell
    warnings.warn(
        f"A listener for {identifier!r} takes ({', '.join(names)}); {fn!r} takes ({', '.join(earlier)}), as in earlier "
        "versions",
        SADeprecationWarning,
        stacklevel=4,
    )

    def call(*args: Any) -> Any:
        given = dict(zip(names, args, strict=True))
        return fn(*(given.get(name, False) for name in earlier))

    return call


def _takes(signature: inspect.Signature, names: Sequence[str]) -> bool:
    try:
        signature.bind(*names)
    except TypeError:
        return False
    return True


def _names_of(event: Callable[..., Any]) -> list[str]:
    return [name for name in inspect.signature(event).parameters if name != "self"]


def _without_value(fn: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any) -> None:
        fn(*args)

    return call


def _only_once(fn: Callable[..., Any]) -> Callable[..., Any]:
    pending = [fn]

    def call(*args: Any) -> Any:
        try:
            once = pending.pop()
        except IndexError:
            return None
        return once(*args)

    return call


_families: list[type[Events]] = []
_always_returning = frozenset({"handle_error", "do_connect", "do_execute", "do_executemany", "do_execute_no_params"})
