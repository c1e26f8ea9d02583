"""Schemas of SQL Server, which may name a database too."""

from __future__ import annotations

import re


def parts_of(schema: str) -> tuple[tuple[str, ...] | None, str]:
    """Return the database and the owner that a schema names; ``db..`` is the usual owner of another database.

    Without brackets the last dot is that before the owner: ``a.b.c`` is owner ``c`` of database ``a.b``. Brackets hold
    parts that have dots: ``[a.b].[c.d]``; there may be a server before the database. A schema that says ``quote=True``
    is one part.
    https://learn.microsoft.com/sql/t-sql/language-elements/transact-sql-syntax-conventions-transact-sql#multipart-names
    """
    found = _PARTS.findall(schema)
    if getattr(schema, "quote", None) or not found:
        return None, schema
    texts = [inside or plain for inside, plain in found]
    if len(texts) == 1 and not schema.endswith("."):
        return None, schema if schema == texts[0] else texts[0]
    owner = "" if schema.endswith(".") else texts.pop()
    if any(inside for inside, _ in found[: len(texts)]):
        return tuple(texts), owner
    return (".".join(texts),), owner


_PARTS = re.compile(r"\[([^\]]*)\]|([^.\[\]]+)")
