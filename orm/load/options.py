"""Loader options: immutable nodes in a statement's key, read as a tree when the statement is compiled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ...core.exc import ArgumentError
from ...core.expression.elements import ClauseElement
from ...core.node import child, children, plain
from .comparators import surface

__all__ = [
    "Load", "contains_eager", "defaultload", "defer", "immediateload", "joinedload", "lazyload", "load_only", "noload",
    "peersload", "raiseload", "selectinload", "subqueryload", "undefer", "undefer_group",
]  # fmt: skip

WILDCARD = "*"


class Step(ClauseElement):
    """One attribute of an option's path, and what is asked for it."""

    key: str = plain()
    prop: Any = plain(default=None)
    strategy: str | None = plain(default=None)
    detail: Any = plain(default=())
    to: Any = child(default=None)
    criteria: tuple[Any, ...] = children(default=())
    scope: str = plain(default="relationship")


class Path(ClauseElement):
    """A path from an entity of the statement; it says all that its steps say."""

    root: Any = child()
    steps: tuple[Any, ...] = children(default=())


class Load(ClauseElement):
    """A loader option; each method goes on from where the last one ended."""

    root: Any = child()
    steps: tuple[Any, ...] = children(default=())
    others: tuple[Any, ...] = children(default=())
    _plugin = "orm"

    def __init__(self, root: Any = None, steps: tuple[Any, ...] = (), others: tuple[Any, ...] = ()) -> None:
        put = object.__setattr__
        put(self, "root", None if root is None else surface(root))
        put(self, "steps", steps)
        put(self, "others", others)

    def paths(self) -> Iterable[Path]:
        """Yield every path that this option speaks of."""
        if self.steps:
            yield Path(self.root, self.steps)
        yield from self.others

    def joinedload(self, attr: Any, innerjoin: bool | str | None = None) -> Load:
        """Load by a LEFT OUTER JOIN in the same statement."""
        return self._to(attr, "joined", ("inner", innerjoin) if innerjoin is not None else ())

    def selectinload(self, attr: Any, recursion_depth: int | None = None) -> Load:
        """Load by a second statement with the keys in an IN list."""
        return self._to(attr, "selectin", ("depth", recursion_depth) if recursion_depth else ())

    def subqueryload(self, attr: Any) -> Load:
        """Load by a second statement; done as :meth:`selectinload`, which needs no repetition of the query."""
        return self._to(attr, "selectin")

    def lazyload(self, attr: Any) -> Load:
        """Load when the attribute is first read."""
        return self._to(attr, "select")

    def peersload(self, attr: Any) -> Load:
        """Load at the first reading, for all objects of the same result in one statement."""
        return self._to(attr, "peers")

    def immediateload(self, attr: Any, recursion_depth: int | None = None) -> Load:
        """Load one by one, right after the objects."""
        return self._to(attr, "immediate")

    def noload(self, attr: Any) -> Load:
        """Leave the attribute empty."""
        return self._to(attr, "noload")

    def raiseload(self, attr: Any, sql_only: bool = False) -> Load:
        """Raise when the attribute is read and not there."""
        return self._to(attr, "raise_on_sql" if sql_only else "raise")

    def contains_eager(self, attr: Any, alias: Any = None) -> Load:
        """Fill the attribute from a join that the statement itself has."""
        return self._to(attr, "contains", to=surface(alias) if alias is not None else None)

    def defaultload(self, attr: Any) -> Load:
        """Go on along the attribute without changing how it is loaded."""
        return self._to(attr, None)

    def load_only(self, *attrs: Any, raiseload: bool = False) -> Load:
        """Load only the named column attributes (and the primary key)."""
        return self._columns(attrs, "only", raiseload)

    def defer(self, key: Any, raiseload: bool = False) -> Load:
        """Load the column attribute when it is first read."""
        return self._columns((key,), "defer", raiseload)

    def undefer(self, key: Any) -> Load:
        """Load the deferred column attribute with the object."""
        return self._columns((key,), "undefer", False)

    def undefer_group(self, name: str) -> Load:
        """Load the deferred column attributes of a group with the object."""
        return self._and(Step(name, None, "undefer_group", (), None, (), "column"))

    def options(self, *options: Any) -> Load:
        """Add options that start where this one ends."""
        found = [Path(self.root, (*self.steps, *p.steps)) for o in options for p in o.paths()]
        return self._with(others=(*self.others, *found))

    def _to(self, attr: Any, strategy: str | None, detail: Any = (), to: Any = None) -> Load:
        if isinstance(attr, str) and attr == WILDCARD:
            return self._and(Step(WILDCARD, None, strategy, detail))
        key, prop, parent, found, criteria = describe(attr)
        if not prop.is_relationship:
            raise ArgumentError(f"{prop} is a column attribute; use defer(), undefer() or load_only() for it")
        step = Step(key, prop, strategy, detail, to if to is not None else found, criteria)
        root = self.root
        if root is None and not self.steps:
            root = surface(parent)
        return self._with(root=root, steps=(*self.steps, step))

    def _columns(self, attrs: Iterable[Any], strategy: str, raising: bool) -> Load:
        new = self
        for attr in attrs:
            if isinstance(attr, str) and attr == WILDCARD:
                step = Step(WILDCARD, None, strategy, ("raise",) if raising else (), None, (), "column")
            else:
                key, prop, parent, _, _ = describe(attr)
                if prop.is_relationship:
                    raise ArgumentError(f"{prop} is a relationship; use lazyload() or selectinload() for it")
                step = Step(key, prop, strategy, ("raise",) if raising else (), None, (), "column")
                if new.root is None and not new.steps:
                    new = new._with(root=surface(parent))
            new = new._and(step)
        return new

    def _and(self, step: Step) -> Load:
        return self._with(others=(*self.others, Path(self.root, (*self.steps, step))))


