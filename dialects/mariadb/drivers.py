"""Drivers of MariaDB and MySQL: PyMySQL, mysqlclient, MariaDB Connector/Python."""

from __future__ import annotations

import importlib
import re
import traceback
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import NoneType
from typing import Any, ClassVar

from ...core.engine.driver import ANSI_LEVELS, NO_FACTS, Driver, ErrorFacts, ServerVersion, flag
from ...core.engine.limits import chunks
from ...core.engine.url import URL
from ...core.exc import ArgumentError, ConstraintKind


class MySQLDriver(Driver):
    """Be what the drivers of this family share."""

    paramstyle = "format"
    paramstyles: ClassVar[tuple[str, ...]] = ("pyformat",)
    isolation_levels = ANSI_LEVELS
    default_port = 3306
    query_types: ClassVar[Mapping[str, Callable[[str], Any]]] = {
        **dict.fromkeys(("client_flag", "connect_timeout", "read_timeout", "write_timeout", "max_allowed_packet"), int),
        **dict.fromkeys(("use_unicode", "compress", "local_infile", "autocommit", "binary_prefix", "reconnect"), flag),
        **dict.fromkeys(("ssl", "ssl_disabled", "ssl_check_hostname", "ssl_verify_cert", "ssl_verify_identity"), flag),
    }
    client_module: ClassVar[str] = ""
    """Module with the client flags."""
    two_phase = {
        "begin": ("XA BEGIN {xid}",),
        "prepare": ("XA END {xid}", "XA PREPARE {xid}"),
        "commit": ("XA END {xid}", "XA PREPARE {xid}", "XA COMMIT {xid}"),
        "rollback": ("XA ROLLBACK {xid}",),
        "commit_prepared": ("XA COMMIT {xid}",),
        "rollback_prepared": ("XA ROLLBACK {xid}",),
    }
    has_two_phase = True
    recover_statement = "XA RECOVER"
    max_bytes_name = "max_allowed_packet"
    names_tables_of_keys = False
    """Messages about a key name its table too, as MySQL's do from 8.0.19 on."""
    one_result = True
    one_thread = True
    streams_end = True

    def new_xid(self) -> Any:
        """Return a fresh id; the server allows 64 bytes."""
        return f"isogloss_{uuid.uuid4().hex}"

    def two_phase_step(self, raw: Any, step: str, xid: Any, prepared: bool = False, recover: bool = False) -> None:
        """Send the step's statements; another's prepared transaction is ended in autocommit only (error 1400)."""
        if not recover:
            if step == "rollback" and not prepared:
                cursor = raw.cursor()
                with suppress(self.Error):  # a deadlock has ended it, or a prepare that has failed (1399)
                    cursor.execute(f"XA END {self.xid_literal(xid)}")
                cursor.close()
            super().two_phase_step(raw, step, xid, prepared)
            return
        raw.rollback()
        cursor = raw.cursor()
        try:
            cursor.execute("SET autocommit = 1")
            super().two_phase_step(raw, step, xid, prepared, recover)
        finally:
            cursor.execute("SET autocommit = 0")
            cursor.close()

    def xid_literal(self, xid: Any) -> str:
        """Return the id in hexadecimal: what a backslash means in a string is a matter of the server's mode."""
        return f"X'{str(xid).encode().hex()}'"

    def prepared_transactions(self, raw: Any) -> list[Any]:
        """Return the ids of the prepared transactions; the server sends them as bytes."""
        found = super().prepared_transactions(raw)
        return [xid.decode() if isinstance(xid, bytes) else xid for xid in found]

    def connect_args(self, url: URL) -> tuple[list[Any], dict[str, Any]]:
        """Return the driver's parameters, with row counts of matched rows as everywhere else."""
        args = url.translate_connect_args(username="user")
        args.update(self.query_of(url))
        self.arrange(args)
        flags = importlib.import_module(self.client_module).FOUND_ROWS
        args["client_flag"] = args.get("client_flag", 0) | flags
        return [], args

    def arrange(self, args: dict[str, Any]) -> None:
        """Give the parameters of a URL the shape that this driver takes them in."""
        args.setdefault("charset", "utf8mb4")
        parts = {key: args.pop(f"ssl_{key}") for key in _SSL if f"ssl_{key}" in args}
        asked = args.pop("ssl", bool(parts))
        if asked:
            args["ssl"] = parts or {"ca": None}
        elif parts:
            raise ArgumentError("ssl=false and other ssl_ parameters in the query of the database URL: leave out one")

    def on_connect(self, raw: Any) -> None:
        """Let a key of 0 be 0: without this mode, the server counts one up in its place and says nothing."""
        cursor = raw.cursor()
        try:
            cursor.execute("SET SESSION sql_mode = CONCAT(@@SESSION.sql_mode, ',NO_AUTO_VALUE_ON_ZERO')")
        finally:
            cursor.close()

    def server_version(self, raw: Any) -> ServerVersion:
        """Return the version; `.text` tells MariaDB from MySQL."""
        self.max_bytes = int(self.query(raw, "SELECT @@max_allowed_packet"))
        text = self.query(raw, "SELECT VERSION()")
        self.names_tables_of_keys = "MariaDB" not in text
        cleaned = re.sub(r"^5\.5\.5-(?=\d+\.\d+\.\d+-MariaDB)", "", text)  # a prefix for old replicas
        return ServerVersion([int(n) for n in re.findall(r"\d+", cleaned)[:3]], cleaned)

    def value_size(self, value: Any) -> int:
        """Return the bytes of a value as a literal, with its escapes."""
        if isinstance(value, str):
            return super().value_size(value) + sum(map(value.count, _ESCAPED))
        if isinstance(value, bytes | bytearray | memoryview):
            plain = bytes(value)
            return super().value_size(plain) + sum(plain.count(c.encode()) for c in _ESCAPED)
        return super().value_size(value)

    def query(self, raw: Any, statement: str) -> str:
        """Return the last value of the first row of a query as text."""
        cursor = raw.cursor()
        try:
            cursor.execute(statement)
            value = cursor.fetchone()[-1]
        finally:
            cursor.close()
        return value.decode() if isinstance(value, bytes) else str(value)

    def get_isolation_level(self, raw: Any) -> str:
        """Ask the server."""
        # tx_isolation before MySQL 5.7.20 and MariaDB 11.1
        level = self.query(raw, "SHOW VARIABLES WHERE Variable_name IN ('transaction_isolation', 'tx_isolation')")
        return level.upper().replace("-", " ")

    def set_isolation_level(self, raw: Any, level: str) -> None:
        """Set the level of the session."""
        raw.autocommit(level == "AUTOCOMMIT")
        if level != "AUTOCOMMIT":
            cursor = raw.cursor()
            cursor.execute(f"SET SESSION TRANSACTION ISOLATION LEVEL {level}")
            cursor.execute("COMMIT")
            cursor.close()

    def error_number(self, error: BaseException) -> int | None:
        """Return the server's error number."""
        first = error.args[0] if error.args else None
        return first if isinstance(first, int) else None

    def ends_transaction(self, error: BaseException, raw: Any) -> bool:
        """Tell whether it was a deadlock (1213), of which InnoDB rolls back one transaction as a whole."""
        return self.error_number(error) == 1213

    talks: ClassVar[frozenset[str]] = frozenset()
    """Functions of the driver in which it sends a statement or reads the answer."""

    def is_interrupted(self, error: BaseException, raw: Any) -> bool:
        """Look where it was raised: the drivers do not tell whether an answer is on its way."""
        return any(ours and name in self.talks for ours, name in self.frames(error))

    def frames(self, error: BaseException) -> list[tuple[bool, str]]:
        """Return the functions that an exception came through: whether they are the driver's, and their names."""
        walk = traceback.walk_tb(error.__traceback__)
        names = [(str(frame.f_globals.get("__name__")), frame.f_code.co_name) for frame, _ in walk]
        return [(module.partition(".")[0] == self.module_name, name) for module, name in names]

    def classify(self, error: BaseException, raw: Any = None) -> ErrorFacts:
        """Read the error number, and names out of the message, where the server puts them."""
        number = self.error_number(error)
        if number in _LOST or (number in (0, None) and isinstance(error, self.module.InterfaceError)):
            return ErrorFacts(is_disconnect=True)
        if number in _RETRYABLE:
            return ErrorFacts(is_retryable=True)
        if number == 1305 and "SAVEPOINT" in str(error):
            return ErrorFacts(
                remedy="a statement that commits by itself, such as CREATE TABLE, has ended the transaction and the "
                "savepoint: run such statements outside of transactions"
            )
        kind = _KINDS.get(number or 0)
        if kind is None:
            return NO_FACTS
        text = str(error.args[-1]) if error.args else ""
        found = _NAMES[kind].search(text)
        if found is None:
            return ErrorFacts(kind)
        names = {key: value for key, value in found.groupdict().items() if value}
        constraint, table = names.get("constraint"), names.get("table")
        if kind is ConstraintKind.UNIQUE:
            if self.names_tables_of_keys and constraint:
                table, _, constraint = constraint.rpartition(".")
            if constraint == "PRIMARY":
                kind = ConstraintKind.PRIMARY_KEY
        if kind is ConstraintKind.NOT_NULL:
            columns: tuple[str, ...] = (names["columns"],)
        else:
            columns = tuple(a or b for a, b in _QUOTED_NAME.findall(names.get("columns", "")))
        return ErrorFacts(kind, constraint or None, table or None, columns)


