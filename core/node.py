"""One declaration per node drives construction, traversal, rebuilding, the cache key and the repr.

A node class lists its fields by kind::

    class Binary(Node):
        left: Node = child()         # walked, rebuilt, part of the key
        operator: str = plain()      # copied, part of the key by value

    class Bind(Node, identity=True):
        type: object = plain()
        value: object = value()      # collected beside the key, never in it

Three shapes of storage exist. The default keeps fields in slots. ``sparse=True`` keeps only what differs
from the default, in ``__dict__``: statements have many clauses and use few, so copying one is one dict copy.
``opaque=True`` is for mutable schema objects, whose key is the number that they were born with.

Keys are flat: a node appends its class, then its fields, to one list. Every class appends a fixed or a
length-prefixed number of items, which makes the encoding unambiguous.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, ClassVar, Self, dataclass_transform

REQUIRED: Any = object()
KINDS = ("child", "children", "plain", "ident", "value", "note")

#: Set to True by tests: every transform then rebuilds every node, and all SQL must stay equal.
REBUILD_ALWAYS = False

#: What a floor above supplies to nodes: ``compile`` is set by the package root.
hooks: dict[str, Callable[..., Any]] = {}

fresh_ident: Callable[[], int] = itertools.count(1).__next__


class Field:
    """What a field is to the compiler: its kind, name and default."""

    __slots__ = ("default", "kind", "name")

    def __init__(self, kind: str, default: Any) -> None:
        self.kind, self.name, self.default = kind, "", default


def child(default: Any = REQUIRED) -> Any:
    """Declare one sub-node: walked, rebuilt, in the key recursively."""
    return Field("child", default)


def children(default: Any = ()) -> Any:
    """Declare a tuple of sub-nodes: walked, rebuilt, in the key recursively."""
    return Field("children", default)


def plain(default: Any = REQUIRED) -> Any:
    """Declare an operator, flag, name or type: copied, in the key by value."""
    return Field("plain", default)


def ident(default: Any = REQUIRED) -> Any:
    """Declare a schema object or mapper: not walked, in the key by its ``_ident`` number."""
    return Field("ident", default)


def value(default: Any = REQUIRED) -> Any:
    """Declare bound data: never in the key; the node that has one is collected beside it."""
    return Field("value", default)


def note(default: Any = None) -> Any:
    """Declare what changes no SQL: copied only."""
    return Field("note", default)


def map_sequence(items: tuple[Any, ...], fn: Callable[[Any], Any]) -> tuple[Any, ...]:
    """Apply ``fn`` to each item; return the same tuple when nothing changed."""
    out: list[Any] | None = None
    for i, item in enumerate(items):
        new = fn(item)
        if new is not item:
            if out is None:
                out = list(items)
            out[i] = new
    return items if out is None else tuple(out)


def plain_key(item: Any) -> Any:
    """Return the hashable form of a plain value: a type's key, a tuple of keys, else the value itself."""
    key = getattr(item, "_cache_key", None)
    if key is not None:
        return key
    if isinstance(item, (list, tuple)):
        return tuple(map(plain_key, item))
    if isinstance(item, dict):
        return tuple((k, plain_key(v)) for k, v in item.items())
    return item


# -- code generation -----------------------------------------------------------------------------------------------


def _promise(cls: Any, make: Callable[[Any], dict[str, Any]]) -> None:
    """Give ``cls`` methods that generate the real ones when one is first called: importing generates nothing."""
    promised = {name for name in _GENERATED if name not in cls.__dict__}

    def keep() -> None:
        for name, fn in make(cls).items():
            if name in promised:
                setattr(cls, name, fn)

    def stub(name: str) -> Any:
        def call(self: Any, *args: Any, **kw: Any) -> Any:
            keep()
            return cls.__dict__[name](self, *args, **kw)

        return call

    for name in promised:
        setattr(cls, name, stub(name))


_GENERATED = ("__init__", "_with", "_children", "_rebuild", "_collect", "_structure")


def _install(cls: Any, methods: dict[str, Any]) -> None:
    for name, fn in methods.items():
        if name not in cls.__dict__:
            setattr(cls, name, fn)


