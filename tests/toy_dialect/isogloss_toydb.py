"""A stranger's dialect, whole: a database that runs on sqlite3, speaks PostgreSQL's paging, and has no RETURNING."""

from __future__ import annotations

from dataclasses import replace

from isogloss.core.dialect import caps
from isogloss.dialects.sqlite import SQLite


class ToyDB(SQLite):
    """The toy database."""

    name = "toydb"
    title = "ToyDB"
    default_version = (1, 0)
    since = ()
    capabilities = replace(
        SQLite.capabilities,
        page_needs_offset=False,
        insert_returning=caps.Returning.NONE,
        upsert=caps.Upsert.ON_CONFLICT,
        nulls_ordering=caps.NullsOrdering.SYNTAX,
    )
    quotes = ("`", "`")
    functions = {"now": "TOY_NOW()"}
