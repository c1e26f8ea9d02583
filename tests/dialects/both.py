"""A statement of PostgreSQL by both libraries, as text."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import sqlalchemy
import sqlalchemy.dialects.postgresql.psycopg
import sqlalchemy.schema

import isogloss
import isogloss.dialects.postgresql
import isogloss.schema


def _names(*modules: Any) -> SimpleNamespace:
    return SimpleNamespace(**{n: getattr(m, n) for m in modules for n in m.__all__})


OURS = _names(isogloss.schema, isogloss, isogloss.dialects.postgresql)
THEIRS = SimpleNamespace(
    **{
        n: getattr(m, n)
        for m in (sqlalchemy.schema, sqlalchemy, sqlalchemy.dialects.postgresql)
        for n in dir(m)
        if not n.startswith("_")
    }
)


def texts(case: Callable[[Any], Any]) -> tuple[Any, Any]:
    """Return the text and the type of what ``case`` builds with our names, and with theirs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = case(THEIRS)
        reference = sqlalchemy.dialects.postgresql.psycopg.dialect()
        expected = str(theirs.compile(dialect=reference)), repr(getattr(theirs, "type", None))
    ours = case(OURS)
    got = str(ours.compile(dialect=OURS.PostgreSQL())), repr(getattr(ours, "type", None))
    return got, expected