def _slot_methods(cls: Any) -> dict[str, Any]:
    fields: tuple[Field, ...] = cls._fields
    scope: dict[str, Any] = {"cls": cls, "_map": map_sequence, "_key": plain_key, "_new": cls.__new__}
    for f in fields:
        scope[f"_set_{f.name}"] = getattr(cls, f.name).__set__
        if f.default is not REQUIRED:
            scope[f"_d_{f.name}"] = f.default
    last = max(
        (i for i, f in enumerate(fields) if f.default is REQUIRED), default=-1
    )  # no default before a required field
    args = "".join(f", {f.name}" + ("" if i <= last else f"=_d_{f.name}") for i, f in enumerate(fields))
    src = [f"def __init__(self{args}):", *(f" _set_{f.name}(self, {f.name})" for f in fields), " pass"]
    src += ["def _with(self, **changes):", " new = _new(type(self))"]
    src += [f" _set_{f.name}(new, changes[{f.name!r}] if {f.name!r} in changes else self.{f.name})" for f in fields]
    src += [" return new", "def _children(self):"]
    for f in fields:
        if f.kind == "child":
            src.append(f" if self.{f.name} is not None: yield self.{f.name}")
        elif f.kind == "children":
            src.append(f" yield from self.{f.name}")
    src += [" return", " yield", "def _rebuild(self, fn):"]
    walked = [f for f in fields if f.kind in ("child", "children")]
    for f in walked:
        if f.kind == "child":
            src.append(f" {f.name} = self.{f.name}")
            src.append(f" if {f.name} is not None: {f.name} = fn({f.name})")
        else:
            src.append(f" {f.name} = _map(self.{f.name}, fn)")
    if walked:
        changed = " or ".join(f"{f.name} is not self.{f.name}" for f in walked)
        src.append(f" if {changed} or _always(): return self._with({', '.join(f'{f.name}={f.name}' for f in walked)})")
    scope["_always"] = _rebuild_always
    src += [" return self", "def _collect(self, found):", " found.add(cls)"]
    for f in walked:
        if f.kind == "child":
            src += [f" c = self.{f.name}", " if c is not None: c._collect(found)"]
        else:
            src.append(f" for c in self.{f.name}: c._collect(found)")
    src.append("def _structure(self, key, nodes, seen):")
    src += _identity_prologue(cls)
    src += [f" key.append({'cls'})"]
    if any(f.kind == "value" for f in fields):
        src.append(" nodes.append(self)")
    for f in fields:
        src += _slot_key(f)
    exec("\n".join(src), scope)  # noqa: S102 - source is built from field names of our own classes
    return {n: scope[n] for n in ("__init__", "_with", "_children", "_rebuild", "_collect", "_structure")}


def _identity_prologue(cls: Any) -> list[str]:
    if not cls._identity:
        return []
    return [
        " n = seen.get(id(self))",
        " if n is not None:",
        "  key.append(n)",
        "  return",
        " seen[id(self)] = -1 - len(seen)",
    ]


def _slot_key(f: Field) -> list[str]:
    if f.kind == "child":
        return [f" c = self.{f.name}", " if c is None: key.append(None)", " else: c._structure(key, nodes, seen)"]
    if f.kind == "children":
        return [f" cs = self.{f.name}", " key.append(len(cs))", " for c in cs: c._structure(key, nodes, seen)"]
    if f.kind == "plain":
        if f.name in ("type", "operator"):
            return [f" key.append(self.{f.name}._cache_key)"]
        if f.name in ("name", "key"):  # a quoted_name equals the plain name, and is written otherwise
            return [f" v = self.{f.name}", " key.append(v if v.__class__ is str else _key(v))"]
        if f.name in ("unique", "isouter", "full"):
            return [f" key.append(self.{f.name})"]
        return [f" key.append(_key(self.{f.name}))"]
    if f.kind == "ident":
        return [f" c = self.{f.name}", " key.append(None if c is None else c._ident)"]
    return []


