"""The live servers that DML is proved on: one engine each, an empty database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import isogloss as ig

from ..private_postgres import private_url
from ..servers import server_url

BACKENDS = ("sqlite", "postgresql", "postgresql-17", "postgresql-18", "mariadb")


@pytest.fixture(scope="module", params=BACKENDS)
def engine(request: pytest.FixtureRequest) -> Iterator[Any]:
    """An engine of each live server."""
    backend = request.param
    url = {
        "sqlite": lambda: "sqlite://",
        "postgresql-17": lambda: private_url(17),
        "postgresql-18": lambda: private_url(18),
    }
    made = ig.create_engine(url.get(backend, lambda: server_url(backend))())
    yield made
    made.dispose()


def fill(engine: Any, metadata: Any, rows: dict[Any, list[dict[str, Any]]]) -> None:
    """Make the tables of ``metadata`` anew, with ``rows``."""
    metadata.drop_all(engine)
    metadata.create_all(engine)
    with engine.begin() as c:
        for table, given in rows.items():
            if given:
                c.execute(ig.insert(table), given)


def rows_of(c: Any, statement: Any) -> list[tuple[Any, ...]]:
    """Return the rows of ``statement`` as tuples."""
    return [tuple(r) for r in c.execute(statement)]
