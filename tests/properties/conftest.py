"""Engines on each server for the property tests, and how long these may search."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from isogloss import Engine, create_engine

from ..servers import server_url

settings.register_profile(
    "suite", max_examples=20, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
settings.register_profile("search", settings.get_profile("suite"), max_examples=500, derandomize=False)
settings.load_profile(os.environ.get("ISOGLOSS_TEST_PROFILE", "suite"))


@pytest.fixture(scope="module", params=["sqlite", "postgresql", "mariadb"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Give an engine on an empty database of each server."""
    file = tmp_path_factory.mktemp("properties") / "test.db"
    made = create_engine(f"sqlite:///{file}" if request.param == "sqlite" else server_url(request.param))
    yield made
    made.dispose()
