"""Resolve expressions: operators, parentheses, binds, columns, functions."""

from __future__ import annotations

from typing import Any

from ..exc import CompileError
from ..expression import elements as e
from ..expression import forms
from ..expression import functions as f
from ..expression import operators as ops
from ..expression.dml import Excluded, Outcome, unknown_column
from ..expression.select import Exists, ScalarSelect
from ..expression.selectable import AliasedReturnsRows, FromClause, Subquery
from ..expression.textual import PARAMETER, TextClause, TString
from ..schema.defaults import NextValue
from ..tree import nodes as t
from ..types.scalar import BOOLEAN, INTEGER, Float, Numeric
from .render_type import type_text
from .resolver import EXPRESSIONS, Resolver, Scope


def column(r: Resolver, node: Any, scope: Scope) -> t.ColumnRef:
    """A column of a table: qualified with the table, or with what the scope says."""
    table = node.table
    truth = _truth(r, node)
    name = node.name
    if table is None or scope.bare or (scope.table is not None and table is scope.table):
        return t.ColumnRef(None, name, truth, getattr(node, "is_literal", False))
    return t.ColumnRef(source_of(r, table, scope), name, truth)


def proxy_column(r: Resolver, node: e.ProxyColumn, scope: Scope) -> t.ColumnRef:
    """A column of an alias, subquery or CTE."""
    truth = _truth(r, node)
    return t.ColumnRef(source_of(r, node.table, scope), proxy_name(r, node), truth)


def proxy_name(r: Resolver, node: Any) -> str:
    """Return the SQL name of a proxied column, which the SELECT below decides."""
    table = node.table
    if isinstance(table, Subquery):
        return r.plan_of(table.element)[node.index].sql_name(r.ctx)  # type: ignore[attr-defined, no-any-return]
    if isinstance(table, AliasedReturnsRows) and isinstance(node.element, e.ProxyColumn):
        return proxy_name(r, node.element)
    return node.name  # type: ignore[no-any-return]


def source_of(r: Resolver, table: Any, scope: Scope) -> Any:
    """Return what columns of ``table`` are qualified with."""
    return r.source(table)  # type: ignore[attr-defined]


def bind(r: Resolver, node: e.BindParameter, scope: Scope) -> t.Bind:
    """A parameter."""
    return t.Bind(r.ctx.slot(node), _truth(r, node))


def condition(r: Resolver, node: Any, scope: Scope) -> Any:
    """An expression that stands alone as a condition: startswith() and its kin get parentheses."""
    made = r.expr(node, scope)
    return t.Group(made) if is_pattern(node) else made


def binary(r: Resolver, node: e.BinaryExpression, scope: Scope) -> Any:
    """An operator between two expressions."""
    op, right = node.operator, node.right
    if op in _MARKED:
        r.ctx.seen.add(op)
    inner = getattr(node.left, "_operator", None)
    left = r.expr(node.left, scope) if op in _PARTS and inner in _PARTS else r.operand(node.left, op, scope)
    if op in _BETWEEN:
        low, high = (r.operand(c, op, scope) for c in right.clauses)
        made = t.CommaList((low, high))
        return t.Binary(op, left, made, node.modifiers)
    if op in _IN:
        return t.Binary(op, left, _in_right(r, right, scope), node.modifiers)
    if op is ops.COLLATE:
        schema = dict(node.modifiers).get("schema")
        return t.Binary(op, left, t.ColumnRef(schema, right.name))
    types: tuple[Any, ...] = ()
    if op in _PARTS:
        # a bare CAST() takes no brackets, and those after a bind's cast would be part of its type
        if op is ops.GETITEM and isinstance(node.left, (f.FunctionElement, e.Cast, e.BindParameter)):
            left = t.Group(left)
        return t.Binary(op, left, r.expr(right, scope), (), (node.type,))
    if op is ops.REGEXP_REPLACE:
        made = t.CommaList(tuple(r.operand(c, op, scope) for c in right.clauses))
        return t.Binary(op, left, made, node.modifiers)
    if op is ops.TRUEDIV or op is ops.FLOORDIV or op is ops.TRUNCDIV:
        numeric = right.type if isinstance(right.type, (Numeric, Float)) else None
        types = (numeric, _is_integer(right) and _is_integer(node.left))
    modifiers = node.modifiers
    pattern = dict(modifiers).get("pattern") if modifiers else None
    made_right = r.operand(right, ops.CONCAT if pattern else op, scope)
    if pattern is not None:
        modifiers = tuple(m for m in modifiers if m[0] != "pattern")
        percent = (t.Raw("'%'", True),)
        before, after = percent * (pattern != "starts"), percent * (pattern != "ends")
        made_right = t.Junction(ops.CONCAT, (*before, made_right, *after))
    return t.Binary(op, left, made_right, modifiers, types)


