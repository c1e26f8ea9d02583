"""Drivers of SQL Server: pyodbc, mssql-python, pymssql."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from types import NoneType
from typing import Any, ClassVar

from ...core.engine.driver import ANSI_LEVELS, NO_FACTS, Driver, ErrorFacts, ServerVersion, flag
from ...core.engine.url import URL
from ...core.exc import ArgumentError, ConstraintKind
from ...core.types import document, names, scalar


class MSSQLDriver(Driver):
    """Be what the drivers of SQL Server share; they start a transaction with the first statement."""

    paramstyle = "qmark"
    isolation_levels = (*ANSI_LEVELS, "SNAPSHOT")
    default_port = 1433
    savepoint = "SAVE TRANSACTION {}"
    rollback_to_savepoint = "ROLLBACK TRANSACTION {}"
    release_savepoint = None
    rows_are_tuples = False
    buffers = False
    one_result = True
    streams_end = True
    key_query = "; SELECT scope_identity()"
    options: ClassVar[tuple[str, ...]] = ("query_timeout", "use_scope_identity", "ignore_no_transaction_on_rollback")
    option_types: ClassVar[Mapping[str, Callable[[str], Any]]] = {"query_timeout": int}
    query_timeout: int | None = None
    """After how many seconds a statement is given up; None: never."""
    use_scope_identity: bool = True
    """False: a key that comes by a query is that of `@@IDENTITY`, which triggers may have changed."""
    ignore_no_transaction_on_rollback: bool = False
    """True: that there is no transaction to roll back is no error (111214), as in Azure Synapse after some errors."""
    keeps_offsets: ClassVar[bool] = True
    """Aware moments are sent with their offset."""
    keeps_microseconds: ClassVar[bool] = True
    """Naive moments are sent with all their digits."""
    bytes_class: ClassVar[type] = bytes
    """What is sent as bytes, whatever it holds."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.query_timeout is not None and not isinstance(self.query_timeout, int):
            raise ArgumentError(f"query_timeout is a number of seconds, not {self.query_timeout!r}")
        if not self.use_scope_identity:
            self.key_query = "; SELECT @@IDENTITY"

    def rollback(self, raw: Any) -> None:
        """Roll back; where it was asked for, that there is no transaction is not minded."""
        try:
            raw.rollback()
        except self.Error as error:
            if not self.ignore_no_transaction_on_rollback or "111214" not in str(error):
                raise

    def key_of(self, cursor: Any) -> Any:
        """Return the key of the INSERT before the query; NULL where a trigger or view has made none."""
        while cursor.description is None:
            if not cursor.nextset():
                return None
        value = cursor.fetchone()[0]
        return None if value is None else int(value)

    def server_version(self, raw: Any) -> ServerVersion:
        """Return the version, 15.0 for SQL Server 2019."""
        cursor = raw.cursor()
        cursor.execute("SELECT CAST(SERVERPROPERTY('ProductVersion') AS VARCHAR(128))")
        text = str(cursor.fetchone()[0])
        cursor.close()
        return ServerVersion([int(n) for n in text.split(".")], text)

    def set_autocommit(self, raw: Any, on: bool) -> None:
        """Switch autocommit."""
        raw.autocommit = on

    def get_isolation_level(self, raw: Any) -> str:
        """Ask the server."""
        cursor = raw.cursor()
        cursor.execute("SELECT transaction_isolation_level FROM sys.dm_exec_sessions WHERE session_id = @@SPID")
        row = cursor.fetchone()
        cursor.close()
        return _LEVELS[row[0]] if row else "READ COMMITTED"

    def set_isolation_level(self, raw: Any, level: str) -> None:
        """Set the level of the session."""
        self.set_autocommit(raw, level == "AUTOCOMMIT")
        if level != "AUTOCOMMIT":
            cursor = raw.cursor()
            cursor.execute(f"SET TRANSACTION ISOLATION LEVEL {level}")
            cursor.close()
            if level == "SNAPSHOT":
                raw.commit()

    def error_number(self, error: BaseException) -> int | None:
        """Return the server's error number: the first argument, or in the message, or told from its words."""
        first = error.args[0] if error.args else None
        if isinstance(first, tuple) and first:
            first = first[0]
        if isinstance(first, int):
            return first
        text = _message(error)
        found = re.search(r"\((\d{3,5})(?:\) \(SQL|, b['\"])", text)  # pymssql's of commit() have both in their text
        if found:
            return int(found[1])
        return next((number for words, number in _WORDS.items() if words in text), None)

    def ends_transaction(self, error: BaseException, raw: Any) -> bool:
        """Ask the server: deadlocks, conflicts of snapshots and failed conversions end it, others only spoil it.

        One that fails before it has begun, as by an error of syntax, has nothing to lose.
        https://learn.microsoft.com/sql/t-sql/functions/xact-state-transact-sql
        """
        if self.error_number(error) in _RETRYABLE - {1222}:
            return True
        try:
            cursor = raw.cursor()
            cursor.execute("SELECT XACT_STATE()")
            state = cursor.fetchone()[0]
            cursor.close()
        except self.Error:
            return False
        return bool(state == -1 or (state == 0 and self.has_begun(error)))

    def has_begun(self, error: BaseException) -> bool:
        """Tell whether a transaction had begun: errors of the driver itself, of syntax and of names come before it."""
        return self.sqlstate(error)[:2] != "42" and "[SQL Server]" in _message(error)

    def sqlstate(self, error: BaseException) -> str:
        """Return the SQLSTATE of an error, or nothing."""
        return error.args[0] if error.args and isinstance(error.args[0], str) else ""

    def is_lost(self, error: BaseException, text: str, number: int | None) -> bool:
        """Tell whether the connection has gone with this error; a statement that took too long leaves it as it was."""
        state = self.sqlstate(error)
        if state == "HYT00" and "Query timeout" in text:
            return False
        return state in _LOST or number in _LOST_NUMBERS or any(word in text for word in _LOST_WORDS)

    def classify(self, error: BaseException, raw: Any = None) -> ErrorFacts:
        """Read SQLSTATE, the error number, and the names in the message."""
        text = _message(error)
        number = self.error_number(error)
        if number in _RETRYABLE:
            return ErrorFacts(is_retryable=True)
        if self.is_lost(error, text, number):
            return ErrorFacts(is_disconnect=True)
        kind = _KINDS.get(number or 0)
        if kind is None:
            return NO_FACTS
        # the sort of constraint is a word of the language in messages of all languages
        if number == 547 and re.search(r"\bCHECK\b", text):
            kind = ConstraintKind.CHECK
        if number == 2627 and re.search(r"\bPRIMARY KEY\b", text):
            kind = ConstraintKind.PRIMARY_KEY
        name = re.search(r"(?:constraint|index|CONSTRAINT) ['\"]([^'\"]+)['\"]", text)
        if name is None and number in (547, 2627):  # in other languages: what is first in quotes
            name = _QUOTED.search(text)
        table = re.search(r"(?:object|table) ['\"](?:[^'\".]*\.)*([^'\"]+)['\"]", text)
        column = re.search(r"column ['\"]([^'\"]+)['\"]", text)
        columns = (column[1],) if column else ()
        return ErrorFacts(kind, name[1] if name else None, table[1] if table else None, columns)


