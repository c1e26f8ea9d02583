"""The SQL of ORM statements is that of SQLAlchemy."""

from __future__ import annotations

from typing import Any

import pytest

sa = pytest.importorskip("sqlalchemy")
sa_orm = pytest.importorskip("sqlalchemy.orm")

from load_models import models, statements  # noqa: E402

import isogloss  # noqa: E402
from isogloss import orm  # noqa: E402

OURS = statements(isogloss, orm, models(isogloss, orm))
THEIRS = statements(sa, sa_orm, models(sa, sa_orm))


def text(statement: Any, dialect: Any) -> tuple[str, dict[str, Any]]:
    compiled = statement.compile(dialect=dialect)
    return str(compiled), dict(compiled.params)


@pytest.mark.parametrize("name", OURS)
def test_text_equals_the_reference(name: str) -> None:
    ours = text(OURS[name], isogloss.create_engine("sqlite://").dialect)
    theirs = text(THEIRS[name], sa.create_engine("sqlite://").dialect)
    assert ours == theirs


@pytest.mark.parametrize("name", OURS)
def test_second_compilation_is_the_same(name: str) -> None:
    dialect = isogloss.create_engine("sqlite://").dialect
    assert text(OURS[name], dialect) == text(OURS[name], dialect)
