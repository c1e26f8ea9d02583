"""The state of one compilation: names given so far, bind slots, the dialect, what plugins attach."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..exc import UnsupportedByDialect

if TYPE_CHECKING:
    from ..dialect import Dialect

#: Characters that a parameter's name may not have in the text.
_UNSAFE = re.compile(r"[^0-9A-Za-z_]")
#: What the counters of names that were cut are called, which no stem is.
_CUT = "\0"
#: Rewrites of statements that a floor above brings, by the name in ``Statement.plugin``.
PLUGINS: dict[str, Callable[[Any, Context], Any]] = {}


def register_plugin(name: str, rewrite: Callable[[Any, Context], Any]) -> None:
    """Have ``rewrite(statement, context)`` turn statements of plugin ``name`` into plain ones before resolution."""
    PLUGINS[name] = rewrite


class Slot:
    """One parameter: its name, its type, and where its value comes from.

    ``index`` is its place among the statement's values; None when the value is ``constant`` or arrives by name.
    """

    __slots__ = (
        "constant",
        "default",
        "expanding",
        "index",
        "items",
        "key",
        "literal_execute",
        "name",
        "node",
        "out",
        "required",
        "row",
        "type",
    )

    def __init__(self, name: str, key: Any, type_: Any, index: int | None, node: Any) -> None:
        self.name = name if name.isidentifier() else _UNSAFE.sub("_", name)
        self.key, self.type, self.index, self.node = key, type_, index, node
        self.expanding = self.literal_execute = self.required = self.out = False
        self.constant: Any = None
        #: What stands around each cell of the items of a list: text, numbers of slots, None for the cell.
        self.items: tuple[tuple[Any, ...], ...] | None = None
        #: A client-side default: a function of the execution context, for a slot that no value was given for.
        self.default: Callable[[Any], Any] | None = None
        #: For a default that asks for the values of its row: the slots of that row by column key.
        self.row: dict[str, Slot] | None = None


class Context:
    """What one compilation knows; resolve, passes and writer share it."""

    def __init__(
        self,
        dialect: Dialect,
        *,
        value_index: dict[int, int] | None = None,
        column_keys: tuple[str, ...] | None = None,
        many: bool = False,
        schema_map: dict[Any, Any] | None = None,
        trace: list[tuple[str, Any]] | None = None,
    ) -> None:
        self.dialect = dialect
        self.caps = dialect.capabilities
        self.column_keys, self.many, self.schema_map, self.trace = column_keys, many, schema_map, trace
        self.slots: list[Slot] = []
        self.extras: dict[str, Any] = {}
        self.depth = 0
        #: Result columns of the outermost statement, as (name, key, type, objects).
        self.result: list[tuple[str, Any, Any, tuple[Any, ...]]] = []
        self.ctes: list[Any] = []
        self.facts: dict[str, Any] = {}
        #: Operators and other marks that passes are triggered by, beside tree classes.
        self.seen: set[Any] = set()
        self._value_index = value_index or {}
        self._slot_of: dict[int, int] = {}
        self._counts: dict[str, int] = {}
        self._longest = dialect.longest_label
        self._shortened: dict[tuple[str, str], str] = {}
        self._names: dict[int, str] = {}
        self._held: list[Any] = []
        self._slot_names: dict[str, Slot] = {}

    # -- names -----------------------------------------------------------------------------------------------------

    def anonymous(self, stem: str, kind: str = "label") -> str:
        """Return the next unused name of ``stem``: ``anon_1``, ``anon_2``."""
        n = self._counts.get(stem, 0) + 1
        self._counts[stem] = n
        return self.shortened(f"{stem}_{n}", kind)

    def shortened(self, name: str, kind: str = "label") -> str:
        """Return the made-up ``name`` as the server takes it: one that is too long is cut, and numbered by ``kind``.

        The longest is six less than the server takes, so that a name which is cut has room for its number.
        """
        if len(name) <= self._longest and (name.isascii() or self.dialect.cut(name, self._longest) == name):
            return name
        made = self._shortened.get((kind, name))
        if made is None:
            self._counts[_CUT + kind] = n = self._counts.get(_CUT + kind, 0) + 1
            made = self._shortened[kind, name] = f"{self.dialect.cut(name, self._longest)}_{n:x}"
        return made

    def name_of(self, thing: Any, stem: str, kind: str = "label") -> str:
        """Return the anonymous name of ``thing``, given when it is first met."""
        name = self._names.get(id(thing))
        if name is None:
            name = self._names[id(thing)] = self.anonymous(stem, kind)
            self._held.append(thing)
        return name

    def same_name(self, thing: Any, name: str) -> None:
        """Let ``thing`` be known by ``name``."""
        self._names[id(thing)] = name
        self._held.append(thing)

    # -- binds -----------------------------------------------------------------------------------------------------

    def slot(self, node: Any, type_: Any = None) -> int:
        """Return the number of the slot of bind ``node``, made when it is first met."""
        number = self._slot_of.get(id(node))
        if number is not None:
            return number
        if node.unique:
            name = self.anonymous(_bind_stem(node.name), "parameter")
        else:
            name = node.name
            existing = self._slot_names.get(self._folded(name))
            if existing is not None and existing.name == name and _may_share(existing.node, node):
                number = self.slots.index(existing)
                self._slot_of[id(node)] = number
                return number
        made = Slot(name, None if node.unique else node.name, type_ if type_ is not None else node.type,
                    self._value_index.get(id(node)), node)  # fmt: skip
        made.expanding, made.literal_execute = node.expanding, node.literal_execute
        made.required, made.out = node.required, node.is_out
        if made.index is None:
            made.constant = node.value
        return self._add(made, node)

    def same_slot(self, node: Any, number: int) -> None:
        """Let bind ``node`` be the parameter of slot ``number``."""
        self._slot_of[id(node)] = number
        self._held.append(node)

    def key_slot(self, name: str, key: str, type_: Any, *, default: Any = None, required: bool = False) -> int:
        """Return a new slot whose value is looked up by ``key`` in the parameters of the execution."""
        made = Slot(name, key, type_, None, None)
        made.default, made.required = default, required
        return self._add(made, made)

    def constant_slot(self, value: Any, type_: Any, stem: str = "param") -> int:
        """Return a new slot that always holds ``value``."""
        made = Slot(self.anonymous(stem, "parameter"), None, type_, None, None)
        made.constant = value
        return self._add(made, made)

    def _add(self, slot: Slot, node: Any) -> int:
        number = len(self.slots)
        if self._folded(slot.name) in self._slot_names:
            slot.name = self.anonymous(slot.name, "parameter")
        self.slots.append(slot)
        self._slot_of[id(node)] = number
        self._slot_names[self._folded(slot.name)] = slot
        self._held.append(node)
        return number

    def _folded(self, name: str) -> str:
        return name.lower() if self.dialect.folds_bind_names else name

    # -- refusing --------------------------------------------------------------------------------------------------

    def refuse(self, feature: str, hint: str) -> UnsupportedByDialect:
        """Return the error for a feature that this dialect lacks, and what to do instead."""
        return UnsupportedByDialect(feature, self.dialect.describe(), hint)


def _may_share(one: Any, other: Any) -> bool:
    """Answer whether two binds of one name are one parameter: only without values, which are not part of the key."""
    return one is None or one is other or (one.required and other.required and one.expanding == other.expanding)


def _bind_stem(name: Any) -> str:
    return str(name) if name else "param"
