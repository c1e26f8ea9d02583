"""The one door to sqlglot, which reads SQL; our writer writes it. Imported when first needed, never subclassed."""

from __future__ import annotations

import importlib
import re
from typing import Any

from .exc import CompileError

#: A list for IN, whose length is known at execution, and the SQL around its items.
LIST = re.compile(r"__\[POSTCOMPILE_(\w+)(?:~~.*?~~REPL~~.*?~~)?\]")


def pretty(sql: str, dialect: Any) -> str:
    """Return ``sql`` laid out over several lines: each clause on its own, what is in parentheses indented.

    No word is changed; text whose words sqlglot cannot tell apart is returned as it is.
    """
    glot = _sqlglot()
    try:
        words = glot.tokenize(sql, read=_name(dialect))
    except glot.errors.SqlglotError:
        return sql
    lines, line, depth, queries, end = [], "", 0, [False], 0
    for i, word in enumerate(words):
        gap = sql[end : word.start]
        text = sql[word.start : word.end + 1]
        kind = word.text.upper().split()[0] if word.text else ""
        if word.text == ")" and word.token_type.name == "R_PAREN":
            depth -= 1
            if queries.pop():
                lines.append(line)
                line, gap = "  " * sum(queries), ""
        elif kind in _CLAUSES and word.token_type.name not in ("STRING", "IDENTIFIER") and queries[-1] >= (depth > 0):
            before = words[i - 1].text.upper() if i else ""
            if line.strip() and not (before in _BEFORE_CLAUSE or before == "("):
                lines.append(line)
                line, gap = "  " * sum(queries), ""
        line += (" " if gap and line.strip() else "") + text if gap.isspace() else gap + text
        end = word.end + 1
        if word.token_type.name == "L_PAREN":
            depth += 1
            following = words[i + 1].text.upper() if i + 1 < len(words) else ""
            queries.append(following in ("SELECT", "WITH", "VALUES"))
            if queries[-1]:
                lines.append(line)
                line = "  " * sum(queries)
    lines.append(line + sql[end:])
    return "\n".join(x.rstrip() for x in lines if x.strip())


def tree(sql: str, dialect: Any) -> Any:
    """Return the tree of sqlglot for ``sql`` with ``:name`` parameters. Raises CompileError where it cannot read it."""
    glot = _sqlglot()
    text = LIST.sub(r":\1", sql)
    text = re.sub(r'(?<![:\w]):"([^"]+)"', lambda m: ":" + re.sub(r"\W", "_", m[1]), text)
    try:
        trees = glot.parse(text, read=_name(dialect))
    except glot.errors.SqlglotError as error:
        raise CompileError(f"{sql[:200]!r} cannot be read as {_name(dialect)}: {_plain(str(error))}") from error
    if len(trees) != 1 or isinstance(trees[0], glot.exp.Command):
        raise CompileError(f"{sql[:200]!r} cannot be read as {_name(dialect)}: sqlglot knows no such statement")
    return trees[0]


def second_opinion(sql: str, dialect: Any) -> str | None:
    """Return what sqlglot has against ``sql``, or None when it can read it."""
    glot = _sqlglot()
    try:
        trees = glot.parse(_readable(sql), read=_name(dialect))
    except glot.errors.SqlglotError as error:
        return _plain(str(error))
    if any(isinstance(t, glot.exp.Command) for t in trees):
        return "read as an opaque command"
    return None


def transpile(sql: str, read: Any, write: Any) -> str:
    """Return ``sql``, written for dialect ``read``, as sqlglot writes it for ``write``; dialects, or its own names.

    Raises CompileError where it cannot be read, or has no equal there.
    """
    glot = _sqlglot()
    try:
        made = glot.transpile(sql, read=_name(read), write=_name(write), unsupported_level=glot.ErrorLevel.RAISE)
    except glot.errors.SqlglotError as error:
        fault = f"from {_name(read)} for {_name(write)}: {_plain(str(error))}"
        raise CompileError(f"{sql[:200]!r} cannot be rendered {fault}") from error
    return ";\n".join(made)


