"""MERGE: native in the form that the server has, or an upsert where the statement is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...expression import operators as ops
from ...tree import nodes as t
from ..capabilities import MergeForm
from ..context import Context
from .base import Pass

MATCHED = "matched"
NOT_MATCHED = "not matched"
BY_SOURCE = "not matched by source"


def to_merge(n: t.MergeStatement, ctx: Context) -> t.Tree:
    """Print the clauses as the server allows them.

    PostgreSQL takes any number, tried in order. SQL Server takes one update, one delete and one insert: several updates
    become one whose values are ``CASE``. Oracle takes one update, whose rows may then be deleted, and one insert::

        WHEN MATCHED AND d.qty = 0 THEN DELETE WHEN MATCHED THEN UPDATE SET qty = d.qty

    becomes ``WHEN MATCHED THEN UPDATE SET qty = CASE .. WHEN 2 THEN d.qty ELSE t.qty END DELETE WHERE d.qty = 0``.
    """
    form = ctx.caps.merge
    if not ctx.caps.merge_by_source and any(c.when == BY_SOURCE for c in n.clauses):
        raise ctx.refuse(
            "WHEN NOT MATCHED BY SOURCE",
            "update or delete these rows in a statement of their own, where(~exists().where(...)), in one transaction",
        )
    made: list[t.MergeWhen] = []
    if form is MergeForm.CLAUSES:
        made = [_when(c, c.condition) for c in n.clauses]
    else:
        for when in dict.fromkeys(c.when for c in n.clauses):
            group = _reachable([c for c in n.clauses if c.when == when])
            if when == NOT_MATCHED:
                made += _one_insert(group, ctx)
            elif form is MergeForm.ONE_EACH:
                made += _one_each(group, n, ctx)
            else:
                made += _update_then_delete(group, n, ctx)
    if not made:
        raise ctx.refuse("a MERGE that does nothing", "leave the statement out")
    if form is MergeForm.WHERE:
        _check_match_columns(made, n, ctx)
        owner = n.table.source
        made = [
            w._with(assigns=tuple(a._with(column=t.ColumnRef(owner, a.column.name)) for a in w.assigns)) for w in made
        ]
    with_, source = n.with_, n.source
    if with_ is not None and not ctx.caps.cte_before_insert:
        if not isinstance(source, t.CteRef):
            raise ctx.refuse("WITH on a MERGE", "make a subquery of the CTE's SELECT")
        star = t.Labeled(t.ColumnRef(None, "*", False, True), "", False)
        inner = t.Select(with_, (star,), (source._with(alias=None),))
        with_, source = None, t.Derived(inner, source.source)
    returning = n.returning
    if returning is not None:
        returning = returning.transform({t.OutcomeRef: lambda x, _: _outcome(ctx)})
    return t.Merge(n.table, source, n.on, tuple(made), returning, ctx.dialect.merge_hint, ctx.dialect.merge_end, with_)


def to_upsert(n: t.MergeStatement, ctx: Context) -> t.Tree:
    """Make an upsert of a MERGE that is one.

    ``MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET a = s.a WHEN NOT MATCHED THEN INSERT (id, a)
    VALUES (s.id, s.a)`` becomes ``INSERT INTO t (id, a) SELECT s.id, s.a FROM s ON CONFLICT (id) DO UPDATE SET
    a = excluded.a``.
    """
    asked = "MERGE"
    inserts = _reachable([c for c in n.clauses if c.when == NOT_MATCHED])
    updates = _reachable([c for c in n.clauses if c.when == MATCHED])
    if any(c.when == BY_SOURCE for c in n.clauses) or any(c.action == "delete" for c in updates):
        raise ctx.refuse(f"{asked} that deletes, or looks at rows without a source", _APART)
    if len(inserts) != 1 or inserts[0].action != "insert" or inserts[0].condition is not None:
        raise ctx.refuse(f"{asked} without one unconditional insert", _APART)
    if len(updates) > 1:
        raise ctx.refuse(f"{asked} with several clauses for matched rows", _APART)
    if n.table.alias:
        raise ctx.refuse(f"{asked} into an alias", "name the table itself")
    insert = inserts[0]
    inserted = {a.column.name: _bare(a.value) for a in insert.assigns}
    target = _match_key(n, inserted, ctx)
    taken = {value: name for name, value in inserted.items() if isinstance(value, t.ColumnRef)}
    owner = n.table.source

    def excluded(c: t.ColumnRef, _: Any) -> t.Tree:
        if c.source == owner or c.source is None:
            return c
        if c not in taken:
            raise ctx.refuse(
                f"{asked} whose update reads {c.name!r} of the source, which is not inserted",
                "insert the column too, or update and insert in two statements",
            )
        return t.ExcludedRef(taken[c])

    rule = {t.ColumnRef: excluded}
    update = updates[0] if updates and updates[0].action == "update" else None
    assigns = () if update is None else tuple(a._with(value=a.value.transform(rule)) for a in update.assigns)
    touched = next((a.column.name for a in assigns if a.column.name in target), None)
    if touched is not None:
        raise ctx.refuse(f"{asked} that sets {touched!r}, by which it matches", "leave the column out of the update")
    where = None if update is None or update.condition is None else update.condition.transform(rule)
    names = tuple(a.column.name for a in insert.assigns)
    columns = tuple(t.Labeled(a.value, name, True) for name, a in zip(names, insert.assigns, strict=True))
    conflict = t.Conflict(
        "portable", "update" if assigns else "nothing", target, assigns=assigns, where=where, keys=n.keys
    )
    return t.Insert(n.with_, n.table, names, t.Select(None, columns, (n.source,)), conflict, n.returning)


def _outcome(ctx: Context) -> t.Tree:
    if not ctx.caps.merge_outcome:
        raise ctx.refuse("outcome() of a MERGE", "compare a timestamp or counter that the update sets")
    return t.Raw(ctx.caps.merge_outcome)


# -- clauses -------------------------------------------------------------------------------------------------------


def _when(c: t.MergeClause, condition: Any, assigns: Any = None) -> t.MergeWhen:
    assigns = c.assigns if assigns is None else assigns
    if c.action == "insert":
        names = tuple(a.column.name for a in assigns)
        return t.MergeWhen(c.when, condition, "insert", (), names, tuple(a.value for a in assigns))
    return t.MergeWhen(c.when, condition, c.action, assigns)


def _reachable(group: list[t.MergeClause]) -> list[t.MergeClause]:
    """Return the clauses up to the first without a condition; a last one that does nothing is left out."""
    made = []
    for c in group:
        made.append(c)
        if c.condition is None:
            break
    while made and made[-1].action == "nothing":
        made.pop()
    return made


def _choice(group: Sequence[t.MergeClause]) -> t.Case:
    """Return the number of the clause that a row takes: NULL for none. A condition that is NULL does not hold."""
    whens = []
    otherwise = None
    for i, c in enumerate(group, 1):
        if c.condition is None:
            otherwise = t.Raw(str(i))
        else:
            whens.append(t.When(t.Group(c.condition), t.Raw(str(i))))
    return t.Case(None, tuple(whens), otherwise)


def _takes(group: Sequence[t.MergeClause], action: str) -> Any:
    """Return the condition under which a row takes a clause of ``action``; None where every row does."""
    numbers = [i for i, c in enumerate(group, 1) if c.action == action]
    if len(group) == 1:
        return group[0].condition
    if numbers[-1] == 1:
        return group[0].condition
    choice = _choice(group)
    if len(numbers) == 1:
        return t.Binary(ops.EQ, choice, t.Raw(str(numbers[0])))
    return t.Binary(ops.IN, choice, t.Group(t.CommaList(tuple(t.Raw(str(i)) for i in numbers))))


def _chosen(group: Sequence[t.MergeClause], action: str, source: Any) -> tuple[t.Assign, ...]:
    """Return the assignments of all clauses of ``action`` as one list: ``CASE`` by the clause that the row takes."""
    parts = [(i, c) for i, c in enumerate(group, 1) if c.action == action]
    if len(parts) == 1 and (len(group) == 1 or action == "insert"):
        return parts[0][1].assigns
    names = dict.fromkeys(a.column.name for _, c in parts for a in c.assigns)
    made = []
    for name in names:
        whens = tuple(t.When(t.Raw(str(i)), a.value) for i, c in parts for a in c.assigns if a.column.name == name)
        otherwise = None if action == "insert" else t.ColumnRef(source, name)
        choice = _choice(group)
        if not choice.whens:
            made.append(t.Assign(t.ColumnRef(None, name), whens[0].result))
        else:
            made.append(t.Assign(t.ColumnRef(None, name), t.Case(choice, whens, otherwise)))
    return tuple(made)


def _one_insert(group: list[t.MergeClause], ctx: Context) -> list[t.MergeWhen]:
    inserts = [c for c in group if c.action == "insert"]
    if not inserts:
        return []
    if len(group) == 1:
        return [_when(group[0], group[0].condition)]
    if len({frozenset(a.column.name for a in c.assigns) for c in inserts}) > 1:
        raise ctx.refuse(
            "several WHEN NOT MATCHED clauses with different columns",
            "insert the same columns, with CASE for their values",
        )
    return [_when(inserts[0], _takes(group, "insert"), _chosen(group, "insert", None))]


def _one_each(group: list[t.MergeClause], n: t.MergeStatement, ctx: Context) -> list[t.MergeWhen]:
    actions = [c.action for c in group]
    if "nothing" not in actions and actions.count("update") <= 1 and actions.count("delete") <= 1:
        return [_when(c, c.condition) for c in group]
    made = []
    for action in dict.fromkeys(a for a in actions if a != "nothing"):
        assigns = _several(group, action, n) if action == "update" else ()
        made.append(t.MergeWhen(group[0].when, _takes(group, action), action, assigns))
    return made


def _several(group: Sequence[t.MergeClause], action: str, n: t.MergeStatement) -> tuple[t.Assign, ...]:
    updates = [c for c in group if c.action == action]
    return updates[0].assigns if len(updates) == 1 else _chosen(group, action, n.table.source)


def _update_then_delete(group: list[t.MergeClause], n: t.MergeStatement, ctx: Context) -> list[t.MergeWhen]:
    """Update, then delete of the updated rows those that are to be deleted: the only DELETE of Oracle's MERGE."""
    actions = [c.action for c in group]
    if not actions:
        return []
    if "delete" not in actions:
        return [t.MergeWhen(MATCHED, _takes(group, "update"), "update", _several(group, "update", n))]
    source = n.table.source
    if "update" in actions:
        assigns = _chosen(group, "update", source)
    else:
        matched = {c.name for c in n.on.walk() if isinstance(c, t.ColumnRef) and c.source == source}
        free = next((name for name in n.table.columns if name not in matched), None)
        if free is None:
            raise ctx.refuse("a MERGE that deletes from a table without other columns", "use a DELETE")
        assigns = (t.Assign(t.ColumnRef(None, free), t.ColumnRef(source, free)),)
    changed = {a.column.name for a in assigns} if "update" in actions else set()
    delete = _takes(group, "delete")
    if delete is not None:
        # DELETE WHERE looks at the row as it was updated
        read = {c.name for c in delete.walk() if isinstance(c, t.ColumnRef) and c.source == source}
        both = sorted(read & changed)
        if both:
            raise ctx.refuse(
                f"a MERGE that deletes by {both[0]!r} and sets it too",
                "delete these rows in a statement of their own first",
            )
    fires = None if group[-1].condition is None and "nothing" not in actions else _fires(group)
    always = delete if delete is not None else t.Binary(ops.EQ, t.Raw("1"), t.Raw("1"))
    return [t.MergeWhen(MATCHED, fires, "update", assigns, delete_where=always)]


