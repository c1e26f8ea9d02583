"""PostgreSQL's drivers: psycopg 3 and psycopg 2."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import Any, ClassVar
from uuid import UUID

from ...core.engine.driver import ANSI_LEVELS, NO_FACTS, Driver, ErrorFacts, ServerVersion, flag
from ...core.engine.url import URL
from ...core.exc import ArgumentError, ConstraintKind
from ...core.util import plural


class Psycopg(Driver):
    """Drive PostgreSQL through psycopg 3; it sends BEGIN with the first statement."""

    name = "psycopg"
    module_name = "psycopg"
    install = "isogloss[postgresql]"
    paramstyle = "pyformat"
    paramstyles = ("format",)
    isolation_levels = ANSI_LEVELS
    default_port = 5432
    has_two_phase = True
    streams_end = True
    connection_settings: ClassVar[Mapping[str, str]] = {
        "postgresql_readonly": "read_only",
        "postgresql_deferrable": "deferrable",
    }
    options: ClassVar[tuple[str, ...]] = ("client_encoding", "native_inet_types", "use_native_hstore")
    option_types: ClassVar[Mapping[str, Callable[[str], Any]]] = {"native_inet_types": flag}
    client_encoding: str | None = None
    """The encoding of the connection, in place of the server's or `PGCLIENTENCODING`."""
    native_inet_types: bool | None = None
    """False: values of INET and CIDR come as text, where the driver would make objects of `ipaddress`."""
    use_native_hstore: bool = True
    """Dicts go as hstore and come back from any statement, where the extension is there at the first connection."""
    query_types: ClassVar[Mapping[str, Callable[[str], Any]]] = {
        "prepare_threshold": lambda text: None if text.lower() == "none" else int(text)
    }
    sends_infinite_decimals: ClassVar[bool] = True
    _hstore: Any = None
    """What the driver says of the type hstore: None before it is asked, False where there is none."""
    array_elements = frozenset({bool, int, float, str, bytes, Decimal, UUID, date, datetime, time, timedelta})

    def connect_args(self, url: URL) -> tuple[list[Any], dict[str, Any]]:
        """Return libpq's parameters; several `host=` in the query give libpq a list of servers."""
        args = url.translate_connect_args(username="user", database="dbname")
        args.update(self.query_of(url))
        places = [_place(one) for host in url.normalized_query.get("host", ()) for one in host.split(",")]
        if places:
            args["host"] = ",".join(host for host, _ in places)
        given = ",".join(url.normalized_query.get("port", ()))
        if any(port for _, port in places):
            if given:
                raise ArgumentError(
                    "Ports of several hosts in the query of a database URL are written one way only: "
                    "host=h1:p1&host=h2:p2 or host=h1,h2&port=p1,p2"
                )
            given = ",".join(port or str(self.default_port) for _, port in places)
        if given:
            hosts, numbers = str(args.get("host", "")).split(","), given.split(",")
            if wrong := next((number for number in numbers if not number.isdecimal() and number), None):
                raise ArgumentError(f"Port in a database URL must be a number, not {wrong!r}")
            if len(numbers) not in (1, len(hosts)):
                raise ArgumentError(
                    f"The database URL has {plural(len(hosts), 'host')} and {plural(len(numbers), 'port')}: give one "
                    "port for all, or one for each"
                )
            args["port"] = given
        return [], args

    def read_json_with(self, raw: Any, loads: Callable[[Any], Any]) -> None:
        """Set the function for this connection."""
        importlib.import_module("psycopg.types.json").set_json_loads(loads, raw)

    def connect(self, *args: Any, **kw: Any) -> Any:
        """Open a raw connection in the encoding that was asked for."""
        if self.client_encoding is not None:
            kw["client_encoding"] = self.client_encoding
        return super().connect(*args, **kw)

    def on_connect(self, raw: Any) -> None:
        """Let the driver read hstore, and INET and CIDR as it was asked for."""
        if self.use_native_hstore:
            module = importlib.import_module("psycopg.types")
            if self._hstore is None:
                self._hstore = module.TypeInfo.fetch(raw, "hstore") or False
            if self._hstore:
                importlib.import_module("psycopg.types.hstore").register_hstore(self._hstore, raw)
        if self.native_inet_types is False:
            loader = importlib.import_module("psycopg.types.string").TextLoader
            for name in ("inet", "cidr"):
                raw.adapters.register_loader(name, loader)

    def server_version(self, raw: Any) -> ServerVersion:
        """Return major and minor version."""
        number = raw.info.server_version
        text = raw.info.parameter_status("server_version") or ""
        return ServerVersion((number // 10000, number % 10000), text)

    def ping(self, raw: Any) -> None:
        """Ask for nothing, in autocommit so that no transaction is left behind."""
        before = raw.autocommit
        if not before:
            raw.autocommit = True
        try:
            raw.execute("")
        finally:
            if not before and not raw.closed:
                raw.autocommit = False

    def get_isolation_level(self, raw: Any) -> str:
        """Ask the server."""
        return str(raw.execute("SHOW TRANSACTION ISOLATION LEVEL").fetchone()[0]).upper()

    def set_isolation_level(self, raw: Any, level: str) -> None:
        """Set the level of the transactions that psycopg begins."""
        raw.autocommit = level == "AUTOCOMMIT"
        raw.isolation_level = (
            None if level == "AUTOCOMMIT" else getattr(self.module.IsolationLevel, level.replace(" ", "_"))
        )

    def commit(self, raw: Any) -> None:
        """Commit; a transaction that an error has aborted is refused.

        The server would take COMMIT for ROLLBACK and call it a success: what came before the error were lost without
        a word.
        """
        self._refuse_aborted(raw, "committed")
        raw.commit()

    def _refuse_aborted(self, raw: Any, what: str) -> None:
        if raw.info.transaction_status == _FAILED:
            raise self.module.errors.InFailedSqlTransaction(
                f"current transaction is aborted by an earlier error and cannot be {what}: nothing of it is stored"
            )

    def two_phase_step(self, raw: Any, step: str, xid: Any, prepared: bool = False, recover: bool = False) -> None:
        """Use the DB-API's own calls: the driver begins a transaction, and COMMIT PREPARED is refused inside one."""
        if step == "begin":
            raw.tpc_begin(str(xid))
        elif step == "prepare":
            self._refuse_aborted(raw, "prepared")
            try:
                raw.tpc_prepare()
            except self.Error:
                raw.close()  # the driver is left between two states, neither of which it can roll back
                raise
        else:
            if step == "commit" and not prepared:
                self._refuse_aborted(raw, "committed")
            finish = raw.tpc_commit if step == "commit" else raw.tpc_rollback
            finish(str(xid)) if recover else finish()

    def is_closed(self, raw: Any) -> bool:
        """Ask the driver."""
        return bool(raw.closed)

    def prepared_transactions(self, raw: Any) -> list[Any]:
        """Return the ids of the prepared transactions of this database."""
        return [str(xid) for xid in raw.tpc_recover()]

    def cursor(self, raw: Any, stream: bool = False) -> Any:
        """Return a client cursor, or a named one that keeps its rows on the server.

        In autocommit its transaction is over at once, so it is declared WITH HOLD.
        """
        if not stream:
            return raw.cursor()
        return raw.cursor(name=f"isogloss_{next(_CURSOR_NUMBERS)}", withhold=raw.autocommit)

    def is_interrupted(self, error: BaseException, raw: Any) -> bool:
        """Ask libpq: it is active as long as the answer to a statement was not read."""
        return bool(raw.closed or raw.info.transaction_status == _ACTIVE)

    def classify(self, error: BaseException, raw: Any = None) -> ErrorFacts:
        """Read SQLSTATE and the diagnostics that the server sends with it."""
        state = getattr(error, "sqlstate", None)
        lost = state is not None and (state in _LOST or state[:2] == "08" or _is_fatal(error))
        if lost or (state is None and raw is not None and (raw.closed or raw.broken)):
            return ErrorFacts(is_disconnect=True)  # with another SQLSTATE the server has answered; the next one fails
        if state in _RETRYABLE or (state == "0A000" and _is_of_an_old_plan(error)):
            return ErrorFacts(is_retryable=True)
        if state == "25P02" or isinstance(error, self.module.errors.InFailedSqlTransaction):
            return ErrorFacts(
                remedy="an earlier statement has failed: call rollback() first, or run what may fail in begin_nested()"
            )
        kind = _KINDS.get(state or "")
        if kind is None:
            # without SQLSTATE it never came to a server's answer: the connection could not be made or was cut
            cut = state is None and any(text in str(error) for text in _CUT)
            return ErrorFacts(is_disconnect=True) if cut else NO_FACTS
        diag: Any = error.diag  # type: ignore[attr-defined]
        if diag.column_name:
            columns: tuple[str, ...] = (diag.column_name,)
        else:
            text = diag.message_detail or ""
            # "is still referenced": the key is that of the other table, not of the one that is named
            detail = None if "is still referenced" in text else _DETAIL_KEY.match(text)
            columns = tuple(map(_unquoted, _KEY_PART.findall(detail[1]))) if detail else ()
        if kind is ConstraintKind.UNIQUE and (diag.constraint_name or "").endswith("_pkey"):
            kind = ConstraintKind.PRIMARY_KEY
        return ErrorFacts(kind, diag.constraint_name, diag.table_name, columns)


class Psycopg2(Psycopg):
    """Drive PostgreSQL through psycopg 2."""

    name = "psycopg2"
    array_elements = frozenset()  # it writes the arrays into the text
    executemany_is_fast = False
    connection_settings: ClassVar[Mapping[str, str]] = {
        "postgresql_readonly": "readonly",
        "postgresql_deferrable": "deferrable",
    }
    module_name = "psycopg2"
    install = "isogloss[postgresql-psycopg2binary]"
    interpolates = True
    options = (*Psycopg.options, "executemany_mode", "executemany_batch_page_size")
    executemany_mode: str | None = "values_only"
    """`values_plus_batch`: what is no batch of INSERT goes many statements in one message, and is not counted."""
    executemany_batch_page_size: int = 100
    """How many statements go in one message."""
    sends_infinite_decimals = False

    def read_json_with(self, raw: Any, loads: Callable[[Any], Any]) -> None:
        """Set the function for this connection."""
        extras = importlib.import_module("psycopg2.extras")
        extras.register_default_json(raw, loads=loads)
        extras.register_default_jsonb(raw, loads=loads)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.native_inet_types:
            raise ArgumentError(
                "native_inet_types=True: psycopg2 has INET and CIDR as text only; leave it out, or use psycopg"
            )
        if self.executemany_mode not in ("values_only", "values_plus_batch", None):
            raise ArgumentError(
                f"Invalid value for 'executemany_mode': {self.executemany_mode!r}; it is 'values_only' or "
                "'values_plus_batch'"
            )
        if not isinstance(self.executemany_batch_page_size, int) or self.executemany_batch_page_size < 1:
            raise ArgumentError(
                "executemany_batch_page_size is the number of statements in a message, 1 or more, not "
                f"{self.executemany_batch_page_size!r}"
            )
        self.executemany_counts = self.executemany_mode != "values_plus_batch"

    def executemany(self, cursor: Any, statement: str, rows: Sequence[Any]) -> None:
        """Execute for each row, many in one message where that was asked for."""
        if self.executemany_counts:
            cursor.executemany(statement, rows)
        else:
            extras = importlib.import_module("psycopg2.extras")
            extras.execute_batch(cursor, statement, rows, page_size=self.executemany_batch_page_size)

    def on_connect(self, raw: Any) -> None:
        """Let the driver send and read UUID objects and hstore."""
        extras = importlib.import_module("psycopg2.extras")
        extras.register_uuid(None, raw)
        if self.use_native_hstore:
            if self._hstore is None:
                found = extras.HstoreAdapter.get_oids(raw)
                self._hstore = found if found and found[0] else False
            if self._hstore:
                extras.register_hstore(raw, oid=self._hstore[0], array_oid=self._hstore[1])

    def server_version(self, raw: Any) -> ServerVersion:
        """Return major and minor version."""
        number = raw.server_version
        return ServerVersion((number // 10000, number % 10000))

    def ping(self, raw: Any) -> None:
        """Ask for a constant."""
        Driver.ping(self, raw)

    def get_isolation_level(self, raw: Any) -> str:
        """Ask the server."""
        with raw.cursor() as cursor:
            cursor.execute("SHOW TRANSACTION ISOLATION LEVEL")
            return str(cursor.fetchone()[0]).upper()

    def set_isolation_level(self, raw: Any, level: str) -> None:
        """Set the level of the session."""
        if level == "AUTOCOMMIT":
            raw.set_session(isolation_level="DEFAULT", autocommit=True)
        else:
            raw.set_session(isolation_level=level, autocommit=False)

    def cursor(self, raw: Any, stream: bool = False) -> Any:
        """Return a client cursor, or a named one that keeps its rows on the server."""
        if not stream:
            return raw.cursor()
        name, held = f"isogloss_{next(_CURSOR_NUMBERS)}", raw.autocommit
        cursor = raw.cursor(name=name, withhold=held, cursor_factory=self._server_cursor())
        cursor.itersize = cursor.arraysize = 1000
        return cursor

    def _server_cursor(self) -> Any:
        """Return the class of named cursors that know their columns once they have executed.

        The driver's own learns them with the first rows: FETCH FORWARD 0 tells them and moves nothing.
        """
        made = self.__dict__.get("_server_cursor_class")
        if made is None:

            def execute(cursor: Any, query: Any, vars: Any = None) -> None:  # noqa: A002 (the driver's word)
                plain.execute(cursor, query, vars)
                plain.fetchmany(cursor, 0)

            plain: Any = self.module.extensions.cursor
            made = self.__dict__["_server_cursor_class"] = type("ServerCursor", (plain,), {"execute": execute})
        return made

    def classify(self, error: BaseException, raw: Any = None) -> ErrorFacts:
        """Read SQLSTATE, which psycopg 2 calls `pgcode`."""
        if not hasattr(error, "sqlstate"):
            error.sqlstate = getattr(error, "pgcode", None)  # type: ignore[attr-defined]
        if error.sqlstate is None and raw is not None and raw.closed:  # type: ignore[attr-defined]
            return ErrorFacts(is_disconnect=True)
        return super().classify(error, None)


def _place(text: str) -> tuple[str, str]:
    """Return host and port of `host:port`; the colons of an IPv6 address are its own, unless it stands in brackets."""
    if text.startswith("["):
        host, _, rest = text[1:].partition("]")
        return host, rest.removeprefix(":")
    host, _, port = text.partition(":")
    return (text, "") if ":" in port else (host, port)


def _is_fatal(error: Any) -> bool:
    """Tell whether the server has ended the session with it, for whatever reason."""
    return getattr(error.diag, "severity_nonlocalized", None) in ("FATAL", "PANIC")


def _unquoted(name: str) -> str:
    name = name.strip()
    return name[1:-1].replace('""', '"') if re.fullmatch(r'"(?:[^"]|"")*"', name) else name


def _is_of_an_old_plan(error: Any) -> bool:
    """Tell whether a prepared statement met a table that has changed: after a rollback the driver prepares it anew."""
    return bool(error.diag.source_function == "RevalidateCachedQuery")


_ACTIVE, _FAILED = 1, 3  # PQTRANS_ACTIVE, PQTRANS_INERROR
_CURSOR_NUMBERS = count(1)
# a quoted name, or an expression with parentheses, up to the comma
_KEY_PART = re.compile(r'(?:"(?:[^"]|"")*"|\((?:[^()]|\([^()]*\))*\)|[^,"()])+')
_DETAIL_KEY = re.compile(r"Key \((.*?)\)=")
_LOST = {"57P01", "57P02", "57P03", "57P05", "25P03"}
_RETRYABLE = {"40001", "40P01", "55P03"}  # serialization failure, deadlock, lock not to be had
_CUT = ("server closed the connection", "connection is closed", "the connection is lost", "consuming input failed")
_KINDS: dict[str, ConstraintKind] = {
    "23505": ConstraintKind.UNIQUE,
    "23503": ConstraintKind.FOREIGN_KEY,
    "23001": ConstraintKind.FOREIGN_KEY,
    "23502": ConstraintKind.NOT_NULL,
    "23514": ConstraintKind.CHECK,
    "23P01": ConstraintKind.EXCLUSION,
}
DRIVERS: dict[str, type[Driver]] = {"psycopg": Psycopg, "psycopg2": Psycopg2}
DEFAULT_DRIVER = "psycopg"