class PyMySQL(MySQLDriver):
    """Drive the server through PyMySQL."""

    name = "pymysql"
    module_name = "pymysql"
    install = "isogloss[pymysql]"
    interpolates = True
    client_module = "pymysql.constants.CLIENT"
    talks = frozenset({"_query", "_nextset", "read_next", "_read_packet", "_execute_command"})

    def arrange(self, args: dict[str, Any]) -> None:
        """Put all that is said of TLS into one place: the driver would leave the files out for `ssl_verify_cert`."""
        verify, identity = args.pop("ssl_verify_cert", None), args.pop("ssl_verify_identity", None)
        described = args.get("ssl") or any(f"ssl_{key}" in args for key in _SSL)
        if described and (identity is not None or verify is False):
            args["ssl_check_hostname"] = bool(identity)
        password = args.pop("ssl_key_password", None)
        super().arrange(args)
        if verify or identity or described:  # that nothing is to be verified asks for no TLS
            more = {"verify_mode": identity or verify, "check_hostname": identity, "password": password}
            args.setdefault("ssl", {}).update({key: value for key, value in more.items() if value is not None})

    def ping(self, raw: Any) -> None:
        """Send the protocol's ping."""
        raw.ping(reconnect=False)

    def close(self, raw: Any) -> None:
        """Close, and tell a result that has rows on the way: it would read them from the closed socket."""
        if raw._result is not None:
            raw._result.unbuffered_active = False
        raw.close()

    def cursor(self, raw: Any, stream: bool = False) -> Any:
        """Return a buffered cursor, or one that reads rows from the socket as they are fetched."""
        return raw.cursor(importlib.import_module("pymysql.cursors").SSCursor) if stream else raw.cursor()

    def executemany(self, cursor: Any, statement: str, rows: Sequence[Any]) -> None:
        """Execute for each row, in one statement where the driver can."""
        _each_where_values_follow(cursor, statement, rows)


