"""A server for python-oracledb that is not there: the driver's own classes of errors and types, SQLite behind it.

Calls have the signatures of the driver; what it would refuse is refused here. RETURNING INTO gives its values through
variables, one list for each execution, as the driver does; the rows themselves are kept by SQLite.
"""

from __future__ import annotations

import datetime
import decimal
import itertools
import re
import sqlite3
from typing import Any, NamedTuple

import oracledb

from .strict import Strict, bind_name, bind_names, checked

PYTHON_TYPES = {
    bool, bytes, datetime.date, datetime.datetime, datetime.timedelta, decimal.Decimal, float, int, str,
}  # fmt: skip


class Lob(Strict):
    """A LOB as RETURNING INTO gives it, whatever ``fetch_lobs`` says."""

    real = oracledb.LOB

    def __init__(self, value: Any) -> None:
        self._value = value

    @checked
    def read(self) -> Any:
        return self._value


class Var(Strict):
    """A variable: its values are lists, one for each execution of a statement with RETURNING INTO."""

    real = oracledb.Var

    def __init__(self, type_: Any, arraysize: int) -> None:
        if type_ not in PYTHON_TYPES and not isinstance(type_, oracledb.DbType):
            raise oracledb.ProgrammingError("DPY-2007: expected a type")
        self.type, self.num_elements = type_, arraysize
        self.values: list[list[Any]] = []
        self.outconverter: Any = None

    def getvalue(self, pos: int = 0) -> Any:
        if pos >= self.num_elements:
            raise IndexError("position out of range")
        return self.values[pos] if pos < len(self.values) else []

    def take(self, value: Any) -> Any:
        """Return a column's value as this variable has it."""
        if value is None:
            return None
        if self.type in (oracledb.DB_TYPE_CLOB, oracledb.DB_TYPE_BLOB):
            return Lob(value)
        if self.type in (int, float, decimal.Decimal):
            return self.type(str(value))
        if self.type is str:
            return str(value)
        if self.type in (oracledb.DB_TYPE_DATE, oracledb.DB_TYPE_TIMESTAMP, oracledb.DB_TYPE_TIMESTAMP_TZ):
            return datetime.datetime.fromisoformat(value)
        return value


