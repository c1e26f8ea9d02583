"""Elements of JSON documents, as each server reaches and reads them."""

from __future__ import annotations

from typing import Any

from ...expression import operators as ops
from ...tree import nodes as t
from ...types.document import JSON
from ...types.scalar import Boolean, Float, Integer, Numeric, String
from ..capabilities import Json
from ..context import Context
from .base import Pass


def arrows(n: t.Binary, ctx: Context) -> t.Tree:
    """Use the arrows: ``doc["a"]`` becomes ``doc -> 'a'``; read as an integer, ``CAST(doc ->> 'a' AS INTEGER)``."""
    if n.op not in _ELEMENT:
        left, right = _grouped(n.left), _grouped(n.right)
        return n if left is n.left and right is n.right else n._with(left=left, right=right)
    path = n.op is ops.JSON_PATH_GETITEM
    left = _grouped(n.left)
    if isinstance(n.types[0], JSON):
        return t.Binary(PATH_ARROW if path else ARROW, left, n.right)
    return t.Cast(t.Binary(PATH_TEXT if path else ARROW_TEXT, left, n.right), n.types[0])


def extract(n: t.Binary, ctx: Context) -> t.Tree:
    """Call JSON_EXTRACT, which gives SQL values: ``JSON_QUOTE`` makes JSON of them again, CAST the type asked for."""
    if n.op not in _ELEMENT:
        return n
    found = t.Call("JSON_EXTRACT", (n.left, n.right))
    if isinstance(n.types[0], JSON):
        return t.Call("JSON_QUOTE", (found,))
    return t.Cast(found, n.types[0])


def extract_case(n: t.Binary, ctx: Context) -> t.Tree:
    """Call JSON_EXTRACT, which gives JSON; JSON null becomes NULL before the element is read as another type."""
    if n.op not in _ELEMENT:
        return n
    type_ = n.types[0]
    found = t.Call("JSON_EXTRACT", (n.left, n.right))
    if isinstance(type_, JSON):
        return found
    null = t.When(t.Raw("'null'"), t.Null())
    if isinstance(type_, Boolean):
        return t.Case(found, (null, t.When(t.Raw("true"), t.Raw("true"))), t.Raw("false"), True)
    if isinstance(type_, Float):
        # CAST AS FLOAT is missing from older servers
        read: t.Tree = t.Text((found, t.Raw("+0.0000000000000000000000")))
    elif isinstance(type_, (Integer, Numeric)):
        read = t.Cast(found, type_)
    else:
        read = t.Call("JSON_UNQUOTE", (found,))
    return t.Case(found, (null,), read)


def query_case(n: t.Binary, ctx: Context) -> t.Tree:
    """Call JSON_QUERY for objects and arrays, JSON_VALUE for what is read as another type."""
    if n.op not in _ELEMENT:
        return n
    type_ = n.types[0]
    if isinstance(type_, JSON):
        return t.Call("JSON_QUERY", (n.left, n.right))
    found = t.Call("JSON_VALUE", (n.left, n.right))
    whens: tuple[t.When, ...] = (t.When(t.Null(), t.Null()),)
    if isinstance(type_, Boolean):
        whens = (*whens, *_TRUTHS)
        return t.Case(found, whens, t.Cast(found, type_), True)
    return t.Case(found, whens, found if isinstance(type_, String) else t.Cast(found, type_))


def query_returning(n: t.Binary, ctx: Context) -> t.Tree:
    """Call JSON_QUERY for objects and arrays, ``JSON_VALUE(... RETURNING type ERROR ON ERROR)`` for other values.

    A path must be a constant of the text, so it is written into it when the statement is executed.
    """
    if n.op not in _ELEMENT:
        return n
    if isinstance(n.right, t.Bind):
        ctx.slots[n.right.slot].literal_execute = True
    type_ = n.types[0]
    if isinstance(type_, JSON):
        return t.Call("JSON_QUERY", (n.left, n.right))
    if isinstance(type_, Boolean):
        found = t.Call("JSON_VALUE", (n.left, n.right))
        return t.Case(found, _TRUTHS, t.Text((t.Raw("CAST("), found, t.Raw(" AS NUMBER(1))"))), True)
    return t.JsonRead(n.left, n.right, type_)


