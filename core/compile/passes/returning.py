"""RETURNING as the dialect has it: a clause, OUTPUT, or INTO out-parameters."""

from __future__ import annotations

from typing import Any

from ...tree import nodes as t
from ..capabilities import Capabilities, Returning
from ..context import Context, Slot
from .base import Pass


def lower(n: Any, ctx: Context) -> t.Tree:
    """Give the RETURNING of a statement its form.

    ``INSERT INTO t (a) VALUES (1) RETURNING t.id`` becomes ``INSERT INTO t (a) OUTPUT inserted.id VALUES (1)``, or
    ``... RETURNING t.id INTO :ret_0``.
    """
    asked = n.returning
    if type(asked) is not t.Returning:
        return n  # type: ignore[no-any-return]
    how = getattr(ctx.caps, _CAPABILITY[type(n)])
    if how is Returning.CLAUSE:
        return n._with(returning=t.ReturningClause(asked.columns))  # type: ignore[no-any-return]
    if how is Returning.OUTPUT:
        return n._with(returning=output(n, asked, "deleted" if type(n) is t.Delete else "inserted"))  # type: ignore[no-any-return]
    if how is Returning.INTO:
        return n._with(returning=into(asked, ctx))  # type: ignore[no-any-return]
    raise ctx.refuse(f"{type(n).__name__.upper()} .. RETURNING", "select the rows before or after, in one transaction")


def output(n: Any, asked: t.Returning, pseudo: str) -> t.Output:
    """Qualify columns of the target with ``inserted`` or ``deleted``."""
    source = n.table.source

    def column(c: t.ColumnRef, _: Any) -> t.Tree:
        return t.ColumnRef(pseudo, c.name, c.truth) if c.source in (source, None) and not c.literal else c

    return t.Output(tuple(c.transform({t.ColumnRef: column}) for c in asked.columns))


def into(asked: t.Returning, ctx: Context) -> t.ReturningInto:
    """Make an out-parameter for each column."""
    outs = []
    for i in range(len(asked.columns)):
        slot = Slot(f"ret_{i}", None, ctx.result[i][2] if i < len(ctx.result) else c_type(ctx, i), None, None)
        slot.out = True
        number = len(ctx.slots)
        ctx.slots.append(slot)
        outs.append(t.Bind(number))
    ctx.facts["out_parameters"] = len(asked.columns)
    return t.ReturningInto(asked.columns, tuple(outs))


def c_type(ctx: Context, i: int) -> Any:
    """Return the type of implicit RETURNING column ``i``."""
    return ctx.facts["implicit_returning"][i].type


def _any(caps: Capabilities) -> bool:
    return True


_CAPABILITY: dict[Any, str] = {t.Insert: "insert_returning", t.Update: "update_returning", t.Delete: "delete_returning"}
PASSES = (Pass("returning", dict.fromkeys(_CAPABILITY, lower), when=_any, triggers=(t.Returning,)),)