class PyODBC(MSSQLDriver):
    """Drive SQL Server through pyodbc and Microsoft's ODBC driver.

    Transactions are implicit: they begin with the first statement that reads a table or changes something, and SAVE
    TRANSACTION is none (error 628). BEGIN TRANSACTION would begin two of them.
    https://learn.microsoft.com/sql/t-sql/statements/set-implicit-transactions-transact-sql
    """

    name = "pyodbc"
    module_name = "pyodbc"
    install = "isogloss[mssql]"
    query_types: ClassVar[Mapping[str, Callable[[str], Any]]] = dict.fromkeys(
        ("ansi", "unicode_results", "autocommit"), flag
    )
    options: ClassVar[tuple[str, ...]] = (*MSSQLDriver.options, "fast_executemany", "use_setinputsizes")
    fast_executemany: bool = False
    use_setinputsizes: bool = True
    """False: the driver is told no types of parameters."""
    before_savepoint = "IF @@TRANCOUNT = 0 SELECT TOP 1 name FROM sys.schemas"
    keeps_offsets = False
    takes_input_sizes = True
    executemany_is_fast = False
    executemany_counts = False  # https://github.com/mkleehammer/pyodbc/issues/481

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.takes_input_sizes = self.use_setinputsizes
        if self.fast_executemany:
            self.executemany_is_fast = self.proposes_input_sizes = True

    def input_size(self, type_: Any) -> Any:
        """Return the size of text and bytes without a limit: their buffers would be too large, or too short.

        https://github.com/mkleehammer/pyodbc/wiki/Tips-and-Tricks-by-Database-Platform
        """
        if isinstance(type_, document.JSON) or (isinstance(type_, scalar.String) and type_.length is None):
            return self.module.SQL_WVARCHAR, 0, 0
        if isinstance(type_, scalar.LargeBinary | names.VARBINARY) and type_.length is None:
            return self.module.SQL_VARBINARY, 0, 0
        return None

    def connect_args(self, url: URL) -> tuple[list[Any], dict[str, Any]]:
        """Return an ODBC connection string: `?odbc_connect=` as it is, a DSN, or host and `?driver=`.

        ODBC does not tell the case of keywords, and takes the first of several: what the query says stands once.
        """
        query = self.query_of(url)
        args: dict[str, Any] = {key: query.pop(key) for key in PyODBC.query_types if key in query}
        if "odbc_connect" in query:
            return [query.pop("odbc_connect")], args
        names = {_KEYWORDS.get(key.lower(), key): value for key, value in query.items()}
        driver, dsn = names.pop("DRIVER", None), names.pop("dsn", None)
        if dsn is None and driver is None and url.database is None and url.port is None:
            dsn = url.host
        if dsn:
            parts = {"dsn": dsn}
            if url.database:
                parts["Database"] = _escaped(url.database)
        else:
            port = f",{url.port}" if url.port else ""
            plain = re.sub(r"^\{(.*)\}$", r"\1", driver or "ODBC Driver 18 for SQL Server")
            parts = {
                "DRIVER": "{" + plain.replace("}", "}}") + "}",
                "Server": f"{url.host or ''}{port}",
                "Database": _escaped(url.database or ""),
            }
        if url.username:
            parts["UID"] = _escaped(url.username)
            if url.password is not None:
                parts["PWD"] = _escaped(str(url.password))
        elif "Authentication" not in names:
            parts["Trusted_Connection"] = "Yes"
        parts.update({key: _escaped(value) for key, value in names.items()})
        return [";".join(f"{key}={value}" for key, value in parts.items())], args

    def on_connect(self, raw: Any) -> None:
        """Read DATETIMEOFFSET, which the driver has no type for; set how long a statement may take."""
        if self.query_timeout is not None:
            raw.timeout = self.query_timeout
        raw.add_output_converter(_DATETIMEOFFSET, _offset_time)

    def executemany(self, cursor: Any, statement: str, rows: Sequence[Any]) -> None:
        """Execute for each row, as one array of parameters if that was asked for."""
        if self.fast_executemany:
            cursor.fast_executemany = True
        cursor.executemany(statement, rows)


