"""Generate the function that turns raw rows into objects: one per statement, with every column at its place.

For ``select(User)`` of three columns it is, in essence::

    def load(rows, ctx):
        for c0, c1, c2 in rows:
            s0 = get0(c0)
            if s0 is None or (o0 := s0()) is None:
                o0 = new0(class0); s0 = reference(State, o0, mapper0); ...
                d0 = o0.__dict__; d0['id'] = c0; d0['name'] = c1; d0['fullname'] = c2
            add(o0)

Objects that are in the session already keep their values; only what they lack is filled in.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Sequence
from typing import Any

from ...core.engine.row import result_tuple
from ...core.util import without_collector
from ..collections import new_collection
from ..events import InstanceEvents, mapper_dispatch
from ..state import ALL, STATE, InstanceState
from .plan import EntityPlan, Item, LoadPlan

Loader = Callable[[Sequence[tuple[Any, ...]], Any], list[Any]]


def loader_for(plan: LoadPlan, width: int, processors: Sequence[Any], over: str, peers: bool) -> Loader:
    """Return the function for a statement's rows, made at the first need.

    `over` says what happens to values that are there: ``"keep"`` them, replace those of the ``"root"`` object
    (refresh), or of ``"all"`` (populate_existing). With `peers` each object remembers its companions.
    """
    key = (over, peers)
    found = plan.loaders.get(key)
    if found is None:
        found = plan.loaders[key] = _Source(plan, width, processors, over, peers).compile()
    return found


def load_rows(load: Loader, rows: Sequence[tuple[Any, ...]], ctx: Any) -> list[Any]:
    """Run a loader with the garbage collector paused when there is much to load."""
    return without_collector(len(rows), load, rows, ctx)


def fill(state: InstanceState, values: dict[str, Any]) -> None:
    """Give an object of the session the loaded values that it lacks."""
    obj = state()
    if obj is None:
        return
    d, changes = obj.__dict__, state.changes
    for key, value in values.items():
        if key not in d and (changes is None or key not in changes):
            d[key] = value
    settle(state, d)


def overwrite(state: InstanceState, values: dict[str, Any]) -> None:
    """Give an object the loaded values, forgetting changes that were not flushed."""
    obj = state()
    if obj is None:
        return
    d = obj.__dict__
    d.update(values)
    changes = state.changes
    if changes is not None:
        for key in values:
            changes.pop(key, None)
        if not changes:
            state.changes = None
            if state.session is not None:
                state.session._dirty.pop(state, None)
    settle(state, d)


def settle(state: InstanceState, d: dict[str, Any]) -> None:
    """Bring the set of expired attributes in step with what is loaded."""
    expired = state.expired
    if expired is None:
        return
    names = state.mapper.column_props if expired is ALL else expired
    left = {key for key in names if key not in d}
    state.expired = left or None


def set_collection(obj: Any, prop: Any, items: Any, over: bool = False) -> None:
    """Put loaded members into an object's collection attribute, with what waits to be added or taken away."""
    d = obj.__dict__
    state: InstanceState = d[STATE]
    if over:
        overwrite(state, {})
        if state.changes is not None and state.changes.pop(prop.key, None) is not None and not state.changes:
            overwrite(state, {})
    commit = getattr(prop, "committed_collection", None)
    d[prop.key] = new_collection(prop, obj, items) if commit is None else commit(state, obj, items)
    if state.expired is not None:
        settle(state, d)


