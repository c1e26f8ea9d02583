"""A server for the drivers of SQL Server that is not there: their calls and errors, SQLite behind them.

What the real server refuses is refused here: OUTPUT without INTO on a table with triggers, values for an IDENTITY column
unless IDENTITY_INSERT is on, more than 2,100 parameters. OUTPUT has no order: rows come back in a wrong one.
"""

from __future__ import annotations

import itertools
import re
import sqlite3
from decimal import Decimal
from typing import Any

from .real import real
from .strict import Strict


class Error(Exception):
    """The base of the driver's errors: SQLSTATE and message."""


class DatabaseError(Error):
    """As the DB-API has it."""


class OperationalError(DatabaseError):
    """As the DB-API has it."""


class IntegrityError(DatabaseError):
    """As the DB-API has it."""


class ProgrammingError(DatabaseError):
    """As the DB-API has it."""


def message(state: str, text: str, number: int) -> tuple[str, str]:
    """Return the arguments of an error as pyodbc has them."""
    return state, f"[{state}] [Microsoft][ODBC Driver 18 for SQL Server][SQL Server]{text} ({number}) (SQLExecDirectW)"


class Row:
    """A row that is no tuple, as pyodbc's."""

    def __init__(self, values: tuple[Any, ...]) -> None:
        self._values = values

    def __iter__(self) -> Any:
        return iter(self._values)

    def __getitem__(self, at: Any) -> Any:
        return self._values[at]

    def __len__(self) -> int:
        return len(self._values)


