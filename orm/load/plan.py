"""The ORM's statement plugin: turn a SELECT of entities into one of columns, and plan how its rows become objects.

    select(User).join(User.addresses).options(joinedload(User.items))

becomes ``SELECT user.id, ... FROM user JOIN address ON ... LEFT OUTER JOIN item AS item_1 ON ...``, and the plan says
which of the columns make a ``User``, and which the items in its collection.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ...core.compile.context import register_plugin
from ...core.exc import ArgumentError
from ...core.expression.elements import BindParameter, NamedColumn, UnaryExpression
from ...core.expression.select import (
    LABEL_STYLE_NONE,
    LABEL_STYLE_TABLENAME_PLUS_COL,
    JoinSpec,
    Select,
    SelectBase,
    label_prefix,
)
from ...core.expression.selectable import Alias, AliasedReturnsRows, Entity, FromClause, Join, Subquery
from ..nodes import AttributeNode, BundleNode
from .comparators import RelationshipTarget
from .joins import Replace, columns_of, eager_joins, join_parts, keep, replace_columns
from .options import Choice, Wanted, everywhere, wanted_for, wildcards

STRATEGIES = {
    True: "select", False: "joined", None: "noload", "subquery": "selectin", "dynamic": "none", "write_only": "none",
}  # fmt: skip
"""Other spellings of ``relationship(lazy=...)``."""


FULL, RETURNED, NESTED = "full", "returned", "nested"
"""Where an entity stands: in an outermost SELECT, in RETURNING (which has no joins), in a statement inside another."""


class EntityPlan:
    """How columns of a row become one object: what to read, what to fill, what to load afterwards."""

    __slots__ = (
        "after", "collection", "columns", "entity", "index", "joined", "mapper", "missing", "noload", "options", "path",
        "pk", "prop",
    )  # fmt: skip

    def __init__(self, entity: Any, path: tuple[str, ...], options: tuple[int, ...], prop: Any = None) -> None:
        self.entity, self.mapper = entity, entity.mapper
        self.path, self.options, self.prop = path, options, prop
        self.index = 0
        #: Attribute name and column; the column becomes its position when the plan is complete.
        self.columns: list[tuple[str, Any]] = []
        self.pk: list[Any] = []
        self.joined: list[EntityPlan] = []
        #: Relationships to be loaded by further statements, with what the options say of each.
        self.after: list[tuple[Any, str, Choice, bool]] = []
        self.noload: list[Any] = []

    def settle(self, position: dict[int, int]) -> None:
        """Put positions in place of columns."""
        self.columns = [(key, position[id(column)]) for key, column in self.columns]
        self.pk = [position[id(column)] for column in self.pk]
        for child in self.joined:
            child.settle(position)

    def walk(self) -> Iterable[EntityPlan]:
        """Yield this plan and those of the entities joined to it."""
        yield self
        for child in self.joined:
            yield from child.walk()


@dataclass
class Item:
    """One value of a result row: an entity, the column at a position, or a bundle of items."""

    name: str
    objects: tuple[Any, ...] = ()
    entity: EntityPlan | None = None
    column: int = 0
    items: tuple[Item, ...] = ()
    bundle: Any = None

    def settle(self, position: dict[int, int]) -> None:
        """Put positions in place of columns."""
        if self.entity is not None:
            self.entity.settle(position)
        for item in self.items:
            item.settle(position)


@dataclass
class LoadPlan:
    """How the rows of a compiled statement become what the user asked for."""

    items: list[Item]
    must_be_unique: bool = False
    loaders: dict[tuple[str, bool], Any] = field(default_factory=dict)
    meta: Any = None
    wants_peers: bool | None = None

    def entities(self) -> Iterable[EntityPlan]:
        """Yield every entity plan, joined ones too."""
        for item in self.items:
            if item.entity is not None:
                yield from item.entity.walk()


@dataclass
class EagerJoin:
    """One join that joined loading adds."""

    parent: EntityPlan
    child: EntityPlan
    criteria: tuple[Any, ...]
    inner: bool


def rewrite(statement: Any, ctx: Any) -> Any:
    """Return the plain Core form of a statement that holds entities; attach the plan of an outermost SELECT."""
    if isinstance(statement, Select):
        return _Rewriter(statement, ctx).run()
    if isinstance(statement, SelectBase):
        return statement._with(plugin=None)
    if statement.is_dml:
        return _rewrite_dml(statement, ctx)
    return statement._with(plugin=None)


def _rewrite_dml(statement: Any, ctx: Any) -> Any:
    """Put tables for entities in INSERT, UPDATE and DELETE, and plan what RETURNING gives."""
    changes: dict[str, Any] = {"plugin": None, "table": statement._target, "loader_options": ()}
    if statement.returning_clause:
        maker = _Rewriter(Select(columns_clause=statement.returning_clause), ctx)
        items = [maker._item(node, RETURNED) for node in statement.returning_clause]
        columns = maker.primary.list
        changes["returning_clause"] = tuple(columns)
        if ctx.depth == 0:
            position = {id(c): n for n, c in enumerate(columns)}
            for item in items:
                item.settle(position)
            ctx.extras["orm"] = LoadPlan(items)
    return statement._with(**changes)


class Columns:
    """A columns clause in the making."""

    def __init__(self) -> None:
        self.list: list[Any] = []
        self._seen: set[int] = set()

    def append(self, column: Any) -> int:
        """Append `column` and return its position."""
        self._seen.add(id(column))
        self.list.append(column)
        return len(self.list) - 1

    def add(self, column: Any) -> Any:
        """Append `column` unless it is there, and return it."""
        if id(column) not in self._seen:
            self._seen.add(id(column))
            self.list.append(column)
        return column


class _Rewriter:
    def __init__(self, statement: Select, ctx: Any) -> None:
        self.statement, self.ctx = statement, ctx
        self.options = statement.loader_options
        self.primary, self.secondary = Columns(), Columns()
        self.joins: list[EagerJoin] = []
        self.order: list[Any] = []
        self.multi_row = self.must_be_unique = False
        self.every = everywhere(self.options)
        self._memo: dict[int, Any] = {}

    def run(self) -> Any:
        outermost = self.ctx.depth == 0
        items = [self._item(c, FULL if outermost else NESTED) for c in self.statement.columns_clause]
        if outermost:
            self._check_options(items)
        plain = self._plain(self.primary.list)
        if not self.joins:
            final = self.primary.list
        elif self.multi_row and _limits(plain):
            plain, final = self._around(plain)
        else:
            replace = {id(i.entity): columns_of(i.entity.entity) for i in items if i.entity is not None}
            roots = {id(i.entity): i.entity.entity.selectable for i in items if i.entity is not None}
            final = self.primary.list + self.secondary.list
            joined = {id(roots[id(j.parent)]) for j in self.joins if id(j.parent) in roots}
            plain = _others_first(plain, joined)
            plain = self._with_eager(plain._with(columns_clause=tuple(final)), roots, replace)
        if outermost:
            position = {id(c): n for n, c in enumerate(final)}
            for item in items:
                item.settle(position)
            _name_columns(items, self.statement.label_style)
            self.ctx.extras["orm"] = LoadPlan(items, self.must_be_unique)
        return plain

    # what is selected

    def _item(self, node: Any, mode: str) -> Item:
        if isinstance(node, Entity):
            used: set[int] = set()
            wanted = wanted_for(self.options, node, used)
            options = tuple(n for n, o in enumerate(self.options) if id(o) in used)
            plan = EntityPlan(node, (), options)
            self._entity(plan, wanted, self.primary, (node.mapper,), mode)
            return Item(_entity_name(node), _found_by(node), plan)
        if isinstance(node, BundleNode):
            inner = tuple(self._item(n, mode) for n in node.items)
            return Item(node.name, (), None, 0, inner, node.bundle)
        if isinstance(node, FromClause):
            raise ArgumentError(
                f"{node.description} beside mapped classes: select its columns, e.g. select(User, *table.c)"
            )
        column = node.element if isinstance(node, AttributeNode) else node
        return Item(_column_name(node), (column,), None, self.primary.append(column))

    def _entity(self, plan: EntityPlan, wanted: Wanted, columns: Columns, chain: tuple[Any, ...], mode: str) -> None:
        mapper = plan.mapper
        mapper.ensure_configured()
        if mode != NESTED:
            for prop in mapper.relationships.values():
                self._relationship(plan, prop, wanted, columns, chain, mode)
        translate = columns_of(plan.entity)
        for key, prop in mapper.column_props.items():
            column = prop.columns[0]
            if mode == NESTED or key in mapper.pk_attrs or wanted.loads(prop):
                found = _translate(column, translate)
                plan.columns.append((key, columns.add(found)))
        plan.pk = [columns.add(translate(c)) for c in mapper.primary_key]

    def _relationship(
        self, plan: EntityPlan, prop: Any, wanted: Wanted, columns: Columns, chain: tuple[Any, ...], mode: str
    ) -> None:
        choice = wanted.relationships.get(prop.key)
        asked = choice.strategy if choice is not None else None
        strategy = asked or wanted.every or self.every
        default = strategy is None
        if strategy is None:
            strategy = STRATEGIES.get(prop.lazy, prop.lazy)
        if strategy in ("select", "none", "peers", "raise", "raise_on_sql"):
            return
        choice = choice or Choice()
        if strategy == "noload":
            plan.noload.append(prop)
        elif strategy in ("selectin", "immediate"):
            plan.after.append((prop, strategy, choice, default))
        elif mode == RETURNED:
            return  # RETURNING has no joins
        elif strategy == "contains":
            target = choice.to if choice.to is not None else prop.mapper.entity
            self._join_child(plan, prop, target, choice, columns, chain)
        elif not (default and prop.mapper in chain and not _depth_left(prop, chain)):
            target = choice.to
            if target is None:
                target = Entity(mapper=prop.mapper, selectable=Alias(prop.mapper.local_table, None))
            self.multi_row = self.multi_row or bool(prop.uselist)
            there = columns_of(target)
            child = EntityPlan(target, (*plan.path, prop.key), plan.options, prop)
            inner = choice.detail[1] if choice.detail else prop.innerjoin
            if inner == "unnested":
                inner = all(j.inner for j in self.joins if j.child is plan)
            criteria = tuple(replace_columns(c, there) for c in choice.criteria)
            self.joins.append(EagerJoin(plan, child, criteria, bool(inner)))
            self.order += [replace_columns(o, there) for o in _order_by(prop)]
            self._join_child(plan, prop, target, choice, self.secondary, chain, child)

    def _join_child(
        self, plan: EntityPlan, prop: Any, target: Any, choice: Choice, columns: Columns, chain: tuple[Any, ...],
        child: EntityPlan | None = None,
    ) -> None:  # fmt: skip
        if child is None:
            child = EntityPlan(target, (*plan.path, prop.key), plan.options, prop)
        plan.joined.append(child)
        self.must_be_unique = self.must_be_unique or bool(prop.uselist)
        for step in wildcards(self.options):
            if step.scope == "column" and choice.wanted.only is None:
                choice.wanted.defaults(step)
        self._entity(child, choice.wanted, columns, (*chain, prop.mapper), FULL)

    # the statement

    def _plain(self, columns: list[Any]) -> Any:
        """Return the statement without entities: columns, FROM elements and joins as Core has them."""
        statement = self.statement
        joins: list[Any] = []
        for spec in statement.joins:
            joins += self._join(spec)
        changes: dict[str, Any] = {"columns_clause": tuple(columns), "plugin": None, "loader_options": ()}
        if joins:
            changes["joins"] = tuple(joins)
        for name in ("from_clauses", "correlated"):
            found = getattr(statement, name)
            if found:
                changes[name] = tuple(self._without_entities(f) for f in found)
        if statement.for_update is not None and statement.for_update.of:
            changes["for_update"] = self._without_entities(statement.for_update)
        if not statement.from_clauses and not columns_name_froms(columns):
            entities = [c.selectable for c in statement.columns_clause if isinstance(c, Entity)]
            if entities:
                changes["from_clauses"] = tuple(entities)
        return statement._with(**changes)

    def _join(self, spec: Any) -> list[Any]:
        target, on = spec.target, spec.onclause
        along = on if isinstance(on, RelationshipTarget) else target if isinstance(target, RelationshipTarget) else None
        if along is None:
            return [
                JoinSpec(self._without_entities(target), on, self._without_entities(spec.left), spec.isouter, spec.full)
            ]
        right = along.entity if along is target else target
        criteria = along.criteria
        if along is target and on is not None:
            criteria = (*criteria, on)
        parts = join_parts(along.prop, along.parent, right, criteria)
        left = along.parent.selectable
        made = []
        for element, condition in parts:
            made.append(JoinSpec(self._without_entities(element), condition, left, spec.isouter, spec.full))
            left = element
        return made

    def _without_entities(self, node: Any) -> Any:
        if node is None:
            return None
        if isinstance(node, Entity):
            return node.selectable

        def swap(n: Any) -> Any:
            if isinstance(n, Entity):
                return n.selectable
            # an alias stays the one that columns point at
            return n if isinstance(n, (AliasedReturnsRows, SelectBase, BindParameter)) else None

        return node.swap(swap, self._memo)

    def _with_eager(self, plain: Any, roots: dict[int, Any], replace: dict[int, Replace]) -> Any:
        """Return `plain` with the joins and the order of joined loading."""
        joins = list(plain.joins)
        outer_at: dict[int, int] = {}
        for join in self.joins:
            parent, child = id(join.parent), id(join.child)
            left = replace.get(parent) or columns_of(join.parent.entity)
            added = eager_joins(join.child.prop, left, join.child.entity, join.criteria, join.inner)
            at = outer_at.get(parent)
            if join.inner and at is not None:
                # inside an outer join an inner one is nested: a LEFT OUTER JOIN (b JOIN c ON ...) ON ...
                target = joins[at].target
                for element, condition in added:
                    target = Join(target, element, condition, False, False)
                joins[at] = joins[at]._with(target=target)
                outer_at[child] = at
                continue
            if not join.inner:
                outer_at[child] = len(joins)
            from_ = roots.get(parent, join.parent.entity.selectable)
            for element, condition in added:
                joins.append(JoinSpec(element, condition, from_, not join.inner, False))
                from_ = element
        return plain._with(joins=tuple(joins), order_by_clauses=(*plain.order_by_clauses, *self.order))

    def _around(self, plain: Any) -> tuple[Any, list[Any]]:
        """Return the statement as a subquery with the eager joins around it, so that LIMIT counts entities."""
        inner_columns = list(self.primary.list)
        known = {id(c) for c in inner_columns}
        for clause in plain.order_by_clauses:
            element = _ordered(clause)
            if id(element) not in known and not _is_reference(element):
                known.add(id(element))
                inner_columns.append(element)
        inner = plain._with(columns_clause=tuple(inner_columns), for_update=None)
        alias = Subquery(inner, None)
        final = list(alias.c)
        outer_of = {id(c): o for c, o in zip(inner_columns, final, strict=True)}

        def outside(node: Any) -> Any:
            if isinstance(node, BindParameter):
                return outer_of.get(id(node), node)
            return outer_of.get(id(node))

        order = tuple(o.swap(outside) for o in plain.order_by_clauses)
        outer = Select(
            columns_clause=(*final, *self.secondary.list), from_clauses=(alias,), order_by_clauses=order,
            for_update=plain.for_update, label_style=plain.label_style,
        )  # fmt: skip
        roots, replace = {}, {}
        for join in self.joins:
            if join.parent.prop is None or (join.parent.pk and id(join.parent.pk[0]) in outer_of):
                roots[id(join.parent)] = alias
                replace[id(join.parent)] = _through(columns_of(join.parent.entity), outer_of)
        outer = self._with_eager(outer, roots, replace)
        # positions are found by the columns that the plan knows
        return outer, [*inner_columns, *self.secondary.list]

    def _check_options(self, items: list[Item]) -> None:
        roots = [i.entity for i in items if i.entity is not None]
        used = {n for plan in roots for n in plan.options}
        for n, option in enumerate(self.options):
            root = getattr(option, "root", None)
            if n in used or root is None or not getattr(option, "paths", None):
                continue
            step = next(iter(option.paths())).steps[0]
            known = ", ".join(_entity_name(p.entity) for p in roots)
            if not roots:
                continue
            raise ArgumentError(
                f"Mapped class {root.mapper.class_.__name__} referenced in option {step.strategy or 'default'}load("
                f"{root.mapper.class_.__name__}.{step.key}) does not apply to any of the root entities in this query, "
                f"e.g. {known}. Please specify the full path from one of the root entities to the target attribute."
            )


# -- helpers -------------------------------------------------------------------------------------------------------


def columns_name_froms(columns: Iterable[Any]) -> bool:
    """Answer whether the columns imply a FROM element."""
    found: list[Any] = []
    for column in columns:
        column._froms(found.append)
    return bool(found)


def _others_first(statement: Any, roots: set[int]) -> Any:
    """Name the implied FROM elements without eager joins, so that they stand before those with."""
    found: dict[int, Any] = {}
    if not statement.joins and not statement.from_clauses:
        for expression in (*statement.columns_clause, *statement.where_clauses):
            expression._froms(lambda f: found.setdefault(id(f), f))
    others = tuple(f for i, f in found.items() if i not in roots)
    return statement._with(from_clauses=others) if others else statement


def _translate(column: Any, translate: Replace) -> Any:
    if isinstance(column, NamedColumn):
        return translate(column)
    return column if translate is keep else replace_columns(column, translate)


def _through(first: Replace, then: dict[int, Any]) -> Replace:
    def replace(column: Any) -> Any:
        found = first(column)
        return then.get(id(found), found)

    return replace


def _limits(statement: Any) -> bool:
    return bool(
        statement.limit_clause is not None or statement.offset_clause is not None or statement.is_distinct
        or statement.fetch_clause is not None or statement.group_by_clauses
    )  # fmt: skip


def _ordered(clause: Any) -> Any:
    while isinstance(clause, UnaryExpression) and clause.operator.kind == "postfix":
        clause = clause.element
    return clause


def _is_reference(element: Any) -> bool:
    return type(element).__name__ == "LabelReference"


def _order_by(prop: Any) -> list[Any]:
    return list(prop.order_by or ())


def _depth_left(prop: Any, chain: tuple[Any, ...]) -> bool:
    depth = getattr(prop, "join_depth", None)
    return depth is not None and sum(m is prop.mapper for m in chain) <= depth


def _entity_name(entity: Any) -> str:
    return entity.name or entity.mapper.class_.__name__  # type: ignore[no-any-return]


def _found_by(entity: Any) -> tuple[Any, ...]:
    owner = entity.owner
    return (entity, entity.mapper.class_) if not entity._identity else (entity, getattr(owner, "entity", owner))


def _column_name(node: Any) -> str:
    return str(getattr(node, "key", None) or getattr(node, "_label_name", None) or getattr(node, "_anon_name", "anon"))


def _name_columns(items: Iterable[Item], style: Any) -> None:
    """Give each column a name of its own in the rows, as the label style asks for."""
    seen: dict[str, int] = {}
    for item in items:
        if item.entity is not None or item.bundle is not None or style is LABEL_STYLE_NONE:
            continue
        if style is LABEL_STYLE_TABLENAME_PLUS_COL:
            prefix = label_prefix(getattr(item.objects[0], "table", None))
            item.name = f"{prefix}_{item.name}" if prefix else item.name
        count = seen[item.name] = seen.get(item.name, -1) + 1
        if count:
            item.name = f"{item.name}_{count}"


register_plugin("orm", rewrite)
