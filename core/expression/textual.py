"""SQL text of the user's: as a fragment, as a statement, and as a SELECT with declared columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, ClassVar

from ..exc import ArgumentError
from ..node import child, children, note, plain
from ..types.base import NULLTYPE, TypeEngine, to_instance
from ..types.infer import type_of
from . import operators as ops
from .elements import BindParameter, BooleanClauseList, ClauseElement, ColumnClause, Label, as_expression
from .select import SelectBase


class TextClause(ClauseElement):
    """SQL text of the user's, with ``:name`` parameters."""

    __visit_name__ = "textclause"

    text: str = plain()
    binds: tuple[BindParameter, ...] = children()
    _execution_options: Any = note(default=None)
    type: ClassVar[TypeEngine] = NULLTYPE
    is_text: ClassVar[bool] = True
    supports_execution: ClassVar[bool] = True

    @property
    def _label_name(self) -> str | None:
        return None

    @property
    def description(self) -> str:
        """How errors name the text."""
        return self.text

    @property
    def comparator(self) -> Any:
        """The operators of text, whose type is not known."""
        return NULLTYPE.comparator_factory(self)

    @property
    def key(self) -> None:
        """None: text has no name."""

    def label(self, name: str | None) -> Label:
        """Return ``(text) AS name``."""
        return Label(name, self, NULLTYPE)

    def subquery(self, name: str | None = None) -> Any:
        """Return the text in parentheses under a name, to stand in FROM; it has no columns that are known."""
        return self.columns().subquery(name)

    def _parts(self) -> Iterable[Any]:
        yield self

    def bindparams(self, *binds: BindParameter, **names_to_values: Any) -> TextClause:
        """Give values or types to the ``:name`` parameters of the text."""
        known = {b.name: b for b in self.binds}
        for b in binds:
            if b.name not in known:
                raise ArgumentError(
                    f"the text has no parameter :{b.name}; it has {', '.join(map(str, known)) or 'none'}"
                )
            known[b.name] = b
        for name, v in names_to_values.items():
            if name not in known:
                raise ArgumentError(f"the text has no parameter :{name}; it has {', '.join(map(str, known)) or 'none'}")
            old = known[name]
            known[name] = old._with(value=v, required=False, type=type_of(v) if old.type is NULLTYPE else old.type)
        return self._with(binds=tuple(known.values()))

    def columns(self, *cols: Any, **types: Any) -> TextualSelect:
        """Declare the names and types of the columns that the text returns: a SELECT that can stand in FROM."""
        named = tuple(ColumnClause(n, to_instance(t)) for n, t in types.items())
        made = TextualSelect(element=self, text_columns=(*(_column_of(c) for c in cols), *named), positional=bool(cols))
        return made.execution_options(**self._execution_options) if self._execution_options else made

    def get_execution_options(self) -> dict[str, Any]:
        """Return the execution options of this text."""
        return dict(self._execution_options or {})

    def params(self, *args: Any, **values: Any) -> TextClause:
        """Return a copy in which the named parameters have the given values."""
        return self.bindparams(**{**(args[0] if args else {}), **values})

    def execution_options(self, **options: Any) -> TextClause:
        """Return a copy that carries execution options."""
        return self._with(_execution_options={**(self._execution_options or {}), **options})

    def __and__(self, other: Any) -> Any:
        return BooleanClauseList(ops.AND, (self, other))


class TString(TextClause):
    """SQL of a template string: its text as it is, its interpolated elements as SQL, its values as parameters."""

    __visit_name__ = "tstring"

    pieces: tuple[Any, ...] = children(default=())

    @classmethod
    def of(cls, template: Any) -> TString:
        """Make the element of a ``string.templatelib.Template``: anything with ``strings`` and ``interpolations``."""
        strings, found = getattr(template, "strings", None), getattr(template, "interpolations", None)
        if strings is None or found is None:
            raise ArgumentError(f'tstring() takes a template string, t"...", got {template!r}; text() takes a string')
        pieces: list[Any] = []
        for i, string in enumerate(strings):
            if string:
                pieces.append(TextClause(string.replace(":", "\\:"), ()))
            if i == len(found):
                break
            one = found[i]
            if one.conversion is not None or one.format_spec:
                raise ArgumentError(
                    f"{{{one.expression}}} in a SQL template takes no conversion or format; format the value before"
                )
            nested = hasattr(one.value, "interpolations")
            pieces.append(cls.of(one.value) if nested else as_expression(one.value))
        binds = tuple(n for p in pieces for n in p.walk() if isinstance(n, BindParameter))
        return cls("".join(p.text if isinstance(p, TextClause) else "?" for p in pieces), binds, None, tuple(pieces))

    def bindparams(self, *binds: BindParameter, **names_to_values: Any) -> TString:
        """Give values to the named parameters of interpolated elements."""
        given: dict[Any, Any] = {**{b.name: b.value for b in binds}, **names_to_values}
        known = {n.name for n in self.walk() if isinstance(n, BindParameter)}
        for name in given:
            if name not in known:
                raise ArgumentError(f"the template has no parameter {name!r}")
        return ClauseElement.params(self, given)  # pyright: ignore[reportReturnType]


class TextualSelect(SelectBase):
    """SQL text with declared columns, as a SELECT."""

    __visit_name__ = "textual_select"

    is_text: ClassVar[bool] = True

    element: Any = child(default=None)
    text_columns: tuple[Any, ...] = children(default=())
    positional: bool = plain(default=True)

    def _exported(self) -> list[tuple[str, Any]]:
        return [(c.name, c) for c in self.text_columns]

    def bindparams(self, *binds: BindParameter, **names_to_values: Any) -> TextualSelect:
        """Give values or types to the ``:name`` parameters of the text."""
        return self._with(element=self.element.bindparams(*binds, **names_to_values))


TextAsFrom = TextualSelect


def _column_of(item: Any) -> Any:
    clause = getattr(item, "__clause_element__", None)
    return clause() if clause is not None else item


#: A ``:name`` parameter in SQL text: not ``::cast``, not ``\\:escaped``.
PARAMETER = re.compile(r"(?<![:\w\\]):(\w+)(?!:)", re.UNICODE)