def _fires(group: Sequence[t.MergeClause]) -> Any:
    if len(group) == 1:
        return group[0].condition
    numbers = [i for i, c in enumerate(group, 1) if c.action != "nothing"]
    return t.Binary(ops.IN, _choice(group), t.Group(t.CommaList(tuple(t.Raw(str(i)) for i in numbers))))


def _check_match_columns(made: list[t.MergeWhen], n: t.MergeStatement, ctx: Context) -> None:
    source = n.table.source
    matched = {c.name for c in n.on.walk() if isinstance(c, t.ColumnRef) and c.source == source}
    for w in made:
        for a in w.assigns:
            if a.column.name in matched:
                # ORA-38104
                raise ctx.refuse(
                    f"a MERGE that sets {a.column.name!r}, by which it matches", "leave the column out of the update"
                )


# -- upsert --------------------------------------------------------------------------------------------------------


def _match_key(n: t.MergeStatement, inserted: dict[str, Any], ctx: Context) -> tuple[str, ...]:
    """Return the unique key by which the rows are matched; refuse where the match is anything else."""
    parts = n.on.parts if isinstance(n.on, t.Junction) and n.on.op is ops.AND else (n.on,)
    owner = n.table.source
    pairs: dict[str, Any] = {}
    for p in parts:
        p = _bare(p)
        if not isinstance(p, t.Binary) or p.op is not ops.EQ:
            break
        for mine, other in ((p.left, p.right), (p.right, p.left)):
            if isinstance(mine, t.ColumnRef) and mine.source == owner:
                pairs[mine.name] = _bare(other)
                break
        else:
            break
    else:
        key = next((k for k in n.keys if set(k) == pairs.keys()), None)
        if key is not None:
            apart = next((x for x in key if inserted.get(x) != pairs[x]), None)
            if apart is None:
                return tuple(key)
            raise ctx.refuse(f"MERGE that inserts another {apart!r} than the one it matches by", _APART)
    raise ctx.refuse("MERGE whose match is not the equality of a unique key of the table", _APART)


def _bare(n: Any) -> Any:
    while isinstance(n, t.Group):
        n = n.expr
    return n


_APART = "only a MERGE that is an upsert can be rewritten here: write UPDATE, INSERT and DELETE, in one transaction"
PASSES = (
    Pass(
        "MERGE",
        {t.MergeStatement: to_merge},
        when=lambda c: c.merge is not MergeForm.NONE,
        why=(
            "has MERGE",
            "the clauses stand in the order and the forms that it takes; a condition without a place there is refused",
        ),
    ),
    Pass(
        "MERGE to upsert",
        {t.MergeStatement: to_upsert},
        when=lambda c: c.merge is MergeForm.NONE,
        why=(
            "has no MERGE",
            "a MERGE that inserts or updates by a unique key is written as the server's upsert; any other is refused",
        ),
    ),
)
