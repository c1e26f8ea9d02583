"""What PostgreSQL adds to the operators of JSON and JSONB expressions.

See https://www.postgresql.org/docs/current/functions-json.html
"""

from __future__ import annotations

from typing import Any

from ...core.exc import InvalidRequestError
from ...core.expression import operators as ops
from ...core.expression.elements import BinaryExpression, BindParameter, ClauseElement, as_expression, bind_name
from ...core.types.base import NULLTYPE
from ...core.types.document import ARRAY, JsonComparator
from ...core.types.scalar import BOOLEAN, STRING, Text
from . import operators as pg


class PostgresJsonComparator(JsonComparator):
    """Operators of JSON expressions: those of every database, and the element as text."""

    __slots__ = ()

    @property
    def astext(self) -> Any:
        """The element as text, ``->>`` or ``#>>``; :meth:`as_string` is the portable form."""
        op = getattr(self.expr, "operator", None)
        if op not in (ops.JSON_GETITEM, ops.JSON_PATH_GETITEM):
            raise InvalidRequestError(
                "astext reads an element of a JSON document; index it first: column['key'].astext"
            )
        text = pg.GETITEM_TEXT if op is ops.JSON_GETITEM else pg.PATH_TEXT
        return BinaryExpression(self.expr.left, text, self.expr.right, self.type.astext_type)


class JsonbComparator(PostgresJsonComparator):
    """Operators of JSONB expressions: containment, keys and paths besides."""

    __slots__ = ()

    def has_key(self, other: Any) -> Any:
        """``self ? key``: an object has the key, or an array the text."""
        return self._condition(pg.HAS_KEY, other, STRING)

    def has_all(self, other: Any) -> Any:
        """``self ?& keys``: it has all of the keys, a list or an expression."""
        return self._condition(pg.HAS_ALL, other, _TEXTS)

    def has_any(self, other: Any) -> Any:
        """``self ?| keys``: it has one of the keys, a list or an expression."""
        return self._condition(pg.HAS_ANY, other, _TEXTS)

    def contains(self, *arg: Any, **kw: Any) -> Any:
        """``self @> other``: every part of the other document is in this one."""
        (other,) = arg
        return self._condition(pg.CONTAINS, other, self.type)

    def contained_by(self, other: Any) -> Any:
        """``self <@ other``."""
        return self._condition(pg.CONTAINED_BY, other, self.type)

    def path_exists(self, other: Any) -> Any:
        """``self @? path``: the JSON path, text such as ``$.a[*] ? (@ > 1)``, finds something."""
        return self._condition(pg.PATH_EXISTS, other, NULLTYPE)

    def path_match(self, other: Any) -> Any:
        """``self @@ path``: the condition of the JSON path is true."""
        return self._condition(pg.PATH_MATCH, other, NULLTYPE)

    def delete_path(self, array: Any) -> Any:
        """``self #- path``: the document without the element at a list of keys and positions."""
        keys = [str(key) for key in array] if isinstance(array, (list, tuple)) else array
        return BinaryExpression(self.expr, pg.DELETE_PATH, self._bound(keys, _TEXTS), self.type)

    def _condition(self, op: Any, other: Any, type_: Any) -> Any:
        return BinaryExpression(self.expr, op, self._bound(other, type_), BOOLEAN)

    def _bound(self, other: Any, type_: Any) -> Any:
        if isinstance(other, ClauseElement) or hasattr(other, "__clause_element__"):
            return as_expression(other)
        return BindParameter(bind_name(self.expr), type_, other)


_TEXTS = ARRAY(Text())