class MSSQLPython(PyODBC):
    """Drive SQL Server through Microsoft's own mssql-python; its own pool is off, since the engine has one."""

    name = "mssqlpython"
    module_name = "mssql_python"
    install = "isogloss[mssql-python]"
    options = (*MSSQLDriver.options, "enable_pooling")
    enable_pooling: bool = False
    """True: the driver pools connections by itself too, in the whole process."""
    keeps_offsets = True
    executemany_counts = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if pooling := getattr(self.module, "pooling", None):
            pooling(enabled=self.enable_pooling)

    def connect_args(self, url: URL) -> tuple[list[Any], dict[str, Any]]:
        """Return a connection string; the ODBC driver is part of the package, and there are no DSNs."""
        args, options = super().connect_args(url.update_query_dict({"driver": "-"}))
        text = re.sub(r"^DRIVER=\{[^}]*\};?|(?<=;)Database=;", "", args[0])
        return [text], options

    def on_connect(self, raw: Any) -> None:
        """Set how long a statement may take; the driver reads every type."""
        if self.query_timeout is not None:
            raw.timeout = self.query_timeout

    def sqlstate(self, error: BaseException) -> str:
        """Return the SQLSTATE that the driver has put into words."""
        words = getattr(error, "driver_error", "")
        found = re.search(r"SQLSTATE code: (\w{5})", words)
        return found[1] if found else _STATES.get(words, "")

    def set_input_sizes(self, cursor: Any, sizes: Sequence[tuple[str, Any]]) -> None:
        """Tell types by position; the driver takes those of all parameters or of none."""
        missing = [name for name, size in sizes if size is None]
        if missing:
            raise ArgumentError(
                f"mssql-python takes the types of all parameters or of none: a listener of do_setinputsizes has set "
                f"some, and none for {', '.join(missing)}"
            )
        super().set_input_sizes(cursor, sizes)

    def executemany(self, cursor: Any, statement: str, rows: Sequence[Any]) -> None:
        """Execute with arrays of parameters, or row by row where the values of a parameter are of several kinds.

        The driver sends all of them as the longest or largest one is to be sent: text as ASCII, numbers as integers.
        """
        if all(map(_are_alike, zip(*rows, strict=True))):
            cursor.executemany(statement, rows)
            return
        count = 0
        for row in rows:
            cursor.execute(statement, row)
            count = count + cursor.rowcount if count >= 0 and cursor.rowcount >= 0 else -1
        cursor.rowcount = count


