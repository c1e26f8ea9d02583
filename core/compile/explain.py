"""What ``compiled.explain()`` says: the statement as it was resolved, and why and how each pass changed it."""

from __future__ import annotations

from typing import Any

from .passes import Pass

#: pass -> what is the matter with the server, what is written instead. Read as "<server> <first>: <second>".
WHY: dict[str, tuple[str, str]] = {
    "JSON elements by arrows": ("reads a JSON element by -> and ->>", "a path is spelled as the operator takes it"),
    "JSON elements by JSON_EXTRACT": (
        "has no subscripts of JSON",
        "JSON_EXTRACT reads the element, JSON_QUOTE keeps it a document",
    ),
    "JSON elements by JSON_EXTRACT in CASE": (
        "has no JSON type of its own, a JSON null is text there",
        "JSON_EXTRACT reads the element, a CASE turns the JSON null into NULL",
    ),
    "JSON elements by JSON_VALUE RETURNING": (
        "has one function for scalars and another for objects",
        "JSON_VALUE with the type that is asked for, JSON_QUERY for what stays a document",
    ),
    "JSON elements by JSON_VALUE in CASE": (
        "has one function for scalars and another for objects",
        "a CASE takes JSON_VALUE or JSON_QUERY by the kind of the element",
    ),
    "no arrays": ("has no arrays", "a subscript of one is refused"),
    "ORDER BY of an aggregate to WITHIN GROUP": (
        "takes no ORDER BY among the arguments of an aggregate",
        "the order stands in WITHIN GROUP",
    ),
    "comparisons of rows": (
        "compares values, not rows",
        "(a, b) < (x, y) is a < x OR a = x AND b < y, which is the definition of the standard",
    ),
    "row values": ("has no row values", "one in an IN is refused"),
    "WITH at the top": ("takes WITH only before a whole statement", "one inside a query is refused"),
    "no DML in WITH": ("reads only queries in WITH", "a CTE that changes rows is refused"),
    "ILIKE to lower() LIKE lower()": ("has no ILIKE", "both sides are compared in lower case"),
    "IS DISTINCT FROM": (
        "has no IS DISTINCT FROM",
        "its own null-safe comparison stands there, or a CASE of comparisons with NULL",
    ),
    "no TRY_CAST": ("has no cast that gives NULL for what cannot be cast", "it is refused"),
    "frame counts in the text": (
        "takes no parameters in a window frame",
        "the counts of rows are written into the text, as whole numbers",
    ),
    "FILTER to CASE": (
        "has no FILTER of an aggregate",
        "the aggregate reads a CASE that is NULL where the condition is not true; aggregates skip NULL",
    ),
    "NULLS FIRST/LAST to CASE": (
        "has no NULLS FIRST and NULLS LAST",
        "a CASE before the column sorts the nulls to the end that was asked for",
    ),
    "no ORDER BY in a subquery": (
        "takes no ORDER BY in a subquery without a limit",
        "it is left out: it never ordered the rows of the statement around it",
    ),
    "paging to LIMIT OFFSET": ("pages by LIMIT and OFFSET", "limit() and offset() are spelled so"),
    "paging to LIMIT offset, count": ("pages by LIMIT offset, count", "limit() and offset() are spelled so"),
    "paging to OFFSET FETCH": ("pages by OFFSET and FETCH", "limit() and offset() are spelled so"),
    "paging to TOP": (
        "pages by TOP, and by OFFSET and FETCH after an ORDER BY",
        "TOP is taken where there is no offset; an offset without an order is refused, its rows would be any",
    ),
    "paging to ROW_NUMBER": ("has neither LIMIT nor OFFSET", "ROW_NUMBER() counts the rows in a query around it"),
    "MERGE": (
        "has MERGE",
        "the clauses stand in the order and the forms that it takes; a condition without a place there is refused",
    ),
    "MERGE to upsert": (
        "has no MERGE",
        "a MERGE that inserts or updates by a unique key is written as the server's upsert; any other is refused",
    ),
    "outcome": (
        "does not tell inserted rows from updated ones by a word",
        "a system column or the old row tells them apart",
    ),
    "upsert to ON CONFLICT": ("has ON CONFLICT", "excluded and the columns to set are written out"),
    "upsert to ON DUPLICATE KEY": (
        "has ON DUPLICATE KEY UPDATE, which fires on any unique key",
        "it stands for on_conflict() of the one key that the given columns can meet; another one is refused",
    ),
    "upsert to MERGE": (
        "has no ON CONFLICT",
        "MERGE of the given rows, which keeps out other writers while it looks for the key",
    ),
    "no upsert": ("has no upsert of any form", "it is refused"),
    "booleans": ("has no type of true and false", "they are 1 and 0, and such a column alone is compared with 1"),
    "conditions to CASE": (
        "takes a condition only where it must decide, and a value only elsewhere",
        "a condition as a value is a CASE of 1, 0 and NULL; a value as a condition is compared with 1",
    ),
    "returning": (
        "has its own form of RETURNING",
        "expressions and versions of the row are written in that form; what it cannot return exactly is refused",
    ),
    "old() and new() outside RETURNING": ("knows versions of a row only in RETURNING", "elsewhere they are refused"),
    "CTEs of DML to subqueries": (
        "takes no WITH before UPDATE and DELETE",
        "each CTE is a subquery at the place where it is read",
    ),
    "UPDATE FROM to multi-table UPDATE": (
        "has no UPDATE FROM",
        "all tables stand after UPDATE, the join among the conditions; of several matches the server takes one",
    ),
    "UPDATE FROM with its target": (
        "names the target of UPDATE FROM again in FROM",
        "it is listed there with its alias",
    ),
    "UPDATE FROM to subqueries": (
        "has no UPDATE FROM",
        "each value is read by a subquery, and EXISTS keeps the rows without a match as they are",
    ),
    "DELETE USING with its target": ("names the target of DELETE again in USING", "it is listed there"),
    "DELETE FROM FROM": ("has DELETE FROM ... FROM in the place of USING", "the target is listed in the second FROM"),
    "DELETE USING to EXISTS": ("has no DELETE USING", "the other tables are read by an EXISTS"),
    "rows to UNION ALL": ("takes one row in VALUES", "the rows are a UNION ALL of queries"),
    "WITH after INSERT": ("takes WITH after INSERT INTO", "it stands before the query"),
    "SELECT without FROM": ("has no SELECT without FROM", "its table of one row stands there"),
    "no FOR UPDATE": ("locks no rows by SELECT", "FOR UPDATE is left out: its writers wait for each other anyway"),
    "no SKIP LOCKED": ("has no SKIP LOCKED and NOWAIT", "they are refused"),
    "no DISTINCT ON": ("has no DISTINCT ON", "it is refused; ROW_NUMBER() in a subquery does the same"),
    "no LATERAL": ("has no LATERAL", "it is refused"),
    "cut SELECT in FROM": (
        "takes no LIMIT in the parts of a UNION",
        "such a part is a subquery of its own",
    ),
    "no FULL JOIN": ("has no FULL JOIN", "it is refused"),
}


