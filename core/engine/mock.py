"""An engine that sends nothing: what would be executed is given to a function, as DDL scripts need."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from . import registry
from .url import URL, make_url

if TYPE_CHECKING:
    from ..dialect import Dialect


class MockConnection:
    """Be engine and connection at once; each executed statement goes to `executor(statement, *params)`."""

    def __init__(self, dialect: Dialect, execute: Callable[..., Any]) -> None:
        self.dialect = dialect
        self._execute = execute

    @property
    def engine(self) -> Self:
        """Return this object."""
        return self

    @property
    def name(self) -> str:
        """Return the dialect's name."""
        return self.dialect.name

    def connect(self, **kw: Any) -> Self:
        """Return this object."""
        return self

    @contextmanager
    def begin(self) -> Iterator[Self]:
        """Give this object."""
        yield self

    def execution_options(self, **kw: Any) -> Self:
        """Return this object."""
        return self

    def execute(self, obj: Any, parameters: Any = None, execution_options: Any = None) -> Any:
        """Hand a statement to the executor."""
        return self._execute(obj, parameters) if parameters is not None else self._execute(obj)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        """Nothing is open."""


def create_mock_engine(url: str | URL, executor: Callable[..., Any], **kw: Any) -> MockConnection:
    """Make an engine for `url` that hands every statement to `executor` and connects to nothing."""
    dialect: Any = registry.load(make_url(url).drivername)
    return MockConnection(dialect(**kw), executor)
