"""SQLite's driver: the sqlite3 module of the standard library.

The module's own transaction control is switched off (`isolation_level = None`): BEGIN is sent by the engine, so that
savepoints, DDL and SELECT belong to the transaction as they do everywhere else.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from ...core.engine.driver import NO_FACTS, Driver, ErrorFacts, ServerVersion, flag
from ...core.engine.url import URL
from ...core.exc import ArgumentError, ConstraintKind
from ...core.util import nearest


class SQLite3(Driver):
    """Drive SQLite through `sqlite3`."""

    name = "pysqlite"
    module_name = "sqlite3"
    install = "isogloss"
    paramstyle = "qmark"
    paramstyles = ("named",)
    isolation_levels = ("READ UNCOMMITTED", "SERIALIZABLE")
    # foreign_keys and journal_mode cannot change inside a transaction; VACUUM and ATTACH are refused there
    outside_transaction = re.compile(r"\s*(PRAGMA|BEGIN|VACUUM|ATTACH|DETACH)\b", re.IGNORECASE)
    query_types: ClassVar[Mapping[str, Callable[[str], Any]]] = {
        "uri": flag,
        "timeout": float,
        "isolation_level": lambda text: None if text.lower() == "none" else text,
        "detect_types": int,
        "check_same_thread": flag,
        "cached_statements": int,
    }
    options = ("native_datetime",)
    native_datetime: bool = False
    """Dates and moments may come as such, where `detect_types` of `connect()` asks for it."""
    kind: str | None = ""
    """The kind of transactions, such as IMMEDIATE: the driver's own `isolation_level`."""
    begin_statement: str = "BEGIN"

    @classmethod
    def pool_class_for(cls, url: URL) -> str:
        """Return the pool of a file, or the one-connection-per-thread pool of a database in memory."""
        return "SingletonThreadPool" if _in_memory(url) else "QueuePool"

    def connect_args(self, url: URL) -> tuple[list[Any], dict[str, Any]]:
        """Return the file's path and what the query says; unknown parameters of a `uri=true` URL go to SQLite."""
        if url.username or url.password or url.host or url.port:
            raise ArgumentError(
                f"Invalid SQLite URL: {url}\nValid SQLite URL forms are sqlite:///:memory:, sqlite:///relative/path "
                "and sqlite:////absolute/path"
            )
        database = url.database or ":memory:"
        args = self.query_of(url)
        rest = {key: args.pop(key) for key in url.query if key not in self.query_types}
        if args.get("uri"):
            if rest:
                database += "?" + "&".join(f"{key}={value}" for key, value in rest.items())
        elif rest:
            unknown = next(iter(rest))
            if unknown in _OF_URIS:
                remedy = f"; SQLite reads {unknown} of a URI: sqlite:///file:path?{unknown}=...&uri=true"
            else:
                remedy = nearest(unknown, self.query_types)
            raise ArgumentError(
                f"Unknown option {unknown!r} in the SQLite URL; known: {', '.join(self.query_types)}{remedy}"
            )
        elif database != ":memory:":
            database = os.path.abspath(database)  # the same file from whatever folder later connections are made in
        args.setdefault("check_same_thread", False)  # the pool sees to it that one thread at a time uses a connection
        return [database], args

    def on_connect(self, raw: Any) -> None:
        """Add the REGEXP function that SQLite lacks; see which kind of transactions was asked for."""
        raw.create_function("regexp", 2, _regexp, deterministic=True)
        self.kind = raw.isolation_level
        self.begin_statement = f"BEGIN {self.kind or ''}".strip()

    def server_version(self, raw: Any) -> ServerVersion:
        """Return the version of the SQLite library."""
        return ServerVersion(self.module.sqlite_version_info, self.module.sqlite_version)

    def ping(self, raw: Any) -> None:
        """Ask nothing: the library is always there."""

    def survives_fork(self, raw: Any) -> bool:
        """Tell whether all of its databases are in memory: a fork copies it."""
        try:
            return not any(file for _, _, file in raw.execute("PRAGMA database_list"))
        except self.Error:
            return False

    def begin(self, raw: Any) -> None:
        """Start a transaction, unless a `begin` listener has done it in its own way."""
        if not raw.in_transaction:
            raw.execute(self.begin_statement)

    def rollback(self, raw: Any) -> None:
        """Roll back; SQLite itself has already done so after some errors."""
        if raw.in_transaction:
            raw.rollback()

    def get_isolation_level(self, raw: Any) -> str:
        """Return READ UNCOMMITTED or SERIALIZABLE."""
        return "READ UNCOMMITTED" if raw.execute("PRAGMA read_uncommitted").fetchone()[0] else "SERIALIZABLE"

    def set_isolation_level(self, raw: Any, level: str) -> None:
        """Set `read_uncommitted`; without BEGIN every statement commits by itself."""
        raw.execute(f"PRAGMA read_uncommitted = {int(level == 'READ UNCOMMITTED')}")
        raw.isolation_level = None if level == "AUTOCOMMIT" else self.kind  # for those who use the raw connection

    def connect(self, *args: Any, **kw: Any) -> Any:
        """Open the file; SQLite itself would not say which one it cannot open."""
        try:
            return super().connect(*args, **kw)
        except self.module.OperationalError as error:
            raise type(error)(f"{error}: {args[0]!r}; does its folder exist, and may it be written to?") from None

    def ends_transaction(self, error: BaseException, raw: Any) -> bool:
        """Ask the library: a full disk, or a conflict with ROLLBACK as its resolution, ends a transaction."""
        return not raw.in_transaction

    def classify(self, error: BaseException, raw: Any = None) -> ErrorFacts:
        """Read the extended error code and the name of the constraint out of the message."""
        code: str = getattr(error, "sqlite_errorname", None) or ""
        if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return ErrorFacts(is_retryable=True)
        text = str(error)
        kind = _KINDS.get(code)
        if kind is not None:
            subject = text.partition(": ")[2]
            if kind is ConstraintKind.CHECK:  # of one without a name, its expression is told
                return ErrorFacts(kind, subject if subject.isidentifier() else None)
            if subject.startswith("index "):
                return ErrorFacts(kind, subject[6:].strip("'"))
            columns = [part.rpartition(".") for part in subject.split(", ")] if "." in subject else []
            return ErrorFacts(kind, None, columns[0][0] if columns else None, tuple(c[2] for c in columns))
        if "Cannot operate on a closed database" in text:
            return ErrorFacts(is_disconnect=True)
        remedy = next((remedy for words, remedy in _LIMITS.items() if words in text), None)
        return NO_FACTS if remedy is None else ErrorFacts(remedy=remedy)