class Grammar:
    """The grammar of one dialect: its words, its parser, and what the parser knows by name."""

    def __init__(self, dialect: Any) -> None:
        glot = _sqlglot()
        self._errors = glot.errors
        self._tokens = importlib.import_module("sqlglot.tokens")
        self.name = _name(dialect)
        try:
            self._dialect = glot.Dialect.get_or_raise(self.name)
        except ValueError as error:
            raise CompileError(f"text for {dialect.describe()} cannot be read: {_plain(str(error))}") from error
        parser = self._dialect.parser()
        self._functions = frozenset(parser.FUNCTIONS) | frozenset(parser.FUNCTION_PARSERS)
        self._special = frozenset(parser.FUNCTION_PARSERS)
        self._types = frozenset(parser.TYPE_TOKENS)
        self._parser = parser
        #: Functions that the parser knows without parentheses.
        self.constants = frozenset(t.name for t in parser.NO_PAREN_FUNCTIONS)
        #: Where the first element of an array is, and how names without quotes are folded.
        self.index_offset = int(self._dialect.INDEX_OFFSET)
        self.folds = str(self._dialect.normalization_strategy.value)

    def tokenize(self, sql: str) -> list[Any]:
        """Return the words of ``sql``."""
        try:
            return list(self._dialect.tokenize(sql))
        except self._errors.SqlglotError as error:
            raise self._unread(sql, error) from error

    def parse(self, words: list[Any], sql: str) -> list[Any]:
        """Return the tree of each statement that ``words`` are."""
        try:
            return [t for t in self._parser.parse(words, sql) if t is not None]
        except self._errors.SqlglotError as error:
            raise self._unread(sql, error) from error

    def data_type(self, text: str) -> Any:
        """Return the tree of a type, None where it cannot be read."""
        try:
            return _sqlglot().exp.DataType.build(text, dialect=self.name)
        except self._errors.SqlglotError:
            return None

    def sql(self, node: Any) -> str:
        """Return a tree as text, for errors."""
        return str(node.sql(dialect=self.name, unsupported_level=_sqlglot().ErrorLevel.IGNORE))

    def word(self, token: Any, text: str) -> Any:
        """Return a name in the place of ``token``."""
        return self._token("VAR", token, text)

    def string(self, token: Any, text: str) -> Any:
        """Return a string in the place of ``token``."""
        return self._token("STRING", token, text)

    def comma(self, token: Any) -> Any:
        """Return a comma in the place of ``token``."""
        return self._token("COMMA", token, ",")

    def grouped(self, token: Any) -> list[Any]:
        """Return ``token`` in parentheses."""
        return [self._token("L_PAREN", token, "("), token, self._token("R_PAREN", token, ")")]

    def inner(self, token: Any) -> Any:
        """Return the word INNER in the place of ``token``."""
        return self._token("INNER", token, "INNER")

    def callable(self, name: str) -> bool:
        """Answer whether the parser has an opinion on the function ``name``."""
        return name in self._functions

    def special(self, name: str) -> bool:
        """Answer whether the parser reads the arguments of the function ``name`` in a way of its own."""
        return name in self._special

    def is_type(self, token: Any) -> bool:
        """Answer whether ``token`` is the name of a type."""
        return token.token_type in self._types

    def _token(self, kind: str, token: Any, text: str) -> Any:
        types = self._tokens.TokenType
        return self._tokens.Token(
            getattr(types, kind), text, token.line, token.col, token.start, token.end, token.comments
        )

    def _unread(self, sql: str, error: Exception) -> CompileError:
        return CompileError(f"{sql[:200]!r} cannot be read as {self.name}: {_plain(str(error))}")


def _sqlglot() -> Any:
    return importlib.import_module("sqlglot")


def _name(dialect: Any) -> str:
    """Return what sqlglot calls a dialect: a name is its own already."""
    if isinstance(dialect, str):
        return dialect
    return str(dialect.name if dialect.glot is None else dialect.glot)


def _readable(sql: str) -> str:
    """Put plain words where a driver's placeholders stand."""
    text = LIST.sub(r":\1", sql)
    text = re.sub(r"%\(\w+\)s|%s", ":p", text)
    text = re.sub(r'(?<![:\w]):"[^"]+"', ":p", text)
    return text.replace("%%", "%")


def _plain(message: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", message).splitlines()[0]


#: Words that begin a line of their own.
_CLAUSES = frozenset(
    "SELECT FROM WHERE GROUP HAVING ORDER LIMIT OFFSET FETCH UNION INTERSECT EXCEPT MINUS JOIN LEFT RIGHT FULL INNER "
    "CROSS WINDOW SET VALUES RETURNING OUTPUT USING WHEN WITH INSERT UPDATE DELETE MERGE FOR".split()
)
#: After these such a word belongs to what is before it: LEFT OUTER JOIN, DELETE FROM, DO UPDATE SET.
_BEFORE_CLAUSE = frozenset(
    "LEFT RIGHT FULL INNER OUTER CROSS NATURAL DELETE THEN DO FOR KEY DISTINCT IS BY CASE END ALL ROWS DEFAULT NOT "
    "LATERAL".split()
)