class PyMSSQL(MSSQLDriver):
    """Drive SQL Server through pymssql."""

    name = "pymssql"
    module_name = "pymssql"
    install = "isogloss[mssql-pymssql]"
    paramstyle = "pyformat"
    interpolates = True
    doubles_percent = False
    executemany_is_fast = False
    no_parameters: ClassVar[Any] = {}  # with a tuple, any %s or %d of the text would be a placeholder
    rows_are_tuples: ClassVar[bool] = True
    keeps_offsets = False
    keeps_microseconds = False
    bytes_class = bytearray  # the driver writes bytes that are ASCII as text, which VARBINARY does not take
    query_types: ClassVar[Mapping[str, Callable[[str], Any]]] = {
        **dict.fromkeys(("timeout", "login_timeout", "arraysize"), int),
        **dict.fromkeys(("autocommit", "read_only", "as_dict", "use_datetime2"), flag),
    }

    def connect_args(self, url: URL) -> tuple[list[Any], dict[str, Any]]:
        """Return the driver's parameters."""
        args = url.translate_connect_args(username="user")
        port = args.pop("port", None)
        if port:
            args["host"] = f"{args.get('host', '')}:{port}"
        args.update(self.query_of(url))
        if self.query_timeout is not None:
            args["timeout"] = self.query_timeout
        return [], args

    def set_autocommit(self, raw: Any, on: bool) -> None:
        """Switch autocommit."""
        raw.autocommit(on)

    def has_begun(self, error: BaseException) -> bool:
        """Return True: the driver begins a transaction when the one before has ended."""
        return True

    def sqlstate(self, error: BaseException) -> str:
        """Return nothing: the driver has numbers only."""
        return ""

    def is_lost(self, error: BaseException, text: str, number: int | None) -> bool:
        """Tell whether the connection has gone, from the numbers of DB-Library and the words of the driver."""
        return (number in _DBLIB_LOST and "DB-Lib error" in text) or super().is_lost(error, text, number)


# -- helpers ---------------------------------------------------------------------------------------------------------


def _message(error: BaseException) -> str:
    """Return the text of an error: drivers have it as the last argument, some as bytes."""
    last = error.args[-1] if error.args else ""
    if isinstance(last, tuple):
        last = last[-1]
    return last.decode(errors="replace") if isinstance(last, bytes) else str(last)