class PySQLite3(SQLite3):
    """Drive SQLite through `pysqlite3`, a newer library in the same clothes."""

    name = "pysqlite3"
    module_name = "pysqlite3"
    install = "pysqlite3"


# -- helpers ---------------------------------------------------------------------------------------------------------


def _in_memory(url: URL) -> bool:
    database = url.database
    return (
        not database
        or database == ":memory:"
        or url.query.get("mode") == "memory"
        or (database.startswith("file:") and ("mode=memory" in database or database.startswith("file::memory:")))
    )


def _regexp(pattern: str, value: Any) -> bool | None:
    return None if value is None or pattern is None else re.search(pattern, str(value)) is not None


#: https://www.sqlite.org/uri.html
_OF_URIS = ("mode", "cache", "psow", "nolock", "immutable", "vfs", "modeof")
_KINDS: dict[str, ConstraintKind] = {
    "SQLITE_CONSTRAINT_UNIQUE": ConstraintKind.UNIQUE,
    "SQLITE_CONSTRAINT_PRIMARYKEY": ConstraintKind.PRIMARY_KEY,
    "SQLITE_CONSTRAINT_ROWID": ConstraintKind.PRIMARY_KEY,
    "SQLITE_CONSTRAINT_FOREIGNKEY": ConstraintKind.FOREIGN_KEY,
    "SQLITE_CONSTRAINT_NOTNULL": ConstraintKind.NOT_NULL,
    "SQLITE_CONSTRAINT_CHECK": ConstraintKind.CHECK,
}
#: https://www.sqlite.org/limits.html
_LIMITS = {
    "Expression tree is too large": "Compare with a list, column.in_([...]), or join values(...) of what is compared",
    "too many terms in compound SELECT": "Join the rows of values(...), or insert them into a temporary table",
}
DRIVERS: dict[str, type[Driver]] = {"pysqlite": SQLite3, "pysqlite3": PySQLite3}
DEFAULT_DRIVER = "pysqlite"