class MySQLClient(MySQLDriver):
    """Drive the server through mysqlclient."""

    name = "mysqldb"
    module_name = "MySQLdb"
    install = "isogloss[mysql]"
    interpolates = True
    client_module = "MySQLdb.constants.CLIENT"
    talks = frozenset({"_query", "nextset", "_fetch_row"})

    def arrange(self, args: dict[str, Any]) -> None:
        """Say by `ssl_mode` what is verified: the driver does not look at it among the files."""
        names = {args.pop(f"ssl_{name}", False) and mode for name, mode in _SSL_MODES.items()} - {False}
        if args.get("ssl"):
            names.add("REQUIRED")
        super().arrange(args)
        if names:
            args.setdefault("ssl_mode", max(names, key=_SSL_ORDER.index))

    def ping(self, raw: Any) -> None:
        """Send the protocol's ping."""
        raw.ping()

    def cursor(self, raw: Any, stream: bool = False) -> Any:
        """Return a buffered cursor, or one that reads rows from the socket as they are fetched."""
        return raw.cursor(importlib.import_module("MySQLdb.cursors").SSCursor) if stream else raw.cursor()

    def executemany(self, cursor: Any, statement: str, rows: Sequence[Any]) -> None:
        """Execute for each row, in one statement where the driver can."""
        _each_where_values_follow(cursor, statement, rows)


