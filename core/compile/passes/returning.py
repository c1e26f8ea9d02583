"""RETURNING as the dialect has it: a clause, OUTPUT, or INTO out-parameters."""

from __future__ import annotations

from typing import Any

from ...exc import CompileError
from ...tree import nodes as t
from ..capabilities import Capabilities, InsertRows, Returning, RowVersions
from ..compiled import GeneratedKind
from ..context import Context, Slot
from .base import Pass


def lower(n: Any, ctx: Context) -> t.Tree:
    """Give the RETURNING of a statement its form.

    ``INSERT INTO t (a) VALUES (1) RETURNING t.id`` becomes ``INSERT INTO t (a) OUTPUT inserted.id VALUES (1)``, or
    ``... RETURNING t.id INTO :ret_0``. ``old(t.a)`` becomes ``deleted.a``, ``old.a``, or the column itself where the
    statement deletes.
    """
    asked = n.returning
    if type(asked) is not t.Returning:
        return n  # type: ignore[no-any-return]
    how = getattr(ctx.caps, _CAPABILITY[type(n)])
    version = {t.VersionRef: lambda v, _: _version(v, n, ctx)}
    asked = t.Returning(tuple(c.transform(version) for c in asked.columns))
    if how is Returning.CLAUSE:
        return n._with(returning=t.ReturningClause(asked.columns))  # type: ignore[no-any-return]
    if how is Returning.OUTPUT:
        return n._with(returning=output(n, asked))  # type: ignore[no-any-return]
    if how is Returning.INTO:
        if type(n) is t.Insert and not _is_one_row(n, ctx):
            raise ctx.refuse(
                "RETURNING of an INSERT of several rows in one statement",
                "execute the insert() with a list of rows, which go as an array; or select the rows that it has made",
            )
        return n._with(returning=into(asked, ctx))  # type: ignore[no-any-return]
    raise ctx.refuse(f"{type(n).__name__.upper()} .. RETURNING", "select the rows before or after, in one transaction")


def _is_one_row(n: t.Insert, ctx: Context) -> bool:
    """Tell whether an INSERT has one row, or several in VALUES where the server knows that."""
    if not isinstance(n.source, t.Rows):
        return isinstance(n.source, t.DefaultRow)
    return len(n.source.rows) == 1 or ctx.caps.insert_rows is InsertRows.VALUES


def _version(v: t.VersionRef, n: Any, ctx: Context) -> t.Tree:
    """Name the value before or after the change; where the server has one of them only, use it where it is that one."""
    if v.source != n.table.source:
        raise ctx.refuse(f"{v.which}() of a column of another table than the one changed", "return the column itself")
    how = ctx.caps.row_versions
    verb = type(n)
    if how is RowVersions.OLD_NEW:
        return t.ColumnRef(_Word(v.which), v.name, v.truth)
    if (verb is t.Delete and v.which == "new") or (verb is t.Insert and n.conflict is None and v.which == "old"):
        return t.Null()
    if how is RowVersions.DELETED_INSERTED:
        return t.ColumnRef("deleted" if v.which == "old" else "inserted", v.name, v.truth)
    plain = t.ColumnRef(None if ctx.caps.returning_bare_names else v.source, v.name, v.truth)
    deletes = verb is t.Delete or (verb is t.Merge and any(w.action == "delete" for w in n.clauses))
    if v.which == "old" and verb is t.Delete:
        return plain
    if v.which == "new" and not deletes:
        return plain
    raise ctx.refuse(
        f"{v.which}() in RETURNING of this statement",
        "select the rows with_for_update() before the statement, in one transaction",
    )


def output(n: Any, asked: t.Returning) -> t.Output:
    """Qualify columns of the target with ``inserted`` or ``deleted``."""
    source = n.table.source
    pseudo = "deleted" if type(n) is t.Delete else "inserted"
    either = type(n) is t.Merge and any(w.action == "delete" for w in n.clauses)

    def column(c: t.ColumnRef, _: Any) -> t.Tree:
        if c.source not in (source, None) or c.literal:
            return c
        made = t.ColumnRef(pseudo, c.name, c.truth)
        if not either:
            return made
        deleted = t.When(t.Raw("$action = 'DELETE'"), t.ColumnRef("deleted", c.name, c.truth))
        return t.Case(None, (deleted,), made, c.truth)

    return t.Output(tuple(_labeled(c, c.transform({t.ColumnRef: column})) for c in asked.columns))


def _labeled(before: Any, after: Any) -> Any:
    """Keep the name of a column that became an expression."""
    if isinstance(before, t.Labeled) and isinstance(after.expr, t.Case) and not isinstance(before.expr, t.Case):
        return after._with(shown=True)
    return after


def misplaced(n: t.VersionRef, ctx: Context) -> t.Tree:
    """Refuse old() and new() outside RETURNING."""
    raise CompileError(f"{n.which}({n.name}) has a meaning only in .returning() of what changes the table")


def into(asked: t.Returning, ctx: Context) -> t.ReturningInto:
    """Make an out-parameter for each column."""
    outs = []
    for i in range(len(asked.columns)):
        slot = Slot(f"ret_{i}", None, ctx.result[i][2] if i < len(ctx.result) else c_type(ctx, i), None, None)
        slot.out = True
        number = len(ctx.slots)
        ctx.slots.append(slot)
        outs.append(t.Bind(number))
    generated = ctx.facts.get("generated")
    if generated is not None:
        ctx.facts["generated"] = generated._replace(kind=GeneratedKind.OUT_PARAMETERS)
    return t.ReturningInto(asked.columns, tuple(outs))


def c_type(ctx: Context, i: int) -> Any:
    """Return the type of implicit RETURNING column ``i``."""
    return ctx.facts["implicit_returning"][i].type


class _Word(str):
    """A name that never stands in quotes, reserved or not: ``old``."""

    __slots__ = ()
    quote = False


def _any(caps: Capabilities) -> bool:
    return True


_CAPABILITY: dict[Any, str] = {
    t.Insert: "insert_returning",
    t.Update: "update_returning",
    t.Delete: "delete_returning",
    t.Merge: "merge_returning",
}
PASSES = (
    Pass(
        "returning",
        dict.fromkeys(_CAPABILITY, lower),
        when=_any,
        triggers=(t.Returning,),
        why=(
            "has its own form of RETURNING",
            "expressions and versions of the row are written in that form; what it cannot return exactly is refused",
        ),
    ),
    Pass(
        "old() and new() outside RETURNING",
        {t.VersionRef: misplaced},
        when=_any,
        why=("knows versions of a row only in RETURNING", "elsewhere they are refused"),
    ),
)
