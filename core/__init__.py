"""The floor that everything stands on: statements, their compiler, the schema, the types, the engine.

General layout: ``node`` is how a class of the statement is declared; ``expression`` and ``schema`` are what users
write; ``compile`` turns it into text through ``tree``; ``dialect`` is the surface that databases plug into;
``engine`` executes. This module ties the one knot that the layers must not: an expression can compile itself.
"""

from __future__ import annotations

from typing import Any

from .exc import ArgumentError
from .node import hooks


def _compile(element: Any, dialect: Any, **kw: Any) -> Any:
    from .compile.pipeline import compile_element
    from .compile.render_ddl import CompiledDDL
    from .dialect import DEFAULT, Dialect

    dialect = DEFAULT if dialect is None else dialect
    if not isinstance(dialect, Dialect):
        raise ArgumentError(
            f"compile(dialect=...) takes a dialect object, got {dialect!r}; "
            "for example isogloss.dialects.sqlite.SQLite(), or engine.dialect"
        )
    if getattr(element, "is_ddl", False):
        return CompiledDDL(element, dialect, kw.get("schema_translate_map"))
    return compile_element(element, dialect, **kw)


def _to_sqlglot(statement: Any, dialect: Any) -> Any:
    from . import glot
    from .dialect import DEFAULT

    found = DEFAULT if dialect is None else dialect
    named = type(found)(version=found.version or None, paramstyle="named", **found.options)
    return glot.tree(str(_compile(statement, named)), named)


def _froms(statement: Any) -> list[Any]:
    from .compile.resolve_select import from_list

    return from_list(None, statement, None, "top")  # type: ignore[arg-type]


def _dialect_arguments(name: str) -> Any:
    from .engine import registry
    from .exc import NoSuchModuleError

    try:
        return registry.load(name).construct_arguments
    except NoSuchModuleError:
        return None


hooks["compile"] = _compile
hooks["dialect_arguments"] = _dialect_arguments
hooks["froms"] = _froms
hooks["to_sqlglot"] = _to_sqlglot
