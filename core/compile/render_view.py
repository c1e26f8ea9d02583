"""SQL of views and of tables made from a SELECT, whose values are written out: DDL takes no parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..exc import UnsupportedByDialect
from ..expression.select import CompoundSelect, select
from ..schema import views
from ..tree import nodes as t
from .capabilities import ReplaceView, TableAs
from .pipeline import compile_uncached, literal_text

if TYPE_CHECKING:
    from .render_ddl import DdlWriter


def create_view(element: views.CreateView, w: DdlWriter, words_before: str = "", options: str = "") -> str:
    """Render CREATE VIEW, with a dialect's own words before the name and after it."""
    words = ["CREATE"]
    if element.or_replace:
        replaces = w.capabilities.replace_view
        if element.materialized or replaces is ReplaceView.NONE:
            kind = "materialized view" if element.materialized else "view"
            raise _refused(w, f"CREATE OR REPLACE of a {kind}", "execute DropView(view, if_exists=True) before it")
        words.append("OR REPLACE" if replaces is ReplaceView.OR_REPLACE else "OR ALTER")
    if element.temporary:
        if not w.capabilities.temporary_views:
            raise _refused(w, "a temporary view", "use a CTE or a subquery in the statements that read it")
        words.append("TEMPORARY")
    if element.materialized:
        if not w.capabilities.materialized_views:
            raise _refused(w, "a materialized view", "use CreateTableAs(), and fill the table anew when it is due")
        words.append("MATERIALIZED")
    return f"{' '.join(words)} VIEW {words_before}{w.table(element.element)}{options} AS {query(element, w)}"


def create_table_as(element: views.CreateTableAs, w: DdlWriter) -> str:
    """Render CREATE TABLE ... AS, or SELECT ... INTO."""
    if element.if_not_exists and not w.capabilities.table_as_if_not_exists:
        raise _refused(
            w, "IF NOT EXISTS of a table made from a SELECT", "ask inspect(connection).has_table() before it"
        )
    if element.temporary and not w.capabilities.temporary_table_as:
        raise _refused(w, "a temporary table made from a SELECT", "create the table, then insert(t).from_select()")
    if w.capabilities.table_as is TableAs.INTO:
        return query(element, w, into=w.table(element.element))
    temporary, exists = "TEMPORARY " * element.temporary, "IF NOT EXISTS " * element.if_not_exists
    return f"CREATE {temporary}TABLE {exists}{w.table(element.element)} AS {query(element, w)}"


def drop_view(element: views.DropView, w: DdlWriter) -> str:
    """Render DROP VIEW."""
    kind = "MATERIALIZED VIEW" if element.materialized else "VIEW"
    return f"\nDROP {kind} {'IF EXISTS ' if element.if_exists else ''}{w.table(element.element)}"


def query(element: views.TableFromQuery, w: DdlWriter, into: str = "") -> str:
    """Return the text of the SELECT with its values written out, ``INTO`` a table where one is named."""
    selectable = element.selectable
    if into and isinstance(selectable, CompoundSelect):
        selectable = select(selectable.subquery())
    _, values = selectable.structure()
    compiled = compile_uncached(selectable, w.dialect, values, schema_map=w.schema_map)
    if into:
        compiled.tree = _into(compiled.tree, into)
    return literal_text(compiled, values)


def _into(tree: t.Select, name: str) -> t.Select:
    return tree.replace(into=name)


def _refused(w: DdlWriter, what: str, remedy: str) -> UnsupportedByDialect:
    return UnsupportedByDialect(what, w.dialect.describe(), remedy)
