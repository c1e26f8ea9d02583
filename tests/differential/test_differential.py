"""Every case says the same in both libraries, or is in the table of chosen differences with its reason."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

from .cases import CASES, OWN
from .language import CHOSEN_LANGUAGE
from .libraries import DIALECTS, namespace, our_dialects, reference_dialects

ORACLE_BOOLEANS = "Oracle 19c has no booleans: the reference's text is refused by the server (ORA-00904, ORA-00920)"
ORACLE_ROWS = "Oracle 19c has no multi-row VALUES: rows are selected and united"
FILTER = "the server has no FILTER: the condition moves into the aggregate"
NULLS = "the server has no NULLS FIRST/LAST: a CASE stands before the expression where the default is the other end"
VALUES = "the server's VALUES takes no column names: rows are selected and united"
UPDATE_FROM = "the server has no UPDATE .. FROM: correlated subqueries"
USING = "the server has no DELETE .. USING: EXISTS"

#: (case, dialect) -> why our text differs.
CHOSEN: dict[tuple[str, str], str] = {
    **CHOSEN_LANGUAGE,
    **{(f"logic_{c}", "oracle"): ORACLE_BOOLEANS for c in
       ("boolean_column", "not_boolean", "boolean_or", "where_true", "where_false")},
    **{("arithmetic_op", d): "a condition is no value here: CASE" for d in ("oracle", "mssql")},
    **{("function_filter", d): FILTER for d in ("mariadb", "oracle", "mssql")},
    **{("select_nulls", d): NULLS for d in ("mariadb", "mssql")},
    **{("from_values", d): VALUES for d in ("sqlite", "mariadb", "oracle")},
    **{(f"insert_{c}", "oracle"): ORACLE_ROWS for c in ("rows", "tuples", "defaults_rows")},
    ("insert_empty", "oracle"): "Oracle has no empty lists (ORA-00928): the key is DEFAULT",
    ("insert_quoted", "oracle"): "a parameter's name never holds a space",
    ("from_full_join", "mariadb"): "MariaDB has no FULL JOIN: refused before the server does",
    ("update_from_", "oracle"): UPDATE_FROM,
    ("update_from_two", "oracle"): UPDATE_FROM,
    ("update_returning", "mariadb"): "MariaDB has no UPDATE .. RETURNING: refused before the server does",
    ("delete_using", "default"): "standard-like text for reading: USING",
    ("delete_using", "sqlite"): USING,
    ("delete_using", "oracle"): USING,
    ("cte_update", "mariadb"): "MariaDB has no WITH before UPDATE (1064): a subquery",
    ("cte_update", "oracle"): "Oracle has no WITH before UPDATE (ORA-00928): a subquery",
    ("update_alias", "mssql"): "SQL Server takes no AS after UPDATE: the alias is named in FROM",
    ("update_aliased", "mssql"): "SQL Server takes no AS after UPDATE: the alias is named in FROM",
    ("update_itself", "oracle"): UPDATE_FROM,
    ("delete_itself", "default"): "standard-like text for reading: USING",
    ("delete_itself", "sqlite"): USING,
    ("delete_itself", "oracle"): USING,
    ("update_from_a_cte", "mariadb"): "MariaDB has no WITH before UPDATE (1064): a subquery",
    ("update_from_a_cte", "oracle"): UPDATE_FROM,
}  # fmt: skip

REFERENCE = namespace("sqlalchemy")
OURS = namespace("isogloss")
REFERENCE_DIALECTS = reference_dialects()
OUR_DIALECTS = our_dialects()


#: How both libraries say that a statement has no text on a dialect.
REFUSALS = ("CompileError", "UnsupportedByDialect", "UnsupportedCompilationError", "NotImplementedError")


def compiled(build: Any, library: Any, dialect: Any) -> tuple[str, Any]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = build(library).compile(dialect=dialect)
            return str(made), dict(made.params)
    except Exception as error:
        if type(error).__name__ not in REFUSALS:
            raise  # a case that neither library can build says nothing
        return "refused", None


PAIRS = [(name, d) for name in CASES for d in DIALECTS] + [(name, d) for name, (d, _) in OWN.items()]


@pytest.mark.parametrize(("name", "dialect"), PAIRS, ids=[f"{n}-{d}" for n, d in PAIRS])
def test_same_text_and_parameters(name: str, dialect: str) -> None:
    build = CASES[name] if name in CASES else OWN[name][1]
    theirs = compiled(build, REFERENCE, REFERENCE_DIALECTS[dialect])
    ours = compiled(build, OURS, OUR_DIALECTS[dialect])
    if (name, dialect) in CHOSEN:
        assert ours != theirs, "no longer different: take it out of CHOSEN"
    else:
        assert ours == theirs