def _offset_time(value: bytes) -> datetime:
    """Return the bytes of an ODBC ``SQL_SS_TIMESTAMPOFFSET_STRUCT`` as a datetime.

    https://learn.microsoft.com/sql/relational-databases/native-client-odbc-date-time/data-type-support-for-odbc-date-and-time-improvements
    """
    year, month, day, hour, minute, second, nanoseconds, hours, minutes = struct.unpack("<6hI2h", value)
    zone = timezone(timedelta(hours=hours, minutes=minutes))
    return datetime(year, month, day, hour, minute, second, nanoseconds // 1000, zone)


def _escaped(value: str) -> str:
    return "{" + value.replace("}", "}}") + "}" if re.search(r"[;={}\[\]()]", value) else value


#: How keywords of connection strings are spelled here, by their lower case.
_KEYWORDS = {
    "driver": "DRIVER",
    "dsn": "dsn",
    "server": "Server",
    "database": "Database",
    "uid": "UID",
    "pwd": "PWD",
    "trusted_connection": "Trusted_Connection",
    "authentication": "Authentication",
    "odbc_autotranslate": "AutoTranslate",
}
_QUOTED = re.compile(r"['\"\u00ab\u201c\u201e]\s?(.+?)\s?['\"\u00bb\u201c\u201d]")


def _are_alike(column: Sequence[Any]) -> bool:
    """Tell whether the values of a parameter are of one kind, or NULL."""
    kinds = set(map(type, column)) - {NoneType}
    if kinds != {str}:
        return len(kinds) < 2
    texts = [text for text in column if text is not None]
    plain = sum(map(str.isascii, texts))
    return plain == len(texts) or (not plain and all(max(text) <= "\uffff" for text in texts))


_DATETIMEOFFSET = -155
_LEVELS = {1: "READ UNCOMMITTED", 2: "READ COMMITTED", 3: "REPEATABLE READ", 4: "SERIALIZABLE", 5: "SNAPSHOT"}
_LOST = {"08S01", "08S02", "08001", "08003", "08007", "01002", "HYT00", "HYT01", "HY010", "IMC06"}
_LOST_NUMBERS = {596, 6005, 40197, 40613}  # killed, shut down, moved
_LOST_WORDS = (
    "DBPROCESS is dead",
    "Not connected to any MS SQL server",
    "onnection is closed",
    "a closed connection",  # mssql-python: "Cannot commit on a closed connection"
)
#: Of FreeTDS: time out, read and write failed, no server, end of file, dead.
#: https://github.com/FreeTDS/freetds/blob/master/include/sybdb.h
_DBLIB_LOST = {20002, 20003, 20004, 20006, 20009, 20017, 20047}
#: Words of mssql-python: https://github.com/microsoft/mssql-python/blob/main/mssql_python/exceptions.py
_STATES = {
    "Disconnect error": "01002",
    "Client unable to establish connection": "08001",
    "Connection not open": "08003",
    "Connection failure during transaction": "08007",
    "Communication link failure": "08S01",
    "Connection timeout expired": "HYT01",
    "Function sequence error": "HY010",
    "Syntax error or access violation": "42000",
    "Base table or view already exists": "42S01",
    "Base table or view not found": "42S02",
    "Column already exists": "42S21",
    "Column not found": "42S22",
}
#: Deadlock victim, snapshot update conflict, lock request time out; the conflicts of memory-optimized tables.
#: https://learn.microsoft.com/sql/relational-databases/in-memory-oltp/transactions-with-memory-optimized-tables
_RETRYABLE = {1205, 3960, 1222, 41301, 41302, 41305, 41325}
#: Words of messages, for drivers that leave the number out.
_WORDS = {
    "Violation of UNIQUE KEY constraint": 2627,
    "Violation of PRIMARY KEY constraint": 2627,
    "Cannot insert duplicate key row": 2601,
    "Cannot insert the value NULL": 515,
    "statement conflicted with the": 547,
    "deadlocked on": 1205,
    "Snapshot isolation transaction aborted": 3960,
    "Lock request time out": 1222,
}
_KINDS: dict[int, ConstraintKind] = {
    2627: ConstraintKind.UNIQUE,
    2601: ConstraintKind.UNIQUE,
    515: ConstraintKind.NOT_NULL,
    547: ConstraintKind.FOREIGN_KEY,
}
DRIVERS: dict[str, type[Driver]] = {"pyodbc": PyODBC, "mssqlpython": MSSQLPython, "pymssql": PyMSSQL}
DEFAULT_DRIVER = "pyodbc"
