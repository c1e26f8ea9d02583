"""Resolve SELECT and set operations: FROM lists, correlation, labels, CTEs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..exc import ArgumentError, CompileError, InvalidRequestError, UnsupportedByDialect
from ..expression import elements as e
from ..expression import forms
from ..expression import select as s
from ..expression import selectable as f
from ..expression.functions import TableValuedColumn
from ..expression.tablevalued import FunctionFrom, TableValuedAlias
from ..expression.textual import TextClause, TextualSelect
from ..schema.table import Table
from ..tree import nodes as t
from ..types.base import NULLTYPE
from .context import Context
from .lint import WARN_LINTING, warn_of_products
from .resolve_expression import condition, order_expression, order_item, reference
from .resolver import EXPRESSIONS, FROMS, STATEMENTS, Resolver, Scope


class Planned:
    """One column of a columns clause: the expression, and how its label comes about."""

    __slots__ = ("column", "fixed", "key", "prefix", "shown", "stem")

    def __init__(self, column: Any, fixed: str | None, stem: str, shown: bool, key: Any, prefix: Any = None) -> None:
        self.column, self.fixed, self.stem, self.shown, self.key = column, fixed, stem, shown, key
        #: What stands before ``stem`` in a label of table and column: the table's name, or a table without one.
        self.prefix = prefix

    def sql_name(self, ctx: Context) -> str:
        """The name of this column in SQL; anonymous names are given when first asked for."""
        if self.fixed is not None:
            return self.fixed
        if self.prefix is not None:
            prefix = self.prefix if isinstance(self.prefix, str) else name_of_source(ctx, self.prefix)
            return ctx.shortened(f"{prefix}_{self.stem}")
        thing = self.column if isinstance(self.column, e.Label) else self
        if isinstance(self.column, TableValuedColumn):
            thing = self.column.table
        return ctx.name_of(thing, self.stem)


class SelectResolver(Resolver):
    """The part of the resolver that knows FROM elements and plans of columns."""

    def source(self, table: Any) -> Any:
        """Return what columns of ``table`` are qualified with."""
        if isinstance(table, Table):
            schema = self.schema_of(table)
            return (schema, table.name) if schema else table.name
        if isinstance(table, f.TableClause):
            return (table.schema, table.name) if table.schema else table.name
        if isinstance(table, f.Entity):
            return self.source(table.selectable)
        return name_of_source(self.ctx, table)

    def schema_of(self, table: Any) -> Any:
        """Return the schema of ``table`` after translation."""
        mapping = self.ctx.schema_map
        return table.schema if not mapping or table.schema not in mapping else mapping[table.schema]

    def plan_of(self, element: Any) -> list[Planned]:
        """Return the plan of columns of a statement in FROM."""
        element = self.rewrite(element)
        made = self.plans.get(id(element))
        if made is None:
            if isinstance(element, s.CompoundSelect):
                plan = self.plan_of(element.selects[0])
            elif isinstance(element, s.Select):
                plan = plan_columns(_expanded(element), element.label_style)
            elif isinstance(element, TextualSelect):
                plan = [Planned(c, c.name, c.name, False, c.name) for c in element.text_columns]
            elif isinstance(element, f.FromClause):
                plan = plan_columns(list(element.c), s.LABEL_STYLE_NONE)
            else:
                plan = plan_columns([c for _, c in element._exported()], s.LABEL_STYLE_DEFAULT)
            made = self.plans[id(element)] = (element, plan)
        return made[1]


def name_of_source(ctx: Context, table: Any) -> str:
    """Return the name of an alias, subquery or CTE, given now to one that has none."""
    if isinstance(table, (f.Alias, f.TableSample)):
        return table.name or ctx.name_of(table, _stem(table.element), "source")
    if isinstance(table, f.CTE):
        return name_of_cte(ctx, table)
    return table.name or ctx.name_of(table, "anon", "source")


def name_of_cte(ctx: Context, cte: Any) -> str:
    """Return the name under which columns of ``cte`` are found."""
    base = cte.alias_of
    if base is not None and cte.name is None:
        return ctx.name_of(cte, name_of_cte(ctx, base) if base.name else "anon", "source")
    if cte.restates is not None:
        return name_of_cte(ctx, cte.restates)
    return cte.name or ctx.name_of(cte, "anon", "source")


def plan_columns(columns: Iterable[Any], style: s.SelectLabelStyle) -> list[Planned]:
    """Decide the label of each selected column: as few as are needed to keep names apart."""
    used: dict[Any, Any] = {}
    plan = []
    for c in columns:
        if isinstance(c, TextClause):
            plan.append(Planned(c, None, "", False, None))
            continue
        if isinstance(c, e.Label) and c.name is not None:
            name = c.name
            if name in used and style != s.LABEL_STYLE_NONE:
                plan.append(_repeated(c, name, used[name] is c))
            else:
                used[name] = c
                plan.append(Planned(c, name, name, True, name))
            continue
        name = c._label_name
        if isinstance(c, TableValuedColumn):
            plan.append(Planned(c, name, "anon", False, name))
            continue
        if isinstance(c, e.UnaryExpression) and c.operator.kind == "prefix" and isinstance(c.element, e.NamedColumn):
            plan.append(Planned(c, c.element.name, c.element.name, False, None))
            continue
        if name is None or isinstance(c, e.Label):
            shown = not (isinstance(c, e.ColumnClause) and c.is_literal)
            key = None
            plan.append(Planned(c, None if shown else c.name, c._anon_name, shown, key))
            continue
        table = getattr(c, "table", None)
        key = getattr(c, "key", None) or name
        prefix, whole = None, name
        if style == s.LABEL_STYLE_TABLENAME_PLUS_COL and table is not None:
            prefix = s.label_prefix(table) or table
            whole = f"{prefix}_{name}" if prefix is not table else (id(table), name)
        if whole in used and style != s.LABEL_STYLE_NONE:
            plan.append(_repeated(c, whole if isinstance(whole, str) else name, used[whole] is _core(c)))
        else:
            used[whole] = _core(c)
            shown = prefix is not None or not isinstance(c, e.NamedColumn)
            plan.append(Planned(c, name if prefix is None else None, name, shown, key, prefix))
    return plan


def _repeated(c: Any, name: str, same: bool) -> Planned:
    stem = f"{name}_" if same else name
    return Planned(c, None, stem, True, getattr(c, "key", None) or name)


def _keep_labels(plan: list[Planned]) -> None:
    """Leave labels as they were said, also two of one name: no statement around this one asks for them by name."""
    for p in plan:
        if p.fixed is None and isinstance(p.column, e.Label):
            p.fixed = p.column.name


def _core(c: Any) -> Any:
    while isinstance(c, (e.Cast, e.TypeCoerce)):
        c = c.clause
    return c


def resolve_select(r: SelectResolver, node: s.Select, parent: Scope | None, role: str) -> t.Select:
    """Resolve one SELECT."""
    ctx = r.ctx
    scope = Scope(parent)
    for cte in node.nested_ctes:
        r.nested_at[id(cte)] = ctx.depth
    froms = from_list(r, node, parent, role)
    for item in froms:
        for part in item._parts():
            scope.froms[id(part)] = part
    if len(froms) > 1 and _is_linted(ctx):
        warn_of_products(froms, node.where_clauses)
    plan = r.plan_of(node)
    if role == "top":
        _keep_labels(plan)
    columns = tuple(_column(r, p, scope, role) for p in plan)
    _name_labels(scope, node, plan, froms)
    if role == "top" and ctx.depth == 1:
        _record_result(ctx, plan)
    made_froms = tuple(_from_with_hint(r, f_, scope, node) for f_ in froms)
    where = _condition(r, node.where_clauses, scope)
    group_by = tuple(_group_item(r, g, scope) for g in node.group_by_clauses)
    having = _condition(r, node.having_clauses, scope)
    order_by = tuple(order_item(r, o, scope) for o in node.order_by_clauses)
    distinct_on = tuple(r.expr(d, scope) for d in node.distinct_on)
    if distinct_on:
        ctx.seen.add("DISTINCT ON")
    made = t.Select(
        None, columns, made_froms, where, group_by, having, order_by, page(r, node, scope), lock(r, node, scope),
        node.is_distinct, distinct_on, _for_dialect(ctx, node.prefixes), _for_dialect(ctx, node.suffixes),
    )  # fmt: skip
    if node.extensions:
        made = made._with(extensions=r.extensions(node, scope))
    if node.hints:
        comment = " ".join(_hints(r, node, True)) if ctx.caps.hint_comment else ""
        prefixes = (f"/*+ {comment} */", *made.prefixes) if comment else made.prefixes
        made = made._with(prefixes=prefixes, hints=_hints(r, node, False))
    return _with_ctes(r, node, made, role)  # type: ignore[no-any-return]


def resolve_compound(r: SelectResolver, node: s.CompoundSelect, parent: Scope | None, role: str) -> t.Compound:
    """Resolve one set operation."""
    if node.keyword in ("INTERSECT ALL", "EXCEPT ALL") and not r.ctx.caps.intersect_all:
        raise UnsupportedByDialect(
            node.keyword, r.ctx.dialect.describe(), "number equal rows with func.row_number() and compare those too"
        )
    scope = Scope(parent)
    inner_role = {"top": "compound", "scalar": "compound", "insert": "compound"}.get(role, role)
    if role == "top" and r.ctx.depth == 1:
        plan = r.plan_of(node)
        queries = tuple(_part(r, q, parent, inner_role) for q in node.selects)
        _record_result(r.ctx, plan)
    else:
        plan = r.plan_of(node)
        queries = tuple(_part(r, q, parent, inner_role) for q in node.selects)
    for p in plan:
        name = p.sql_name(r.ctx) if p.stem or p.fixed else ""
        scope.references.setdefault(name, e.ColumnClause(name))
        scope.labels[id(p.column)] = p.sql_name
    order_by = tuple(_compound_order(r, o, scope, node) for o in node.order_by_clauses)
    made = t.Compound(None, node.keyword, queries, order_by, page(r, node, scope), lock(r, node, scope))
    return _with_ctes(r, node, made, role)  # type: ignore[no-any-return]


def _part(r: SelectResolver, q: Any, parent: Scope | None, role: str) -> Any:
    made = r.statement(q, parent, role)
    cut = isinstance(made, (t.Select, t.Compound)) and (made.page is not None or made.order_by)
    return t.Group(made) if isinstance(made, t.Compound) or cut else made


def _compound_order(r: SelectResolver, item: Any, scope: Scope, node: Any) -> Any:
    def bare(n: Any) -> Any:
        if isinstance(n, e.NamedColumn) and id(n) not in scope.labels:
            return e.ColumnClause(n.name)
        return None

    return order_item(r, item.swap(bare), scope)


def resolve_textual(r: SelectResolver, node: TextualSelect, parent: Scope | None, role: str) -> Any:
    """Text with declared columns, as a SELECT."""
    scope = Scope(parent)
    if role == "top" and r.ctx.depth == 1:
        r.ctx.result = [(c.name, getattr(c, "key", c.name), c.type, (c,)) for c in node.text_columns]
        r.ctx.facts["text_columns"] = True
    return r.expr(node.element, scope)


def resolve_text(r: SelectResolver, node: TextClause, parent: Scope | None, role: str) -> Any:
    """Text as a statement."""
    return r.expr(node, Scope(parent))


def _is_linted(ctx: Context) -> bool:
    if ctx.facts.get("linting", 0) & WARN_LINTING:
        return True
    return ctx.dialect.driver is not None and ctx.dialect.options.get("enable_from_linting", True)


def page(r: SelectResolver, node: Any, scope: Scope) -> t.Page | None:
    """LIMIT, OFFSET, FETCH."""
    count = node.fetch_clause if node.fetch_clause is not None else node.limit_clause
    if count is None and node.offset_clause is None:
        return None
    ties, percent, options = node.fetch_options or (False, False, ())
    fetch = node.fetch_clause is not None
    # binds are named in the order of the standard's text
    skipped = r.expr(node.offset_clause, scope) if fetch and node.offset_clause is not None else None
    made = None if count is None else r.expr(count, scope)
    if not fetch and node.offset_clause is not None:
        skipped = r.expr(node.offset_clause, scope)
    return t.Page(made, skipped, ties, percent, fetch, options)


def lock(r: SelectResolver, node: Any, scope: Scope) -> t.Lock | None:
    """FOR UPDATE."""
    given = node.for_update
    if given is None:
        return None
    of: list[Any] = []
    for item in given.of:
        if r.ctx.caps.lock_of_columns:
            columns = list(item.c)[:1] if isinstance(item, f.FromClause) else [item]
            of += [r.expr(c, scope) for c in columns]
        else:
            source = r.source(item if isinstance(item, f.FromClause) else item.table)
            of.append(t.NameRef(source[-1] if isinstance(source, tuple) else source))
    return t.Lock(given.read, given.nowait, given.skip_locked, given.key_share, tuple(dict.fromkeys(of)))


def _group_item(r: Resolver, item: Any, scope: Scope) -> Any:
    if isinstance(item, forms.LabelReference):
        item = reference(item, scope)
        return order_expression(r, item, scope) if isinstance(item, e.Label) else r.expr(item, scope)
    return r.expr(item, scope)


def _condition(r: Resolver, clauses: tuple[Any, ...], scope: Scope) -> Any:
    if not clauses:
        return None
    return condition(r, clauses[0] if len(clauses) == 1 else e.and_(*clauses), scope)


def _column(r: SelectResolver, p: Planned, scope: Scope, role: str) -> Any:
    c = p.column
    nested = role in ("from", "cte")
    if role == "top" and r.ctx.depth == 1:
        wrapped = wrapped_by_type(c)
        if wrapped is not None:
            return t.Labeled(r.expr(wrapped, scope), p.sql_name(r.ctx), True)
    if p.shown or (nested and p.stem):
        name = p.sql_name(r.ctx)
        return t.Labeled(r.expr(c.element if isinstance(c, e.Label) else c, scope), name, True)
    return t.Labeled(r.expr(c, scope), p.fixed or "", False)


def wrapped_by_type(column: Any) -> Any:
    """Return the expression that the type of a result column puts around it, or None."""
    type_ = getattr(column, "type", NULLTYPE)
    if not type_._wraps_columns:
        return None
    inner = column.element if isinstance(column, e.Label) else column
    wrapped = type_.column_expression(inner)
    return None if wrapped is inner else wrapped


def _name_labels(scope: Scope, node: Any, plan: list[Planned], froms: list[Any]) -> None:
    if not (node.order_by_clauses or node.group_by_clauses):
        return
    references = scope.references
    for p in plan:
        if isinstance(p.column, e.Label):
            scope.labels[id(p.column)] = p.sql_name
        name = p.fixed or p.key
        if name:
            references.setdefault(name, p.column)
        if p.key:
            references.setdefault(p.key, p.column)
    for item in froms:
        for part in item._parts():
            if not isinstance(part, f.Join) and hasattr(part, "c"):
                for key, c in part.c.items():
                    references.setdefault(key, c)


def _record_result(ctx: Context, plan: list[Planned]) -> None:
    out = []
    for p in plan:
        c = p.column
        name = p.sql_name(ctx) if p.stem or p.fixed else ""
        inner = c.element if isinstance(c, e.Label) else c
        key = p.key if p.key is not None and (p.fixed is not None or p.prefix is not None) else name
        out.append((name, key, getattr(c, "type", NULLTYPE), (c, inner, *_origins(inner))))
    ctx.result = out


def _origins(c: Any) -> list[Any]:
    """Return table columns by which a user may look the value up."""
    found = []
    while isinstance(c, e.ProxyColumn) and c.element is not None:
        c = c.element
        if isinstance(c, e.ClauseElement):
            found.append(c)
    return found


def _expanded(node: s.Select) -> list[Any]:
    return node._expanded()


def _for_dialect(ctx: Context, items: Any) -> tuple[str, ...]:
    names = ("*", ctx.dialect.name, *ctx.dialect.family)
    return tuple(text for text, name in items if name in names)


# -- FROM ----------------------------------------------------------------------------------------------------------


def from_list(r: SelectResolver, node: s.Select, parent: Scope | None, role: str) -> list[Any]:
    """Return the FROM elements of a SELECT: named, implied, joined; less those that it correlates to."""
    found: dict[int, Any] = {}

    def add(item: Any) -> None:
        if isinstance(item, f.Entity):
            item = item.selectable
        found.setdefault(id(item), item)

    explicit = [i.selectable if isinstance(i, f.Entity) else i for i in node.from_clauses]
    if node.joins:
        explicit = setup_joins(node, explicit)
    for item in explicit:
        add(item)
    for c in node.columns_clause:
        c._froms(add)
    for c in node.where_clauses:
        c._froms(add)
    items = list(found.values())
    hidden = {id(p) for i in items if isinstance(i, f.Join) for p in i._parts() if p is not i}
    items = [i for i in items if id(i) not in hidden]
    return correlate(node, items, parent, role)


def correlate(node: s.Select, items: list[Any], parent: Scope | None, role: str) -> list[Any]:
    """Take away the FROM elements that come from an enclosing statement."""
    if parent is None:
        return items
    around = parent.ancestors()
    direct = parent.froms
    named = {id(i.selectable if isinstance(i, f.Entity) else i) for i in node.correlated}
    if node.correlation == "only":
        return [i for i in items if not (id(i) in named and id(i) in around)]
    if node.correlation in ("except", "all"):
        return [i for i in items if id(i) in named or id(i) not in around]
    if node.correlation == "none" or role in ("from", "cte", "insert"):
        return items
    if len(items) > 1:
        kept = [i for i in items if id(i) not in direct]
        if not kept:
            raise InvalidRequestError(
                f"Select statement returned no FROM clauses due to auto-correlation; specify correlate(<tables>) "
                f"to control correlation manually: {', '.join(i.description for i in items)}"
            )
        return kept
    return items


def setup_joins(node: s.Select, explicit: list[Any]) -> list[Any]:
    """Fold the ``.join()`` calls into Join elements."""
    froms = list(explicit)
    for spec in node.joins:
        right = spec.target.selectable if isinstance(spec.target, f.Entity) else spec.target
        left = spec.left.selectable if isinstance(spec.left, f.Entity) else spec.left
        candidates = froms or _columns_froms(node)
        if left is None:
            left = _left_of(candidates, right, spec.onclause)
        index = next((i for i, x in enumerate(froms) if any(p is left for p in x._parts())), None)
        base = left if index is None else froms[index]
        onclause = spec.onclause
        if onclause is None:
            onclause = f.join_condition(base if not isinstance(base, f.Join) or left is base else left, right)
        made = f.Join(base, right, onclause, spec.isouter, spec.full)
        if index is None:
            froms.append(made)
        else:
            froms[index] = made
    return froms


def _columns_froms(node: s.Select) -> list[Any]:
    found: dict[int, Any] = {}
    for c in node.columns_clause:
        c._froms(lambda item: found.setdefault(id(item), item))
    return list(found.values())


def _left_of(candidates: list[Any], right: Any, onclause: Any) -> Any:
    candidates = [c for c in candidates if c is not right]
    if not candidates:
        raise InvalidRequestError(
            f"Can't determine what to join {right.description!r} to: the statement selects from nothing else; "
            "use select_from() or join_from()"
        )
    if len(candidates) == 1:
        return candidates[0]
    if onclause is not None:
        used: set[int] = set()
        onclause._froms(lambda item: used.add(id(item)))
        matching = [c for c in candidates if any(id(p) in used for p in c._parts())]
    else:
        matching = [c for c in candidates if f.can_join(c, right)]
        if not matching:
            raise ArgumentError(
                f"Can't find any foreign key relationships to join {right.description!r} to; "
                "give the condition: .join(target, left.c.x == right.c.y)"
            )
    if len(matching) == 1:
        return matching[0]
    if not matching:
        return candidates[0]
    raise InvalidRequestError(
        "Can't determine which FROM clause to join from, there are multiple FROMS which can join to this entity. "
        "Please use the .select_from() method to establish an explicit left side, as well as providing an explicit "
        "ON clause if not present already to help resolve the ambiguity."
    )


def _from_with_hint(r: Resolver, item: Any, scope: Scope, node: s.Select) -> Any:
    made = r.from_(item, scope)
    if not node.hints or r.ctx.caps.hint_comment or not r.ctx.caps.table_hints or not isinstance(made, t.TableRef):
        return made
    names = ("*", r.ctx.dialect.name, *r.ctx.dialect.family)
    for name, text, dialect in node.hints:
        if name is not None and dialect in names and name == item.description:
            made = made._with(hint=text)
    return made


def _hints(r: Resolver, node: s.Select, tables: bool) -> tuple[str, ...]:
    """Return the hints in a comment after SELECT, or those of the whole statement."""
    names = ("*", r.ctx.dialect.name, *r.ctx.dialect.family)
    quote = r.ctx.dialect.quote
    return tuple(
        text.replace("%(name)s", quote(name)) if tables else text
        for name, text, dialect in node.hints
        if (name is not None) is tables and dialect in names
    )


def from_table(r: SelectResolver, node: Any, scope: Scope) -> t.TableRef:
    """A table."""
    return t.TableRef(r.schema_of(node), node.name)


def from_alias(r: SelectResolver, node: f.Alias, scope: Scope) -> Any:
    """An alias of a table, subquery or join."""
    name = r.source(node)
    inner = node.element
    if isinstance(inner, f.Entity):
        inner = inner.selectable
    if isinstance(inner, f.Subquery) and not isinstance(inner, f.CTE):
        return t.Derived(r.statement(inner.element, scope, "from"), name)
    made = r.from_(inner, scope)
    if isinstance(made, (t.TableRef, t.CteRef)):
        return made._with(alias=name)
    raise CompileError(f"{inner.description} cannot have an alias; make a subquery of it")


def from_subquery(r: SelectResolver, node: f.Subquery, scope: Scope) -> Any:
    """A subquery."""
    name = r.source(node)
    lateral = isinstance(node, f.Lateral)
    inside = scope if lateral else scope.parent
    if isinstance(node.element, f.FromClause):
        return t.Derived(r.from_(node.element, scope), name, (), lateral)
    query = r.statement(node.element, inside, "scalar" if lateral else "from")
    if lateral:
        query = _shown(query)
    return t.Derived(query, name, (), lateral)


def _shown(query: Any) -> Any:
    if not isinstance(query, t.Select):
        return query
    return query._with(columns=tuple(c._with(shown=True) if c.name else c for c in query.columns))


def from_cte(r: SelectResolver, node: f.CTE, scope: Scope) -> t.CteRef:
    """A CTE: defined at the top of the statement when first met, or in the SELECT that it is nested in."""
    base = node
    while base.alias_of is not None:
        base = base.alias_of
    name = name_of_cte(r.ctx, base)
    define_cte(r, base, r.nested_at.get(id(base), r.ctx.depth if base.nesting else 0))
    alias = name_of_cte(r.ctx, node) if node.alias_of is not None else None
    return t.CteRef(name, alias)


def define_cte(r: SelectResolver, cte: Any, depth: int = 0) -> None:
    """Put the definition of ``cte`` into WITH, once; a restated CTE replaces the one that it restates.

    ``depth`` is that of the SELECT whose WITH it is, 0 for the outermost.
    """
    name = name_of_cte(r.ctx, cte)
    known = r.cte_names.get((depth, name))
    if known is not None:
        if cte not in _chain(known) and known not in _chain(cte):
            raise CompileError(f"Multiple, unrelated CTEs found with the same name: {name!r}; rename one of them")
        return
    r.cte_names[depth, name] = cte
    query = r.statement(cte.element, None, "cte")
    columns: tuple[str, ...] = ()
    if cte.recursive or isinstance(cte.element, f.Values):
        columns = tuple(p.sql_name(r.ctx) for p in r.plan_of(cte.element))
    if cte.recursive:
        r.ctx.facts["recursive"] = True
    made = t.CteDef(name, columns, query, _for_dialect(r.ctx, cte.prefixes), _for_dialect(r.ctx, cte.suffixes))
    (r.nested.setdefault(depth, []) if depth else r.ctx.ctes).append(made)


def _chain(cte: Any) -> list[Any]:
    """Return a CTE and those that it restates."""
    out = []
    while cte is not None:
        out.append(cte)
        cte = cte.restates
    return out


def _with_ctes(r: SelectResolver, node: Any, made: Any, role: str) -> Any:
    depth = r.ctx.depth
    for cte in node.added_ctes:
        define_cte(r, cte, depth if cte.nesting else 0)
    for cte in node.nested_ctes:
        define_cte(r, cte, depth)
    ctes = r.nested.pop(depth, [])
    if depth == 1:
        ctes = [*r.ctx.ctes, *ctes]
    if ctes:
        return made._with(with_=t.With(tuple(ctes), bool(r.ctx.facts.get("recursive"))))
    return made


def from_join(r: SelectResolver, node: f.Join, scope: Scope) -> t.JoinRef:
    """A join."""
    for part in node._parts():
        scope.froms.setdefault(id(part), part)
    left = r.from_(node.left, scope)
    right = r.from_(node.right, scope)
    if isinstance(right, t.JoinRef):
        right = t.Group(right)
    kind = "full" if node.full else "left" if node.isouter else "inner"
    on = node.onclause
    made = condition(r, on, scope)
    return t.JoinRef(left, right, kind, made)


def from_values(r: SelectResolver, node: f.Values, scope: Scope) -> t.ValuesRef:
    """VALUES."""
    return t.ValuesRef(_values_rows(r, node, scope), r.source(node), tuple(n for n, _ in node.specs), node.is_lateral)


def resolve_values(r: SelectResolver, node: f.Values, parent: Scope | None, role: str) -> t.ValuesQuery:
    """VALUES as a query."""
    return t.ValuesQuery(_values_rows(r, node, Scope(parent)))


def scalar_values(r: SelectResolver, node: f.ScalarValues, scope: Scope) -> t.ScalarQuery:
    """VALUES as an expression."""
    return t.ScalarQuery(r.statement(node.element, scope, "scalar"))


def _values_rows(r: SelectResolver, node: f.Values, scope: Scope) -> tuple[t.CommaList, ...]:
    return tuple(t.CommaList(tuple(r.expr(c, scope) for c in row.cells)) for row in node.rows)


def from_function(r: SelectResolver, node: TableValuedAlias, scope: Scope) -> t.FunctionRef:
    """A function that returns rows, under a name."""
    columns = tuple((n, c if node.with_types else None) for n, c in node.specs) if node.derived else ()
    ordinality = getattr(node.element, "ordinality", False)
    return t.FunctionRef(r.expr(node.element, scope), r.source(node), columns, node.is_lateral, ordinality)


def from_bare_function(r: SelectResolver, node: FunctionFrom, scope: Scope) -> t.FunctionRef:
    """A function that returns rows."""
    return t.FunctionRef(r.expr(node.element, scope), None)


def from_sample(r: SelectResolver, node: f.TableSample, scope: Scope) -> t.SampleRef:
    """A part of a table."""
    table = r.from_(node.element, scope)._with(alias=r.source(node))
    seed = None if node.seed is None else r.expr(node.seed, scope)
    method = r.expr(node.sampling, scope)
    return t.SampleRef(table, t.Call("system", (method,)) if isinstance(method, t.Bind) else method, seed)


def _stem(element: Any) -> str:
    if isinstance(element, f.Entity):
        element = element.selectable
    return getattr(element, "name", None) or "anon"


STATEMENTS.update(
    {
        s.Select: resolve_select,
        s.CompoundSelect: resolve_compound,
        TextualSelect: resolve_textual,
        f.Values: resolve_values,
        TextClause: resolve_text,
    }
)
EXPRESSIONS[f.ScalarValues] = scalar_values
FROMS.update(
    {
        Table: from_table,
        f.TableClause: from_table,
        f.Alias: from_alias,
        f.Subquery: from_subquery,
        f.CTE: from_cte,
        f.Join: from_join,
        f.FromGrouping: lambda r, n, scope: r.from_(n.element, scope),
        f.Values: from_values,
        f.Entity: lambda r, n, scope: r.from_(n.selectable, scope),
        TableValuedAlias: from_function,
        FunctionFrom: from_bare_function,
        f.TableSample: from_sample,
        TextClause: lambda r, n, scope: t.RawFrom(r.expr(n, scope)),
    }
)
