"""Syntax extensions: elements that an application adds to statements at named places, ``stmt.ext(extension)``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from ..exc import ArgumentError, InvalidRequestError
from ..node import child, plain
from .elements import ClauseElement


class Extension(ClauseElement):
    """An element at one of the places of a statement."""

    point: str = plain()
    element: Any = child()


class SyntaxExtension:
    """Base of extensions: say, for each kind of statement, where the element stands.

    ::

        class Qualify(SyntaxExtension):
            def __init__(self, condition): self.condition = condition
            def apply_to_select(self, stmt):
                element = text("QUALIFY ") + self.condition
                return stmt.apply_syntax_extension_point(lambda existing: [*existing, element], "post_criteria")
    """

    allows_lambda: ClassVar[bool] = False
    uses_inspection: ClassVar[bool] = False

    def append_replacing_same_type(self, existing: Sequence[Any]) -> Sequence[Any]:
        """Return ``existing`` with this at its end, and no other of its class."""
        return [*(e for e in existing if not isinstance(e, type(self))), self]

    def apply_to_select(self, select_stmt: Any) -> Any:
        """Return a SELECT with this extension; by default it has no place there."""
        raise _no_place(self, "SELECT")

    def apply_to_insert(self, insert_stmt: Any) -> Any:
        """Return an INSERT with this extension; by default it has no place there."""
        raise _no_place(self, "INSERT")

    def apply_to_update(self, update_stmt: Any) -> Any:
        """Return an UPDATE with this extension; by default it has no place there."""
        raise _no_place(self, "UPDATE")

    def apply_to_delete(self, delete_stmt: Any) -> Any:
        """Return a DELETE with this extension; by default it has no place there."""
        raise _no_place(self, "DELETE")


class HasSyntaxExtensions:
    """A statement that takes syntax extensions."""

    __slots__ = ()
    #: Places, from the front of the statement to its end.
    extension_points: ClassVar[tuple[str, ...]] = ()
    extension_method: ClassVar[str] = ""
    extensions: Any

    def ext(self, extension: SyntaxExtension) -> Any:
        """Return this statement with ``extension`` applied to it."""
        apply = getattr(extension, self.extension_method, None)
        if apply is None:
            raise ArgumentError(f"ext() takes a SyntaxExtension, got {extension!r}")
        changed = apply(self)
        if changed is None:
            raise InvalidRequestError(
                f"{type(extension).__name__}.{self.extension_method}() must return the changed statement: "
                "return stmt.apply_syntax_extension_point(...)"
            )
        return changed

    def apply_syntax_extension_point(
        self: Any, apply_fn: Callable[[Sequence[Any]], Iterable[Any]], position: str
    ) -> Any:
        """Return this statement with ``apply_fn(elements at position)`` standing at ``position``.

        Statements are immutable here: the new one is returned, and an extension returns it from its ``apply_to_...()``.
        """
        if position not in self.extension_points:
            raise ValueError(
                f"Unknown position {position!r} for {type(self)!r} construct; known positions: "
                f"{', '.join(map(repr, self.extension_points))}"
            )
        here = [e.element for e in self.extensions if e.point == position]
        elements = [_element(e) for e in apply_fn(here)]
        kept = tuple(e for e in self.extensions if e.point != position)
        return self._with(extensions=(*kept, *(Extension(position, e) for e in elements)))


def _element(item: Any) -> ClauseElement:
    clause = getattr(item, "__clause_element__", None)
    made = item if isinstance(item, ClauseElement) or clause is None else clause()
    if not isinstance(made, ClauseElement):
        raise ArgumentError(f"a SQL element stands at an extension point, got {item!r}; text() makes one of SQL text")
    return made


def _no_place(extension: SyntaxExtension, verb: str) -> InvalidRequestError:
    return InvalidRequestError(f"{type(extension).__name__} says no place for itself in {verb}")
