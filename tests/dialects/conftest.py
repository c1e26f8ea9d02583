"""A PostgreSQL server, and the two libraries to compare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from isogloss import create_engine

from ..servers import server_url


@pytest.fixture
def connection() -> Iterator[Any]:
    """Return a connection to PostgreSQL whose work is rolled back."""
    engine = create_engine(server_url("postgresql"))
    with engine.connect() as connection:
        yield connection
    engine.dispose()