def _sparse_methods(cls: Any) -> dict[str, Any]:
    fields: tuple[Field, ...] = cls._fields
    handlers = {f.name: f.kind for f in fields if f.kind not in ("note", "value")}
    names = tuple(f.name for f in fields)
    walked = tuple((f.name, f.kind == "child") for f in fields if f.kind in ("child", "children"))
    required = tuple(f.name for f in fields if f.default is REQUIRED)
    positions = names
    collects = any(f.kind == "value" for f in fields)
    identity = cls._identity

    def __init__(self: Any, *args: Any, **values: Any) -> None:  # noqa: N807 - it becomes the class's
        d = self.__dict__
        if args:
            values = {**dict(zip(positions, args, strict=False)), **values}
        d.update(values)
        for name in required:
            if name not in d:
                raise TypeError(f"{cls.__name__} needs {name!r}")

    def _with(self: Any, **changes: Any) -> Any:
        new = cls_new(type(self))
        d = new.__dict__
        for name, v in self.__dict__.items():
            if name in name_set:
                d[name] = v
        d.update(changes)
        return new

    def _children(self: Any) -> Iterator[Any]:
        d = self.__dict__
        for name, single in walked:
            v = d.get(name)
            if v is None:
                continue
            if single:
                yield v
            else:
                yield from v

    def _rebuild(self: Any, fn: Callable[[Any], Any]) -> Any:
        changes = {}
        d = self.__dict__
        for name, single in walked:
            v = d.get(name)
            if v is None:
                continue
            new = fn(v) if single else map_sequence(v, fn)
            if new is not v:
                changes[name] = new
        return _with(self, **changes) if changes or REBUILD_ALWAYS else self

    def _collect(self: Any, found: set[Any]) -> None:
        found.add(cls_of(self))
        for c in _children(self):
            c._collect(found)

    def _structure(self: Any, key: list[Any], nodes: list[Any], seen: dict[int, int]) -> None:
        if identity:
            n = seen.get(id(self))
            if n is not None:
                key.append(n)
                return
            seen[id(self)] = -1 - len(seen)
        key.append(cls_of(self))
        if collects:
            nodes.append(self)
        for name, v in self.__dict__.items():
            kind = handlers.get(name)
            if kind is None:
                continue
            key.append(name)
            if kind == "children":
                key.append(len(v))
                for c in v:
                    c._structure(key, nodes, seen)
            elif v is None:
                key.append(None)
            elif kind == "child":
                v._structure(key, nodes, seen)
            elif kind == "plain":
                key.append(plain_key(v))
            else:
                key.append(v._ident)
        key.append(None)

    name_set = frozenset(names)
    cls_new: Any = object.__new__
    cls_of = type
    return {
        "__init__": __init__, "_with": _with, "_children": _children, "_rebuild": _rebuild, "_collect": _collect,
        "_structure": _structure,
    }  # fmt: skip


def _rebuild_always() -> bool:
    return REBUILD_ALWAYS


class NodeMeta(type):
    """Turn Field attributes into storage before the class exists, and generate its methods once."""

    _fields: tuple[Field, ...]

    def __new__(
        mcs,
        name: str,
        bases: tuple[type, ...],
        ns: dict[str, Any],
        *,
        identity: bool = False,
        sparse: bool = False,
        opaque: bool = False,
        **kw: Any,
    ) -> NodeMeta:
        own = {n: f for n, f in ns.items() if isinstance(f, Field)}
        sparse = sparse or any(getattr(b, "_sparse", False) for b in bases)
        opaque = opaque or any(getattr(b, "_opaque", False) for b in bases)
        for n, f in own.items():
            f.name = n
            if sparse:
                ns[n] = None if f.default is REQUIRED else f.default
            else:
                del ns[n]
        if not sparse and not opaque:
            ns.setdefault("__slots__", tuple(own))
        cls = super().__new__(mcs, name, bases, ns, **kw)
        merged: dict[str, Field] = {}
        for base in reversed(cls.__mro__[1:]):
            merged.update({f.name: f for f in base.__dict__.get("_own_fields", ())})
        merged.update(own)
        cls._own_fields = tuple(own.values())  # type: ignore[attr-defined]
        cls._fields = tuple(merged.values())
        cls._identity = identity or any(getattr(b, "_identity", False) for b in bases)  # type: ignore[attr-defined]
        cls._sparse, cls._opaque = sparse, opaque  # type: ignore[attr-defined]
        if opaque:
            cls.__setattr__ = object.__setattr__  # type: ignore[method-assign, assignment]
            _install(cls, {name: Node.__dict__[name] for name in _OPAQUE})
        else:
            _promise(cls, _sparse_methods if sparse else _slot_methods)
        return cls


#: What an opaque class takes from Node over the generated methods of its bases.
_OPAQUE = ("_with", "_children", "_rebuild", "_collect", "_structure")


