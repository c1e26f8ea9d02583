"""The visitor: one reader for each kind of node, and a refusal for whatever no reader took."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ..exc import CompileError
from ..expression.elements import BindParameter
from ..expression.text import bindparam
from ..types.base import NULLTYPE, TypeEngine
from .names import Scope, Tables
from .tokens import BIND, Placeholder
from .types import read_type


class Args:
    """The arguments of one node; each is taken by name, and what is left at the end is refused."""

    __slots__ = ("_left", "node")

    def __init__(self, node: Any) -> None:
        self.node = node
        self._left = {_key(k): v for k, v in node.args.items() if not _empty(v)}

    def take(self, name: str, default: Any = None) -> Any:
        """Return the argument ``name``, which is thereby read."""
        return self._left.pop(name, default)

    def skip(self, *names: str) -> None:
        """Leave arguments out that say nothing of their own."""
        for name in names:
            self._left.pop(name, None)

    def left(self) -> list[str]:
        """Return names of arguments that nobody took."""
        return list(self._left)


class Reader:
    """Turns the tree of one text into a statement; the scope is where names are looked up at this moment."""

    def __init__(
        self,
        sql: str,
        dialect: Any,
        grammar: Any,
        binds: Mapping[str, Placeholder],
        metadata: Any,
        readers: Mapping[str, Callable[[Reader, Args], Any]],
    ) -> None:
        self.sql, self.dialect, self.grammar = sql, dialect, grammar
        self.tables = Tables(metadata, grammar.folds)
        self.scope = Scope()
        self._binds, self._readers = binds, readers
        self._made: dict[str, BindParameter] = {}

    def statement(self, trees: list[Any]) -> Any:
        """Return the statement of a text that holds one."""
        if len(trees) != 1:
            what = "no statement" if not trees else f"{len(trees)} statements"
            raise CompileError(
                f"one statement is expected, the text holds {what}: {self.sql[:200]!r}; parse them apart"
            )
        tree = trees[0]
        if type(tree).__name__ not in _STATEMENTS:
            raise self.refuse(tree, "only SELECT, set operations, INSERT, UPDATE, DELETE and MERGE are statements here")
        made = self.read(tree)
        return getattr(made, "element", made) if type(tree).__name__ == "Subquery" else made

    def read(self, node: Any) -> Any:
        """Return ``node`` as one of ours."""
        reader = self._readers.get(type(node).__name__)
        if reader is None:
            raise self.refuse(node)
        args = Args(node)
        made = reader(self, args)
        left = args.left()
        if left:
            raise self.refuse(node, f"{', '.join(_PARTS.get(n, f'its part {n}') for n in left)} has no equal here")
        return made

    def maybe(self, node: Any) -> Any:
        """Return ``node`` as one of ours, None for none."""
        return None if node is None else self.read(node)

    def each(self, nodes: Any) -> list[Any]:
        """Return each of ``nodes`` as one of ours."""
        return [self.read(n) for n in nodes or ()]

    def order(self, nodes: Any) -> list[Any]:
        """Return the elements of an ORDER BY inside a call or a window."""
        from .queries import ordering

        return ordering(self, nodes)

    def type_of(self, node: Any) -> TypeEngine:
        """Return the type that a DataType node says."""
        return read_type(self, node)

    def bind(self, label: str, type_: TypeEngine = NULLTYPE) -> BindParameter:
        """Return the parameter that ``label`` stands for; one name is one parameter."""
        place = self._binds[label]
        made = self._made.get(place.name)
        if made is None or (made.type is NULLTYPE and type_ is not NULLTYPE):
            made = bindparam(
                place.name,
                type_=None if type_ is NULLTYPE else type_,
                expanding=place.expanding,
                literal_execute=place.written,
                required=True,
            )
            self._made[place.name] = made
        return made

    def placeholder(self, node: Any) -> str | None:
        """Return the label of the parameter that ``node`` is, None for other nodes."""
        if type(node).__name__ not in ("Column", "Identifier") or len(Args(node).left()) > 1:
            return None
        return node.name if node.name.startswith(BIND) else None

    def cast_bind(self, node: Any) -> bool:
        """Answer whether ``node`` is a parameter whose cast is part of it: ``%(x)s::INTEGER``."""
        label = self.placeholder(node)
        return label is not None and self._binds[label].cast

    def refuse(self, node: Any, why: str = "it has no equal here") -> CompileError:
        """Return the error for a part of the text that cannot be represented."""
        kind = type(node).__name__
        name = _NAMES.get(kind) or (kind.upper() if kind in _KEYWORDS else _words(kind))
        whole = kind in _STATEMENTS and node.parent is None
        fragment = self.sql if whole else _original(self.grammar.sql(node), self._binds)
        return CompileError(
            f"{name} cannot be read into a statement: {why}. In {fragment[:120]!r}; keep this text as text(), or "
            "say it in another way"
        )


def _original(text: str, binds: Mapping[str, Placeholder]) -> str:
    """Return text with the names that stand for the user's words put back."""
    for label, place in binds.items():
        text = text.replace(label.upper(), f":{place.name}").replace(label, f":{place.name}")
    return text.replace("__ig_call_", "").replace("__IG_CALL_", "")


def _key(name: str) -> str:
    """Return an argument's name as newer versions spell it without the trailing underscore: ``from_``."""
    return name.removesuffix("_")


def _empty(value: Any) -> bool:
    return value is None or value is False or value == [] or value == ""


def _words(name: str) -> str:
    return name if name.isupper() else _HUMP.sub(r"\1 \2", name)


_KEYWORDS = frozenset(
    {"Select", "Union", "Insert", "Update", "Delete", "Merge", "Join", "Window", "Cast", "With", "Lateral"}
)
#: What people call the parts of a node that have no reader.
_PARTS = {
    "pivots": "PIVOT",
    "qualify": "QUALIFY",
    "hint": "a hint",
    "hints": "a table hint",
    "options": "OPTION",
    "into": "SELECT INTO",
    "connect": "CONNECT BY",
    "windows": "WINDOW",
    "sample": "TABLESAMPLE",
    "laterals": "LATERAL VIEW",
    "search": "SEARCH",
    "cycle": "CYCLE",
    "order": "ORDER BY",
    "limit": "LIMIT",
    "match": "MATCH_RECOGNIZE",
    "version": "a version of the table",
    "system_time": "a version of the table",
    "partition": "PARTITION",
    "format": "FORMAT",
}
_HUMP = re.compile(r"([a-z])([A-Z])")
_STATEMENTS = frozenset({"Select", "Union", "Intersect", "Except", "Subquery", "Insert", "Update", "Delete", "Merge"})
#: Names of constructs as people know them, where the parser's own are others.
_NAMES = {
    "Pivot": "PIVOT",
    "Kwarg": "the function call with named arguments",
    "PropertyEQ": "the function call with named arguments",
    "Command": "this command",
    "JSONValue": "JSON_VALUE with RETURNING or ON ERROR",
    "Dot": "a field of a row",
    "Match": "MATCH",
    "MatchAgainst": "full-text search",
    "Create": "CREATE",
    "Qualify": "QUALIFY",
    "Connect": "CONNECT BY",
    "JSONTable": "JSON_TABLE",
    "XMLTable": "XMLTABLE",
    "OpenJSON": "OPENJSON",
    "MatchRecognize": "MATCH_RECOGNIZE",
    "SessionParameter": "the session variable",
    "Parameter": "the variable",
}