def _each_where_values_follow(cursor: Any, statement: str, rows: Sequence[Any]) -> None:
    """Execute for each row, one by one where parameters stand behind VALUES.

    Both drivers make one statement of ``INSERT .. VALUES (%s)`` by repeating the list, and fill the text behind it
    without parameters: ``ON DUPLICATE KEY UPDATE a = %s`` breaks them.
    """
    at = statement.upper().rfind("ON DUPLICATE KEY UPDATE")
    if at > 0 and "%s" in statement[at:]:
        count = 0
        for row in rows:
            count += cursor.execute(statement, row)
        cursor.rowcount = count
    else:
        cursor.executemany(statement, rows)


class MariaDBConnector(MySQLDriver):
    """Drive the server through MariaDB Connector/Python."""

    name = "mariadbconnector"
    module_name = "mariadb"
    install = "isogloss[mariadb-connector]"
    paramstyle = "qmark"
    paramstyles = ("format", "pyformat")
    client_module = "mariadb.constants.CLIENT"

    def arrange(self, args: dict[str, Any]) -> None:
        """Leave out what the driver always does, and has no parameters for."""
        if (charset := args.pop("charset", "utf8mb4")) not in ("utf8mb4", "utf8"):
            raise ArgumentError(
                f"charset={charset} in the query of the database URL: MariaDB Connector/Python speaks utf8mb4 only; "
                "leave it out, or use another driver"
            )
        if not args.pop("use_unicode", True):
            raise ArgumentError(
                "use_unicode=0 in the query of the database URL: MariaDB Connector/Python has text as str only; "
                "leave it out, or use another driver"
            )
        verify = [args.pop(key) for key in ("ssl_check_hostname", "ssl_verify_identity") if key in args]
        if any(verify):
            args["ssl_verify_cert"] = True  # of which the name of the host is a part

    def connect(self, *args: Any, **kw: Any) -> Any:
        """Open a raw connection that its cursors cannot free.

        A cursor that the garbage collector clears gives back a reference to its connection which it has never taken
        (1.1.14): the connection would be freed in the midst of its use, and the process end. It gets references to
        spare; `close()` ends the session as before, and the object stays.
        """
        raw = super().connect(*args, **kw)
        with suppress(ImportError, AttributeError):  # not in every Python
            ctypes = importlib.import_module("ctypes")
            add_reference, held = ctypes.pythonapi.Py_IncRef, ctypes.py_object(raw)
            for _ in range(_SPARE):
                add_reference(held)
        return raw

    def set_isolation_level(self, raw: Any, level: str) -> None:
        """Set the level of the session."""
        raw.autocommit = level == "AUTOCOMMIT"
        if level != "AUTOCOMMIT":
            cursor = raw.cursor()
            cursor.execute(f"SET SESSION TRANSACTION ISOLATION LEVEL {level}")
            cursor.close()

    def cursor(self, raw: Any, stream: bool = False) -> Any:
        """Return a buffered cursor, or one that reads rows as they are fetched.

        The server keeps errors until a statement reads a table: those of earlier statements go before a stream, of
        which `check_end()` asks for errors.
        """
        if stream:
            clearing = raw.cursor()
            clearing.execute("SELECT * FROM (SELECT 1) AS cleared")
            clearing.close()
        return raw.cursor(buffered=not stream)

    def is_interrupted(self, error: BaseException, raw: Any) -> bool:
        """Tell whether it was raised by a function that the driver does not call."""
        frames = self.frames(error)
        return any(ours for ours, _ in frames) and not frames[-1][0]

    def check_end(self, cursor: Any) -> None:
        """Ask the server whether an error has ended the rows: this driver takes it for their end (1.1.14)."""
        asking = cursor.connection.cursor()
        try:
            asking.execute("SHOW ERRORS")
            for _, number, text in asking.fetchall():
                error = self.module.OperationalError(text)
                error.errno = number
                raise error
        finally:
            asking.close()

    def executemany(self, cursor: Any, statement: str, rows: Sequence[Any]) -> None:
        """Execute for each row in bulk: in packets that the server takes, of columns whose values are of one type each.

        The driver takes the type of a column from the first row: others are sent row by row.
        """
        parts: list[Sequence[Any]] = []
        for part in chunks(rows, len(rows), self, _ROW):
            uniform = True
            for column in zip(*part, strict=True):
                types = set(map(type, column)) - {NoneType}
                if int in types and any(type(v) is int and not -(2**63) <= v < 2**63 for v in column):
                    raise OverflowError("a whole number outside of 64 bits is not sent in bulk; pass a Decimal for it")
                uniform = uniform and len(types) < 2
                if str in types:  # what is no Unicode ends the process: the driver does not look at the error
                    "".join([v for v in column if isinstance(v, str)]).encode()
            parts += [part] if uniform else [[row] for row in part]
        count = 0
        for part in parts:
            cursor.executemany(statement, list(part))
            count += cursor.rowcount
        if len(parts) > 1:
            cursor._rowcount = count

    def error_number(self, error: BaseException) -> int | None:
        """Return the server's error number."""
        return getattr(error, "errno", None)


