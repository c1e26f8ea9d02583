"""Read SHOW CREATE TABLE: one statement tells of one table what takes several of the information schema."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from . import catalog_sql as sql
from .reflected_types import LITERAL, unquoted

#: What the text tells of.
QUERIES = (sql.RELATIONS, sql.COLUMNS, sql.INDEXES, sql.FOREIGN_KEYS, sql.CHECKS, sql.TABLES)


class UnreadError(Exception):
    """Something stands in the text that is not read here; the information schema is to be asked."""


@dataclass(slots=True)
class TableText:
    """A table as the rows of the information schema that tell of it; one without a name is not there."""

    name: str | None = None
    temporary: bool = False
    #: By the query of `catalog_sql` that gives them.
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: {query: [] for query in QUERIES})


def read_table(text: str, collation_of: Callable[[str], str]) -> TableText:
    """Return what CREATE TABLE says, as the server writes it in the modes of `catalog_sql`.

    ``collation_of`` gives the collation that a character set has by default: not every server writes it.
    Raises `UnreadError` for a view, a sequence, a period, and whatever the information schema tells otherwise.
    """
    head = _match(_HEAD, text)
    body, _, options = text[head.end() :].partition("\n)")
    reader = _Reader(_name(head["name"]), collation_of)
    reader.options(options)
    # a name or a text with a new line in it is cut in two, of which the first is not read for want of its last quote
    for item in body.split(",\n  "):
        if item[0] == "`":
            reader.column(item)
        else:
            step = _STEPS.get(_match(_WORD, item).group())
            if step is None:
                raise UnreadError(item)
            step(reader, item)
    rows = reader.rows
    rows[sql.INDEXES].sort(key=_by_name)
    rows[sql.FOREIGN_KEYS].sort(key=_by_name)
    rows[sql.CHECKS].sort(key=lambda row: (row[3], _by_name(row)))
    return TableText(reader.name, head["temporary"] is not None, rows)


class _Reader:
    """Read the parts of one table."""

    def __init__(self, name: str, collation_of: Callable[[str], str]) -> None:
        self.name, self.collation_of = name, collation_of
        self.collation = ""
        self.rows = TableText().rows

    def options(self, text: str) -> None:
        """Read what stands after the columns."""
        said: dict[str, str] = {}
        at = 0
        while (option := _OPTION.match(text, at)) is not None:
            said[option["name"].strip("`")] = option["value"]
            at = option.end()
        engine, charset = said.pop("ENGINE", ""), said.pop("DEFAULT CHARSET", "")
        rest = text[at:].removeprefix(" WITH SYSTEM VERSIONING")
        parted = rest.startswith("\n PARTITION BY ")
        # what an index is without USING depends on the engine, as do options; a sequence has no character set
        if engine not in _ENGINES or not charset or (rest and not parted):
            raise UnreadError(text)
        self.collation = said.pop("COLLATE", "") or self.collation_of(charset)
        comment = unquoted(said.pop("COMMENT", "''"))
        given = [f"{name.lower()}={value}" for name, value in said.items() if name not in _UNTOLD]
        told = " ".join([*given, "partitioned"] if parted else given)
        self.rows[sql.TABLES].append((self.name, "BASE TABLE", engine, self.collation, told, comment))
        self.rows[sql.RELATIONS].append((self.name, self.collation))

    def column(self, text: str) -> None:
        """Read a column; its attributes stand in an order that need not be known."""
        found = _match(_COLUMN, text)
        name, kind, charset, collation = _name(found["name"]), found["kind"], found["charset"], found["collation"]
        if _match(_WORD, kind).group() in _CHARACTERS:
            collation = collation or (self.collation_of(charset) if charset else self.collation)
            charset = charset or collation.partition("_")[0]
        nullable, default, comment, expression = "YES", None, "", ""
        extra = []
        at = found.end()
        while at < len(text):
            part = _match(_PART, text, at)
            word, at = part.group(1), part.end() + 1
            if word == "DEFAULT":
                default, at = _value(text, at)
            elif word == "ON UPDATE":
                value, at = _value(text, at)
                extra.append(f"on update {value}")
            elif word == "COMMENT":
                value = _match(_STRING, text, at).group()
                comment, at = unquoted(value), at + len(value)
            elif word == "CHECK":
                clause, at = _group(text, at)
                self.rows[sql.CHECKS].append((self.name, name, clause, "Column"))
            elif word == "GENERATED ALWAYS AS":
                expression, at = _group(text, at)
            else:
                nullable = "NO" if word == "NOT NULL" else nullable
                extra.append(word)
                at -= 1
        row = (self.name, name, kind, nullable, default, " ".join(extra), comment, expression, charset, collation)
        self.rows[sql.COLUMNS].append(row)

    def key(self, text: str) -> None:
        """Read an index."""
        found = _match(_KEY, text)
        kind, name = found["kind"], _name(found["name"]) if found["name"] else "PRIMARY"
        method = kind if kind in ("FULLTEXT", "SPATIAL") else "BTREE"
        end, parts = _items(text, found.end() - 1)
        _match(_KEY_END, text, end)
        for part in parts:
            column = _match(_KEY_PART, part)
            length = int(column["length"]) if column["length"] else None
            order = "D" if column["descending"] else "A"
            row = (self.name, name, kind in ("PRIMARY", "UNIQUE"), _name(column["name"]), order, length, method, None)
            self.rows[sql.INDEXES].append(row)

    def constraint(self, text: str) -> None:
        """Read a check or a foreign key."""
        found = _match(_CONSTRAINT, text)
        name = _name(found["name"])
        if found["kind"] == "CHECK":
            clause, end = _group(text, found.end())
            if end != len(text):
                raise UnreadError(text)
            self.rows[sql.CHECKS].append((self.name, name, clause, "Table"))
            return
        end, own = _items(text, found.end())
        target = _match(_REFERENCES, text, end)
        end, theirs = _items(text, target.end() - 1)
        actions = _match(_ACTIONS, text, end)
        # the table's own schema is told as none, as the text tells that of the referred table where it is the same
        place = _name(target["place"]) if target["place"] else None
        rest = (None, place, _name(target["table"]))
        for column, referred in zip(own, theirs, strict=True):
            row = (self.name, name, _name(column), *rest, _name(referred), actions["update"], actions["delete"])
            self.rows[sql.FOREIGN_KEYS].append(row)


def _items(text: str, opening: int) -> tuple[int, list[str]]:
    """Return where a group in parentheses ends, and what stands between its commas."""
    items = []
    depth, start = 0, opening + 1
    for token in _TOKEN.finditer(text, opening):
        word = token.group()
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
            if depth == 0:
                items.append(text[start : token.start()].strip())
                return token.end(), items
        elif word == "," and depth == 1:
            items.append(text[start : token.start()].strip())
            start = token.end()
        elif word in ("`", "'"):
            break
    raise UnreadError(text)


def _group(text: str, opening: int) -> tuple[str, int]:
    """Return what stands in parentheses, and where they end."""
    end, _ = _items(text, opening)
    return text[opening + 1 : end - 1], end


def _value(text: str, at: int) -> tuple[str, int]:
    """Return a default and where it ends: a literal, a call, or an expression in parentheses."""
    end = _match(_VALUE, text, at).end()
    if text[end : end + 1] == "(":
        _, end = _group(text, end)
    return text[at:end], end


def _match(pattern: re.Pattern[str], text: str, at: int = 0) -> re.Match[str]:
    found = pattern.match(text, at)
    if found is None:
        raise UnreadError(text)
    return found


def _name(quoted: str) -> str:
    if quoted[0] != "`":
        raise UnreadError(quoted)
    return quoted[1:-1].replace("``", "`")


def _by_name(row: tuple[Any, ...]) -> str:
    """Return what the server orders names by."""
    return str(row[1]).upper()


_QUOTED = r"`(?:[^`]|``)*`"
_ACTION = "RESTRICT|CASCADE|SET NULL|NO ACTION|SET DEFAULT"
_HEAD = re.compile(rf"CREATE (?P<temporary>TEMPORARY )?TABLE (?P<name>{_QUOTED}) \(\n  ")
_TOKEN = re.compile(rf"{_QUOTED}|{LITERAL}|[(),`']", re.DOTALL)
_STRING = re.compile(LITERAL, re.DOTALL)
_OPTION = re.compile(
    rf" (?P<name>DEFAULT CHARSET|(?:DATA|INDEX) DIRECTORY|\w+|{_QUOTED})=(?P<value>{LITERAL}|[^\s']+)", re.DOTALL
)
_COLUMN = re.compile(
    rf"(?P<name>{_QUOTED}) (?P<kind>\w+(?:\((?:{LITERAL}|[^')])*\))?(?: unsigned)?(?: zerofill)?(?: /\*.*?\*/)?)"
    r"(?: CHARACTER SET (?P<charset>\w+))?(?: COLLATE (?P<collation>\w+))?",
    re.DOTALL,
)
_WORD = re.compile(r"\w+")
_PART = re.compile(
    r" (NOT NULL|NULL|INVISIBLE|AUTO_INCREMENT|STORED|VIRTUAL|WITHOUT SYSTEM VERSIONING"
    r"|DEFAULT|ON UPDATE|COMMENT|CHECK|GENERATED ALWAYS AS)(?= |$)"
)
_VALUE = re.compile(rf"(?:[bx]?{LITERAL}|[\w.+-]+)?", re.DOTALL)
_KEY = re.compile(rf"(?P<kind>PRIMARY|UNIQUE|FULLTEXT|SPATIAL|KEY)(?: KEY)?(?: (?P<name>{_QUOTED}))? \(")
_KEY_PART = re.compile(rf"(?P<name>{_QUOTED})(?:\((?P<length>\d+)\))?(?P<descending> DESC)?\Z")
_KEY_END = re.compile(rf"(?: USING BTREE| KEY_BLOCK_SIZE=\d+| COMMENT {LITERAL}| IGNORED| /\*.*?\*/)*\Z", re.DOTALL)
_CONSTRAINT = re.compile(rf"CONSTRAINT (?P<name>{_QUOTED}) (?P<kind>CHECK|FOREIGN KEY) ")
_REFERENCES = re.compile(rf" REFERENCES (?:(?P<place>{_QUOTED})\.)?(?P<table>{_QUOTED}) \(")
_ACTIONS = re.compile(rf"(?: ON DELETE (?P<delete>{_ACTION}))?(?: ON UPDATE (?P<update>{_ACTION}))?\Z")
_ENGINES = ("InnoDB", "MyISAM")
_CHARACTERS = ("char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set")
#: Options that CREATE_OPTIONS does not have.
_UNTOLD = ("AUTO_INCREMENT", "DATA DIRECTORY", "INDEX DIRECTORY", "CONNECTION", "INSERT_METHOD", "UNION")
_STEPS: dict[str, Callable[[_Reader, str], None]] = {
    "PRIMARY": _Reader.key,
    "UNIQUE": _Reader.key,
    "FULLTEXT": _Reader.key,
    "SPATIAL": _Reader.key,
    "KEY": _Reader.key,
    "CONSTRAINT": _Reader.constraint,
}
