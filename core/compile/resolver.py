"""The resolver: dispatch from surface classes to the functions that make tree nodes, and the scopes between them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..exc import CompileError
from ..expression import operators as ops
from ..expression.elements import Label
from ..tree import nodes as t
from .context import PLUGINS, Context

EXPRESSIONS: dict[type, Callable[..., Any]] = {}
FROMS: dict[type, Callable[..., Any]] = {}
STATEMENTS: dict[type, Callable[..., Any]] = {}


class Scope:
    """One statement being resolved: its FROM elements, its labels, and the statement around it."""

    __slots__ = ("bare", "froms", "labels", "parent", "qualify", "references", "table")

    def __init__(self, parent: Scope | None = None) -> None:
        self.parent = parent
        #: FROM elements that an inner statement may correlate to, by identity.
        self.froms: dict[int, Any] = {}
        #: Labels that ORDER BY may use by name: label identity -> name thunk.
        self.labels: dict[int, Any] = {}
        #: Names that ORDER BY and GROUP BY may use as strings -> surface expression.
        self.references: dict[str, Any] = {}
        #: Columns stand without their table.
        self.bare = False
        #: Columns of this table stand without their table.
        self.table: Any = None
        self.qualify: Any = None

    def ancestors(self) -> dict[int, Any]:
        """Return the FROM elements of this and all enclosing statements."""
        found: dict[int, Any] = {}
        scope: Scope | None = self
        while scope is not None:
            found |= scope.froms
            scope = scope.parent
        return found


class Resolver:
    """Turns surface nodes into tree nodes for one compilation."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.rewritten: dict[int, Any] = {}
        self.plans: dict[int, Any] = {}
        #: CTEs by the depth of the SELECT whose WITH they stand in, 0 for the outermost, and their name.
        self.cte_names: dict[tuple[int, str], Any] = {}
        #: Definitions that wait for their SELECT, and where CTEs were asked to be nested.
        self.nested: dict[int, list[Any]] = {}
        self.nested_at: dict[int, int] = {}

    def statement(self, node: Any, scope: Scope | None, role: str) -> Any:
        """Resolve a statement; ``role`` is ``top``, ``from``, ``scalar``, ``compound``, ``insert`` or ``cte``."""
        node = self.rewrite(node)
        handler = _find(STATEMENTS, type(node))
        if handler is None:
            raise CompileError(f"{type(node).__name__} is no statement that can be compiled here")
        self.ctx.depth += 1
        try:
            return handler(self, node, scope, role)
        finally:
            self.ctx.depth -= 1

    def rewrite(self, node: Any) -> Any:
        """Return ``node`` as its plugin rewrites it, once per compilation."""
        plugin = getattr(node, "plugin", None)
        if plugin is None:
            return node
        made = self.rewritten.get(id(node))
        if made is None:
            rewrite = PLUGINS.get(plugin)
            made = (node, node if rewrite is None else rewrite(node, self.ctx))
            self.rewritten[id(node)] = made
            self.rewritten[id(made[1])] = (made[1], made[1])
        return made[1]

    def expr(self, node: Any, scope: Scope) -> Any:
        """Resolve an expression."""
        handler = EXPRESSIONS.get(type(node)) or _find(EXPRESSIONS, type(node))
        if handler is None:
            raise CompileError(f"{type(node).__name__} cannot stand in an expression: {node!r}"[:300])
        return handler(self, node, scope)

    def operand(self, node: Any, outer: Any, scope: Scope) -> Any:
        """Resolve an expression as an operand of operator ``outer``, in parentheses where it binds less tightly."""
        made = self.expr(node, scope)
        if (outer.kind == "boolean" and outer.precedence > 0) or outer.kind == "prefix":
            modifiers = getattr(node, "modifiers", ())
            if any(name == "pattern" for name, _ in modifiers):
                return t.Group(made)
        while isinstance(node, Label):
            node = node.element
        inner = getattr(node, "_operator", None)
        if inner is not None and ops.needs_group(inner, outer):
            return t.Group(made)
        return made

    def extensions(self, node: Any, scope: Scope) -> tuple[Any, ...]:
        """Resolve what an application put at named places of a statement."""
        self.ctx.facts["extensions"] = self.ctx.facts.get("extensions", 0) + len(node.extensions)
        return tuple(t.Extension(e.point, self.expr(e.element, scope)) for e in node.extensions)

    def value(self, node: Any, scope: Scope) -> Any:
        """Resolve an expression that stands as one item: an operator expression gets parentheses."""
        made = self.expr(node, scope)
        return t.Group(made) if isinstance(made, (t.Binary, t.Junction)) else made

    def from_(self, node: Any, scope: Scope) -> Any:
        """Resolve a FROM element."""
        handler = _find(FROMS, type(node))
        if handler is None:
            raise CompileError(f"{type(node).__name__} cannot stand in FROM: {node!r}"[:300])
        return handler(self, node, scope)


def _find(table: dict[type, Any], cls: type) -> Any:
    for base in cls.__mro__:
        handler = table.get(base)
        if handler is not None:
            if base is not cls:
                table[cls] = handler
            return handler
    return None