#: References to spare for the cursors of a connection.
_SPARE = 10_000
_SSL = ("ca", "key", "cert", "capath", "cipher", "check_hostname")
#: https://mysqlclient.readthedocs.io/user_guide.html; the strictest one is the last
_SSL_ORDER = ("REQUIRED", "VERIFY_CA", "VERIFY_IDENTITY")
_SSL_MODES = {"verify_cert": "VERIFY_CA", "verify_identity": "VERIFY_IDENTITY", "check_hostname": "VERIFY_IDENTITY"}
_ROW = 20  # what a row takes in a packet besides its values, at most
_ESCAPED = "\0\n\r\x1a\"'\\"
# CR_SERVER_GONE, CR_SERVER_LOST, CR_COMMANDS_OUT_OF_SYNC, CR_CONN_HOST_ERROR, idle disconnect by the server (4031)
# ER_NET_PACKET_TOO_LARGE (1153): the server hangs up
# CR_ERR_NET_READ and CR_ERR_NET_WRITE (5013, 5014) of MariaDB Connector/C, which end the connection:
# https://github.com/mariadb-corporation/mariadb-connector-c/blob/3.4/include/errmsg.h
_LOST = {1153, 2006, 2013, 2014, 2045, 2055, 4031, 5013, 5014}
_RETRYABLE = {1213, 1205, 3572, 1020}  # deadlock, lock wait timeout, NOWAIT, record changed since read (snapshot)
_KINDS: dict[int, ConstraintKind] = {
    1062: ConstraintKind.UNIQUE,
    1586: ConstraintKind.UNIQUE,
    1048: ConstraintKind.NOT_NULL,
    1364: ConstraintKind.NOT_NULL,
    1216: ConstraintKind.FOREIGN_KEY,
    1217: ConstraintKind.FOREIGN_KEY,
    1451: ConstraintKind.FOREIGN_KEY,
    1452: ConstraintKind.FOREIGN_KEY,
    4025: ConstraintKind.CHECK,
    3819: ConstraintKind.CHECK,
}
_QUOTED = r"[`\"](?P<{}>[^`\"]*)[`\"]"  # the second quote in the mode ANSI_QUOTES
_QUOTED_NAME = re.compile(r"`([^`]*)`|\"([^\"]*)\"")
_NAMES: dict[ConstraintKind, re.Pattern[str]] = {
    ConstraintKind.UNIQUE: re.compile(r".*for key '(?P<constraint>.*?)'\W*$"),  # the value may hold these words
    ConstraintKind.NOT_NULL: re.compile(r"(?:Column|Field) '(?P<columns>.*)' (?:cannot be null|doesn't have)"),
    ConstraintKind.FOREIGN_KEY: re.compile(
        rf"{_QUOTED.format('table')}, CONSTRAINT {_QUOTED.format('constraint')} "
        r"FOREIGN KEY \((?P<columns>.*?)\) REFERENCES "
    ),
    ConstraintKind.CHECK: re.compile(
        rf"CONSTRAINT {_QUOTED.format('constraint')} failed"
        rf"(?: for {_QUOTED.format('schema')}\.{_QUOTED.format('table')})?"
    ),
}
DRIVERS: dict[str, type[Driver]] = {"pymysql": PyMySQL, "mysqldb": MySQLClient, "mariadbconnector": MariaDBConnector}
DEFAULT_DRIVER = "pymysql"