@dataclass_transform(eq_default=False, field_specifiers=(child, children, plain, ident, value, note))
class Node(metaclass=NodeMeta):
    """Base of everything that the compiler walks: immutable, compared by identity."""

    __slots__ = ()
    _fields: ClassVar[tuple[Field, ...]]
    _identity: ClassVar[bool]
    _sparse: ClassVar[bool]
    _opaque: ClassVar[bool]
    #: The name by which visitors ask for nodes of this class.
    __visit_name__: ClassVar[str] = "clause"
    #: A node's key is made from its declared fields: every class is cacheable, subclasses too.
    inherit_cache: ClassVar[bool | None] = True
    #: The dialect whose text ``str()`` shows, whether a place for this takes a lambda, and what ``inspect()`` gives.
    stringify_dialect: ClassVar[str] = "default"
    allows_lambda: ClassVar[bool] = True
    uses_inspection: ClassVar[bool] = False

    def __setattr__(self, name: str, _: object) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} is read-only; use .replace({name}=...)")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} is read-only")

    def replace(self, **changes: Any) -> Self:
        """Return a copy with the given fields changed."""
        names = {f.name for f in self._fields}
        for name in changes:
            if name not in names:
                raise TypeError(f"{type(self).__name__} has no field {name!r}; it has {', '.join(sorted(names))}")
        return self._with(**changes)

    def get_children(self, *, omit_attrs: Collection[str] = (), **_: Any) -> list[Node]:
        """Return the nodes directly below this one; fields in ``omit_attrs`` are left out."""
        if not omit_attrs:
            return list(self._children())
        out: list[Node] = []
        for f in self._fields:
            if f.kind in ("child", "children") and f.name not in omit_attrs:
                found = getattr(self, f.name)
                out += () if found is None else (found,) if f.kind == "child" else found
        return out

    def walk(self) -> Iterator[Node]:
        """Yield this node and everything below it, depth first; a shared node is yielded each time it is met."""
        yield self
        for c in self._children():
            yield from c.walk()

    def classes(self) -> set[Any]:
        """Return the classes of this node and of everything below it."""
        found: set[Any] = set()
        self._collect(found)
        return found

    def structure(self) -> tuple[tuple[Any, ...], list[Any]]:
        """Return ``(key, nodes)``: the shape as a hashable tuple, and the nodes that carry values in its order."""
        key: list[Any] = []
        nodes: list[Any] = []
        self._structure(key, nodes, {})
        return tuple(key), nodes

    def swap(self, fn: Callable[[Node], Node | None], memo: dict[int, Node] | None = None) -> Any:
        """Return the tree with ``fn(node)`` in place of each node for which it answers; else descend.

        A shared identity node is rebuilt once, so two columns of one alias still share it afterwards.
        """
        memo = {} if memo is None else memo
        done = memo.get(id(self))
        if done is not None:
            return done
        new = fn(self)
        if new is None:
            new = self._rebuild(lambda c: c.swap(fn, memo))
        if self._identity or self._opaque:
            memo[id(self)] = new
        return new

    def transform(self, rules: Mapping[Any, Callable[[Any, Any], Any]], ctx: Any = None) -> Any:
        """Rewrite bottom-up by class: one walk applies every rule, and an unchanged tree is returned as it is."""
        return self._transform(rules, ctx, {})

    def _transform(self, rules: Mapping[Any, Callable[[Any, Any], Any]], ctx: Any, memo: dict[int, Node]) -> Any:
        if self._identity:
            done = memo.get(id(self))
            if done is not None:
                return done

        def below(c: Any) -> Any:
            return c._transform(rules, ctx, memo)

        new = self._rebuild(below)
        rule = rules.get(type(new))
        if rule is not None:
            new = rule(new, ctx)
        if self._identity:
            memo[id(self)] = new
        return new

    def __repr__(self) -> str:
        shown = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in self._fields if f.kind != "note")
        return f"{type(self).__name__}({shown})"

    # -- generated per class; these serve opaque nodes -------------------------------------------------------------

    def _with(self, **changes: Any) -> Self:
        raise TypeError(f"{type(self).__name__} is changed in place, not by copies")

    def _children(self) -> Iterator[Node]:
        return iter(())

    def _rebuild(self, fn: Callable[[Any], Any]) -> Any:
        return self

    def _collect(self, found: set[Any]) -> None:
        found.update(type(n) for n in self.walk())

    def _structure(self, key: list[Any], nodes: list[Any], seen: dict[int, int]) -> None:
        key.append(self._ident)  # type: ignore[attr-defined]  # given by the opaque class


class Structural(Node):
    """A node that compares by its fields: the statement tree, so that a pass is tested by ``==``."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        return all(getattr(self, f.name) == getattr(other, f.name) for f in self._fields if f.kind != "note")

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, f.name) for f in self._fields if f.kind not in ("note", "value"))))
