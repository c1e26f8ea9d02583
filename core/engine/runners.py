"""How each kind of statement is executed: by the class of what `Connection.execute()` was given."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING, Any

from ..compile.render_ddl import render_ddl
from ..exc import ObjectNotExecutableError
from ..expression.functions import FunctionElement
from ..expression.select import Executable, select
from ..expression.text import literal_column
from ..expression.textual import TextClause
from ..schema.ddl import ExecutableDDLElement
from .execution import AnyCursorResult, CursorResult

if TYPE_CHECKING:
    from .connection import Connection, Options

RUNNERS: dict[type, Callable[..., Any]] = {}
"""By class; each is called with connection, statement, parameters and execution options."""


def own_options(statement: Any) -> Options | None:
    """Return the execution options that a statement has of its own."""
    own: Options | None = getattr(statement, "execution_options_", None)
    return own if own is not None else getattr(statement, "_execution_options", None)


def runner_for(statement: Any, connection_class: type[Connection]) -> Callable[..., Any]:
    """Return the function for statements of this class, and keep it; raises `ObjectNotExecutableError`."""
    cls = statement.__class__
    if isinstance(statement, ExecutableDDLElement):
        run: Callable[..., Any] = _run_ddl
    elif isinstance(statement, Executable | TextClause):
        run = connection_class._execute_clause
    elif isinstance(statement, FunctionElement):
        run = _run_function
    elif getattr(statement, "is_sequence", False):
        run = _run_sequence
    else:
        clause = getattr(statement, "__clause_element__", None)
        if clause is None or not isinstance(statement_of := clause(), Executable):
            raise ObjectNotExecutableError(statement)
        return lambda connection, _, parameters, options: runner_for(statement_of, connection_class)(
            connection, statement_of, parameters, options
        )
    RUNNERS[cls] = run
    return run


# -- helpers ---------------------------------------------------------------------------------------------------------


def _run_ddl(connection: Connection, statement: Any, parameters: Any, options: Options | None) -> Any:
    merged = connection._merged(own_options(statement), options)
    for fn in connection._dispatch.before_execute:
        fn(connection, statement, [], {}, merged)
    start = perf_counter()
    text = render_ddl(statement, connection.dialect, merged.get("schema_translate_map") if merged else None)
    args, plan = connection._driver.no_parameters, f"no key {perf_counter() - start:.5f}s"
    cursor = connection._run(text, args, plan=plan, options=merged)
    result: AnyCursorResult = CursorResult(connection, cursor, None, (), merged)
    for fn in connection._dispatch.after_execute:
        fn(connection, statement, [], {}, merged, result)
    return result


def _run_function(connection: Connection, statement: Any, parameters: Any, options: Options | None) -> Any:
    return connection._execute_clause(select(statement), parameters, options)


def _run_sequence(connection: Connection, statement: Any, parameters: Any, options: Options | None) -> Any:
    return connection._execute_clause(select(literal_column(connection.dialect.next_value(statement))), None, options)