class Cursor(Strict):
    """A cursor with the driver's calls."""

    real = oracledb.Cursor

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._cursor = connection._store.cursor()
        self._sizes: dict[str, Any] = {}
        self.arraysize = 100
        self.rowcount = 0
        self.lastrowid = None

    @property
    def description(self) -> Any:
        found = self._cursor.description
        return found and [(d[0].upper(), oracledb.DB_TYPE_VARCHAR, None, None, None, None, True) for d in found]

    def __enter__(self) -> Cursor:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @checked
    def var(
        self, typ: Any, size: int = 0, arraysize: int = 1, inconverter: Any = None, outconverter: Any = None
    ) -> Var:
        made = Var(typ, arraysize)
        made.outconverter = outconverter
        return made

    @checked
    def setinputsizes(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        assert not args or not kwargs, "positions and names cannot be mixed"
        self._sizes = kwargs
        return kwargs

    @checked
    def execute(self, statement: str, parameters: Any = None, **keywords: Any) -> Any:
        given = {**(parameters or {}), **keywords}
        self.connection._log.append((statement, {k: v for k, v in given.items() if not isinstance(v, Var)}))
        outs = {name: value for name, value in given.items() if isinstance(value, Var)}
        for variable in outs.values():
            variable.values = []
        self._one(statement, {name: value for name, value in given.items() if name not in outs}, outs)
        self._rows = iter(())
        if not outs and self._cursor.description:
            self._rows = iter(self._fetched(self._cursor.fetchall()))
            self.rowcount = 0
            return self
        return None

    def _fetched(self, rows: list[Any]) -> list[Any]:
        """Return rows as the driver fetches them: numbers through the handler of the connection."""
        variables = []
        for at, column in enumerate(self._cursor.description):
            kinds = {type(row[at]) for row in rows} - {type(None)}
            number = bool(kinds) and kinds <= {int, float}
            info = FetchInfo(
                column[0], oracledb.DB_TYPE_NUMBER if number else oracledb.DB_TYPE_VARCHAR, 0, -127 if number else 0
            )
            handler = self.connection.outputtypehandler
            variables.append(handler(self, info) if handler is not None else None)
        return [tuple(_as_fetched(v, variable) for v, variable in zip(row, variables, strict=True)) for row in rows]

    @checked
    def executemany(
        self, statement: str, parameters: Any, *, batcherrors: bool = False, arraydmlrowcounts: bool = False
    ) -> None:
        assert isinstance(parameters, list), "the driver takes a list"
        assert not any(isinstance(v, Var) for row in parameters for v in row.values()), (
            "variables go by setinputsizes()"
        )
        self.connection._log.append((statement, parameters))
        outs = {name: size for name, size in self._sizes.items() if isinstance(size, Var)}
        for variable in outs.values():
            variable.values = []
            assert variable.num_elements >= len(parameters), "DPY-2016: the variable is too small"
        total = 0
        for row in parameters:
            self._one(statement, row, outs)
            total += self.rowcount
        self.rowcount = total

    def _one(self, statement: str, parameters: dict[str, Any], outs: dict[str, Var]) -> None:
        names = set(bind_names(statement))
        given = {bind_name(key): value for key, value in parameters.items()}
        assert len(given) == len(parameters), "two parameters are one to the driver"
        unknown = set(given) - names
        if unknown:
            raise oracledb.DatabaseError(f'DPY-4008: no bind placeholder named ":{unknown.pop()}" was found')
        if names - set(given) - {bind_name(key) for key in outs}:
            raise oracledb.DatabaseError("DPY-4010: a bind variable replacement value was not provided")
        for pattern, error in self.connection._fail.items():
            if re.search(pattern, statement):
                raise error
        sql, into = statement, re.search(r"\s+INTO\s+((?::\w+(?:,\s*)?)+)\s*$", statement)
        if into is not None:
            sql = statement[: into.start()]
            assert [o.strip(": ") for o in into[1].split(",")] == sorted(outs, key=lambda n: int(n[4:]))
        sql = re.sub(r"\s+FROM DUAL\b", "", sql, flags=re.I)
        sql = re.sub(r"""('[^']*')|:("[^"]+"|[A-Za-z]\w*)""", lambda m: m[1] or f":{bind_name(m[2])}", sql)
        try:
            self._cursor.execute(sql, {k: _plain(v) for k, v in given.items()})
        except sqlite3.IntegrityError as error:
            raise oracledb.IntegrityError(_Error(error)) from None
        if into is not None:
            rows = self._cursor.fetchall()
            self.rowcount = len(rows)
            for position, name in enumerate(sorted(outs, key=lambda n: int(n[4:]))):
                outs[name].values.append([outs[name].take(row[position]) for row in rows])
        else:
            self.rowcount = max(self._cursor.rowcount, 0)

    @checked
    def fetchall(self) -> list[Any]:
        return list(self._rows)

    @checked
    def fetchmany(self, size: int | None = None) -> list[Any]:
        return list(itertools.islice(self._rows, size or self.arraysize))

    @checked
    def fetchone(self) -> Any:
        return next(self._rows, None)

    def close(self) -> None:
        self._cursor.close()


class FetchInfo(NamedTuple):
    """What the handler of fetched columns is told."""

    name: str
    type_code: Any
    precision: int
    scale: int


def _as_fetched(value: Any, variable: Var | None) -> Any:
    if value is None or variable is None:
        return value
    value = variable.take(value)
    return value if variable.outconverter is None else variable.outconverter(value)


class _Error:
    """What the driver puts into ``args[0]`` of its exceptions."""

    def __init__(self, error: Exception) -> None:
        text = str(error)
        if text.startswith("UNIQUE"):
            self.code, self.message = 1, "ORA-00001: unique constraint (SCOTT.SYS_C001) violated"
        else:
            self.code, self.message = 1400, 'ORA-01400: cannot insert NULL into ("SCOTT"."T"."NAME")'
        self.full_code = f"ORA-{self.code:05}"

    def __str__(self) -> str:
        return self.message


class Connection(Strict):
    """A connection with the driver's calls."""

    real = oracledb.Connection

    version = "19.22.0.0.0"

    def __init__(self, server: Server) -> None:
        self._store, self._log, self._fail = server.store, server.log, server.fail
        self._server = server
        self.autocommit = False
        self.outputtypehandler: Any = None
        self._steps = server.steps

    @checked
    def cursor(self, scrollable: bool = False) -> Cursor:
        return Cursor(self)

    @checked
    def commit(self) -> None:
        self._store.commit()

    @checked
    def rollback(self) -> None:
        self._store.rollback()

    @checked
    def ping(self) -> None:
        """Answer."""

    def close(self) -> None:
        """Leave the store to others."""

    @checked
    def xid(self, format_id: int, global_transaction_id: Any, branch_qualifier: Any) -> Any:
        return oracledb.Xid(format_id, global_transaction_id, branch_qualifier)

    @checked
    def tpc_begin(self, xid: Any, flags: int = 1, timeout: int = 0) -> None:
        assert isinstance(xid, oracledb.Xid)
        self._steps.append(("begin", xid.global_transaction_id))

    @checked
    def tpc_prepare(self, xid: Any = None) -> bool:
        self._steps.append(("prepare", xid))
        return self._server.needs_commit

    @checked
    def tpc_commit(self, xid: Any = None, one_phase: bool = False) -> None:
        if self._steps[-1][0] == "prepare" and not self._server.needs_commit:
            raise oracledb.DatabaseError("ORA-24756: transaction does not exist")
        self._steps.append(("commit", xid))
        self._store.commit()

    @checked
    def tpc_rollback(self, xid: Any = None) -> None:
        self._steps.append(("rollback", xid))
        self._store.rollback()

    @checked
    def tpc_recover(self) -> list[Any]:
        return [oracledb.Xid(1, b"of others", b"b"), *self._server.left]


class Server:
    """The module ``oracledb`` as far as an engine uses it; ``store`` holds the tables, ``log`` what was executed."""

    def __init__(self, *tables: str) -> None:
        self.store = sqlite3.connect(":memory:", check_same_thread=False, isolation_level="DEFERRED")
        for table in tables:
            self.store.execute(table)
        self.log: list[tuple[str, Any]] = []
        self.fail: dict[str, Exception] = {}
        self.steps: list[tuple[str, Any]] = []
        self.needs_commit = True
        self.left: list[Any] = []

    Connection = Connection

    def __getattr__(self, name: str) -> Any:
        return getattr(oracledb, name)

    def connect(self, dsn: str | None = None, **keywords: Any) -> Connection:
        assert set(keywords) <= {"user", "password", "dsn", "conn_class"}, keywords
        made: Connection = keywords.get("conn_class", Connection)(self)
        return made


def _plain(value: Any) -> Any:
    """Return a parameter as SQLite keeps it."""
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    return str(value) if isinstance(value, decimal.Decimal) else value