def _in_right(r: Resolver, right: Any, scope: Scope) -> Any:
    if isinstance(right, e.ClauseList):
        return t.Group(t.CommaList(tuple(r.expr(c, scope) for c in right.clauses)))
    made = r.expr(right, scope)
    return made if isinstance(made, t.ScalarQuery) else t.Group(made)


def is_pattern(node: Any) -> bool:
    """Answer whether ``node`` is startswith(), endswith(), contains() or their like."""
    return isinstance(node, e.BinaryExpression) and any(name == "pattern" for name, _ in node.modifiers)


def unary(r: Resolver, node: e.UnaryExpression, scope: Scope) -> Any:
    """A prefix operator, or an ORDER BY word after an expression."""
    op = node.operator
    if op.kind == "postfix":
        return ordered(r, node, scope)
    if op in (ops.ANY, ops.ALL):
        return t.Unary(op, _strip(r.expr(node.element, scope)))
    return t.Unary(op, r.operand(node.element, op, scope))


def ordered(r: Resolver, node: Any, scope: Scope) -> t.Ordered:
    """An ORDER BY item: expression, direction, place of NULLs."""
    direction = nulls = ""
    while isinstance(node, e.UnaryExpression) and node.operator.kind == "postfix":
        op = node.operator
        if op in (ops.NULLS_FIRST, ops.NULLS_LAST):
            nulls = nulls or ("FIRST" if op is ops.NULLS_FIRST else "LAST")
        else:
            direction = direction or op.opstring
        node = node.element
    expr = order_expression(r, node, scope)
    return t.Ordered(expr, direction, nulls)


def order_expression(r: Resolver, node: Any, scope: Scope) -> Any:
    """An expression of ORDER BY: a label of the SELECT stands by its name."""
    if isinstance(node, forms.LabelReference):
        target = reference(node, scope)
        named = scope.labels.get(id(target))
        return t.NameRef(named(r.ctx)) if named is not None else order_expression(r, target, scope)
    label = scope.labels.get(id(node))
    if label is not None and (r.ctx.caps.order_by_label or not isinstance(node, e.Label)):
        return t.NameRef(label(r.ctx))
    return r.expr(node, scope)


def reference(node: forms.LabelReference, scope: Scope) -> Any:
    """Return the expression that a string in ORDER BY or GROUP BY means."""
    target = scope.references.get(node.name)
    if target is None:
        raise CompileError(
            f"Can't resolve label reference for ORDER BY / GROUP BY / DISTINCT etc. Textual SQL expression "
            f"{node.name!r} should be explicitly declared as text({node.name!r})"
        )
    return target


def label_reference(r: Resolver, node: forms.LabelReference, scope: Scope) -> Any:
    """A string in ORDER BY or GROUP BY."""
    return order_expression(r, node, scope)


def junction(r: Resolver, node: e.ExpressionClauseList, scope: Scope) -> t.Junction:
    """AND, OR, +, *, ||: one operator between several expressions."""
    return t.Junction(node.operator, tuple(r.operand(c, node.operator, scope) for c in node.clauses))


def clause_list(r: Resolver, node: e.ClauseList, scope: Scope) -> t.CommaList:
    """Expressions with commas between."""
    return t.CommaList(tuple(r.expr(c, scope) for c in node.clauses))


def row_value(r: Resolver, node: e.Tuple, scope: Scope) -> t.RowValue:
    """A row value."""
    return t.RowValue(tuple(r.expr(c, scope) for c in node.clauses))


def grouping(r: Resolver, node: e.Grouping, scope: Scope) -> t.Group:
    """Parentheses that the user asked for."""
    return t.Group(r.expr(node.element, scope))


def label(r: Resolver, node: e.Label, scope: Scope) -> Any:
    """A label outside a columns clause is its expression."""
    return r.expr(node.element, scope)


def case(r: Resolver, node: forms.Case, scope: Scope) -> t.Case:
    """CASE."""
    subject = None if node.value is None else r.expr(node.value, scope)
    whens = tuple(
        t.When(r.value(w.condition, scope) if subject is None else r.expr(w.condition, scope), r.expr(w.result, scope))
        for w in node.whens
    )
    otherwise = None if node.else_ is None else r.expr(node.else_, scope)
    return t.Case(subject, whens, otherwise, _truth(r, node))


