"""Put the changes of a flush in order: groups of one statement shape, parents before children, cycles broken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ...core.exc import CircularDependencyError
from ..state import DELETED, NO_VALUE, InstanceState
from .changes import Changes, Link, LinkRow, collect
from .columns import TableColumns, columns_of

if TYPE_CHECKING:
    from ..mapper import Mapper
    from ..session import Session
    from ..transaction import SessionTransaction

Rows = dict[InstanceState, Any]


class Step:
    """One group of rows of one statement shape."""

    verb = ""
    note = ""

    @property
    def table(self) -> str:
        """Return the table's name."""
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError

    def detail(self) -> str:
        """Return what is set or returned."""
        return ""


class MapperStep(Step):
    """Rows of mapped objects."""

    def __init__(self, mapper: Mapper[Any], states: list[InstanceState], objects: list[Any]) -> None:
        self.mapper = mapper
        self.states = states
        self.objects = objects

    @property
    def table(self) -> str:
        return str(self.mapper.local_table.fullname)

    def __len__(self) -> int:
        return len(self.states)


class InsertStep(MapperStep):
    """New rows: `attrs` are given, `absent` are left to the server."""

    verb = "INSERT"

    def __init__(
        self, mapper: Mapper[Any], states: list[InstanceState], objects: list[Any], absent: tuple[str, ...]
    ) -> None:
        super().__init__(mapper, states, objects)
        self.absent = absent

    def detail(self) -> str:
        wanted = columns_of(self.mapper).wanted(self.absent)
        return f"returning {', '.join(wanted)}" if wanted else ""


class UpdateStep(MapperStep):
    """Changed rows; `attrs` are set."""

    verb = "UPDATE"

    def __init__(
        self,
        mapper: Mapper[Any],
        states: list[InstanceState],
        objects: list[Any],
        attrs: tuple[str, ...],
        note: str = "",
        links: list[Link] | None = None,
    ) -> None:
        super().__init__(mapper, states, objects)
        self.attrs = attrs
        self.note = note
        self.links = links

    def detail(self) -> str:
        return f"set {', '.join(self.attrs)}"


class DeleteStep(MapperStep):
    """Rows to delete."""

    verb = "DELETE"


class LinkStep(Step):
    """Rows of an association table."""

    def __init__(self, verb: str, secondary: Any, rows: list[LinkRow]) -> None:
        self.verb = verb
        self.secondary = secondary
        self.rows = rows

    @property
    def table(self) -> str:
        return str(self.secondary.fullname)

    def __len__(self) -> int:
        return len(self.rows)


class FlushPlan:
    """The steps of a flush in order; printing shows them, one per line."""

    def __init__(self, changes: Changes, steps: list[Step]) -> None:
        self.changes = changes
        self.steps = steps

    def __bool__(self) -> bool:
        return bool(self.steps)

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def __len__(self) -> int:
        return len(self.steps)

    def __str__(self) -> str:
        rows = [
            (str(n), step.verb, step.table, f"x{len(step)}", step.detail(), step.note or self._needs(step))
            for n, step in enumerate(self.steps, 1)
        ]
        if not rows:
            return "nothing to flush"
        widths = [max(len(row[i]) for row in rows) for i in range(5)]
        lines = []
        for n, verb, table, count, detail, note in rows:
            lines.append(
                f"{n:>{widths[0]}} {verb:<{widths[1]}} {table:<{widths[2]}}  {count:<{widths[3]}}  "
                f"{detail:<{widths[4]}}   {note}".rstrip()
            )
        return "\n".join(lines)

    __repr__ = __str__

    def settle(self, session: Session, transaction: SessionTransaction) -> None:
        """Make the executed changes the new state of the objects."""
        changes = self.changes
        for state in changes.dropped:
            session._detach(state)
        if len(session._new) == len(changes.inserts):
            session._new.clear()
        else:
            for state in [*changes.inserts, *changes.switches]:
                session._new.pop(state, None)
        transaction.new.update(dict.fromkeys(changes.inserts))
        transaction.new.update(dict.fromkeys(changes.switches))
        for state in changes.updates:
            state.changes = state.queued = None
            session._dirty.pop(state, None)
            if transaction.nested:
                transaction.dirty.add(state)
        for state, obj in [*changes.deletes.items(), *((old, old()) for old in changes.switches.values())]:
            state.flags |= DELETED
            state.changes = None
            session._deleted.pop(state, None)
            session._dirty.pop(state, None)
            bucket = session._bucket(state.mapper)
            if bucket.get(state.key) is state:
                del bucket[state.key]
            transaction.deleted[state] = obj

    def _needs(self, step: Step) -> str:
        """Return which generated keys of earlier steps a step needs."""
        found: dict[str, None] = {}
        numbers = {
            state: n for n, one in enumerate(self.steps, 1) if isinstance(one, InsertStep) for state in one.states
        }
        if isinstance(step, LinkStep):
            sources = [(state, attr) for row in step.rows for _, state, attr in row.cells]
        elif isinstance(step, (InsertStep, UpdateStep)):
            links = self.changes.links
            sources = [
                (link.source, link.source_attr)
                for state in step.states if state in links
                for link in links[state].values() if link.source is not None
            ]  # fmt: skip
        else:
            return ""
        for state, attr in sources:
            if state in numbers and attr in state.mapper.pk_attrs and state.dict.get(attr) is None:
                found[f"{state.mapper.local_table.fullname}.{attr} ({numbers[state]})"] = None
        return f"needs {', '.join(found)}" if found else ""


