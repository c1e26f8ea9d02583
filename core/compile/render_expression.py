"""Print expressions in the standard's spelling; a dialect replaces entries of these tables."""

from __future__ import annotations

from typing import Any

from ..tree import nodes as t
from .writer import Writer


def source(w: Writer, of: Any) -> str:
    """Return the qualifier of a column: alias, table, or schema and table."""
    if isinstance(of, tuple):
        return f"{w.schema(of[0])}.{w.name(of[1])}"
    return w.name(of)


def column(w: Writer, n: t.ColumnRef) -> None:
    """``source.name``."""
    name = w.escape(n.name) if n.literal else w.name(n.name)
    w.out.append(name if n.source is None else f"{source(w, n.source)}.{name}")


def binary(w: Writer, n: t.Binary) -> None:
    """``left operator right``, as the dialect spells the operator."""
    special = w.dialect.operators.get(n.op.name)
    if special is not None:
        if isinstance(special, str):
            _infix(w, n, special)
        else:
            special(w, n)
        return
    _infix(w, n, w.escape(n.op.opstring))


def _infix(w: Writer, n: t.Binary, symbol: str) -> None:
    if n.op.parenthesise:
        w.put("(")
    w.put(n.left, f" {symbol} ", n.right)
    for name, v in n.modifiers:
        if name == "escape":
            w.put(" ESCAPE ", w.escape(w.dialect.literal(v)))
    if n.op.parenthesise:
        w.put(")")


def between(w: Writer, n: t.Binary) -> None:
    """``x BETWEEN a AND b``."""
    low, high = n.right.parts
    symmetric = " SYMMETRIC" if n.modifiers else ""
    w.put(n.left, f" {n.op.opstring}{symmetric} ", low, " AND ", high)


def division(w: Writer, n: t.Binary) -> None:
    """``a / b`` as a fraction: an integer divisor is cast."""
    name = ("NUMERIC" if n.types[0] is None else w.dialect.cast_type(n.types[0])) or "NUMERIC"
    w.put(n.left, " / CAST(", n.right, f" AS {name})")


def division_plus_zero(w: Writer, n: t.Binary) -> None:
    """``a / (b + 0.0)``: a fraction where CAST AS NUMERIC keeps integers."""
    w.put(n.left, " / (", n.right, " + 0.0)")


def floor_division(w: Writer, n: t.Binary) -> None:
    """``a / b`` of integers where the server floors them, else ``FLOOR(a / b)``."""
    if n.types[1]:
        w.put(n.left, " / ", n.right)
    else:
        w.put("FLOOR(", n.left, " / ", n.right, ")")


def floor_call(w: Writer, n: t.Binary) -> None:
    """``FLOOR(a / b)``."""
    w.put("FLOOR(", n.left, " / ", n.right, ")")


def truncated(before: str, after: str) -> Any:
    """Return a rendering of a division without fraction: plain where both sides are whole, else a call around it."""

    def render(w: Writer, n: t.Binary) -> None:
        if n.types[1]:
            w.put(n.left, " / ", n.right)
        else:
            w.put(before, n.left, " / ", n.right, after)

    return render


def truncated_call(w: Writer, n: t.Binary) -> None:
    """``TRUNC(a / b)``."""
    w.put("TRUNC(", n.left, " / ", n.right, ")")


def call_of(name: str) -> Any:
    """Return a rendering of an operator as the function ``name(left, right)``."""

    def render(w: Writer, n: t.Binary) -> None:
        w.put(f"{name}(", n.left, ", ", n.right, ")")

    return render


def concat_call(w: Writer, n: t.Binary | t.Junction) -> None:
    """``concat(a, b, c)``."""
    w.put("concat(")
    w.seq((n.left, n.right) if isinstance(n, t.Binary) else n.parts)
    w.put(")")


def collate(w: Writer, n: t.Binary) -> None:
    """``COLLATE name`` where a collation is no identifier: a word stands as it is, anything else in quotes."""
    name = n.right.name
    w.put(n.left, " COLLATE ", f"{w.name(n.right.source)}." if n.right.source else "")
    w.put(name if name.isidentifier() else w.name(name))


def unary(w: Writer, n: t.Unary) -> None:
    """A prefix operator; a word is followed by a space."""
    special = w.dialect.operators.get(n.op.name)
    if special is not None:
        special(w, n)
        return
    word = n.op.opstring
    if word in ("ANY", "ALL"):
        if isinstance(n.operand, t.ScalarQuery):
            w.put(word, " ", n.operand)
        else:
            w.put(word, " (", n.operand, ")")
    else:
        w.put(word + " " if word.isalpha() else word, n.operand)


def junction(w: Writer, n: t.Junction) -> None:
    """AND, OR, +, *, ||, as the dialect spells the operator."""
    special = w.dialect.operators.get(n.op.name, n.op.opstring)
    if isinstance(special, str):
        w.seq(n.parts, f" {special} ")
    else:
        special(w, n)


