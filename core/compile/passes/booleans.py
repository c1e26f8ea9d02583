"""Booleans where the server has none: values become conditions, conditions become values."""

from __future__ import annotations

from typing import Any

from ...expression import operators as ops
from ...tree import nodes as t
from ..capabilities import Booleans
from ..context import Context
from .base import Pass


def booleans(tree: Any, ctx: Context) -> Any:
    """Compare boolean values with 1 where a condition stands; wrap conditions in CASE where a value stands.

    ``WHERE t.f AND NOT t.g`` becomes ``WHERE t.f = 1 AND t.g = 0``; where conditions are no values at all,
    ``SELECT a = b`` becomes ``SELECT CASE WHEN (a = b) THEN 1 ELSE 0 END``. The two conversions cancel.
    """
    return _Booleans(ctx).value(tree)


class _Booleans:
    def __init__(self, ctx: Context) -> None:
        self.constants = ctx.dialect.boolean_words
        self.wrap = ctx.caps.booleans is Booleans.PREDICATE_ONLY

    def value(self, n: Any) -> Any:
        """Rewrite ``n`` where a value, or anything but a condition, stands."""
        kind = type(n)
        if kind is t.Truth:
            return t.Raw(self.constants[n.value])
        if kind in _CONDITIONS and self._is_condition(n):
            made = self.predicate(n)
            if not self.wrap:
                return made
            return t.Case(None, (t.When(t.Group(made), t.Raw("1")),), t.Raw("0"), True)
        if kind is t.Labeled and not n.shown and n.name and type(n.expr) is t.Unary:
            made = self.value(n.expr)
            return t.Labeled(made, n.name, type(made) is not t.Unary)
        if kind is t.Case and n.subject is not None:
            # CASE x WHEN true: a value that x is compared with
            whens = tuple(w._rebuild(self.value) for w in n.whens)
            return n._with(
                subject=self.value(n.subject), whens=whens, else_=None if n.else_ is None else self.value(n.else_)
            )
        if kind in _CONTEXTS:
            return self._context(n, _CONTEXTS[kind])
        return n._rebuild(self.value)

    def predicate(self, n: Any) -> Any:
        """Rewrite ``n`` where a condition stands."""
        kind = type(n)
        if kind is t.Group or (kind is t.Junction and n.op.kind == "boolean"):
            return n._rebuild(self.predicate)
        if kind is t.Unary and n.op is ops.NOT:
            inner = n.operand.expr if type(n.operand) is t.Group else n.operand
            if self._is_value(inner):
                return t.Binary(ops.EQ, self.value(inner), t.Raw("0"))
            return n._rebuild(self.predicate)
        if kind is t.Truth or self._is_value(n):
            return t.Binary(ops.EQ, self.value(n), t.Raw("1"))
        if kind is t.Binary and n.op in _TRUTH_TESTS and isinstance(n.right, t.Truth):
            left, right = self.value(n.left), self.value(n.right)
            if self.wrap and n.op in (ops.IS, ops.IS_NOT) and right in (t.Raw("0"), t.Raw("1")):
                return _truth_test(left, right, n.op is ops.IS)
            return t.Binary(n.op, left, right)
        return n._rebuild(self.value)

    def _context(self, n: Any, fields: tuple[str, ...]) -> Any:
        changes = {}
        for f in n._fields:
            if f.kind not in ("child", "children"):
                continue
            v = getattr(n, f.name)
            if v is None or v == ():
                continue
            change = self.predicate if f.name in fields else self.value
            new = change(v) if f.kind == "child" else tuple(change(c) for c in v)
            if f.kind == "children" and all(a is b for a, b in zip(new, v, strict=True)):
                new = v
            if new is not v:
                changes[f.name] = new
        return n._with(**changes) if changes else n

    def _is_value(self, n: Any) -> bool:
        return bool(getattr(n, "truth", False))

    def _is_condition(self, n: Any) -> bool:
        if type(n) is t.Binary:
            return bool(n.op.is_comparison)
        if type(n) is t.Junction:
            return bool(n.op.kind == "boolean")
        if type(n) is t.Unary:
            return n.op is ops.NOT
        if type(n) is t.Group:
            return self._is_condition(n.expr) if type(n.expr) in _CONDITIONS else False
        return True


def _truth_test(left: Any, right: Any, positive: bool) -> Any:
    """Return ``x IS true`` for a server that has IS for NULL alone: a CASE, which is false for NULL."""
    when = t.When(t.Group(t.Binary(ops.EQ, left, right)), t.Raw("1"))
    return t.Binary(ops.EQ, t.Case(None, (when,), t.Raw("0"), True), t.Raw("1" if positive else "0"))


_CONDITIONS = frozenset({t.Binary, t.Unary, t.Junction, t.ExistsQuery, t.Group})
_TRUTH_TESTS = frozenset({ops.EQ, ops.NE, ops.IS, ops.IS_NOT})
#: Which fields hold conditions.
_CONTEXTS: dict[Any, tuple[str, ...]] = {
    t.Select: ("where", "having"),
    t.JoinRef: ("on",),
    t.Update: ("where",),
    t.Delete: ("where",),
    t.Conflict: ("where", "changed", "target_where"),
    t.Filtered: ("condition",),
    t.When: ("condition",),
    t.Merge: ("on",),
    t.MergeWhen: ("condition", "delete_where"),
}
PASSES = (
    Pass(
        "booleans",
        whole=booleans,
        when=lambda c: c.booleans is Booleans.INTEGER,
        triggers=(t.Truth,),
        why=("has no type of true and false", "they are 1 and 0, and such a column alone is compared with 1"),
    ),
    Pass(
        "conditions to CASE",
        whole=booleans,
        when=lambda c: c.booleans is Booleans.PREDICATE_ONLY,
        triggers=(t.Truth, t.Binary, t.Unary, t.Junction, t.ExistsQuery),
        why=(
            "takes a condition only where it must decide, and a value only elsewhere",
            "a condition as a value is a CASE of 1, 0 and NULL; a value as a condition is compared with 1",
        ),
    ),
)