def describe(attr: Any) -> tuple[str, Any, Any, Any, tuple[Any, ...]]:
    """Return key, property, parent, ``of_type`` entity and criteria of a class attribute."""
    join = getattr(attr, "__join_element__", None)
    if join is not None:
        target = join()
        return target.prop.key, target.prop, target.parent, target.to, target.criteria
    if isinstance(attr, str):
        raise ArgumentError(
            f"Strings are not accepted for attribute names in loader options; pass the attribute: Class.{attr}"
        )
    prop, parent = getattr(attr, "property", None), getattr(attr, "parent", None)
    if prop is None or parent is None:
        raise ArgumentError(f"a mapped attribute such as User.addresses is expected in a loader option, got {attr!r}")
    return attr.key, prop, parent, None, ()


def joinedload(*keys: Any, innerjoin: bool | str | None = None) -> Load:
    """Load relationships by LEFT OUTER JOIN in the same statement."""
    load = _START
    for key in keys:
        load = load.joinedload(key, innerjoin)
    return load


def selectinload(*keys: Any, recursion_depth: int | None = None) -> Load:
    """Load relationships by a second statement with the keys in an IN list."""
    load = _START
    for key in keys:
        load = load.selectinload(key, recursion_depth)
    return load


def _chain(name: str, doc: str) -> Any:
    def option(*keys: Any, **kw: Any) -> Load:
        load = _START
        for key in keys:
            load = getattr(load, name)(key, **kw)
        return load

    option.__name__ = option.__qualname__ = name
    option.__doc__ = doc
    return option


subqueryload = _chain("subqueryload", "Load relationships by a second statement.")
lazyload = _chain("lazyload", "Load relationships when they are first read.")
peersload = _chain("peersload", "Load relationships at the first reading, for all objects of the result at once.")
immediateload = _chain("immediateload", "Load relationships one by one, right after the objects.")
noload = _chain("noload", "Leave relationships empty.")
raiseload = _chain("raiseload", "Raise when relationships are read and not there.")
contains_eager = _chain("contains_eager", "Fill relationships from joins that the statement itself has.")
defaultload = _chain("defaultload", "Go along relationships without changing how they are loaded.")
defer = _chain("defer", "Load column attributes when they are first read.")
undefer = _chain("undefer", "Load deferred column attributes with the object.")


def load_only(*attrs: Any, raiseload: bool = False) -> Load:
    """Load only the named column attributes, and the primary key."""
    return _START.load_only(*attrs, raiseload=raiseload)


def undefer_group(name: str) -> Load:
    """Load the deferred column attributes of a group with the object."""
    return _START.undefer_group(name)


# -- as the compiler reads them ------------------------------------------------------------------------------------