def case(w: Writer, n: t.Case) -> None:
    """CASE."""
    w.put("CASE")
    if n.subject is not None:
        w.put(" ", n.subject)
    for branch in n.whens:
        w.put(branch)
    if n.else_ is not None:
        w.put(" ELSE ", n.else_)
    w.put(" END")


def when(w: Writer, n: t.When) -> None:
    """One branch of a CASE."""
    w.put(" WHEN ", n.condition, " THEN ", n.result)


def cast(w: Writer, n: t.Cast) -> None:
    """CAST, in the type names that the dialect casts to."""
    name = w.dialect.cast_type(n.type)
    if name is None:
        w.put(n.expr if isinstance(n.expr, (t.Bind, t.ColumnRef, t.Call, t.Group)) else t.Group(n.expr))
        return
    name, word, collation = name.partition(" COLLATE ")  # which stands behind the parenthesis
    w.put("TRY_CAST(" if n.safe else "CAST(", n.expr, f" AS {w.escape(name)}){word}{w.escape(collation)}")


def regexp_replace(w: Writer, n: t.Binary) -> None:
    """``REGEXP_REPLACE(text, pattern, replacement, flags)``."""
    w.put("REGEXP_REPLACE(", n.left, ", ", n.right)
    flags = _flags(n)
    if flags is not None:
        w.put(", ", w.escape(w.dialect.literal(flags)))
    w.put(")")


def regexp_replace_word(w: Writer, n: t.Binary) -> None:
    """``<regexp replace>(...)``, which no server has, for reading."""
    w.put("<regexp replace>(", n.left, ", ", n.right, ")")


def regexp_like(w: Writer, n: t.Binary) -> None:
    """``REGEXP_LIKE(text, pattern, flags)``, after NOT where it is negated."""
    w.put("NOT " if n.op.name.startswith("not_") else "", "REGEXP_LIKE(", n.left, ", ", n.right)
    flags = _flags(n)
    if flags is not None:
        w.put(", ", w.escape(w.dialect.literal(flags)))
    w.put(")")


def not_match(w: Writer, n: t.Binary) -> None:
    """``NOT a MATCH b``."""
    w.put("NOT ", n.left, " MATCH ", n.right)


def contains_call(w: Writer, n: t.Binary) -> None:
    """``CONTAINS (text, query)``, after NOT where it is negated."""
    w.put("NOT " if n.op.name.startswith("not_") else "", "CONTAINS (", n.left, ", ", n.right, ")")


def brackets(w: Writer, n: t.Binary) -> None:
    """``array[index]``."""
    w.put(n.left, "[", n.right, "]")


def xor_by_parts(w: Writer, n: t.Binary) -> None:
    """``((a | b) - (a & b))``, for servers without an exclusive or."""
    w.put("((", n.left, " | ", n.right, ") - (", n.left, " & ", n.right, "))")


def lacking(feature: str, hint: str) -> Any:
    """Return a rendering that refuses an operator that the server has not."""

    def render(w: Writer, n: Any) -> None:
        raise w.ctx.refuse(feature, hint)

    return render


unknown_division = lacking(
    "a division that has no fraction where it was written if it is one of whole numbers, which is not known",
    "pass metadata= to parse(), or cast one side",
)


def array_slice(w: Writer, n: t.SliceRef) -> None:
    """``start:stop``."""
    w.put(n.start if n.start is not None else "", ":", n.stop if n.stop is not None else "")


def group_concat(w: Writer, n: t.Call) -> None:
    """``group_concat(text ORDER BY x SEPARATOR ',')``."""
    w.put("group_concat(", n.args[0])
    if n.order_by:
        w.put(" ORDER BY ")
        w.seq(n.order_by)
    w.put(" SEPARATOR ", n.args[1], ")")


def with_rollup(w: Writer, n: t.Call) -> None:
    """``a, b WITH ROLLUP``."""
    w.seq(n.args)
    w.put(" WITH ROLLUP")


def named(name: str) -> Any:
    """Return a rendering of a function under a name of several words."""

    def render(w: Writer, n: t.Call) -> None:
        w.put(f"{name}(")
        w.seq(n.args)
        w.put(")")

    return render


def _flags(n: t.Binary) -> Any:
    return dict(n.modifiers).get("flags")


def call(w: Writer, n: t.Call) -> None:
    """A function, by the dialect's name for it where it has another."""
    name = n.name
    if not n.packages:
        special = w.dialect.functions.get(name.lower())
        if special is not None:
            if isinstance(special, str):
                if special.endswith(")") or (not n.args and special.isupper()):
                    w.put(special)
                    return
                name = special
            else:
                special(w, n)
                return
    quoted = ".".join(p if p.replace("_", "a").isalnum() else w.name(p) for p in (*n.packages, name))
    w.put(quoted, "(")
    w.seq(n.args)
    if n.order_by:
        w.put(" ORDER BY ")
        w.seq(n.order_by)
    w.put(")")