def make_plan(session: Session) -> FlushPlan:
    """Return the plan of a flush; nothing is executed but loads of what deletes must know."""
    changes = collect(session)
    steps: list[Step] = []
    saves = _by_mapper(changes.inserts)
    updates = _by_mapper(changes.updates)
    deletes = _by_mapper(changes.deletes)
    order = _order({*saves, *updates, *deletes})
    for group in order:
        if len(group) == 1 and not _inner_links(changes, group):
            mapper = group[0]
            steps += _update_steps(changes, mapper, updates.get(mapper, {}))
            steps += _insert_steps(changes, mapper, saves.get(mapper, {}))
        else:
            steps += _save_by_rows(changes, group, saves, updates)
    steps += _fix_up_steps(changes.fix_ups, "post_update")
    steps += [LinkStep("DELETE", table, list(rows.values())) for table, rows in changes.rows_removed.items()]
    steps += [LinkStep("INSERT", table, list(rows.values())) for table, rows in changes.rows_added.items()]
    for group in reversed(order):
        if len(group) == 1 and not _refers_to_itself(group[0]):
            if deletes.get(group[0]):
                steps.append(_delete_step(group[0], deletes[group[0]]))
        else:
            steps += _delete_by_rows(group, deletes)
    return FlushPlan(changes, steps)


# -- steps of one mapper -------------------------------------------------------------------------------------------


def _insert_steps(changes: Changes, mapper: Mapper[Any], rows: Rows) -> list[Step]:
    """Group new rows by which columns are left to the server; generated keys ascend as the rows were added."""
    if not rows:
        return []
    optional, unset = columns_of(mapper).optional, columns_of(mapper).unset
    states, objects = list(rows), list(rows.values())
    if not optional and not unset:
        return [InsertStep(mapper, states, objects, ())]
    links = changes.links
    if len(optional) == 1 and not links and not unset:
        (attr,) = optional
        absent = [obj.__dict__.get(attr) is None for obj in objects]
        if all(absent):
            return [InsertStep(mapper, states, objects, optional)]
    steps: list[Step] = []
    by_shape: dict[tuple[str, ...], InsertStep] = {}
    generated = columns_of(mapper).generated_key
    for state, obj in rows.items():
        d = obj.__dict__
        linked = links.get(state, ())
        shape = tuple([name for name in optional if d.get(name) is None and name not in linked])
        if unset:
            shape += tuple([name for name in unset if name not in d])
        step = by_shape.get(shape)
        if step is None or (step is not steps[-1] and generated in shape):
            step = by_shape[shape] = InsertStep(mapper, [], [], shape)
            steps.append(step)
        step.states.append(state)
        step.objects.append(obj)
    return steps


