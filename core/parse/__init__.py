"""The second front door: SQL text to statement.

sqlglot reads the text, this package turns its tree into our own surface statement. Nothing is guessed and nothing is
left out: every node has a reader of its own, a reader takes each argument of the node by name, and what nobody took
is refused by name. What sqlglot would normalise away (the name of a function, NULLS FIRST, placeholders) is put into
other words before it parses, so that what the user wrote is what we keep.

General layout: ``tokens`` relabels the words of the text; ``reader`` is the visitor and its refusals; ``names`` are
scopes, tables and columns; ``expressions``, ``calls``, ``types``, ``queries``, ``sources`` and ``changes``
are the readers by area.
"""

from __future__ import annotations

from typing import Any

from .. import glot
from ..dialect import DEFAULT, Dialect
from ..engine import registry
from ..exc import CompileError
from .calls import CALLS
from .changes import CHANGES
from .expressions import EXPRESSIONS
from .queries import QUERIES
from .reader import Reader
from .sources import SOURCES
from .tokens import relabel


def parse(sql: str, dialect: Any = None, metadata: Any = None) -> Any:
    """Return the statement that ``sql``, written for ``dialect``, says: it can be extended, executed and compiled.

    ``dialect`` is a name, or a dialect such as ``engine.dialect``; without one, standard SQL is read. With ``metadata``
    names become its Table and Column objects and ``*`` is written out; without, they are names alone and ``*`` stays.
    Literals become bound values, ``:name``, ``%(name)s``, ``?`` and ``$1`` parameters. Comments are no part of a
    statement. Raises CompileError, which names it, for what cannot be represented: several statements and DDL too.
    """
    found: Dialect = DEFAULT if dialect is None else registry.load(dialect)() if isinstance(dialect, str) else dialect
    grammar = glot.Grammar(found)
    words, binds = relabel(sql, grammar)
    try:
        return Reader(sql, found, grammar, binds, metadata, READERS).statement(grammar.parse(words, sql))
    except RecursionError:
        raise CompileError(
            f"{sql[:200]!r} nests deeper than can be read; keep it as text(), or raise sys.setrecursionlimit()"
        ) from None


READERS: dict[str, Any] = {**EXPRESSIONS, **CALLS, **QUERIES, **SOURCES, **CHANGES}
