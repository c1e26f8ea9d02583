"""Our inspector and that of the reference, asked the same of the same database."""

from __future__ import annotations

from typing import Any

import sqlalchemy
from sqlalchemy.dialects import postgresql as their_postgresql
from sqlalchemy.engine import reflection as theirs

import isogloss
from isogloss.dialects import postgresql
from isogloss.engine import ObjectKind, ObjectScope
from tests.core.reflection.answers import answers, differences, run
from tests.core.reflection.conftest import SCRIPTS

COLLATION = "the collation of the column is told"
DOMAIN = "a domain's base type has its length"
#: (question, table, item, field) -> why we answer otherwise.
CHOSEN: dict[str, dict[tuple[str, str, str, str], str]] = {
    "sqlite": {
        ("columns", "artist", "name", "type"): COLLATION,
        ("columns", "node", "total", "computed"): "the reference reads past the end of the expression",
        ("columns", "node", "half", "computed"): "the reference finds no expression without GENERATED ALWAYS",
        ("foreign_keys", "node", "None#1", "options"): "options are kept where the referred column is not named",
        ("indexes", "album", "ix_album_expr", "*"): "expressions are told, not skipped",
        ("indexes", "album", "ix_album_part", "column_sorting"): "DESC is told",
        ("table_options", "artist", "", ""): "AUTOINCREMENT is an option of the table, so that it can be made again",
    },
    "postgresql": {
        ("columns", "actor", "word", "type"): DOMAIN,
        ("columns", "capital", "word", "type"): DOMAIN,
        ("columns", "types", "al", "type"): "the reference has JSONPATH and does not reflect it",
        ("table_options", "measurement", "", ""): "PARTITION BY is told, so that the table can be made again",
    },
    "mariadb": {
        ("columns", "customer", "secret", "default"): "the reference loses the default of an INVISIBLE column",
        ("columns", "payment", "odd `name", "*"): "a backtick in a name is not doubled",
        ("columns", "payment", "odd ``name", "*"): "a backtick in a name is not doubled",
        ("columns", "types", "n", "type"): "LONGTEXT with the check that JSON brings is JSON",
        ("columns", "types", "af", "type"): "INET6 is known",
        ("columns", "types", "ag", "type"): "INET4 is known",
        ("columns", "types", "an", "default"): "the default of a TEXT column is told",
        ("columns", "v_customer", "customer_id", "default"): "the default of a view's column is as the server tells it",
        ("columns", "v_customer", "customer_id", "nullable"): "a view's column is nullable where the server says so",
        ("columns", "v_customer", "first_name", "nullable"): "a view's column is nullable where the server says so",
        ("columns", "v_customer", "first_name", "comment"): "comments of a view's columns are told",
        ("indexes", "customer", "ix_name", "column_sorting"): "DESC is told",
        ("check_constraints", "payment", "None", "*"): "a check that stands with its column is told",
    },
}


_OTHERWISE = ("global_priv", "user")


def test_the_answers_are_those_of_the_reference(database: tuple[str, str]) -> None:
    backend, url = database
    found = differences(_ask(isogloss, url, backend), _ask(sqlalchemy, url, backend))
    found = {k: v for k, v in found.items() if not _is_of_a_missing_class(v)}
    unexplained = {k: v for k, v in found.items() if k not in CHOSEN[backend]}
    assert not unexplained
    missing = set(CHOSEN[backend]) - set(found)
    assert not {k for k in missing if CHOSEN[backend][k] is not DOMAIN or hasattr(postgresql, "DOMAIN")}


def test_the_answers_for_another_schema_are_those_of_the_reference(database: tuple[str, str]) -> None:
    backend, url = database
    schema = {"sqlite": "main", "postgresql": "other", "mariadb": "mysql"}[backend]
    found = differences(_ask(isogloss, url, backend, schema), _ask(sqlalchemy, url, backend, schema))
    unexplained = {k: v for k, v in found.items() if k not in CHOSEN[backend] or backend != "sqlite"}
    if backend == "mariadb":
        # the reference reads PAGE_CHECKSUM as CHECKSUM and does not see TRANSACTIONAL; global_priv has JSON, user is a view
        unexplained = {k: v for k, v in unexplained.items() if k[0] != "table_options" and k[1] not in _OTHERWISE}
    assert not unexplained


def _is_of_a_missing_class(pair: tuple[Any, Any]) -> bool:
    name = str(pair[1]).partition(" ")[0]
    return name.isupper() and not hasattr(postgresql, name) and hasattr(their_postgresql, name)


def _ask(library: Any, url: str, backend: str, schema: str | None = None) -> Any:
    engine = library.create_engine(url)
    kinds = (ObjectKind, ObjectScope) if library is isogloss else (theirs.ObjectKind, theirs.ObjectScope)
    with engine.connect() as connection:
        run(connection, SCRIPTS[backend], temporary=True)
        found = answers(library.inspect(connection), kinds[0].ANY, kinds[1].ANY, schema)
        connection.rollback()
    engine.dispose()
    return found