def no_arrays(n: t.Binary, ctx: Context) -> t.Tree:
    """Refuse an element of an array."""
    if n.op is ops.GETITEM:
        raise ctx.refuse("an element of an ARRAY", "keep the values in a table of their own, or in a JSON document")
    return n


def ordered_within_group(n: t.Call, ctx: Context) -> t.Tree:
    """Move the ORDER BY of an aggregate: ``f(a ORDER BY b)`` becomes ``f(a) WITHIN GROUP (ORDER BY b)``."""
    return t.WithinGroup(n._with(order_by=()), n.order_by) if n.order_by else n


def _grouped(side: Any) -> Any:
    if type(side) is t.Binary and side.op in (ARROW, PATH_ARROW):
        return t.Group(side)
    if type(side) is t.Cast and type(side.expr) is t.Binary and side.expr.op in (ARROW_TEXT, PATH_TEXT):
        return side._with(expr=t.Group(side.expr))
    return side


_ELEMENT = frozenset({ops.JSON_GETITEM, ops.JSON_PATH_GETITEM})
_TRUTHS = (t.When(t.Raw("'true'"), t.Raw("1")), t.When(t.Raw("'false'"), t.Raw("0")))
ARROW = ops.Operator("json_arrow", "->", 15, "arithmetic")
ARROW_TEXT = ops.Operator("json_arrow_text", "->>", 15, "arithmetic")
PATH_ARROW = ops.Operator("json_path_arrow", "#>", 15, "arithmetic")
PATH_TEXT = ops.Operator("json_path_text", "#>>", 15, "arithmetic")
_TRIGGERS = (ops.JSON_GETITEM, ops.JSON_PATH_GETITEM)


def _pass(name: str, rule: Any, how: Json, why: tuple[str, str]) -> Pass:
    return Pass(f"JSON elements by {name}", {t.Binary: rule}, when=lambda c: c.json is how, triggers=_TRIGGERS, why=why)


PASSES = (
    _pass(
        "arrows",
        arrows,
        Json.ARROWS,
        why=("reads a JSON element by -> and ->>", "a path is spelled as the operator takes it"),
    ),
    _pass(
        "JSON_EXTRACT",
        extract,
        Json.EXTRACT,
        why=("has no subscripts of JSON", "JSON_EXTRACT reads the element, JSON_QUOTE keeps it a document"),
    ),
    _pass(
        "JSON_EXTRACT in CASE",
        extract_case,
        Json.EXTRACT_CASE,
        why=(
            "has no JSON type of its own, a JSON null is text there",
            "JSON_EXTRACT reads the element, a CASE turns the JSON null into NULL",
        ),
    ),
    _pass(
        "JSON_VALUE in CASE",
        query_case,
        Json.QUERY_CASE,
        why=(
            "has one function for scalars and another for objects",
            "a CASE takes JSON_VALUE or JSON_QUERY by the kind of the element",
        ),
    ),
    _pass(
        "JSON_VALUE RETURNING",
        query_returning,
        Json.QUERY_RETURNING,
        why=(
            "has one function for scalars and another for objects",
            "JSON_VALUE with the type that is asked for, JSON_QUERY for what stays a document",
        ),
    ),
    Pass(
        "no arrays",
        {t.Binary: no_arrays},
        when=lambda c: not c.arrays,
        triggers=(ops.GETITEM,),
        why=("has no arrays", "a subscript of one is refused"),
    ),
    Pass(
        "ORDER BY of an aggregate to WITHIN GROUP",
        {t.Call: ordered_within_group},
        when=lambda c: not c.aggregate_order,
        triggers=("AGGREGATE ORDER",),
        why=("takes no ORDER BY among the arguments of an aggregate", "the order stands in WITHIN GROUP"),
    ),
)
