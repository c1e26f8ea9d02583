"""UPDATE and DELETE that read other tables, and INSERT of many rows."""

from __future__ import annotations

from typing import Any

from ...tree import nodes as t
from ..capabilities import DeleteUsing, InsertRows, MergeForm, UpdateFrom
from ..context import Context
from .base import Pass


def update_multi_table(n: t.Update, ctx: Context) -> t.Tree:
    """Put all tables after UPDATE, and qualify what is set.

    ``UPDATE a SET x=b.y FROM b WHERE ...`` becomes ``UPDATE a, b SET a.x=b.y WHERE ...``.
    """
    if not n.froms:
        return n
    if n.returning is not None:
        raise ctx.refuse("UPDATE of several tables with RETURNING", "select the rows before the update")
    assigns = tuple(a._with(column=t.ColumnRef(n.table.source, a.column.name)) for a in n.assigns)
    return t.UpdateJoin(n.table, n.froms, assigns, n.where)


def update_from_target(n: t.Update, ctx: Context) -> t.Tree:
    """Repeat the target in FROM: ``UPDATE a SET x=b.y FROM b`` becomes ``UPDATE a SET x=b.y FROM a, b``."""
    table = n.table
    if (not n.froms and not table.alias) or any(f is table for f in n.froms):
        return n
    if table.alias:
        return n._with(table=t.TableRef(None, table.alias), froms=(table, *n.froms))
    return n._with(froms=(table, *n.froms))


def update_correlated(n: t.Update, ctx: Context) -> t.Tree:
    """Read the other tables in correlated subqueries.

    ``UPDATE a SET x=b.y FROM b WHERE a.id = b.id`` becomes ``UPDATE a SET x=(SELECT b.y FROM b WHERE a.id = b.id)
    WHERE EXISTS (SELECT 1 FROM b WHERE a.id = b.id)``. Two matching rows of b are an error of the server here, and
    an arbitrary choice where UPDATE FROM is native.
    """
    if not n.froms:
        return n
    if _is_merge(n, ctx):
        return _merged(n, ctx)
    sources = {_source(f) for f in n.froms}

    def value(a: t.Assign) -> t.Assign:
        if not any(isinstance(x, t.ColumnRef) and x.source in sources for x in a.value.walk()):
            return a
        inner = a.value.expr if isinstance(a.value, t.Group) else a.value
        query = t.Select(None, (t.Labeled(inner, "", False),), n.froms, n.where)
        return a._with(value=t.ScalarQuery(query))

    exists = t.ExistsQuery(t.Select(None, (t.Labeled(t.Raw("1"), "", False),), n.froms, n.where))
    return n._with(assigns=tuple(value(a) for a in n.assigns), froms=(), where=exists)


def delete_using_target(n: t.Delete, ctx: Context) -> t.Tree:
    """Repeat the target: ``DELETE FROM a USING a, b``; with RETURNING, which this form lacks, test in EXISTS."""
    return delete_exists(n, ctx) if n.returning is not None else _repeat(n, "USING")


def delete_from_target(n: t.Delete, ctx: Context) -> t.Tree:
    """Repeat the target: ``DELETE FROM a FROM a, b``."""
    return _repeat(n, "FROM")


def _repeat(n: t.Delete, word: str) -> t.Tree:
    if not n.using and not n.table.alias:
        return n
    return t.DeleteFromUsing(word, n.table, n.using, n.where, n.returning, n.with_)


def delete_exists(n: t.Delete, ctx: Context) -> t.Tree:
    """Test the other tables in EXISTS.

    ``DELETE FROM a USING b WHERE a.id = b.id`` becomes ``DELETE FROM a WHERE EXISTS (SELECT 1 FROM b WHERE
    a.id = b.id)``.
    """
    if not n.using:
        return n
    query = t.Select(None, (t.Labeled(t.Raw("1"), "", False),), n.using, n.where)
    return n._with(using=(), where=t.ExistsQuery(query))


def rows_to_union(n: t.Insert, ctx: Context) -> t.Tree:
    """Select each row and unite them.

    ``VALUES (1), (2)`` becomes ``SELECT 1 FROM DUAL UNION ALL SELECT 2 FROM DUAL``.
    """
    if type(n.source) is not t.Rows or len(n.source.rows) < 2:
        return n
    return n._with(source=t.UnionRows(n.source.rows, n.columns, ctx.caps.bare_from))