@dataclass
class Wanted:
    """What the options say of one entity: its columns and relationships."""

    relationships: dict[str, Choice] = field(default_factory=dict)
    every: str | None = None
    only: set[str] | None = None
    defer: dict[str, bool] = field(default_factory=dict)
    undefer: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)

    def add(self, steps: tuple[Step, ...], inherited: str | None = None) -> None:
        """Take one path into account."""
        step, rest = steps[0], steps[1:]
        if step.scope == "column":
            self._add_column(step)
        elif step.key == WILDCARD:
            self.every = step.strategy
        else:
            choice = self.relationships.setdefault(step.key, Choice())
            if step.strategy is not None:
                choice.strategy, choice.detail = step.strategy, step.detail
            if step.to is not None:
                choice.to = step.to
            if (step.criteria and not rest) or (step.criteria and not choice.criteria):
                choice.criteria = step.criteria
            if rest:
                choice.wanted.add(rest)

    def defaults(self, step: Step) -> None:
        """Take an option for every level into account where nothing else was said."""
        if step.strategy == "defer" and WILDCARD not in self.undefer:
            self.defer.setdefault(WILDCARD, bool(step.detail))
        elif step.strategy == "undefer" and WILDCARD not in self.defer:
            self.undefer.add(WILDCARD)

    def _add_column(self, step: Step) -> None:
        raising = bool(step.detail)
        if step.strategy == "only":
            self.only = (self.only or set()) | {step.key}
            if raising:
                self.defer[WILDCARD] = True
        elif step.strategy == "defer":
            self.defer[step.key] = raising
            self.undefer.discard(step.key)
        elif step.strategy == "undefer":
            self.undefer.add(step.key)
            self.defer.pop(step.key, None)
        else:
            self.groups.add(step.key)

    def loads(self, prop: Any) -> bool:
        """Answer whether a column attribute comes with the object."""
        key = prop.key
        if key in self.undefer or (prop.group is not None and prop.group in self.groups):
            return True
        if key in self.defer:
            return False
        if self.only is not None:
            return key in self.only
        if WILDCARD in self.undefer:
            return True
        return WILDCARD not in self.defer and not prop.deferred


@dataclass
class Choice:
    """What the options say of one relationship."""

    strategy: str | None = None
    detail: Any = ()
    to: Any = None
    criteria: tuple[Any, ...] = ()
    wanted: Wanted = field(default_factory=Wanted)


def wanted_for(options: Iterable[Any], entity: Any, used: set[int] | None = None, whole: bool = False) -> Wanted:
    """Return what `options` say of a root entity; `used` collects the ids of options that apply.

    With `whole` the options are known to be of this entity, whatever alias they were written for.
    """
    wanted = Wanted()
    for option in options:
        paths = getattr(option, "paths", None)
        if paths is None:
            continue
        for path in paths():
            if whole or applies(path.root, entity):
                wanted.add(path.steps)
                if used is not None:
                    used.add(id(option))
    return wanted


def everywhere(options: Iterable[Any]) -> str | None:
    """Return the strategy that an option such as ``raiseload("*")`` asks for at every level, or None."""
    found = None
    for step in wildcards(options):
        if step.scope == "relationship":
            found = step.strategy
    return found


def wildcards(options: Iterable[Any]) -> list[Step]:
    """Return the steps of options that hold at every level, such as ``defer("*")``."""
    paths = [p for option in options for p in getattr(option, "paths", tuple)()]
    return [p.steps[0] for p in paths if p.root is None and len(p.steps) == 1 and p.steps[0].key == WILDCARD]


def applies(root: Any, entity: Any) -> bool:
    """Answer whether a path that starts at `root` speaks of `entity`."""
    if root is None:
        return True
    if root is entity:
        return True
    if root._identity or entity._identity:
        return bool(root.selectable is entity.selectable)
    return related(root.mapper, entity.mapper)


def related(one: Any, other: Any) -> bool:
    """Answer whether two mappers are of one inheritance line."""
    return bool(one is other or one.isa(other) or other.isa(one))


def below(options: Iterable[Any], path: tuple[str, ...], entity: Any, unbound: bool = True) -> tuple[Load, ...]:
    """Return the options that go on beyond `path`, as options of a statement for the entity that it leads to.

    With `unbound`, options such as ``raiseload("*")`` hold there too.
    """
    found: list[Load] = []
    depth = len(path)
    for option in options:
        for p in getattr(option, "paths", tuple)():
            steps = p.steps
            if p.root is None and len(steps) == 1 and steps[0].key == WILDCARD:
                if unbound:
                    found.append(Load(None, steps))
            elif len(steps) > depth and tuple(s.key for s in steps[:depth]) == path:
                found.append(Load(entity, steps[depth:]))
    return tuple(found)


_START = Load(None)