class Cursor(Strict):
    """A cursor with the driver's calls."""

    connection: Any = None

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.rowcount = -1
        self.description: Any = None
        self._rows: Any = iter(())
        self._more: list[tuple[Any, Any]] = []

    def execute(self, sql: str, *params: Any) -> Cursor:
        server = self.connection.server
        if server.driver == "pymssql":
            sql, given = _written(sql, *params)
        else:
            given = tuple(params[0]) if len(params) == 1 and isinstance(params[0], (tuple, list)) else params
            assert not any(isinstance(value, (dict, list, tuple)) for value in given), "no value of the driver"
            given = tuple(str(value) if isinstance(value, Decimal) else value for value in given)
        return self._execute(sql, given)

    def _execute(self, sql: str, params: Any) -> Cursor:
        server = self.connection.server
        if server.busy is not None and server.busy is not self:
            raise Error("HY000", "[HY000] Connection is busy with results for another hstmt (0) (SQLExecDirectW)")
        server.log.append((sql, params))
        if len(params) > 2100 and server.driver != "pymssql":
            raise ProgrammingError(*message("42000", "The incoming request has too many parameters.", 8003))
        for pattern, error in server.fail.items():
            if re.search(pattern, sql):
                raise error
        self._rows, self.description, self._more = iter(()), None, []
        first, *others = sql.split("; SELECT scope_identity()")
        self._one(first.rstrip("; "), params)
        if others:
            self._more.append(([("", None)], [Row((server.identity and Decimal(server.identity),))]))
        return self

    def setinputsizes(self, sizes: Any) -> None:
        if self.connection.server.driver == "mssql_python" and None in sizes:
            raise ValueError("Invalid SQL type: None. Must be a valid SQL type constant.")
        self.connection.server.sizes.append(list(sizes))

    def executemany(self, sql: str, rows: Any) -> None:
        server, count = self.connection.server, 0
        for row in rows:
            self.execute(sql, row)
            count += self.rowcount
        self.rowcount = -1 if server.driver == "pyodbc" else count
        if server.driver == "pyodbc":
            server.log[-1] = (sql, "fast" if self.__dict__.get("fast_executemany") else "many")

    def nextset(self) -> bool:
        if not self._more:
            return False
        self.description, rows = self._more.pop(0)
        self._rows = iter(rows)
        return True

    def _one(self, sql: str, params: tuple[Any, ...]) -> None:
        server = self.connection.server
        if found := re.match(r"SET IDENTITY_INSERT (\S+) (ON|OFF)$", sql):
            if found[2] == "ON" and server.identity_insert not in (None, found[1]):
                raise ProgrammingError(*message("42000", "IDENTITY_INSERT is already ON for table", 8107))
            server.identity_insert = found[1] if found[2] == "ON" else None
            return
        if sql.startswith("SET TRANSACTION ISOLATION LEVEL "):
            server.level = sql[32:]
            return
        if "SERVERPROPERTY" in sql:
            self._give([("15.0.4355.3",)], [("v",)])
            return
        if sql == "SELECT XACT_STATE()":
            self._give([(server.transaction_state,)], [("",)])
            return
        if "dm_exec_sessions" in sql:
            self._give([(LEVELS.index(server.level) + 1,)], [("v",)])
            return
        if sql.startswith("IF @@TRANCOUNT = 0 SELECT"):
            if not server.store.in_transaction:
                server.store.execute("BEGIN")
                self._give([("dbo",)], [("name",)])
            return
        if sql.startswith("SAVE TRANSACTION") and not server.store.in_transaction and server.driver != "pymssql":
            text = "Cannot issue SAVE TRANSACTION when there is no active transaction."
            raise ProgrammingError(*message("42000", text, 628))
        sql = re.sub(r"^SAVE TRANSACTION (\w+)$", r"SAVEPOINT \1", sql)
        sql = re.sub(r"^ROLLBACK TRANSACTION (\w+)$", r"ROLLBACK TO SAVEPOINT \1", sql)
        table = re.match(r"INSERT INTO (\S+) \(([^)]*)\)", sql)
        if table is not None:
            given = "id" in table[2].split(", ")
            if given and server.identity_insert != table[1]:
                text = f"Cannot insert explicit value for identity column in table '{table[1]}' when IDENTITY_INSERT is OFF."
                raise IntegrityError(*message("23000", text, 544))
            if not given and server.identity_insert == table[1]:
                raise IntegrityError(*message("23000", "Explicit value must be specified for identity column", 545))
        output = re.search(r" OUTPUT ((?:(?:inserted|deleted)\.\w+(?: AS \w+)?(?:, )?)+)", sql)
        if output is not None:
            if table is not None and table[1] in server.triggers:
                text = f"The target table '{table[1]}' of the DML statement cannot have any enabled triggers if the statement contains an OUTPUT clause without INTO clause."
                raise ProgrammingError(*message("42000", text, 334))
            returned = re.sub(r"\b(inserted|deleted)\.", "", output[1])
            sql = sql.replace(output[0], "") + f" RETURNING {returned}"
            sql = re.sub(r"ORDER BY sen_counter", "WHERE 1 ORDER BY sen_counter", sql)
        sql = re.sub(r"CAST\((\w+) AS [A-Z0-9]+(?:\([^)]*\))?\)", r"\1", sql)
        if found := re.search(r"\((VALUES .*)\) AS imp_sen\(([^)]*)\)", sql):
            names = ", ".join(f"column{i} AS {n}" for i, n in enumerate(found[2].split(", "), 1))
            sql = sql.replace(found[0], f"(SELECT {names} FROM ({found[1]}))")
        cursor = server.store.cursor()
        try:
            cursor.execute(sql, params)
            rows = cursor.fetchall()
        except sqlite3.IntegrityError as error:
            text = "Violation of UNIQUE KEY constraint 'uq_name'. Cannot insert duplicate key in object 'dbo.t'."
            raise IntegrityError(*message("23000", text, 2627)) from error
        server.identity = cursor.lastrowid if table is not None else server.identity
        self.rowcount = -1 if output is not None else cursor.rowcount
        if cursor.description is not None:
            self._give(rows[::-1] if output is not None else rows, cursor.description)

    def _give(self, rows: list[Any], description: Any) -> None:
        made = [row if self.connection.server.tuples else Row(tuple(row)) for row in rows]
        self._rows, self.description = iter(made), [(d[0], str, None, None, None, None, True) for d in description]
        if made:
            self.connection.server.busy = self

    def fetchall(self) -> list[Any]:
        self._free()
        return list(self._rows)

    def fetchmany(self, size: int) -> list[Any]:
        found = list(itertools.islice(self._rows, size))
        if len(found) < size:
            self._free()
        return found

    def fetchone(self) -> Any:
        found = next(self._rows, None)
        self._free()
        return found

    def close(self) -> None:
        self._free()

    def _free(self) -> None:
        if self.connection.server.busy is self:
            self.connection.server.busy = None