def ctes_to_subqueries(n: Any, ctx: Context) -> t.Tree:
    """Put each CTE where it is read: ``WITH c AS (...) DELETE FROM t WHERE t.id IN (SELECT c.id FROM c)``.

    It becomes ``DELETE FROM t WHERE t.id IN (SELECT c.id FROM (WITH c AS (...) SELECT * FROM c) AS c)``.
    """
    with_ = n.with_
    if with_ is None:
        return n  # type: ignore[no-any-return]
    if any(not isinstance(c.query, (t.Select, t.Compound, t.Text)) for c in with_.ctes):
        raise ctx.refuse("a CTE that changes rows", "execute it as a statement of its own, in one transaction")
    star = t.Labeled(t.ColumnRef(None, "*", False, True), "", False)

    def subquery(c: t.CteRef, _: Any) -> t.Tree:
        return t.Derived(t.Select(with_, (star,), (c._with(alias=None),)), c.source)

    return n._with(with_=None).transform({t.CteRef: subquery})  # type: ignore[no-any-return]


def with_after_insert(n: t.Insert, ctx: Context) -> t.Tree:
    """Put WITH before the SELECT of an INSERT: ``INSERT INTO t (a) WITH c AS (...) SELECT ...``."""
    if n.with_ is None:
        return n
    if not isinstance(n.source, (t.Select, t.Compound)):
        raise ctx.refuse("WITH on an INSERT without a SELECT", "put the CTE's SELECT into a subquery")
    return n._with(with_=None, source=n.source._with(with_=n.with_))


def _is_merge(n: t.Update, ctx: Context) -> bool:
    """Answer whether the update meets given rows, which correlated subqueries would repeat for each column."""
    if ctx.caps.merge is MergeForm.NONE or n.returning is not None or n.table.alias or n.with_ is not None:
        return False
    source = n.table.source
    matched = {c.name for c in n.where.walk() if isinstance(c, t.ColumnRef) and c.source == source}
    queries = any(isinstance(x, (t.Select, t.Compound)) for x in n.where.walk())
    return (
        len(n.froms) == 1
        and isinstance(n.froms[0], t.ValuesRef)
        and not queries
        and not any(a.column.name in matched for a in n.assigns)
    )


def _merged(n: t.Update, ctx: Context) -> t.Merge:
    owner = n.table.source
    assigns = tuple(a._with(column=t.ColumnRef(owner, a.column.name)) for a in n.assigns)
    when = t.MergeWhen("matched", None, "update", assigns)
    return t.Merge(n.table, n.froms[0], n.where, (when,), None, ctx.dialect.merge_hint, ctx.dialect.merge_end)


def _source(f: Any) -> Any:
    return getattr(f, "source", None)


PASSES = (
    Pass(
        "CTEs of DML to subqueries",
        dict.fromkeys((t.Update, t.Delete), ctes_to_subqueries),
        when=lambda c: not c.cte_before_update,
        triggers=(t.With,),
        why=("takes no WITH before UPDATE and DELETE", "each CTE is a subquery at the place where it is read"),
    ),
    Pass(
        "UPDATE FROM to multi-table UPDATE",
        {t.Update: update_multi_table},
        when=lambda c: c.update_from is UpdateFrom.MULTI_TABLE,
        why=(
            "has no UPDATE FROM",
            "all tables stand after UPDATE, the join among the conditions; of several matches the server takes one",
        ),
    ),
    Pass(
        "UPDATE FROM with its target",
        {t.Update: update_from_target},
        when=lambda c: c.update_from is UpdateFrom.FROM_WITH_TARGET,
        why=("names the target of UPDATE FROM again in FROM", "it is listed there with its alias"),
    ),
    Pass(
        "UPDATE FROM to subqueries",
        {t.Update: update_correlated},
        when=lambda c: c.update_from is UpdateFrom.CORRELATED,
        why=(
            "has no UPDATE FROM",
            "each value is read by a subquery, and EXISTS keeps the rows without a match as they are",
        ),
    ),
    Pass(
        "DELETE USING with its target",
        {t.Delete: delete_using_target},
        when=lambda c: c.delete_using is DeleteUsing.USING_WITH_TARGET,
        why=("names the target of DELETE again in USING", "it is listed there"),
    ),
    Pass(
        "DELETE FROM FROM",
        {t.Delete: delete_from_target},
        when=lambda c: c.delete_using is DeleteUsing.FROM_WITH_TARGET,
        why=("has DELETE FROM ... FROM in the place of USING", "the target is listed in the second FROM"),
    ),
    Pass(
        "DELETE USING to EXISTS",
        {t.Delete: delete_exists},
        when=lambda c: c.delete_using is DeleteUsing.EXISTS,
        why=("has no DELETE USING", "the other tables are read by an EXISTS"),
    ),
    Pass(
        "rows to UNION ALL",
        {t.Insert: rows_to_union},
        when=lambda c: c.insert_rows is InsertRows.UNION,
        why=("takes one row in VALUES", "the rows are a UNION ALL of queries"),
    ),
    Pass(
        "WITH after INSERT",
        {t.Insert: with_after_insert},
        when=lambda c: not c.cte_before_insert,
        why=("takes WITH after INSERT INTO", "it stands before the query"),
    ),
)