def window(w: Writer, n: t.Window) -> None:
    """OVER."""
    w.put(n.expr, " OVER (")
    inside = []
    if n.partition_by:
        inside.append(("PARTITION BY ", n.partition_by))
    if n.order_by:
        inside.append(("ORDER BY ", n.order_by))
    for i, (word, parts) in enumerate(inside):
        w.put((" " if i else "") + word)
        w.seq(parts)
    if n.frame is not None:
        kind, low, high, exclude = n.frame
        w.put((" " if inside else "") + f"{kind} BETWEEN ", n.low if n.low is not None else "", low)
        w.put(" AND ", n.high if n.high is not None else "", high)
        if exclude:
            w.put(f" EXCLUDE {exclude}")
    w.put(")")


def ordered(w: Writer, n: t.Ordered) -> None:
    """An ORDER BY item."""
    w.put(n.expr, f" {n.direction}" if n.direction else "", f" NULLS {n.nulls}" if n.nulls else "")


def labeled(w: Writer, n: t.Labeled) -> None:
    """``expr AS name``."""
    w.put(n.expr)
    if n.shown:
        w.put(f" AS {w.name(n.name)}")


def row_value(w: Writer, n: t.RowValue) -> None:
    """``(a, b)``."""
    w.put("(")
    w.seq(n.parts)
    w.put(")")


def within_group(w: Writer, n: t.WithinGroup) -> None:
    """WITHIN GROUP."""
    w.put(n.expr, " WITHIN GROUP (ORDER BY ")
    w.seq(n.order_by)
    w.put(")")


def text(w: Writer, n: t.Text) -> None:
    """The user's text."""
    for p in n.parts:
        w.put(p)


def bind_list(w: Writer, n: t.BindList) -> None:
    """Write the parameter, and note in its slot what stands around each item: None where the item does."""
    w.ctx.slots[n.slot].items = tuple([_item_parts(w, n.slot, item) for item in n.items])
    w.bind(n.slot)


def _item_parts(w: Writer, slot: int, item: t.Tree) -> tuple[Any, ...]:
    inner = Writer(w.dialect, w.ctx)
    inner.doubles = w.doubles
    inner.node(item)
    return tuple([None if part == slot else part for part in inner.parts()])


ANSI_EXPRESSIONS: dict[Any, Any] = {
    t.Raw: lambda w, n: w.put(w.escape(n.text) if n.user else n.text),
    t.Text: text,
    t.ColumnRef: column,
    t.NameRef: lambda w, n: w.put(w.name(n.name)),
    t.Bind: lambda w, n: w.bind(n.slot),
    t.BindList: bind_list,
    t.Null: lambda w, n: w.put("NULL"),
    t.Truth: lambda w, n: w.put("true" if n.value else "false"),
    t.Binary: binary,
    t.Unary: unary,
    t.Junction: junction,
    t.Group: lambda w, n: w.put("(", n.expr, ")"),
    t.CommaList: lambda w, n: w.seq(n.parts),
    t.RowValue: row_value,
    t.Case: case,
    t.When: when,
    t.Cast: cast,
    t.Extract: lambda w, n: w.put(f"EXTRACT({n.field} FROM ", n.expr, ")"),
    t.Call: call,
    t.Window: window,
    t.Filtered: lambda w, n: w.put(n.expr, " FILTER (WHERE ", n.condition, ")"),
    t.WithinGroup: within_group,
    t.ScalarQuery: lambda w, n: w.put("(", n.query, ")"),
    t.ExistsQuery: lambda w, n: w.put("EXISTS (", n.query, ")"),
    t.DefaultWord: lambda w, n: w.put("DEFAULT"),
    t.ExcludedRef: lambda w, n: w.put(f"excluded.{w.name(n.name)}"),
    t.SliceRef: array_slice,
    t.AliasValue: lambda w, n: w.put(source(w, n.source)),
    t.Member: lambda w, n: w.put("(", n.expr, f").{w.name(n.name)}"),
    t.Ordered: ordered,
    t.Labeled: labeled,
}
ANSI_OPERATORS = {
    "between_op": between,
    "not_between_op": between,
    "truediv": division,
    "floordiv": floor_division,
    "truncdiv_op": truncated("TRUNC(", ")"),
    "getitem": brackets,
    "json_getitem_op": brackets,
    "json_path_getitem_op": brackets,
    "not_match_op": not_match,
    "regexp_replace_op": regexp_replace_word,
}
ANSI_FUNCTIONS = {
    "current_timestamp": "CURRENT_TIMESTAMP",
    "current_date": "CURRENT_DATE",
    "current_time": "CURRENT_TIME",
    "current_user": "CURRENT_USER",
    "session_user": "SESSION_USER",
    "localtime": "LOCALTIME",
    "localtimestamp": "LOCALTIMESTAMP",
    "sysdate": lambda w, n: w.put("sysdate"),
    "user": lambda w, n: w.put("USER"),
    "cube": "CUBE",
    "rollup": "ROLLUP",
    "grouping_sets": named("GROUPING SETS"),
}