def explained(compiled: Any, trace: list[tuple[str, Any]]) -> str:
    """Return the text of ``compiled.explain()``: a section for the tree as resolved, one for each pass, the SQL."""
    from ..tree.dump import dump

    dialect = compiled.dialect
    (_, resolved), *changes = trace
    passes = {p.name: p for p in dialect.pipeline}
    lines = [f"statement for {dialect.describe()}: "]
    lines[0] += "; ".join(name for name, _ in changes) or "nothing to lower, the server has all of it"
    lines += ["\n-- resolve: the statement as it was written, its names looked up", dump(resolved, compiled.slots)]
    for name, tree in changes:
        lines.append(f"\n-- {name}")
        if name in WHY:
            lacks, instead = WHY[name]
            lines += [
                f"--   {dialect.title or dialect.name} {lacks}: {instead}.",
                f"--   {_native(passes[name], dialect)}",
            ]
        lines.append(dump(tree, compiled.slots))
    return "\n".join([*lines, "\n-- text", compiled.string])


def _native(p: Pass, dialect: Any) -> str:
    """Say from which version on a pass has nothing to do."""
    for since, _ in dialect.since:
        if since > dialect.version and not p.when(dialect.capabilities_of(since)):
            return f"Not needed from {type(dialect)(version=since).describe()} on."
    return f"So on every version from {dialect.describe()} on that is known."
