"""Databases of their own for reflection: their tables are nobody else's."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from isogloss import create_engine, make_url
from tests.core.reflection import schemas
from tests.core.reflection.answers import run
from tests.servers import _administer, _drop, server_url

BACKENDS = ("sqlite", "postgresql", "mariadb")
SCRIPTS = {"sqlite": schemas.SQLITE, "postgresql": schemas.POSTGRESQL, "mariadb": schemas.MARIADB}
_NUMBERS = itertools.count(1)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Give a function that makes an empty database on a backend and returns its URL."""
    made: list[tuple[Any, str]] = []

    def make(backend: str) -> str:
        if backend == "sqlite":
            return f"sqlite:///{tmp_path_factory.mktemp('reflection')}/a.db"
        url = make_url(server_url(backend))
        name = f"{url.database}_r{next(_NUMBERS)}"
        _administer(url, f"CREATE DATABASE {name}")
        made.append((url, name))
        return url.set(database=name).render_as_string(hide_password=False)

    yield make
    for url, name in made:
        _drop(url, name)


@pytest.fixture(scope="module", params=BACKENDS)
def database(request: pytest.FixtureRequest, fresh: Callable[[str], str]) -> tuple[str, str]:
    """Give a backend and the URL of a database with the hand-written schema."""
    url = fresh(request.param)
    engine = create_engine(url)
    with engine.begin() as connection:
        run(connection, SCRIPTS[request.param], temporary=False)
    engine.dispose()
    return request.param, url
