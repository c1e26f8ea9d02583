"""A fake of oracledb in thin mode that converts values as the driver does, and answers from a script.

Constants, signatures and errors are those of the real module.
"""

from __future__ import annotations

import math
import re
from datetime import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, NamedTuple

from .real import real
from .strict import Script, Strict, bind_name, bind_names, checked

oracledb: Any = real("oracledb")
_PYTHON = {
    int: oracledb.DB_TYPE_NUMBER,
    Decimal: oracledb.DB_TYPE_NUMBER,
    float: oracledb.DB_TYPE_NUMBER,
    str: oracledb.DB_TYPE_VARCHAR,
    bytes: oracledb.DB_TYPE_RAW,
    datetime: oracledb.DB_TYPE_TIMESTAMP,
}
_LOBS = (oracledb.DB_TYPE_CLOB, oracledb.DB_TYPE_NCLOB, oracledb.DB_TYPE_BLOB)
_LONGS = (oracledb.DB_TYPE_LONG, oracledb.DB_TYPE_LONG_NVARCHAR, oracledb.DB_TYPE_LONG_RAW)


def error(code: int, text: str) -> Exception:
    """Return the exception that the real driver makes of a server's error."""
    made = real("oracledb.errors")._Error(message=f"ORA-{code:05}: {text}", code=code)
    return made.exc_type(made)  # type: ignore[no-any-return]


class Column(NamedTuple):
    """A column of a query, as the driver describes it."""

    name: str
    type_code: Any
    precision: int | None = None
    scale: int | None = None


class Rows(NamedTuple):
    """The answer to a query."""

    columns: list[Column]
    rows: list[tuple[Any, ...]]


class Returned(NamedTuple):
    """The answer to a statement with RETURNING INTO: the rows of each execution."""

    executions: list[list[tuple[Any, ...]]]


