"""The live servers that DML is proved on: one engine each, an empty database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import isogloss as ig

from ..servers import server_url

BACKENDS = ("sqlite", "postgresql", "mariadb")


@pytest.fixture(scope="module", params=BACKENDS)
def engine(request: pytest.FixtureRequest) -> Iterator[Any]:
    """An engine of each live server."""
    backend = request.param
    made = ig.create_engine("sqlite://" if backend == "sqlite" else server_url(backend))
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
