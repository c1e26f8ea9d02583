"""Print the tour: titles, SQL cut to the width of the terminal, small tables; and count what was executed."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TextIO

from isogloss import Dialect, Engine, __version__, event
from isogloss.dialects.mariadb import MariaDB
from isogloss.dialects.mssql import MSSQL
from isogloss.dialects.oracle import Oracle
from isogloss.dialects.postgresql import PostgreSQL
from isogloss.dialects.sqlite import SQLite
from isogloss.exc import UnsupportedByDialect


@dataclass
class StepRecord:
    """What one step did."""

    number: int
    title: str
    #: How many rows it wrote or read, and what a reader saw, in one line.
    rows: int = 0
    fact: str = ""
    statements: list[str] = field(default_factory=list)
    seconds: float = 0.0


class Report:
    """Writes to ``out``; when ``quiet`` only the summary.

    It listens to ``engine``, so that every statement is counted and shown as the driver got it.
    """

    def __init__(self, engine: Engine, out: TextIO | None = None, *, quiet: bool = False, width: int = 0) -> None:
        self.engine = engine
        self.out = out if out is not None else sys.stdout
        self.quiet = quiet
        self.width = width or min(shutil.get_terminal_size((110, 0)).columns, 120)
        self.steps: list[StepRecord] = []
        event.listen(engine, "after_cursor_execute", self._count)

    def begin(self) -> None:
        """Print where the tour runs."""
        with self.engine.connect() as connection:
            where = connection.dialect.describe()
        driver = self.engine.url.get_driver_name()
        self._line(f"isogloss {__version__} on {where} ({driver}), {self.engine.url}")

    @contextmanager
    def step(self, title: str) -> Iterator[StepRecord]:
        """Print a title, and after the step what it cost; its statements are counted meanwhile."""
        record = StepRecord(len(self.steps) + 1, title)
        self.steps.append(record)
        self._line()
        self._line(f"── {record.number} · {title} ".ljust(self.width, "─"))
        start = time.perf_counter()
        yield record
        record.seconds = time.perf_counter() - start
        cost = f"{_count_of(len(record.statements), 'statement')}, {record.seconds * 1e3:.0f} ms"
        self._line(f"→ {record.fact}  ({cost})")

    def say(self, text: str) -> None:
        """Print a paragraph."""
        for line in textwrap.wrap(" ".join(text.split()), self.width):
            self._line(line)

    def verbatim(self, text: str) -> None:
        """Print lines as they are, indented."""
        for line in text.splitlines():
            self._line(f"   {line}")

    def sql(self, text: str, lines: int = 4) -> None:
        """Print SQL on at most ``lines`` lines."""
        self._labelled("   ", "   ", text, lines)

    def executed(self, first: int = 0, lines: int = 4, last: int | None = None) -> None:
        """Print the statements of this step from number ``first`` to before ``last``, equal ones once."""
        for text in dict.fromkeys(self.steps[-1].statements[first:last]):
            self.sql(text, lines)

    def dialects(self, statement: Any, lines: int = 5) -> None:
        """Print one statement in the SQL of all five dialects, or why one refuses it; ▸ marks the dialect in use."""
        for dialect in DIALECTS:
            here = self.engine.dialect.name == dialect.name
            try:
                text = text_of(statement, dialect)
            except UnsupportedByDialect as refused:
                text = f"refused: {refused}"
            self._labelled(f" {'▸' if here else ' '} {dialect.title or dialect.name:<11}", " " * 14, text, lines)

    def table(self, headers: Sequence[str], rows: Iterable[Sequence[Any]], *, always: bool = False) -> None:
        """Print rows under their headers: numbers to the right, the last column cut to the width."""
        cells = [[_cell(value) for value in row] for row in rows]
        numeric = [all(_is_number(row[i]) for row in cells) for i in range(len(headers))]
        widths = [max(len(text) for text in column) for column in zip(headers, *cells, strict=True)]
        for row in ([*headers], *cells):
            line = "   ".join(
                text.rjust(size) if right else text.ljust(size)
                for text, size, right in zip(row, widths, numeric, strict=True)
            )
            self._line(_cut(f"   {line}".rstrip(), self.width), always=always)

    def summary(self) -> None:
        """Print one line for each step."""
        self._line(always=True)
        self.table(
            ("step", "statements", "rows", "ms", "what it showed"),
            [
                (f"{s.number} {s.title}", len(s.statements), s.rows, f"{s.seconds * 1e3:.0f}", s.fact)
                for s in self.steps
            ],
            always=True,
        )

    # -- helpers ---------------------------------------------------------------------------------------------------

    def _line(self, text: str = "", *, always: bool = False) -> None:
        if always or not self.quiet:
            print(text, file=self.out)

    def _labelled(self, first: str, rest: str, text: str, lines: int) -> None:
        wrapped = textwrap.wrap(
            shorten(text), self.width - len(rest), break_on_hyphens=False, max_lines=lines, placeholder=" …"
        )
        for i, line in enumerate(wrapped):
            self._line((rest if i else first) + line)

    def _count(self, conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool) -> None:
        if self.steps:
            self.steps[-1].statements.append(statement)


def text_of(statement: Any, dialect: Dialect) -> str:
    """Return a statement, or a piece of DDL, as SQL text; IN lists are written out."""
    return str(statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True}))


def shorten(sql: str) -> str:
    """Return SQL on one line: rows after the first and long lists of placeholders are only counted."""
    text = " ".join(sql.split()).replace("( ", "(").replace(" )", ")")
    text = MANY_MARKS.sub(lambda found: f"({found[1]}, … {found[0].count(',') + 1} values)", text)
    head, values, tail = text.partition(" VALUES ")
    if not values:
        return text
    rows, rest = _split_rows(tail)
    shown = rows[0] + (f", … {len(rows)} rows" if len(rows) > 1 else "") if rows else ""
    return head + values + shown + rest


def _split_rows(text: str) -> tuple[list[str], str]:
    """Split ``(..), (..) rest`` into the rows and the rest."""
    rows = []
    depth = begin = 0
    for i, char in enumerate(text):
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                rows.append(text[begin : i + 1])
                if not text.startswith(", (", i + 1):
                    return rows, text[i + 1 :]
                begin = i + 3
        elif depth == 0 and char not in ", ":
            break
    return rows, text[begin:]


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.1f}"
    if isinstance(value, int):
        return f"{value:,}"
    return "" if value is None else str(value)


def _is_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "").lstrip("-").isdigit()


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _count_of(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


#: Ten placeholders in parentheses, or more: an IN list.
MANY_MARKS = re.compile(r"\((\?|%s|%\(\w+\)s(?:::\w+)?)(?:, (?:\?|%s|%\(\w+\)s(?:::\w+)?)){9,}\)")
DIALECTS: tuple[Dialect, ...] = (SQLite(), PostgreSQL(), MariaDB(), Oracle(), MSSQL())
