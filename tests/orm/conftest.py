"""Fixtures of the ORM tests."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from libraries import blog, library


@pytest.fixture(params=["isogloss", "sqlalchemy"])
def lib(request: pytest.FixtureRequest) -> Any:
    """Give the names of each library in turn."""
    return library(request.param)


@pytest.fixture
def app(lib: Any) -> Any:
    """Give mapped classes and an engine."""
    return blog(lib)


@pytest.fixture
def session(lib: Any, app: Any) -> Any:
    """Give a session that is closed at the end."""
    with lib.Session(app.engine) as session:
        yield session
