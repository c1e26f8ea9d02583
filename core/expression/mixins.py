"""What several kinds of statements can be given: words before and after, and CTEs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from ..node import hooks
from ..options import DialectOptions, add_dialect_option, check_dialect_options, option_for
from .elements import ClauseElement

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


class HasCTE(ClauseElement):
    """A statement that can have CTEs, and be one."""

    __slots__ = ()
    name_cte_columns: ClassVar[bool] = False

    def add_cte(self: Any, *ctes: CTE, nest_here: bool = False) -> Any:
        """Put CTEs into WITH that the statement itself need not mention."""
        field = "nested_ctes" if nest_here else "added_ctes"
        return self._with(**{field: (*getattr(self, field), *ctes)})

    def cte(self, name: str | None = None, recursive: bool = False, nesting: bool = False) -> CTE:
        """Return ``WITH name AS (self)`` to stand in FROM; ``nesting`` puts it where it is used."""
        return hooks["cte"](element=self, name=name, recursive=recursive, nesting=nesting)  # type: ignore[no-any-return]


class HasDialectOptions:
    """A statement that takes options of one dialect, named ``<dialect>_<option>``."""

    __slots__ = ()
    option_values: Any

    def with_dialect_options(self: Any, **opt: Any) -> Any:
        """Give options of one dialect: ``mysql_limit=5``.

        Raises ArgumentError for an option that the dialect does not have.
        """
        check_dialect_options(type(self), opt)
        return self._with(option_values=(*self.option_values, *sorted(opt.items())))

    @property
    def dialect_kwargs(self) -> dict[str, Any]:
        """The dialect-specific options as they were given."""
        return dict(self.option_values)

    kwargs = dialect_kwargs

    @property
    def dialect_options(self) -> DialectOptions:
        """The dialect-specific options by dialect and name, the defaults among them."""
        return DialectOptions(self.dialect_kwargs, type(self))

    def get_dialect_option(
        self, dialect: Any, argument_name: str, else_: Any = None, deprecated_fallback: str | None = None
    ) -> Any:
        """Return one option for ``dialect``, that of the relative ``deprecated_fallback``, or ``else_``."""
        return option_for(self.dialect_kwargs, dialect, argument_name, else_, deprecated_fallback)

    @classmethod
    def argument_for(cls, dialect_name: str, argument_name: str, default: Any) -> None:
        """Let this class take a further keyword ``<dialect_name>_<argument_name>``.

        Raises ArgumentError where the dialect takes any keyword, so that there is nothing to add.
        """
        add_dialect_option(cls, dialect_name, argument_name, default)

    reflect_only_elements: ClassVar[frozenset[str]] = frozenset()


def _text(words: Any) -> str:
    return str(getattr(words, "text", words))
