"""What several kinds of statements can be given: words before and after, and CTEs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from ..node import hooks

if TYPE_CHECKING:
    from .selectable import CTE


class HasPrefixes:
    """A statement that takes words after its verb."""

    __slots__ = ()

    def prefix_with(self: Any, *prefixes: Any, dialect: str = "*") -> Any:
        """Put words after the verb (of a CTE: after AS), for all dialects or one."""
        return self._with(prefixes=(*self.prefixes, *((_text(p), dialect) for p in prefixes)))


class HasSuffixes:
    """A statement that takes words at its end."""

    __slots__ = ()

    def suffix_with(self: Any, *suffixes: Any, dialect: str = "*") -> Any:
        """Put words at the end (of a CTE: after the parentheses), for all dialects or one."""
        return self._with(suffixes=(*self.suffixes, *((_text(s), dialect) for s in suffixes)))


class HasCTE:
    """A statement that can have CTEs, and be one."""

    __slots__ = ()

    def add_cte(self: Any, *ctes: CTE, nest_here: bool = False) -> Self:
        """Put CTEs into WITH that the statement itself need not mention."""
        field = "nested_ctes" if nest_here else "added_ctes"
        return self._with(**{field: (*getattr(self, field), *ctes)})  # type: ignore[no-any-return]

    def cte(self, name: str | None = None, recursive: bool = False, nesting: bool = False) -> CTE:
        """Return ``WITH name AS (self)`` to stand in FROM; ``nesting`` puts it where it is used."""
        return hooks["cte"](element=self, name=name, recursive=recursive, nesting=nesting)  # type: ignore[no-any-return]


def _text(words: Any) -> str:
    return str(getattr(words, "text", words))