def cast(r: Resolver, node: e.Cast, scope: Scope) -> t.Cast:
    """CAST."""
    if node.safe:
        r.ctx.seen.add("TRY CAST")
    return t.Cast(r.expr(node.clause, scope), node.type, node.safe)


def type_coerce(r: Resolver, node: e.TypeCoerce, scope: Scope) -> Any:
    """A change of type that is Python's alone."""
    return r.expr(node.clause, scope)


def extract(r: Resolver, node: forms.Extract, scope: Scope) -> t.Extract:
    """EXTRACT."""
    return t.Extract(node.field, r.expr(node.expr, scope))


def function(r: Resolver, node: f.FunctionElement, scope: Scope) -> t.Call:
    """A function call."""
    args = tuple(r.operand(a, ops.COMMA, scope) for a in node.clauses)
    return t.Call(node.name, args, node.packages, _truth(r, node))


def aggregate_order(r: Resolver, node: f.AggregateOrderBy, scope: Scope) -> t.Call:
    """ORDER BY inside an aggregate."""
    r.ctx.seen.add("AGGREGATE ORDER")
    made = r.expr(node.element, scope)
    return made._with(order_by=tuple(order_item(r, c, scope) for c in node.order_by))  # type: ignore[no-any-return]


def order_item(r: Resolver, item: Any, scope: Scope) -> Any:
    """One ORDER BY item."""
    if isinstance(item, e.ClauseList):
        return t.CommaList(tuple(order_item(r, c, scope) for c in item.clauses))
    made = ordered(r, item, scope)
    return made if made.direction or made.nulls else made.expr


def table_value(r: Resolver, node: f.TableValuedColumn, scope: Scope) -> t.AliasValue:
    """A table function as one value."""
    return t.AliasValue(source_of(r, node.table, scope))


def table_row(r: Resolver, node: f.TableRow, scope: Scope) -> t.AliasValue:
    """A row of a table as an argument."""
    return t.AliasValue(source_of(r, node.table, scope))


def member(r: Resolver, node: f.ScalarFunctionColumn, scope: Scope) -> t.Member:
    """A column of what a function returns."""
    return t.Member(r.expr(node.fn, scope), node.name)


def array_slice(r: Resolver, node: e.Slice, scope: Scope) -> t.SliceRef:
    """Bounds of a part of an array."""
    ends = (None if i is None else r.expr(i, scope) for i in (node.start, node.stop, node.step))
    return t.SliceRef(*ends)


def over(r: Resolver, node: f.Over, scope: Scope) -> t.Window:
    """A window function."""
    return t.Window(
        r.expr(node.element, scope),
        tuple(r.expr(c, scope) for c in node.partition_by),
        tuple(ordered(r, c, scope) for c in node.order_by),
        node.frame,
        None if node.low is None else r.expr(node.low, scope),
        None if node.high is None else r.expr(node.high, scope),
    )


def function_filter(r: Resolver, node: f.FunctionFilter, scope: Scope) -> t.Filtered:
    """FILTER."""
    return t.Filtered(r.expr(node.func, scope), r.expr(e.and_(*node.criteria), scope))


def within_group(r: Resolver, node: f.WithinGroup, scope: Scope) -> t.WithinGroup:
    """WITHIN GROUP."""
    return t.WithinGroup(r.expr(node.element, scope), tuple(ordered(r, c, scope) for c in node.order_by))


def scalar_select(r: Resolver, node: ScalarSelect, scope: Scope) -> t.ScalarQuery:
    """A SELECT as a value."""
    query = r.statement(node.element, scope, "scalar")
    return t.ScalarQuery(query, _truth(r, node))


def exists(r: Resolver, node: Exists, scope: Scope) -> t.ExistsQuery:
    """EXISTS."""
    element = node.element
    return t.ExistsQuery(
        r.statement(
            getattr(element, "element", element) if isinstance(element, ScalarSelect) else element, scope, "scalar"
        )
    )