class Connection(Strict):
    """A connection with the driver's calls."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._converters: dict[int, Any] = {}
        if server.driver == "pymssql":
            self._autocommit_state = False
        else:
            self.autocommit = False

    @property
    def server(self) -> Server:
        return self._server

    @property
    def autocommit_state(self) -> bool:
        return self._autocommit_state

    def cursor(self) -> Cursor:
        return self._server.cursor_class(self)

    def add_output_converter(self, kind: int, function: Any) -> None:
        self._converters[kind] = function

    def commit(self) -> None:
        self._server.store.commit()

    def rollback(self) -> None:
        self._server.busy = None
        self._server.store.rollback()

    def close(self) -> None:
        """Leave the store to others."""


class PyMSSQLConnection(Connection):
    """A connection with pymssql's calls: autocommit is a method."""

    def autocommit(self, status: bool) -> None:
        self._autocommit_state = status


class Server:
    """A module of a driver as far as an engine uses it."""

    Error, DatabaseError, OperationalError = Error, DatabaseError, OperationalError
    IntegrityError, ProgrammingError, InterfaceError = IntegrityError, ProgrammingError, Error
    paramstyle = "qmark"
    SQL_WVARCHAR, SQL_VARBINARY = -9, -3

    def __init__(self, *tables: str, triggers: tuple[str, ...] = (), driver: str = "pyodbc") -> None:
        self.store = sqlite3.connect(":memory:", check_same_thread=False)
        for table in tables:
            self.store.execute(table)
        self.triggers, self.driver, self.tuples = triggers, driver, driver == "pymssql"
        module = real(driver)
        base = PyMSSQLConnection if self.tuples else Connection
        self.connection_class = type("Connection", (base,), {"real": module.Connection})
        self.cursor_class = type("Cursor", (Cursor,), {"real": module.Cursor})
        self.transaction_state = 1
        self.pooled: bool | None = None
        self.log: list[tuple[str, Any]] = []
        self.sizes: list[list[Any]] = []
        self.fail: dict[str, Exception] = {}
        self.level = "READ COMMITTED"
        self.identity_insert: str | None = None
        self.identity: int | None = None
        self.busy: Cursor | None = None
        self.connected: list[Any] = []

    def connect(self, *args: Any, **keywords: Any) -> Connection:
        self.connected.append((args, keywords))
        self.last = self.connection_class(self)
        return self.last

    def pooling(self, max_size: int = 100, idle_timeout: int = 600, enabled: bool = True) -> None:
        assert self.driver == "mssql_python"
        self.pooled = enabled


def _written(sql: str, params: Any = None) -> tuple[str, Any]:
    """Return a statement of pymssql's with its parameters for SQLite; the driver's own function says what it takes."""
    write = real("pymssql._mssql").substitute_params
    write(sql, *(() if params is None else (params,)))
    if isinstance(params, dict):
        return re.sub(r"%\((\w+)\)s", r":\1", sql), {name: _plain(value) for name, value in params.items()}
    return (re.sub(r"%s", "?", sql), tuple(map(_plain, params))) if params else (sql, ())


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, bytearray) else value


LEVELS = ["READ UNCOMMITTED", "READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE", "SNAPSHOT"]