def _update_steps(changes: Changes, mapper: Mapper[Any], rows: Rows) -> list[Step]:
    """Group changed rows by which columns are set."""
    if not rows:
        return []
    columns = columns_of(mapper)
    shapes: dict[tuple[str, ...], tuple[list[InstanceState], list[Any]]] = {}
    for state, obj in _by_key(rows).items():
        shape = _changed(changes, columns, state, obj)
        if shape:
            group = shapes.setdefault(shape, ([], []))
            group[0].append(state)
            group[1].append(obj)
    return [UpdateStep(mapper, states, objects, shape) for shape, (states, objects) in shapes.items()]


def _changed(changes: Changes, columns: TableColumns, state: InstanceState, obj: Any) -> tuple[str, ...]:
    if state in changes.switches:
        pk = state.mapper.pk_attrs
        return tuple(name for name in columns.writable if name in obj.__dict__ and name not in pk)
    own = state.changes or {}
    linked = changes.links.get(state, ())
    d = obj.__dict__
    props = state.mapper.column_props
    return tuple(
        [
            name
            for name in columns.writable
            if name in linked
            or (name in own and (own[name] is NO_VALUE or not props[name].same(own[name], d.get(name))))
        ]
    )


def _fix_up_steps(links: Iterable[Link], why: str) -> list[Step]:
    """Group the columns that are set after both rows are there."""
    groups: dict[tuple[Any, tuple[str, ...], str], dict[InstanceState, list[Link]]] = {}
    for state, own in _by_state(links).items():
        prop = own[0].prop
        source = own[0].source
        target = prop.mapper if source is None else source.mapper
        arrow = f"{state.mapper.local_table.name}.{own[0].attr} → {target.local_table.name}"
        note = f"fix-up of the cycle {arrow}" if why == "cycle" else f"post_update of {prop}"
        groups.setdefault((state.mapper, tuple(link.attr for link in own), note), {})[state] = own
    return [
        UpdateStep(
            mapper, list(rows), [s() for s in rows], attrs, note, [link for own in rows.values() for link in own]
        )
        for (mapper, attrs, note), rows in groups.items()
    ]


def _delete_step(mapper: Mapper[Any], rows: Rows) -> DeleteStep:
    rows = _by_key(rows)
    return DeleteStep(mapper, list(rows), list(rows.values()))


# -- rows that depend on rows of the same group of tables ----------------------------------------------------------


def _save_by_rows(
    changes: Changes, group: list[Mapper[Any]], saves: dict[Mapper[Any], Rows], updates: dict[Mapper[Any], Rows]
) -> list[Step]:
    """Order single rows of tables that refer to each other, level by level; break cycles at nullable columns."""
    new: Rows = {}
    for mapper in group:
        new.update(saves.get(mapper, {}))
    waiting: Rows = dict(new)
    for mapper in group:
        waiting.update(updates.get(mapper, {}))
    needs: dict[InstanceState, set[InstanceState]] = {}
    for state in waiting:
        for link in changes.links.get(state, {}).values():
            if link.source is not None and link.source in new and link.source is not state:
                needs.setdefault(state, set()).add(link.source)
    steps: list[Step] = []
    broken: list[Link] = _own_references(changes, new)
    while waiting:
        ready = {state: obj for state, obj in waiting.items() if not needs.get(state)}
        if not ready:
            broken += _break_cycle(changes, waiting, needs)
            continue
        for mapper in group:
            mine = {state: obj for state, obj in ready.items() if state.mapper is mapper}
            steps += _update_steps(changes, mapper, {s: o for s, o in mine.items() if s not in new})
            steps += _insert_steps(changes, mapper, {s: o for s, o in mine.items() if s in new})
        for state in ready:
            del waiting[state]
        for sources in needs.values():
            sources.difference_update(ready)
    return steps + _fix_up_steps(broken, "cycle")


def _own_references(changes: Changes, new: Rows) -> list[Link]:
    """Take out the links of new rows to themselves: their key is not known before the INSERT."""
    found = []
    for state in new:
        own = changes.links.get(state, {})
        for attr, link in list(own.items()):
            if link.source is state and state.dict.get(link.source_attr) is None:
                found.append(own.pop(attr))
    return found


