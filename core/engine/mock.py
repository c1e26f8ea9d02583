"""An engine that sends nothing: what would be executed is given to a function, as DDL scripts need."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from . import registry
from .checks import check
from .url import URL, make_url

if TYPE_CHECKING:
    from ..dialect import Dialect


class MockConnection:
    """Be engine and connection at once; each executed statement goes to `executor(statement, parameters)`."""

    answers = False
    """Nothing can be asked of it: `checkfirst` has nothing to check."""

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
        """Hand a statement, and its parameters or None, to the executor; return what that returns."""
        return self._execute(obj, parameters)

    def get_execution_options(self) -> dict[str, Any]:
        """Return no options: how a statement is compiled is the executor's affair."""
        return {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        """Nothing is open."""


def create_mock_engine(url: str | URL, executor: Callable[..., Any], **kw: Any) -> MockConnection:
    """Make an engine for `url` that hands every statement to `executor` and connects to nothing.

    `executor(statement, parameters)` gets what was executed, a construct of DDL for example, and None or its
    parameters; it compiles it with `statement.compile(dialect=engine.dialect)`. `kw` are options of the dialect, as
    `paramstyle`. The driver need not be installed. Raises `NoSuchModuleError` for an unknown dialect or driver,
    `TypeError` for an unknown option.
    """
    parsed = make_url(url)
    dialect: Any = registry.load(parsed.drivername)
    registry.driver_class(parsed.drivername)
    check(kw)
    return MockConnection(dialect(**kw), executor)