class Lob:
    """A large object that has to be read."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def read(self) -> Any:
        return self.value


class Var(Strict):
    """A variable, of `arraysize` elements."""

    real = oracledb.Var

    def __init__(self, kind: Any, arraysize: int, outconverter: Any, inconverter: Any = None, size: int = 0) -> None:
        self._type = _PYTHON.get(kind, kind)
        assert isinstance(self._type, oracledb.DbType), kind
        self._decimal = kind is Decimal
        self._arraysize, self._outconverter, self._inconverter, self._size = arraysize, outconverter, inconverter, size
        self._returned: list[list[Any]] = []

    @property
    def type(self) -> Any:
        return self._type

    @property
    def num_elements(self) -> int:
        return self._arraysize

    @property
    def size(self) -> int:
        return self._size

    @property
    def inconverter(self) -> Any:
        return self._inconverter

    def bound(self, value: Any) -> Any:
        """Return what the server gets for a value: moments without their offsets."""
        value = value if self._inconverter is None else self._inconverter(value)
        if not isinstance(value, datetime):
            return value
        bare = value.replace(tzinfo=None)
        return (bare, "+00:00") if self._type is oracledb.DB_TYPE_TIMESTAMP_TZ else bare

    @checked
    def getvalue(self, pos: int = 0) -> Any:
        if pos >= self._arraysize:
            raise IndexError("position beyond the array")
        return [self._out(value) for value in self._returned[pos]]

    def _out(self, value: Any) -> Any:
        if value is None:
            return None
        if self._type in _LOBS:
            value = Lob(value)
        elif self._type is oracledb.DB_TYPE_NUMBER:
            assert isinstance(value, int | float | Decimal), value
            value = Decimal(str(value)) if self._decimal else value
        elif self._type is oracledb.DB_TYPE_BINARY_DOUBLE:
            assert isinstance(value, float), value
        elif self._type in (oracledb.DB_TYPE_VARCHAR, oracledb.DB_TYPE_NVARCHAR):
            value = str(value)
            assert len(value.encode()) <= (self._size or 4000), "ORA-22835: the buffer is too small"
        return value if self._outconverter is None else self._outconverter(value)


class Cursor(Strict):
    """A cursor."""

    real = oracledb.Cursor

    def __init__(self, connection: Connection) -> None:
        self._connection, self._script = connection, connection._script
        self._rows: list[tuple[Any, ...]] = []
        self._description: Any = None
        self._rowcount = 0
        self._open = True
        self._sizes: dict[str, Any] = {}

    def __enter__(self) -> Cursor:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    arraysize = 100
    lastrowid = None

    @property
    def description(self) -> Any:
        return self._description

    @property
    def rowcount(self) -> int:
        return self._rowcount

    @checked
    def var(self, typ: Any, size: int = 0, arraysize: int = 1, **kw: Any) -> Var:
        return Var(typ, arraysize, kw.get("outconverter"), kw.get("inconverter"), size)

    @checked
    def setinputsizes(self, *args: Any, **kwargs: Any) -> Any:
        self._sizes = kwargs
        return kwargs

    @checked
    def execute(self, statement: str, parameters: Any = None, **kw: Any) -> Any:
        answer = self._run(statement, [parameters or {}], False)
        self._description = None
        if isinstance(answer, Rows):
            self._describe(answer)
            return self
        return None

    @checked
    def executemany(self, statement: str, parameters: Any, **kw: Any) -> None:
        self._run(statement, list(parameters), True)

    def _run(self, statement: str, sets: list[Any], many: bool) -> Any:
        assert self._open, "DPY-1006: cursor is not open"
        names = set(bind_names(statement))
        sizes, self._sizes = self._sizes, {}
        sets = [{**sizes, **one} for one in sets]
        for one in sets:
            given = {bind_name(key) for key in one}
            assert len(given) == len(one), "two parameters are one to the driver"
            if names != given:
                raise oracledb.DatabaseError(f"DPY-4008: bind names {names ^ given} do not match")
        variables = [(n, v) for n, v in sets[0].items() if isinstance(v, Var)]
        for _, variable in variables:
            assert variable.num_elements >= len(sets), "the variable has no room for all executions"
        made: dict[str, Any] = {}
        bound = [self._bound(one, len(sets), made) for one in sets]
        answer = self._script.answer(statement, bound if many else bound[0])
        if isinstance(answer, Returned):
            assert len(answer.executions) == len(sets)
            into = re.findall(r":(\w+)", statement.rpartition(" INTO ")[2])
            for at, name in enumerate(into):
                dict(variables)[name]._returned = [[row[at] for row in rows] for rows in answer.executions]
            self._rowcount = sum(map(len, answer.executions))
        else:
            self._rowcount = answer if isinstance(answer, int) else 0
        return answer

    def _bound(self, one: Any, count: int, variables: dict[str, Any]) -> Any:
        """Bind one set; the variable of a name is made for its first value, and takes those of all sets."""
        made = {}
        for name, value in one.items():
            if isinstance(value, Var):
                continue
            if value is not None and name not in variables:
                handler = self._connection._inputtypehandler
                variables[name] = handler(self, value, count) if handler is not None else None
            variable = variables.get(name)
            if variable is not None:
                made[name] = variable.bound(value)
            elif isinstance(value, datetime):
                made[name] = value.replace(microsecond=0, tzinfo=None)  # DB_TYPE_DATE
            else:
                assert not isinstance(value, float) or math.isfinite(value), "DPY-4004: invalid number"
                made[name] = value
        return made

    def _describe(self, answer: Rows) -> None:
        self._description = [(c.name, c.type_code, None, None, c.precision, c.scale, True) for c in answer.columns]
        handler = self._connection._outputtypehandler
        variables = []
        for column in answer.columns:
            metadata = SimpleNamespace(**column._asdict())
            assert all(hasattr(oracledb.FetchInfo, name) for name in vars(metadata))
            variables.append(handler(self, metadata) if handler is not None else None)
        self._rows = [tuple(_row(row, answer, variables)) for row in answer.rows]

    @checked
    def fetchone(self) -> Any:
        return self._rows.pop(0) if self._rows else None

    @checked
    def fetchall(self) -> list[Any]:
        assert self._description is not None, "DPY-1003: the executed statement does not return rows"
        rows, self._rows = self._rows, []
        return rows

    @checked
    def fetchmany(self, size: int | None = None, numRows: int | None = None) -> list[Any]:  # noqa: N803
        rows, self._rows = self._rows[: size or 100], self._rows[size or 100 :]
        return rows

    def close(self) -> None:
        self._open = False


def _row(row: tuple[Any, ...], answer: Rows, variables: list[Any]) -> list[Any]:
    return [_fetched(v, c, var) for v, c, var in zip(row, answer.columns, variables, strict=True)]


def _fetched(value: Any, column: Column, variable: Any) -> Any:
    if value is None:
        return None
    if variable is None:
        if column.type_code in _LOBS:
            return Lob(value)
        if column.type_code is oracledb.DB_TYPE_NUMBER:
            whole = column.scale == 0 or (column.scale == -127 and not column.precision)
            return int(value) if whole and value == int(value) else float(value)
        return value
    if column.type_code in _LOBS:
        assert variable.type in _LONGS
        return value
    return variable._out(value)


class Connection(Strict):
    """A connection."""

    real = oracledb.Connection

    def __init__(self, script: Script) -> None:
        self._script = script
        self._outputtypehandler: Any = None
        self._inputtypehandler: Any = None
        self.autocommit = False
        self._prepare_answer = True

    version = "19.3.0.0.0"

    def __setattr__(self, name: str, value: Any) -> None:
        if name in ("outputtypehandler", "inputtypehandler"):
            name = f"_{name}"
        super().__setattr__(name, value)

    @checked
    def cursor(self, scrollable: bool = False, handle: Any = None) -> Cursor:
        return Cursor(self)

    def _note(self, call: str) -> None:
        self._script.calls.append(call)

    @checked
    def commit(self) -> None:
        self._note("commit")

    @checked
    def rollback(self) -> None:
        self._note("rollback")

    @checked
    def ping(self) -> None:
        self._note("ping")

    @checked
    def close(self) -> None:
        self._note("close")

    @checked
    def xid(self, format_id: int, global_transaction_id: Any, branch_qualifier: Any) -> Any:
        return oracledb.Xid(format_id, global_transaction_id, branch_qualifier)

    @checked
    def tpc_begin(self, xid: Any, *args: Any) -> None:
        assert isinstance(xid, oracledb.Xid)
        self._note(f"tpc_begin {xid.global_transaction_id}")

    @checked
    def tpc_prepare(self, xid: Any = None) -> bool:
        self._note("tpc_prepare")
        return bool(self._script.answer("tpc_prepare", xid) != "read only")

    @checked
    def tpc_commit(self, xid: Any = None, one_phase: bool = False) -> None:
        self._note(f"tpc_commit {xid.global_transaction_id if xid else None}")

    @checked
    def tpc_rollback(self, xid: Any = None) -> None:
        self._note(f"tpc_rollback {xid.global_transaction_id if xid else None}")

    @checked
    def tpc_recover(self) -> list[Any]:
        return [oracledb.Xid(1, "left", "over")]


class Module:
    """The module: the real one, with another `connect`."""

    def __init__(self, script: Script) -> None:
        self.script = script

    def __getattr__(self, name: str) -> Any:
        return getattr(oracledb, name)

    def connect(self, dsn: str | None = None, **kw: Any) -> Connection:
        return Connection(self.script)
