"""The writer: prints a lowered tree through tables keyed by tree class, and decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from ..exc import CompileError
from .context import Context

if TYPE_CHECKING:
    from ..dialect import Dialect


class Writer:
    """Collects text and slot numbers; a bind is noted each time that it is written."""

    __slots__ = ("ctx", "dialect", "doubles", "literal", "out", "renders")

    def __init__(self, dialect: Dialect, ctx: Context, literal: Callable[[int], str] | None = None) -> None:
        self.dialect, self.ctx = dialect, ctx
        self.renders = dialect.render_table
        self.out: list[Any] = []
        #: Renders the value of a slot as SQL text, where literal_binds was asked for.
        self.literal = literal
        #: Percent signs of literal text are doubled, as the driver reads them as placeholders.
        self.doubles = dialect.escapes_percent

    def put(self, *parts: Any) -> None:
        """Write text and nodes."""
        for p in parts:
            if type(p) is str:
                self.out.append(p)
            else:
                self.node(p)

    def node(self, node: Any) -> None:
        """Write one node."""
        render = self.renders.get(type(node))
        if render is None:
            raise CompileError(f"{self.dialect.describe()} has no rendering for {type(node).__name__}")
        render(self, node)

    def seq(self, nodes: Iterable[Any], separator: str = ", ") -> None:
        """Write nodes with a separator between."""
        first = True
        for n in nodes:
            if not first:
                self.out.append(separator)
            first = False
            self.node(n)

    def name(self, name: str) -> str:
        """Return an identifier, quoted where it has to be, safe for the driver's parameter style."""
        return self.escape(self.dialect.quote(name))

    def schema(self, schema: str) -> str:
        """Return a schema as it stands before a name, as `name()` returns that."""
        return self.escape(self.dialect.quote_schema(schema))

    def escape(self, text: str) -> str:
        """Return literal text with percent signs doubled where the driver would read them."""
        return text.replace("%", "%%") if self.doubles and "%" in text else text

    def bind(self, slot: int) -> None:
        """Write a parameter."""
        if self.literal is not None:
            self.out.append(apart(self.out, self.escape(self.literal(slot))))
        else:
            self.out.append(slot)

    def parts(self) -> tuple[Any, ...]:
        """Return text and slot numbers, neighbouring text joined."""
        made: list[Any] = []
        text: list[str] = []
        for p in self.out:
            if type(p) is int:
                if text:
                    made.append("".join(text))
                    text = []
                made.append(p)
            else:
                text.append(p)
        if text:
            made.append("".join(text))
        return tuple(made)


def apart(out: list[Any], literal: str) -> str:
    """Return ``literal`` in parentheses if it is negative and follows a minus: two of them begin a comment."""
    follows = literal.startswith("-") and out and type(out[-1]) is str and out[-1].endswith("-")
    return f"({literal})" if follows else literal
