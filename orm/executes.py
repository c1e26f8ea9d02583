"""The methods of a session that execute a statement, typed by what the statement returns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple, overload

if TYPE_CHECKING:
    from ..core.engine.execution import CursorResult
    from ..core.engine.result import Result, ScalarResult
    from ..core.expression.dml import UpdateBase
    from ..core.expression.select import Select

_T = TypeVar("_T")
_Ts = TypeVarTuple("_Ts")


class Executes:
    """Execute statements; a subclass says how."""

    def _execute(self, statement: Any, params: Any, execution_options: Any, bind_arguments: Any) -> Any:
        raise NotImplementedError

    @overload
    def execute(
        self,
        statement: Select[*_Ts],
        params: Any = None,
        *,
        execution_options: Any = None,
        bind_arguments: dict[str, Any] | None = None,
        _parent_execute_state: Any = None,
        _add_event: Any = None,
    ) -> Result[*_Ts]: ...
    @overload
    def execute(
        self,
        statement: UpdateBase,
        params: Any = None,
        *,
        execution_options: Any = None,
        bind_arguments: dict[str, Any] | None = None,
        _parent_execute_state: Any = None,
        _add_event: Any = None,
    ) -> CursorResult[*tuple[Any, ...]]: ...
    @overload
    def execute(
        self,
        statement: Any,
        params: Any = None,
        *,
        execution_options: Any = None,
        bind_arguments: dict[str, Any] | None = None,
        _parent_execute_state: Any = None,
        _add_event: Any = None,
    ) -> Any: ...
    def execute(
        self,
        statement: Any,
        params: Any = None,
        *,
        execution_options: Any = None,
        bind_arguments: dict[str, Any] | None = None,
        _parent_execute_state: Any = None,
        _add_event: Any = None,
    ) -> Any:
        """Execute a statement in the session's transaction and return its result."""
        return self._execute(statement, params, execution_options, bind_arguments)

    @overload
    def scalar(self, statement: Select[_T], params: Any = None, **kw: Any) -> _T | None: ...
    @overload
    def scalar(self, statement: Any, params: Any = None, **kw: Any) -> Any: ...
    def scalar(self, statement: Any, params: Any = None, **kw: Any) -> Any:
        """Execute and return the first column of the first row, or None."""
        return self.execute(statement, params, **kw).scalar()

    @overload
    def scalars(self, statement: Select[_T], params: Any = None, **kw: Any) -> ScalarResult[_T]: ...
    @overload
    def scalars(self, statement: Any, params: Any = None, **kw: Any) -> ScalarResult[Any]: ...
    def scalars(self, statement: Any, params: Any = None, **kw: Any) -> Any:
        """Execute and return the first column of each row: the objects of ``select(Class)``."""
        return self.execute(statement, params, **kw).scalars()