class _Source:
    """The source text in the making."""

    def __init__(self, plan: LoadPlan, width: int, processors: Sequence[Any], over: str, peers: bool) -> None:
        self.plan, self.width, self.over, self.peers = plan, width, over, peers
        self.lines: list[str] = []
        self.head: list[str] = []
        self.tail: list[str] = []
        self.scope: dict[str, Any] = {
            "State": InstanceState, "reference": weakref.ref.__new__, "fill": fill, "overwrite": overwrite,
            "set_collection": set_collection, "settle": settle,
        }  # fmt: skip
        self.processors = processors
        self.count = 0

    def compile(self) -> Loader:
        items = self.plan.items
        names = [self._item(item, 2) for item in items]
        single = len(items) == 1 and not items[0].items
        self._line(2, f"add({names[0]})" if single else f"add(({', '.join(names)},))")
        columns = "".join(f"c{n}, " for n in range(self.width))
        source = [
            "def load(rows, ctx):",
            " session = ctx.session; peers = ctx.peers; every = not ctx.only_new; out = []; add = out.append",
            *self.head, f" for {columns or '_'} in rows:", *self.lines, *self.tail, " return out",
        ]  # fmt: skip
        exec("\n".join(source), self.scope)  # noqa: S102 - made of numbers and of attribute names, quoted by repr()
        return self.scope["load"]  # type: ignore[no-any-return]

    def _line(self, depth: int, text: str) -> None:
        self.lines.append(" " * depth + text)

    def _value(self, position: int) -> str:
        processor = self.processors[position]
        if processor is None:
            return f"c{position}"
        self.scope[f"p{position}"] = processor
        return f"p{position}(c{position})"

    def _item(self, item: Item, depth: int) -> str:
        if item.entity is not None:
            return self._entity(item.entity, depth, True)
        if item.items:
            inner = [self._item(i, depth) for i in item.items]
            values = f"({', '.join(inner)},)"
            self.count += 1
            made = f"r{self.count}"
            custom = item.bundle.create_row_processor(None, _getters(len(inner)), [i.name for i in item.items])
            self.scope[made] = custom or (
                _only if item.bundle.single_entity and len(inner) == 1 else result_tuple([i.name for i in item.items])
            )
            return f"{made}({values})"
        return self._value(item.column)

    def _entity(self, plan: EntityPlan, depth: int, root: bool) -> str:
        n = plan.index = self.count
        self.count += 1
        line, scope = self._line, self.scope
        mapper = plan.mapper
        scope[f"listeners{n}"] = mapper_dispatch(mapper, InstanceEvents)
        scope |= {f"m{n}": mapper, f"class{n}": mapper.class_, f"new{n}": mapper.class_.__new__, f"plan{n}": plan}
        self.head += [
            f" bucket{n} = session._bucket(m{n}); get{n} = bucket{n}.get; path{n} = ctx.path(plan{n})",
            f" hooks{n} = listeners{n}.load",
        ]
        over = self.over == "all" or (self.over == "root" and root)
        keys = [self._value(p) for p in plan.pk]
        if len(keys) == 1:
            line(depth, f"k{n} = {keys[0]}")
            absent = f"k{n} is None"
        else:
            line(depth, f"k{n} = ({', '.join(keys)})")
            absent = " and ".join(f"c{p} is None" for p in plan.pk)
        line(depth, f"s{n} = get{n}(k{n})")
        if plan.after:
            line(depth, f"new{n}_ = False")
        line(depth, f"if s{n} is None or (o{n} := s{n}()) is None:")
        line(depth + 1, f"if {absent}: o{n} = None")
        line(depth + 1, "else:")
        self._create(plan, n, depth + 2)
        self._existing(plan, n, depth, over)
        if plan.joined or plan.after or plan.noload:
            line(depth, f"if o{n} is not None:")
            if plan.after:
                self.head.append(f" found{n} = {{}}")
                line(depth + 1, f"if every or new{n}_: found{n}[k{n}] = o{n}")
                self.tail.append(f" if found{n}: ctx.after(plan{n}, list(found{n}.values()))")
            for prop in plan.noload:
                self._noload(prop, n, depth + 1)
            for child in plan.joined:
                self._child(plan, child, n, depth + 1, over)
            line(depth + 1, "pass")
        return f"o{n}"

    def _create(self, plan: EntityPlan, n: int, depth: int) -> None:
        line = self._line
        line(depth, f"o{n} = new{n}(class{n}); s{n} = reference(State, o{n}, m{n})")
        line(depth, f"s{n}.mapper = m{n}; s{n}.key = k{n}; s{n}.session = session; s{n}.load_path = path{n}")
        line(depth, f"s{n}.changes = s{n}.expired = s{n}.queued = s{n}.owners = None; s{n}.flags = 0")
        line(depth, f"s{n}.peers = {'peers' if self.peers else None}")
        if self.peers:
            line(depth, f"peers.append(s{n})")
        line(depth, f"d{n} = o{n}.__dict__; d{n}[{STATE!r}] = s{n}")
        for key, position in plan.columns:
            value = f"k{n}" if plan.pk == [position] else self._value(position)
            line(depth, f"d{n}[{key!r}] = {value}")
        line(depth, f"bucket{n}[k{n}] = s{n}")
        if plan.after:
            line(depth, f"new{n}_ = True")
        line(depth, f"if hooks{n}: ctx.loaded(hooks{n}, o{n})")

    def _existing(self, plan: EntityPlan, n: int, depth: int, over: bool) -> None:
        line = self._line
        values = ", ".join(f"{key!r}: {self._value(position)}" for key, position in plan.columns)
        if over:
            line(depth, "else:")
            line(depth + 1, f"s{n}.load_path = path{n}; overwrite(s{n}, {{{values}}})")
            return
        line(depth, "else:")
        line(depth + 1, f"d{n} = o{n}.__dict__")
        missing = [f"{key!r} not in d{n}" for key, _ in plan.columns]
        line(depth + 1, f"if {' or '.join([f's{n}.expired is not None', *missing])}:")
        line(depth + 2, f"fill(s{n}, {{{values}}})")
        if self.peers:
            line(depth + 1, f"if s{n}.peers is not peers: s{n}.peers = peers; peers.append(s{n})")

    def _noload(self, prop: Any, n: int, depth: int) -> None:
        key = prop.key
        self.scope[f"prop{n}_{key}"] = prop
        self._line(depth, f"if {key!r} not in o{n}.__dict__:")
        empty = f"set_collection(o{n}, prop{n}_{key}, ())" if prop.uselist else f"o{n}.__dict__[{key!r}] = None"
        self._line(depth + 1, empty)

    def _child(self, plan: EntityPlan, child: EntityPlan, n: int, depth: int, over: bool) -> None:
        line = self._line
        key = child.prop.key
        if child.prop.uselist:
            m = self.count  # the number that the child is about to get
            self.scope[f"prop{m}"] = child.prop
            self.head.append(f" lists{m} = {{}}; no{m} = (None, {{}})")
            line(depth, f"j{m} = lists{m}.get(k{n})")
            line(depth, f"if j{m} is None:")
            there = f"(o{n}, {{}})"
            line(depth + 1, f"j{m} = lists{m}[k{n}] = " + (
                there if over else f"no{m} if {key!r} in o{n}.__dict__ else {there}"
            ))  # fmt: skip
            self._entity(child, depth, False)
            line(depth, f"if o{m} is not None: j{m}[1][k{m}] = o{m}")
            self.tail += [
                f" for owner, items in lists{m}.values():",
                f"  if owner is not None: set_collection(owner, prop{m}, items.values(), {over})",
            ]
            return
        made = self._entity(child, depth, False)
        line(depth, f"if {over or f'{key!r} not in o{n}.__dict__'}:")
        line(depth + 1, f"o{n}.__dict__[{key!r}] = {made}")
        line(depth + 1, f"if s{n}.expired is not None: settle(s{n}, o{n}.__dict__)")


def _getters(count: int) -> list[Callable[[Any], Any]]:
    return [lambda row, n=n: row[n] for n in range(count)]  # type: ignore[misc]


def _only(values: tuple[Any, ...]) -> Any:
    return values[0]
