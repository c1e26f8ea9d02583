"""Read what SQLite keeps of a table and no pragma tells: the text of its CREATE statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple


@dataclass(slots=True)
class ConstraintText:
    """A constraint as it is written; a constraint of one column has that column as its columns."""

    kind: str
    name: str | None = None
    columns: list[str] = field(default_factory=list)
    sqltext: str = ""
    conflict: str | None = None
    referred: str = ""
    referred_columns: list[str] = field(default_factory=list)
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class TableText:
    """A table as it is written."""

    constraints: list[ConstraintText] = field(default_factory=list)
    #: Collation, expression of a generated column, and what happens on a NULL, by column.
    collations: dict[str, str] = field(default_factory=dict)
    generated: dict[str, str] = field(default_factory=dict)
    not_null: dict[str, str] = field(default_factory=dict)
    autoincrement: bool = False
    #: The words after the columns: WITHOUT ROWID, STRICT.
    suffix: str = ""

    def of_kind(self, kind: str) -> list[ConstraintText]:
        """Return the constraints of a kind."""
        return [c for c in self.constraints if c.kind == kind]


@lru_cache(4096)
def read_table(sql: str | None) -> TableText:
    """Return what CREATE TABLE says; nothing for a virtual table or one made from a SELECT.

    It is kept: most questions about a table need it. Nobody changes it.
    """
    table = TableText()
    tokens = list(_tokens(sql or ""))
    opening = next((i for i, t in enumerate(tokens) if t.text == "("), None)
    words = {t.text.upper() for t in tokens[:opening]}
    if opening is None or words & {"VIRTUAL", "VIEW", "AS"}:
        return table
    closing = _closing(tokens, opening)
    for item in _split(tokens[opening + 1 : closing]):
        if item[0].text.upper() in _TABLE_LEVEL:
            _Reader(sql or "", item, table, None).read()
        else:
            _Reader(sql or "", item[1:], table, _name(item[0].text)).read()
    table.suffix = " ".join(t.text.upper() for t in tokens[closing + 1 :])
    return table


def read_index(sql: str | None) -> tuple[list[str], str | None]:
    """Return the expressions of CREATE INDEX and its WHERE."""
    text = sql or ""
    tokens = list(_tokens(text))
    opening = next(i for i, t in enumerate(tokens) if t.text == "(")
    closing = _closing(tokens, opening)
    parts = []
    for item in _split(tokens[opening + 1 : closing]):
        last = len(item)
        while last > 1 and item[last - 1].text.upper() in ("ASC", "DESC"):
            last -= 1
        parts.append(text[item[0].start : item[last - 1].end])
    rest = tokens[closing + 1 :]
    if rest and rest[0].text.upper() == "WHERE":
        return parts, text[rest[0].end : rest[-1].end].strip()
    return parts, None


class _Token(NamedTuple):
    text: str
    start: int
    end: int


class _Reader:
    """Read one definition: of a column, whose name is given, or of a constraint of the table."""

    def __init__(self, sql: str, tokens: list[_Token], table: TableText, column: str | None) -> None:
        self.sql, self.tokens, self.table, self.column = sql, tokens, table, column
        self.at = 0
        self.name: str | None = None

    def read(self) -> None:
        while self.at < len(self.tokens):
            word = self._next().upper()
            step = _STEPS.get(word)
            if step is not None:
                step(self)

    def constraint(self) -> None:
        self.name = _name(self._next())

    def primary(self) -> None:
        self._next()
        made = self._add("primary key", self._own_columns())
        while self._word() in ("ASC", "DESC"):
            self.at += 1
        made.conflict = self._conflict()
        if self._word() == "AUTOINCREMENT":
            self.at += 1
            self.table.autoincrement = True

    def unique(self) -> None:
        made = self._add("unique", self._own_columns())
        made.conflict = self._conflict()

    def check(self) -> None:
        made = self._add("check", [] if self.column is None else [self.column])
        made.sqltext = self._group_text()
        made.conflict = self._conflict()

    def foreign(self) -> None:
        self._next()
        self.foreign_columns = self._names()

    def references(self) -> None:
        columns = [self.column] if self.column is not None else self.foreign_columns
        made = self._add("foreign key", columns)
        made.referred = _name(self._next())
        if self._word() == "(":
            made.referred_columns = self._names()
        while self.at < len(self.tokens):
            word = self._word()
            if word == "ON":
                event = self.tokens[self.at + 1].text.upper()
                self.at += 2
                action = self._next().upper()
                if action in ("SET", "NO"):
                    action = f"{action} {self._next().upper()}"
                if action != "NO ACTION":
                    made.options[f"on{event.lower()}"] = action
            elif word == "MATCH":
                self.at += 1
                match = self._next().upper()
                if match != "SIMPLE":
                    made.options["match"] = match
            elif word == "NOT" and self._word(1) == "DEFERRABLE":
                self.at += 2
                made.options["deferrable"] = False
            elif word == "DEFERRABLE":
                self.at += 1
                made.options["deferrable"] = True
            elif word == "INITIALLY":
                self.at += 1
                made.options["initially"] = self._next().upper()
            else:
                return

    def not_null(self) -> None:
        if self._word() == "NULL":
            self.at += 1
            conflict = self._conflict()
            if conflict and self.column is not None:
                self.table.not_null[self.column] = conflict
        self.name = None

    def default(self) -> None:
        if self._word() == "(":
            self._group_text()
        else:
            self.at += 2 if self._word() in ("+", "-") else 1
        self.name = None

    def collate(self) -> None:
        if self.column is not None:
            self.table.collations[self.column] = _name(self._next())

    def generated(self) -> None:
        if self._word() == "(" and self.column is not None:
            self.table.generated[self.column] = self._group_text()

    def _add(self, kind: str, columns: list[str]) -> ConstraintText:
        made = ConstraintText(kind, self.name, columns)
        self.name = None
        self.table.constraints.append(made)
        return made

    def _own_columns(self) -> list[str]:
        return [self.column] if self.column is not None else self._names()

    def _conflict(self) -> str | None:
        if self._word() == "ON" and self._word(1) == "CONFLICT":
            self.at += 3
            return self.tokens[self.at - 1].text.upper()
        return None

    def _names(self) -> list[str]:
        closing = _closing(self.tokens, self.at)
        names = [_name(item[0].text) for item in _split(self.tokens[self.at + 1 : closing])]
        self.at = closing + 1
        return names

    def _group_text(self) -> str:
        closing = _closing(self.tokens, self.at)
        # a comment at the end is none of it: it may go on to the end of the line
        text = self.sql[self.tokens[self.at].end : self.tokens[max(self.at, closing - 1)].end].strip()
        self.at = closing + 1
        return text

    def _next(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1].text

    def _word(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.tokens[place].text.upper() if place < len(self.tokens) else ""


def _tokens(sql: str) -> Iterator[_Token]:
    for m in _TOKEN.finditer(sql):
        if m.group(1) is None:
            yield _Token(m.group(), m.start(), m.end())


def _closing(tokens: list[_Token], opening: int) -> int:
    depth = 0
    for i in range(opening, len(tokens)):
        depth += (tokens[i].text == "(") - (tokens[i].text == ")")
        if depth == 0:
            return i
    return len(tokens) - 1


def _split(tokens: list[_Token]) -> list[list[_Token]]:
    """Cut at the commas that stand outside of parentheses."""
    items: list[list[_Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token.text == "(") - (token.text == ")")
        if token.text == "," and depth == 0:
            items.append([])
        else:
            items[-1].append(token)
    return [item for item in items if item]


def _name(text: str) -> str:
    """Return an identifier without its quotes: SQLite takes four kinds."""
    if len(text) > 1 and text[0] in "\"'`":
        return text[1:-1].replace(text[0] * 2, text[0])
    return text[1:-1] if text[:1] == "[" else text


_TOKEN = re.compile(
    r"""(\s+|--[^\n]*|/\*.*?\*/) | '(?:[^']|'')*' | "(?:[^"]|"")*" | `(?:[^`]|``)*` | \[[^\]]*\] | [\w$.]+ | .""",
    re.VERBOSE | re.DOTALL,
)
_TABLE_LEVEL = ("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN")
_STEPS: dict[str, Any] = {
    "CONSTRAINT": _Reader.constraint,
    "PRIMARY": _Reader.primary,
    "UNIQUE": _Reader.unique,
    "CHECK": _Reader.check,
    "FOREIGN": _Reader.foreign,
    "REFERENCES": _Reader.references,
    "NOT": _Reader.not_null,
    "DEFAULT": _Reader.default,
    "COLLATE": _Reader.collate,
    "AS": _Reader.generated,
}