def text(r: Resolver, node: TextClause, scope: Scope) -> t.Text:
    """The user's text, its parameters as binds."""
    binds = {b.name: b for b in node.binds}
    parts: list[Any] = []
    position = 0
    for m in PARAMETER.finditer(node.text):
        parts.append(t.Raw(node.text[position : m.start()].replace("\\:", ":"), True))
        b = binds[m.group(1)]
        # ``x IN :list``: the list brings its parentheses, unless they are written
        bare = b.expanding and not node.text[: m.start()].rstrip().endswith("(")
        parts += [t.Raw("(", True), t.Bind(r.ctx.slot(b)), t.Raw(")", True)] if bare else [t.Bind(r.ctx.slot(b))]
        position = m.end()
    parts.append(t.Raw(node.text[position:].replace("\\:", ":"), True))
    return t.Text(tuple(p for p in parts if not isinstance(p, t.Raw) or p.text))


def template(r: Resolver, node: TString, scope: Scope) -> t.Text:
    """A template string: its text, and between it what was interpolated."""
    return t.Text(tuple(r.from_(p, scope) if isinstance(p, FromClause) else r.expr(p, scope) for p in node.pieces))


def excluded(r: Resolver, node: Excluded, scope: Scope) -> t.ExcludedRef:
    """A column of the row that was to be inserted; the attribute name becomes the column's."""
    table = r.ctx.facts.get("conflict_table")
    if table is None:
        raise CompileError(f"excluded.{node.name} has a meaning only inside an upsert's do_update()")
    found = table.c.get(node.name)
    if found is None:
        raise unknown_column(table, node.name)
    return t.ExcludedRef(found.name)


def outcome(r: Resolver, node: Outcome, scope: Scope) -> t.OutcomeRef:
    """Inserted or updated."""
    return t.OutcomeRef()


def from_in_expression(r: Resolver, node: FromClause, scope: Scope) -> Any:
    """A FROM element as an argument: count(table) and the like."""
    raise CompileError(f"{node.description} is a table; name one of its columns here")


def _truth(r: Resolver, node: Any) -> bool:
    """Answer whether ``node`` is a boolean value, and mark that there is one."""
    if node.type._affinity is not BOOLEAN._affinity:
        return False
    r.ctx.seen.add(t.Truth)
    return True


def _is_integer(node: Any) -> bool:
    return bool(node.type._affinity is INTEGER._affinity)


def _strip(made: Any) -> Any:
    return made.expr if isinstance(made, t.Group) else made


#: Operators that a pass may have to rewrite.
_PARTS = frozenset({ops.GETITEM, ops.JSON_GETITEM, ops.JSON_PATH_GETITEM})
_MARKED = frozenset({ops.ILIKE, ops.NOT_ILIKE, ops.IS_DISTINCT, ops.IS_NOT_DISTINCT, *_PARTS})
_BETWEEN = (ops.BETWEEN, ops.NOT_BETWEEN)
_IN = (ops.IN, ops.NOT_IN)
EXPRESSIONS.update(
    {
        e.NamedColumn: column,
        e.ProxyColumn: proxy_column,
        e.BindParameter: bind,
        e.BinaryExpression: binary,
        e.UnaryExpression: unary,
        e.ExpressionClauseList: junction,
        e.ClauseList: clause_list,
        e.Tuple: row_value,
        e.Grouping: grouping,
        e.Label: label,
        forms.Case: case,
        e.Cast: cast,
        e.TypeCoerce: type_coerce,
        forms.Extract: extract,
        TextClause: text,
        TString: template,
        forms.DMLTargetCopy: lambda r, n, s: t.TargetCopy(n.column.key),
        forms.TypeClause: lambda r, n, s: t.Raw(type_text(n.type, r.ctx.dialect), True),
        forms.LabelReference: label_reference,
        e.Null: lambda r, n, s: t.Null(),
        e.True_: lambda r, n, s: t.Truth(True),
        e.False_: lambda r, n, s: t.Truth(False),
        forms.DefaultValue: lambda r, n, s: t.DefaultWord(),
        f.FunctionElement: function,
        f.Over: over,
        f.FunctionFilter: function_filter,
        f.WithinGroup: within_group,
        f.AggregateOrderBy: aggregate_order,
        f.FunctionAsBinary: lambda r, n, s: r.expr(n.sql_function, s)._with(truth=_truth(r, n)),
        f.TableValuedColumn: table_value,
        f.TableRow: table_row,
        f.ScalarFunctionColumn: member,
        f.next_value: lambda r, n, s: r.expr(n.clauses[0], s),
        e.Slice: array_slice,
        ScalarSelect: scalar_select,
        Exists: exists,
        Excluded: excluded,
        Outcome: outcome,
        NextValue: lambda r, n, s: t.Raw(r.ctx.dialect.next_value(n.sequence), True),
        FromClause: from_in_expression,
    }
)