def _break_cycle(changes: Changes, waiting: Rows, needs: dict[InstanceState, set[InstanceState]]) -> list[Link]:
    """Postpone one kind of reference that may be NULL; return the postponed links."""
    cycle = _find_cycle(waiting, needs)
    candidates: dict[tuple[int, str], list[Link]] = {}
    for state, source in zip(cycle, [*cycle[1:], cycle[0]], strict=True):
        for link in changes.links[state].values():
            if link.source is source and state.mapper.column_props[link.attr].column.nullable:
                candidates.setdefault((state.mapper.ident, link.attr), []).append(link)
    if not candidates:
        names = " → ".join(f"{s.mapper.local_table.name} ({s.describe()})" for s in [*cycle, cycle[0]])
        raise CircularDependencyError(
            f"rows refer to each other in a circle and none of their foreign keys may be NULL: {names}; make one of "
            "the columns nullable, so that it can be set after the INSERT",
            cycle,
            [],
        )

    def weight(kind: tuple[int, str]) -> tuple[int, int]:
        count = sum(1 for s in waiting if s.mapper.ident == kind[0] and kind[1] in changes.links.get(s, {}))
        return count, kind[0]

    ident, attr = min(candidates, key=weight)
    broken = []
    for state in waiting:
        found = changes.links.get(state, {}).get(attr) if state.mapper.ident == ident else None
        if found is not None and found.source is not None and found.source in needs.get(state, ()):
            broken.append(changes.links[state].pop(attr))
            if not any(other.source is found.source for other in changes.links[state].values()):
                needs[state].discard(found.source)
    return broken


def _find_cycle(waiting: Rows, needs: dict[InstanceState, set[InstanceState]]) -> list[InstanceState]:
    state = next(iter(waiting))
    path: dict[InstanceState, int] = {}
    while state not in path:
        path[state] = len(path)
        state = next(source for source in needs[state] if source in waiting)
    return list(path)[path[state] :]


def _delete_by_rows(group: list[Mapper[Any]], deletes: dict[Mapper[Any], Rows]) -> list[Step]:
    """Delete rows of tables that refer to each other, children first; break cycles by NULL."""
    waiting: Rows = {}
    for mapper in group:
        waiting.update(deletes.get(mapper, {}))
    if not waiting:
        return []
    by_key = {(state.mapper, state.key): state for state in waiting}
    children: dict[InstanceState, set[InstanceState]] = {}
    references: dict[tuple[InstanceState, InstanceState], tuple[str, ...]] = {}
    for state, obj in waiting.items():
        for parent_mapper, attrs in _references(state.mapper, group):
            values = tuple(_present(state, obj, name) for name in attrs)
            parent = by_key.get((parent_mapper, values if parent_mapper.composite_key else values[0]))
            if parent is not None and parent is not state:
                children.setdefault(parent, set()).add(state)
                references[state, parent] = attrs
    steps: list[Step] = []
    while waiting:
        ready = {state: obj for state, obj in waiting.items() if not children.get(state)}
        if not ready:
            steps += _null_first(waiting, children, references)
            continue
        for mapper in reversed(group):
            mine = {state: obj for state, obj in ready.items() if state.mapper is mapper}
            if mine:
                steps.append(_delete_step(mapper, mine))
        for state in ready:
            del waiting[state]
        for own in children.values():
            own.difference_update(ready)
    return steps


def _null_first(
    waiting: Rows,
    children: dict[InstanceState, set[InstanceState]],
    references: dict[tuple[InstanceState, InstanceState], tuple[str, ...]],
) -> list[Step]:
    cycle = _find_cycle(waiting, children)
    for parent, child in zip(cycle, [*cycle[1:], cycle[0]], strict=True):
        attrs = references[child, parent]
        if all(child.mapper.column_props[name].column.nullable for name in attrs):
            children[parent].discard(child)
            links = [Link(child, name, None, "", None) for name in attrs]
            arrow = f"{child.mapper.local_table.name}.{attrs[0]} → {parent.mapper.local_table.name}"
            note = f"before the deletes of the cycle {arrow}"
            return [UpdateStep(child.mapper, [child], [child()], attrs, note, links)]
    raise CircularDependencyError(
        "rows to delete refer to each other in a circle and none of their foreign keys may be NULL: "
        + " → ".join(state.describe() for state in [*cycle, cycle[0]]),
        cycle,
        [],
    )


# -- which tables depend on which ----------------------------------------------------------------------------------


