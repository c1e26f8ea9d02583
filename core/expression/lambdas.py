"""``lambda_stmt()``: statements written as functions.

The ecosystem has them because building a statement was slow and its cache key slower. Here a statement is keyed by its
shape, which costs microseconds, so that the functions are simply called when the statement is executed: closure
variables are never stale, and there is nothing to track.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from ..exc import ArgumentError


class LambdaElement:
    """A function that makes a SQL element, called whenever the element is needed."""

    parent_lambda: ClassVar[Any] = None
    stringify_dialect: ClassVar[str] = "default"
    inherit_cache: ClassVar[bool] = True
    allows_lambda: ClassVar[bool] = True
    uses_inspection: ClassVar[bool] = False
    supports_execution: ClassVar[bool] = False

    __slots__ = ("fn",)

    def __init__(self, fn: Callable[[], Any]) -> None:
        if not callable(fn):
            raise ArgumentError(f"a function that returns a SQL element is expected, got {fn!r}")
        self.fn = fn

    def __clause_element__(self) -> Any:
        return self.fn()

    @property
    def _resolved(self) -> Any:
        """The element as the function makes it now."""
        return self.__clause_element__()

    def compile(self, bind: Any = None, dialect: Any = None, **kw: Any) -> Any:
        """Return the compiled form of what the function makes."""
        return self._resolved.compile(bind, dialect, **kw)

    def get_children(self, *, omit_attrs: Any = (), **kw: Any) -> list[Any]:
        """Return the parts of what the function makes."""
        return self._resolved.get_children(omit_attrs=omit_attrs, **kw)  # type: ignore[no-any-return]

    def __str__(self) -> str:
        return str(self._resolved)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._resolved, name)


class StatementLambdaElement(LambdaElement):
    """A statement made by a function and changed by others: ``stmt += lambda s: s.where(t.c.id == x)``."""

    supports_execution: ClassVar[bool] = True

    __slots__ = ("criteria",)

    def __init__(self, fn: Callable[[], Any], criteria: tuple[Callable[[Any], Any], ...] = ()) -> None:
        super().__init__(fn)
        self.criteria = criteria

    def __clause_element__(self) -> Any:
        made = self.fn()
        for change in self.criteria:
            made = change(made)
        return made

    def __add__(self, other: Callable[[Any], Any]) -> StatementLambdaElement:
        return self.add_criteria(other)

    def add_criteria(
        self,
        other: Callable[[Any], Any],
        enable_tracking: bool = True,
        track_on: Any = None,
        track_closure_variables: bool = True,
        track_bound_values: bool = True,
    ) -> StatementLambdaElement:
        """Return this statement with a further function applied; the options of tracking have nothing to track."""
        if not callable(other):
            raise ArgumentError(f"a function from statement to statement is expected, got {other!r}")
        return type(self)(self.fn, (*self.criteria, other))

    def spoil(self) -> StatementLambdaElement:
        """Return this statement: nothing of it is kept between executions, so nothing is to be forgotten."""
        return self

    @property
    def is_select(self) -> bool:
        """Whether the function makes a SELECT."""
        return bool(self._resolved.is_select)

    @property
    def is_insert(self) -> bool:
        """Whether the function makes an INSERT."""
        return bool(self._resolved.is_insert)

    @property
    def is_update(self) -> bool:
        """Whether the function makes an UPDATE."""
        return bool(self._resolved.is_update)

    @property
    def is_delete(self) -> bool:
        """Whether the function makes a DELETE."""
        return bool(self._resolved.is_delete)

    @property
    def is_dml(self) -> bool:
        """Whether the function makes an INSERT, UPDATE or DELETE."""
        return bool(self._resolved.is_dml)

    @property
    def is_text(self) -> bool:
        """Whether the function makes SQL text."""
        return bool(self._resolved.is_text)


def lambda_stmt(
    lmb: Callable[[], Any],
    enable_tracking: bool = True,
    track_closure_variables: bool = True,
    track_on: Any = None,
    global_track_bound_values: bool = True,
    track_bound_values: bool = True,
    lambda_cache: Any = None,
) -> StatementLambdaElement:
    """Return the statement that ``lmb`` makes, called anew at each execution.

    The other parameters steer a cache that this library does not need; they are accepted and change nothing.
    """
    return StatementLambdaElement(lmb)
