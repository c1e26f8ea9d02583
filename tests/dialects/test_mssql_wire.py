"""What the drivers of SQL Server send, and what their errors tell: their own functions and classes say it."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import isogloss as ig
from isogloss.dialects import mssql
from isogloss.exc import ArgumentError, ConstraintKind, DBAPIError, IntegrityError, InvalidRequestError, StatementError
from isogloss.schema import CreateTable, SetColumnComment

from ..fakes import sqlserver
from ..fakes.real import real
from ..fakes.sqlserver import Server

MODULES = {"pyodbc": "pyodbc", "mssqlpython": "mssql_python", "pymssql": "pymssql"}
T = ig.Table("t", ig.MetaData(), ig.Column("id", ig.Integer, primary_key=True), ig.Column("name", ig.String(50)))
CREATE = "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)"


def engine_of(driver: str, server: Server | None = None, **options: Any) -> Any:
    server = server or Server(CREATE, driver=MODULES[driver])
    return ig.create_engine(f"mssql+{driver}://user:pw@host/db", module=server, **options)


def written(statement: Any, params: Any = None) -> str:
    """Return the text that pymssql sends."""
    dialect = engine_of("pymssql").dialect
    compiled = statement.compile(dialect=dialect)
    text, args = compiled.text_for(compiled.values, params, None)
    return real("pymssql._mssql").substitute_params(text, args).decode()  # type: ignore[no-any-return]


MOMENT = dt.datetime(2026, 7, 1, 12, 0, 0, 999999)
AWARE = MOMENT.replace(tzinfo=ZoneInfo("America/Los_Angeles"))


@pytest.mark.parametrize(
    ("type_", "value", "text"),
    [
        (ig.LargeBinary(), b"ascii", "0x6173636969"),
        (ig.LargeBinary(), b"", "0x"),
        (mssql.VARBINARY(9), b"\xff\x00", "0xff00"),
        (ig.types.BINARY(2), b"ab", "0x6162"),
        (mssql.ROWVERSION(), b"12345678", "0x3132333435363738"),
        (ig.PickleType(pickler=type("P", (), {"dumps": lambda v, p: v, "loads": lambda v: v})), b"ab", "0x6162"),
        (ig.String(9), "a\\\nb", "N'a\\\\\n\nb'"),
        (ig.Unicode(9), "a\\\r\nb\\", "N'a\\\\\r\n\r\nb\\'"),
        (ig.Text(), "\\\\\n'", "N'\\\\\\\n\n'''"),
        (ig.DateTime(), MOMENT, "N'2026-07-01T12:00:00.999999'"),
        (ig.DateTime(timezone=True), AWARE, "N'2026-07-01T12:00:00.999999-07:00'"),
        (ig.types.DATETIME(), MOMENT, "N'2026-07-01T12:00:00.999'"),
        (mssql.SMALLDATETIME(), MOMENT, "N'2026-07-01T12:00:00.999'"),
        (ig.Numeric(38, 20), Decimal("1E-15"), "0.000000000000001"),
        (mssql.TIME(6), dt.time(1, 2, 3, 4), "N'01:02:03.000004'"),
    ],
)
def test_values_that_pymssql_writes(type_: Any, value: Any, text: str) -> None:
    assert written(ig.select(ig.literal(value, type_))) == f"SELECT {text} AS anon_1"


@pytest.mark.parametrize(
    ("value", "pymssql", "pyodbc", "mssqlpython"),
    [
        (AWARE, "N'2026-07-01T12:00:00.999999-07:00'", "2026-07-01T12:00:00.999999-07:00", AWARE),
        (MOMENT, "N'2026-07-01T12:00:00.999999'", MOMENT, MOMENT),
        (MOMENT.replace(microsecond=5000), "N'2026-07-01T12:00:00.005'", *[MOMENT.replace(microsecond=5000)] * 2),
        (b"ascii", "0x6173636969", b"ascii", b"ascii"),
        ("a\\\nb", "N'a\\\\\n\nb'", "a\\\nb", "a\\\nb"),
        (dt.time(1, 2, 3, 4), "N'01:02:03.000004'", "01:02:03.000004", "01:02:03.000004"),
        (None, "NULL", None, None),
        (1.5, "1.5", 1.5, 1.5),
    ],
)
def test_values_of_unknown_type(value: Any, pymssql: str, pyodbc: Any, mssqlpython: Any) -> None:
    statement = ig.text("SELECT :x")
    assert written(statement, {"x": value}) == f"SELECT {pymssql}"
    for driver, sent in (("pyodbc", pyodbc), ("mssqlpython", mssqlpython)):
        server = Server(driver=MODULES[driver])
        server.store.execute("CREATE TABLE t (x)")
        with engine_of(driver, server).connect() as c:
            c.execute(ig.text("UPDATE t SET x = :x"), {"x": value})
        assert server.log[-1][1] == (sent,)


@pytest.mark.parametrize("driver", MODULES)
@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_numbers_that_the_server_lacks_are_refused(driver: str, value: Any) -> None:
    with engine_of(driver).connect() as c:
        for type_ in (ig.Float(), ig.Numeric(), ig.types.NullType()):
            with pytest.raises(StatementError, match="neither NaN nor infinities"):
                c.execute(ig.select(ig.literal(value, type_)))


@pytest.mark.parametrize("driver", MODULES)
def test_times_keep_their_fractions(driver: str) -> None:
    moments = ig.Table("moments", ig.MetaData(), ig.Column("n", ig.Integer), ig.Column("at", ig.Time))
    server = Server("CREATE TABLE moments (n, at)", driver=MODULES[driver])
    with engine_of(driver, server).connect() as c:
        c.execute(ig.insert(moments), {"n": 1, "at": dt.time(1, 2, 3, 4)})
        assert "01:02:03.000004" in str(server.log[-1][1])
        assert c.scalar(ig.select(moments.c.at)) == dt.time(1, 2, 3, 4)


def test_row_versions_are_bytes_or_numbers() -> None:
    dialect = mssql.MSSQL()
    for cls, name in ((mssql.TIMESTAMP, "TIMESTAMP"), (mssql.ROWVERSION, "ROWVERSION")):
        assert cls().compile(dialect=dialect) == cls(convert_int=True).compile(dialect=dialect) == name
        assert cls().result_for(dialect, None)(b"\0\0\0\0\0\0\1\2") == b"\0\0\0\0\0\0\1\2"
        assert cls(convert_int=True).result_for(dialect, None)(b"\0\0\0\0\0\0\1\2") == 258
        assert cls(convert_int=True).result_for(dialect, None)(None) is None


def test_literals_keep_their_lines() -> None:
    dialect = mssql.MSSQL()
    for type_, mark in ((ig.String(), ""), (ig.Unicode(), "N")):
        text = ig.select(ig.literal("a\\\nb", type_)).compile(dialect=dialect, compile_kwargs={"literal_binds": True})
        assert str(text) == f"SELECT {mark}'a\\\\\n\nb' AS anon_1"
    table = ig.Table("t", ig.MetaData(), ig.Column("a", ig.Integer, comment="\\\r\n"))
    assert "N'\\\\\r\n\r\n'" in str(SetColumnComment(table.c.a).compile(dialect=dialect))


def test_percent_signs_of_ddl_reach_the_server_once() -> None:
    dialect = engine_of("pymssql").dialect
    table = ig.Table("t", ig.MetaData(), ig.Column("a%", ig.String(9), server_default="5%", comment="9%"))
    for element in (CreateTable(table), SetColumnComment(table.c[0])):
        text = str(element.compile(dialect=dialect))
        assert "%" in text and "%%" not in text
        assert real("pymssql._mssql").substitute_params(text, {}).decode() == text


def test_statements_of_two_drivers_in_one_cache() -> None:
    cache = ig.create_engine("sqlite://")._cache
    table = ig.Table("t", ig.MetaData(), ig.Column("at", ig.DateTime(timezone=True)))
    sent = []
    for driver in ("pyodbc", "mssqlpython"):
        server = Server("CREATE TABLE t (at)", driver=MODULES[driver])
        with engine_of(driver, server).connect().execution_options(compiled_cache=cache) as c:
            c.execute(ig.insert(table), {"at": AWARE})
        sent.append(server.log[-1][1])
    assert sent == [(AWARE.isoformat(),), (AWARE,)]


def test_parts_of_dates_have_the_words_of_the_server() -> None:
    parts = [ig.extract(f, ig.column("d")) for f in ("year", "milliseconds", "microseconds", "dow", "doy", "quarter")]
    words = re.findall(r"DATEPART\((\w+)", str(ig.select(*parts).compile(dialect=mssql.MSSQL())))
    assert words == ["year", "millisecond", "microsecond", "weekday", "dayofyear", "quarter"]


# -- connecting ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rest", "text"),
    [
        ("user:pw@host", "Server=host;UID=user;PWD=pw"),
        ("user:p;}{w@host:1434/db?Encrypt=no", "Server=host,1434;Database=db;UID=user;PWD={p;}}{w};Encrypt=no"),
        ("host/db", "Server=host;Database=db;Trusted_Connection=Yes"),
        ("user:DRIVER={x}@host/db?driver=FreeTDS", "Server=host;Database=db;UID=user;PWD={DRIVER={x}}}"),
        ("@host/db?Authentication=ActiveDirectoryDefault", "Server=host;Database=db;Authentication=ActiveDirectoryDefault"),
    ],
)  # fmt: skip
def test_connection_strings_of_mssql_python(rest: str, text: str) -> None:
    parser = real("mssql_python.connection_string_parser")._ConnectionStringParser(validate_keywords=True)
    server = Server(driver="mssql_python")
    engine = ig.create_engine(f"mssql+mssqlpython://{rest}", module=server)
    engine.connect().close()
    assert server.connected[0][0] == (text,)
    assert parser._parse(text)["server"].startswith("host")


def test_the_pool_of_mssql_python_is_off() -> None:
    server = Server(driver="mssql_python")
    engine_of("mssqlpython", server)
    assert server.pooled is False
    server = Server(driver="mssql_python")
    engine_of("mssqlpython", server, enable_pooling=True)
    assert server.pooled is True


# -- calls -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("driver", MODULES)
def test_the_fakes_have_the_signatures_of_the_drivers(driver: str) -> None:
    module, server = real(MODULES[driver]), Server(driver=MODULES[driver])
    for fake, true in ((server.cursor_class, module.Cursor), (server.connection_class, module.Connection)):
        for name, method in inspect.getmembers(fake, inspect.isfunction):
            if name.startswith("_") or (name == "add_output_converter" and driver == "pymssql"):
                continue
            assert hasattr(true, name), f"{true} has no {name}()"
            try:
                signature = inspect.signature(getattr(true, name))
            except ValueError:  # pyodbc's tell none
                continue
            asked = [object()] * sum(
                p.default is p.empty and p.kind is p.POSITIONAL_OR_KEYWORD
                for p in inspect.signature(method).parameters.values()
            )
            signature.bind(*asked)
    assert set(inspect.signature(server.pooling).parameters) == set(
        inspect.signature(real("mssql_python").pooling).parameters
    )


KINDS = ig.Table(
    "kinds", ig.MetaData(), ig.Column("id", ig.Integer, primary_key=True), ig.Column("name", ig.Unicode(9)),
    ig.Column("n", ig.Numeric(10, 2)), ig.Column("x", ig.Float),
)  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "at_once"),
    [
        ([{"name": "a"}, {"name": "b"}], True),
        ([{"name": "é"}, {"name": "ü"}], True),
        ([{"name": "long text"}, {"name": "é"}], False),
        ([{"name": "éé"}, {"name": "\U0001f600é"}], False),
        ([{"n": Decimal("1.5")}, {"n": None}, {"n": Decimal(2)}], True),
        ([{"n": Decimal("1.5")}, {"n": 2}], False),
        ([{"x": 1.5}, {"x": 2}], True),
    ],
)
def test_mssql_python_sends_values_of_several_kinds_row_by_row(rows: list[dict[str, Any]], at_once: bool) -> None:
    """The driver sends all values of a parameter as the longest one: what is not ASCII would be lost."""
    server = Server("CREATE TABLE kinds (id INTEGER PRIMARY KEY, name, n, x)", driver="mssql_python")
    (column,) = rows[0]
    statement = ig.update(KINDS).where(KINDS.c.id == ig.bindparam("key")).values({column: ig.bindparam(column)})
    calls = []
    server.cursor_class.executemany = lambda self, sql, rows: calls.append(rows)
    with engine_of("mssqlpython", server).connect() as c:
        result = c.execute(statement, [{"key": n, **row} for n, row in enumerate(rows)])
        assert len(calls) == at_once
        assert at_once or result.rowcount == 0
        sent = [sql for sql, _ in server.log if sql.startswith("UPDATE")]
        assert len(sent) == (0 if at_once else len(rows))


def test_mssql_python_takes_all_sizes_or_none() -> None:
    server = Server("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)", driver="mssql_python")
    engine = engine_of("mssqlpython", server)
    given: dict[str, Any] = {"name": (-9, 50, 0)}

    @ig.event.listens_for(engine, "do_setinputsizes")
    def change(sizes: Any, cursor: Any, statement: Any, parameters: Any, context: Any) -> None:
        for parameter in sizes:
            if parameter.key in given:
                sizes[parameter] = given[parameter.key]

    statement = ig.update(T).where(T.c.id == ig.bindparam("key")).values(name=ig.bindparam("name"))
    with engine.connect() as c:
        with pytest.raises((ArgumentError, StatementError), match="all parameters or of none.*none for key"):
            c.execute(statement, {"key": 1, "name": "a"})
        given["key"] = (4, 0, 0)
        c.execute(statement, {"key": 1, "name": "a"})
    assert server.sizes == [[(-9, 50, 0), (4, 0, 0)]]


@pytest.mark.parametrize("driver", MODULES)
def test_a_savepoint_may_be_the_first_statement(driver: str) -> None:
    server = Server(CREATE, driver=MODULES[driver])
    with engine_of(driver, server).connect() as c:
        for name in ("given up", "kept"):
            with c.begin_nested() as nested:
                c.execute(ig.insert(T), {"name": name})
                if name == "given up":
                    nested.rollback()
        c.commit()
        assert c.scalars(ig.select(T.c.name)).all() == ["kept"]


# -- errors ----------------------------------------------------------------------------------------------------------


def pyodbc_error(state: str, text: str, number: int) -> Exception:
    return sqlserver.DatabaseError(*sqlserver.message(state, text, number))


def python_error(state: str, text: str) -> Exception:
    """Return what mssql-python makes of a SQLSTATE and a text."""
    full = f"[Microsoft][ODBC Driver 18 for SQL Server][SQL Server]{text}"
    try:
        real("mssql_python.exceptions").raise_exception(state, full)
    except real("mssql_python").Error as error:
        return error  # type: ignore[no-any-return]
    raise AssertionError


def pymssql_error(number: int, text: str) -> Exception:
    return real("pymssql").OperationalError(number, text.encode())  # type: ignore[no-any-return]


DBLIB = "DB-Lib error message {}, severity 9:\n{}\nNet-Lib error during Connection reset by peer (104)\n"
LOST = [
    ("pyodbc", pyodbc_error("08S01", "TCP Provider: An existing connection was forcibly closed", 10054)),
    ("pyodbc", pyodbc_error("HYT00", "Login timeout expired", 0)),
    ("pyodbc", pyodbc_error("HY000", "Cannot continue the execution because the session is in the kill state.", 596)),
    ("mssqlpython", python_error("08S01", "TCP Provider: Error code 0x68")),
    ("mssqlpython", python_error("08001", "Login timeout expired")),
    ("mssqlpython", python_error("08S02", "SMux Provider: Physical connection is not usable")),
    ("mssqlpython", python_error("HYT01", "Connection timeout expired")),
    ("mssqlpython", real("mssql_python").InterfaceError("Cannot rollback on a closed connection", "")),
    ("pymssql", pymssql_error(20003, DBLIB.format(20003, "Adaptive Server connection timed out"))),
    ("pymssql", pymssql_error(20004, DBLIB.format(20004, "Read from the server failed"))),
    ("pymssql", pymssql_error(20006, DBLIB.format(20006, "Write to the server failed"))),
    ("pymssql", pymssql_error(20017, DBLIB.format(20017, "Unexpected EOF from the server"))),
    ("pymssql", pymssql_error(20047, DBLIB.format(20047, "DBPROCESS is dead or not enabled"))),
    ("pymssql", real("pymssql").InterfaceError("Connection is closed.")),
    ("pymssql", real("pymssql").OperationalError(
        f"Cannot commit transaction: {(20006, DBLIB.format(20006, 'Write to the server failed').encode())}")),
]  # fmt: skip
KEPT = [
    ("pyodbc", pyodbc_error("HYT00", "Query timeout expired", 0)),
    ("mssqlpython", python_error("HYT00", "Query timeout expired")),
    ("pymssql", pymssql_error(20006, "a message of the user's own")),
    ("mssqlpython", python_error("42S02", "Invalid object name 't'.")),
]
RETRYABLE = [
    ("pyodbc", pyodbc_error("HYT00", "Lock request time out period exceeded.", 1222)),
    ("pyodbc", pyodbc_error("42000", "The current transaction attempted to update a record", 41302)),
    ("mssqlpython", python_error("HYT00", "Lock request time out period exceeded.")),
    ("mssqlpython", python_error("40001", "Transaction (Process ID 52) was deadlocked on lock resources")),
    ("pymssql", real("pymssql").OperationalError(
        f"Cannot commit transaction: {(1205, b'Transaction (Process ID 52) was deadlocked')}")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("driver", "error", "facts"),
    [(*case, (True, False)) for case in LOST]
    + [(*case, (False, False)) for case in KEPT]
    + [(*case, (False, True)) for case in RETRYABLE],
)
def test_lost_connections_and_what_may_be_tried_again(driver: str, error: Exception, facts: tuple[bool, bool]) -> None:
    found = engine_of(driver).dialect.driver.classify(error)
    assert (found.is_disconnect, found.is_retryable) == facts


@pytest.mark.parametrize(
    ("driver", "error", "kind", "name"),
    [
        ("pyodbc", pyodbc_error("23000", "Verletzung der PRIMARY KEY-Einschränkung \"pk_t\". Ein doppelter Schlüssel kann in das dbo.t-Objekt nicht eingefügt werden.", 2627), ConstraintKind.PRIMARY_KEY, "pk_t"),
        ("pyodbc", pyodbc_error("23000", "Violation de la contrainte UNIQUE KEY « uq_n ». Impossible d'insérer une clé en double.", 2627), ConstraintKind.UNIQUE, "uq_n"),
        ("pymssql", pymssql_error(547, 'Instrucción INSERT en conflicto con la restricción CHECK "ck_p". El conflicto ha aparecido en la base de datos "db".'), ConstraintKind.CHECK, "ck_p"),
        ("pymssql", pymssql_error(547, 'Die INSERT-Anweisung steht in Konflikt mit der FOREIGN KEY-Einschränkung "fk_o".'), ConstraintKind.FOREIGN_KEY, "fk_o"),
        ("mssqlpython", python_error("23000", "Violation of PRIMARY KEY constraint 'pk_t'. Cannot insert duplicate key in object 'dbo.t'."), ConstraintKind.PRIMARY_KEY, "pk_t"),
        ("mssqlpython", python_error("23000", "Cannot insert duplicate key row in object 'dbo.t' with unique index 'ix'."), ConstraintKind.UNIQUE, "ix"),
    ],
)  # fmt: skip
def test_constraints_in_the_words_of_drivers_and_languages(driver: str, error: Any, kind: Any, name: str) -> None:
    found = engine_of(driver).dialect.driver.classify(error)
    assert (found.kind, found.constraint_name) == (kind, name)


@pytest.mark.parametrize(
    ("error", "state", "lost"),
    [
        (pyodbc_error("22018", "Conversion failed when converting the varchar value 'x' to data type int.", 245), 0, True),
        (pyodbc_error("42000", "The current transaction cannot be committed and cannot support", 3930), -1, True),
        (pyodbc_error("42000", "Incorrect syntax near 'x'.", 102), 0, False),
        (sqlserver.ProgrammingError("HY000", "The SQL contains 1 parameter markers, but 2 parameters were supplied"), 0, False),
        (pyodbc_error("22012", "Divide by zero error encountered.", 8134), 1, False),
    ],
)  # fmt: skip
def test_a_transaction_that_the_server_has_ended_takes_no_statement(error: Exception, state: int, lost: bool) -> None:
    """Some errors end the batch and the transaction: what came before it is gone, and may not be missed."""
    server = Server(CREATE)
    with engine_of("pyodbc", server).connect() as c:
        c.execute(ig.insert(T), {"name": "kept"})
        server.fail["SELECT bad"], server.transaction_state = error, state
        with pytest.raises(DBAPIError):
            c.execute(ig.text("SELECT bad"))
        if lost:
            with pytest.raises(InvalidRequestError, match="roll"):
                c.execute(ig.insert(T), {"name": "alone"})
            c.rollback()
            server.transaction_state = 1
        c.execute(ig.insert(T), {"name": "next"})
        assert c.scalars(ig.select(T.c.name)).all() == (["next"] if lost else ["kept", "next"])


def test_integrity_errors_are_of_one_class_on_all_drivers() -> None:
    for driver, error in (
        ("mssqlpython", python_error("23000", "Cannot insert the value NULL into column 'name', table 'db.dbo.t'")),
        ("pymssql", pymssql_error(515, "Cannot insert the value NULL into column 'name', table 'db.dbo.t'")),
    ):
        server = Server(CREATE, driver=MODULES[driver])
        server.Error, server.fail["INSERT"] = type(error).__mro__[-4], error
        assert issubclass(type(error), server.Error)
        with engine_of(driver, server).connect() as c, pytest.raises(IntegrityError) as caught:
            c.execute(ig.insert(T), {"name": None})
        assert (caught.value.table_name, caught.value.column_names) == ("t", ("name",))
        assert not re.search("None", str(caught.value.kind))