def _order(mappers: set[Mapper[Any]]) -> list[list[Mapper[Any]]]:
    """Return the mappers in groups, parents first; a group has more than one where tables refer to each other."""
    if len(mappers) == 1:
        return [list(mappers)]
    ordered = sorted(mappers, key=lambda m: m.ident)
    by_table: dict[Any, list[Mapper[Any]]] = {}
    for mapper in ordered:
        by_table.setdefault(mapper.local_table, []).append(mapper)
    parents = {
        mapper: [p for key in _sorted_keys(mapper) for p in by_table.get(key.column.table, ()) if p is not mapper]
        for mapper in ordered
    }
    return _components(ordered, parents)


def _components(nodes: list[Mapper[Any]], parents: dict[Mapper[Any], list[Mapper[Any]]]) -> list[list[Mapper[Any]]]:
    """Return the strongly connected components, parents first (Tarjan 1972)."""
    index: dict[Mapper[Any], int] = {}
    low: dict[Mapper[Any], int] = {}
    stack: list[Mapper[Any]] = []
    found: list[list[Mapper[Any]]] = []

    def visit(node: Mapper[Any]) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for parent in parents[node]:
            if parent not in index:
                visit(parent)
                low[node] = min(low[node], low[parent])
            elif parent in stack:
                low[node] = min(low[node], index[parent])
        if low[node] == index[node]:
            component = []
            while True:
                last = stack.pop()
                component.append(last)
                if last is node:
                    break
            found.append(sorted(component, key=lambda m: m.ident))

    for node in nodes:
        if node not in index:
            visit(node)
    return found


def _inner_links(changes: Changes, group: list[Mapper[Any]]) -> bool:
    """Return whether rows of one table take values from rows of the same table."""
    mapper = group[0]
    if not changes.links or not _refers_to_itself(mapper):
        return False
    return any(
        link.source is not None and link.source.mapper is mapper and link.source.key is None
        for state, own in changes.links.items()
        if state.mapper is mapper
        for link in own.values()
    )


def _refers_to_itself(mapper: Mapper[Any]) -> bool:
    found = mapper.memo.get("refers to itself")
    if found is None:
        table = mapper.local_table
        found = mapper.memo["refers to itself"] = any(key.column.table is table for key in _sorted_keys(mapper))
    return bool(found)


def _references(mapper: Mapper[Any], group: list[Mapper[Any]]) -> list[tuple[Mapper[Any], tuple[str, ...]]]:
    """Return the mappers of a group that a table refers to by their whole key, and by which attributes."""
    found = []
    for parent in group:
        by_target = {key.column: key.parent for key in _sorted_keys(mapper) if key.column.table is parent.local_table}
        if by_target and all(column in by_target for column in parent.primary_key):
            found.append((parent, tuple(mapper.attr_for_column[by_target[c]] for c in parent.primary_key)))
    return found


def _sorted_keys(mapper: Mapper[Any]) -> list[Any]:
    keys = getattr(mapper.local_table, "foreign_keys", ())
    return sorted(keys, key=lambda key: (str(key.parent.name), str(key.target_fullname)))


def _present(state: InstanceState, obj: Any, name: str) -> Any:
    own = state.changes or {}
    before = own.get(name, NO_VALUE)
    if before is not NO_VALUE:
        return before
    return obj.__dict__[name] if name in obj.__dict__ else getattr(obj, name)


def _by_key(rows: Rows) -> Rows:
    """Return persistent rows in the order of their keys, so that transactions lock rows in one order."""
    try:
        return dict(sorted(rows.items(), key=lambda row: row[0].key))
    except TypeError:  # keys that do not compare, or a new object that takes the row of a deleted one
        return rows


def _by_mapper(rows: Rows) -> dict[Mapper[Any], Rows]:
    if not rows:
        return {}
    mappers = {state.mapper for state in rows}
    if len(mappers) == 1:
        return {mappers.pop(): rows}
    found: dict[Mapper[Any], Rows] = {}
    for state, obj in rows.items():
        found.setdefault(state.mapper, {})[state] = obj
    return found


def _by_state(links: Iterable[Link]) -> dict[InstanceState, list[Link]]:
    found: dict[InstanceState, list[Link]] = {}
    for link in links:
        found.setdefault(link.state, []).append(link)
    return found
