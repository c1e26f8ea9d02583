"""Oracle's driver: python-oracledb in thin mode."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from math import isfinite
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from ...core.engine.driver import NO_FACTS, Driver, ErrorFacts, ServerVersion, flag
from ...core.engine.url import URL
from ...core.exc import ArgumentError, ConstraintKind
from ...core.types import document, enumeration, names, scalar, temporal
from .types import BINARY_DOUBLE, BINARY_FLOAT, NCLOB, NUMBER, NVARCHAR2, TIMESTAMP, BinaryDouble


class OracleDB(Driver):
    """Drive Oracle through oracledb; a transaction starts with the first change."""

    name = "oracledb"
    module_name = "oracledb"
    install = "isogloss[oracle]"
    paramstyle = "named"
    isolation_levels = ("READ COMMITTED", "SERIALIZABLE")
    default_port = 1521
    rollback_to_savepoint = "ROLLBACK TO SAVEPOINT {}"
    release_savepoint = None
    ping_statement = "SELECT 1 FROM dual"
    has_two_phase = True
    takes_input_sizes = True
    query_types: ClassVar[Mapping[str, Callable[[str], Any]]] = {
        **dict.fromkeys(("events", "externalauth", "matchanytag", "disable_oob", "ssl_server_dn_match"), flag),
        **dict.fromkeys(("homogeneous", "threaded", "use_tcp_fast_open", "use_sni"), flag),
        **dict.fromkeys(("stmtcachesize", "expire_time", "retry_count", "retry_delay", "sdu"), int),
        **dict.fromkeys(("https_proxy_port", "port"), int),
        "tcp_connect_timeout": float,
    }

    options: ClassVar[tuple[str, ...]] = (
        *("thick_mode", "arraysize", "coerce_to_decimal", "auto_convert_lobs", "encoding_errors"),
    )
    option_types: ClassVar[Mapping[str, Callable[[str], Any]]] = {"arraysize": int, "thick_mode": flag}
    thick_mode: bool | dict[str, Any] | None = None
    """True, or a dict of arguments for `init_oracle_client()`: use Oracle's client libraries, in the whole process."""
    arraysize: int | None = None
    """How many rows come at a time; None: as many as the driver chooses."""
    coerce_to_decimal: bool = True
    """False: numbers that may have fractions come as float, as the driver has them."""
    auto_convert_lobs: bool = True
    """False: LOBs come as objects to read from, in place of their values."""
    encoding_errors: str | None = None
    """What is done with text that cannot be decoded, such as `ignore` or `replace`; None: an error."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.arraysize is not None and not isinstance(self.arraysize, int):
            raise ArgumentError(f"arraysize is a number of rows, not {self.arraysize!r}")
        if self.thick_mode or isinstance(self.thick_mode, dict):
            self.module.init_oracle_client(**(self.thick_mode if isinstance(self.thick_mode, dict) else {}))
        self._over: set[Any] = set()
        self._levels: WeakKeyDictionary[Any, str] = WeakKeyDictionary()

    def connect_args(self, url: URL) -> tuple[list[Any], dict[str, Any]]:
        """Return user, password and DSN: `?service_name=`, or the path as SID, or the host as a TNS name."""
        args = url.translate_connect_args(username="user", database="", host="", port="")
        query = self.query_of(url)
        service = query.pop("service_name", None)
        if service and url.database:
            raise ArgumentError(
                f"The database URL names a service, ?service_name={service}, and a SID, /{url.database}: leave out one"
            )
        for key, prefix in _CONSTANTS.items():
            if key in query:
                query[key] = self._constant(key, prefix, query[key])
        if url.host and (service or url.database or url.port):
            port = url.port or self.default_port
            place = f"(ADDRESS=(PROTOCOL=TCP)(HOST={url.host})(PORT={port}))"
            what = f"SERVICE_NAME={service}" if service else f"SID={url.database}" if url.database else ""
            args["dsn"] = f"(DESCRIPTION={place}(CONNECT_DATA=({what})))" if what else f"{url.host}:{port}"
        elif url.host:
            args["dsn"] = url.host
        args.update(query)
        return [], args

    def _constant(self, key: str, prefix: str, text: str) -> Any:
        """Return what the driver calls a value of one of its enums, given by name or number."""
        names = {name.removeprefix(prefix): name for name in dir(self.module) if name.startswith(prefix)}
        if text.isdecimal():
            return int(text)
        if text.upper() not in names:
            raise ArgumentError(
                f"{key}={text} in the query of the database URL is none of {', '.join(sorted(names)).lower()}"
            )
        return getattr(self.module, names[text.upper()])

    def connect(self, *args: Any, **kw: Any) -> Any:
        """Open a raw connection, whose cursors fetch as many rows at a time as the engine was told."""
        if self.arraysize is not None and "conn_class" not in kw:
            kw["conn_class"] = _fetching(self.module.Connection, self.arraysize)
        return super().connect(*args, **kw)

    def server_version(self, raw: Any) -> ServerVersion:
        """Return the version."""
        return ServerVersion([int(n) for n in raw.version.split(".")[:2]], raw.version)

    def on_connect(self, raw: Any) -> None:
        """Fetch LOBs as text and bytes, and numbers without loss; bind moments with their fractions of a second."""
        raw.outputtypehandler = self._fetch_exactly
        raw.inputtypehandler = self._bind_exactly

    def _fetch_exactly(self, cursor: Any, column: Any) -> Any:
        """Fetch a LOB by its value, and a NUMBER that may have a fraction as a decimal: the driver makes a float."""
        module = self.module
        long = {
            module.DB_TYPE_CLOB: module.DB_TYPE_LONG,
            module.DB_TYPE_NCLOB: module.DB_TYPE_LONG_NVARCHAR,
            module.DB_TYPE_BLOB: module.DB_TYPE_LONG_RAW,
        }.get(column.type_code)
        if long is not None:
            return self._text_variable(cursor, long) if self.auto_convert_lobs else None
        if self.encoding_errors is not None and column.type_code in (
            *(module.DB_TYPE_VARCHAR, module.DB_TYPE_NVARCHAR, module.DB_TYPE_CHAR, module.DB_TYPE_NCHAR),
            *(module.DB_TYPE_LONG, module.DB_TYPE_LONG_NVARCHAR),
        ):
            return self._text_variable(cursor, column.type_code, column.internal_size or 0)
        if not self.coerce_to_decimal:
            return None
        # an expression, NUMBER without digits, or with digits before the point alone
        unbounded = (column.scale == -127 and not column.precision) or -127 < (column.scale or 0) < 0
        if column.type_code is not module.DB_TYPE_NUMBER or not (unbounded or column.scale > 0):
            return None
        return cursor.var(Decimal, arraysize=cursor.arraysize, outconverter=_number if unbounded else None)

    def _text_variable(self, cursor: Any, kind: Any, size: int = 0) -> Any:
        """Return a variable for text, or for long bytes, which decodes as it was asked for."""
        binary = kind is self.module.DB_TYPE_LONG_RAW
        more = {} if self.encoding_errors is None or binary else {"encoding_errors": self.encoding_errors}
        return cursor.var(kind, size, arraysize=cursor.arraysize, **more)

    def _bind_exactly(self, cursor: Any, value: Any, arraysize: int) -> Any:
        """Bind a moment as TIMESTAMP where DATE, the driver's choice, would cut something off; infinities as doubles.

        One variable serves all sets of an array, and is made for the first: any of them may have fractions.
        """
        if isinstance(value, BinaryDouble) or (isinstance(value, float) and not isfinite(value)):
            return cursor.var(self.module.DB_TYPE_BINARY_DOUBLE, arraysize=arraysize)
        if not isinstance(value, datetime):
            return None
        if value.tzinfo is not None:
            return cursor.var(self.module.DB_TYPE_TIMESTAMP_TZ, arraysize=arraysize, inconverter=_in_utc)
        if arraysize > 1:
            return cursor.var(self.module.DB_TYPE_TIMESTAMP, arraysize=arraysize, inconverter=temporal.check_naive)
        return cursor.var(self.module.DB_TYPE_TIMESTAMP, arraysize=arraysize) if value.microsecond else None

    def ping(self, raw: Any) -> None:
        """Send the protocol's ping."""
        raw.ping()

    def two_phase_step(self, raw: Any, step: str, xid: Any, prepared: bool = False, recover: bool = False) -> None:
        """Use the driver's own calls; a transaction that has changed nothing is over once it is prepared."""
        if step == "begin":
            raw.tpc_begin(raw.xid(_FORMAT, str(xid), "isogloss"))
        elif step == "prepare":
            if not raw.tpc_prepare():
                self._over.add(xid)
        elif xid in self._over:
            self._over.discard(xid)
        else:
            finish = raw.tpc_commit if step == "commit" else raw.tpc_rollback
            finish(raw.xid(_FORMAT, str(xid), "isogloss")) if recover else finish()

    def prepared_transactions(self, raw: Any) -> list[Any]:
        """Return the ids of the prepared transactions that this library has begun."""
        texts = [(xid.format_id, xid.global_transaction_id) for xid in raw.tpc_recover()]
        return [text.decode() if isinstance(text, bytes) else text for form, text in texts if form == _FORMAT]

    def get_isolation_level(self, raw: Any) -> str:
        """Return the level that was set; Oracle tells it only to transactions that have changed something."""
        return self._levels.get(raw, "READ COMMITTED")

    def set_isolation_level(self, raw: Any, level: str) -> None:
        """Set the level of the session."""
        raw.autocommit = level == "AUTOCOMMIT"
        if level != "AUTOCOMMIT":
            raw.rollback()
            with raw.cursor() as cursor:
                cursor.execute(f"ALTER SESSION SET ISOLATION_LEVEL={level}")
            self._levels[raw] = level

    def executemany(self, cursor: Any, statement: str, rows: Sequence[Any]) -> None:
        """Execute with arrays of parameters; variables of RETURNING INTO go by their own call."""
        if isinstance(rows, _Returning):
            cursor.setinputsizes(**rows.variables)
        cursor.executemany(statement, list(rows))

    def set_input_sizes(self, cursor: Any, sizes: Sequence[tuple[str, Any]]) -> None:
        """Tell types by the names of parameters."""
        cursor.setinputsizes(**{name: size for name, size in sizes if size is not None})

    def out_parameters(
        self, raw: Any, types: Sequence[Any], args: Any
    ) -> tuple[Any, Callable[[], list[list[tuple[Any, ...]]]]]:
        """Bind a variable for each value of RETURNING INTO; it has a list of values for each execution."""
        many = isinstance(args, list)
        count = len(args) if many else 1
        with raw.cursor() as cursor:
            variables = {
                f"ret_{number}": cursor.var(
                    self._variable_type(type_),
                    _size(type_),
                    count,
                    outconverter=_number if isinstance(type_, NUMBER) and not type_.asdecimal else None,
                )
                for number, type_ in enumerate(types)
            }

        def read() -> list[list[tuple[Any, ...]]]:
            return [
                list(zip(*(map(_of_lob, variable.getvalue(at)) for variable in variables.values()), strict=True))
                for at in range(count)
            ]

        if not many:
            return {**args, **variables}, read
        rows = _Returning({k: v for k, v in row.items() if k not in variables} for row in args)
        rows.variables = variables
        return rows, read

    def _variable_type(self, type_: Any) -> Any:
        """Return what ``cursor.var()`` takes for values of a type."""
        module = self.module
        if isinstance(type_, names.TIMESTAMP):
            local = isinstance(type_, TIMESTAMP) and type_.local_timezone
            zone = "_LTZ" if local else "_TZ" if type_.timezone else ""
            return getattr(module, f"DB_TYPE_TIMESTAMP{zone}")
        for cls, name in _VARIABLE_TYPES.items():
            if isinstance(type_, cls):
                return getattr(module, name) if isinstance(name, str) else name
        if isinstance(type_, scalar.Numeric):
            return Decimal
        return str

    def classify(self, error: BaseException, raw: Any = None) -> ErrorFacts:
        """Read the ORA- and DPY- numbers, and the names in the message."""
        first = error.args[0] if error.args else None
        code = getattr(first, "full_code", None) or str(first)[:9]
        if getattr(first, "is_session_dead", False) or code in _LOST:
            return ErrorFacts(is_disconnect=True)
        if code in _RETRYABLE:
            return ErrorFacts(is_retryable=True)
        kind = _KINDS.get(code)
        if kind is None:
            return NO_FACTS
        text = str(first)
        if kind is ConstraintKind.NOT_NULL:
            names = re.findall(r'"([^"]*)"', text)
            return ErrorFacts(kind, None, names[-2] if len(names) > 1 else None, tuple(names[-1:]))
        found = re.search(r"\((?:[^.)]*\.)?([^)]*)\)", text)
        table = re.search(r"on table (?:\S+\.)?(\S+)(?: columns \(([^)]*)\))?", text)  # from 23ai on
        columns = tuple(re.split(r",\s*", table[2])) if table and table[2] else ()
        return ErrorFacts(kind, found[1] if found else None, table[1] if table else None, columns)


def _size(type_: Any) -> int:
    """Return the bytes that a text or RAW of a type may take; 0 leaves it to the driver, which has 4,000."""
    length = getattr(type_, "length", None) or 0
    if not isinstance(type_, scalar.String):
        return length if isinstance(type_, scalar._Binary) and length > _USUAL_SIZE else 0
    return min(4 * length, _LONGEST) if 4 * length > _USUAL_SIZE else 0


_USUAL_SIZE, _LONGEST = 4000, 32767  # VARCHAR2 and RAW, and what they may be with MAX_STRING_SIZE=EXTENDED


class _Returning(list[Any]):
    """Sets of parameters, and the variables that take what they return."""

    variables: dict[str, Any]


@cache
def _fetching(base: Any, arraysize: int) -> Any:
    """Return a class of connections whose cursors fetch a number of rows at a time."""

    def cursor(self: Any, *args: Any, **kw: Any) -> Any:
        made = base.cursor(self, *args, **kw)
        made.arraysize = arraysize
        return made

    return type("Connection", (base,), {"cursor": cursor})


def _in_utc(value: Any) -> Any:
    """Return an aware moment in UTC, since the driver sends the clock as it is, with an offset of zero."""
    return None if value is None else temporal.check_aware(value).astimezone(UTC)


def _of_lob(value: Any) -> Any:
    return value.read() if hasattr(value, "read") else value


def _number(value: Decimal) -> Any:
    """Return a number of a column of any scale as it is: a whole one as int."""
    return int(value) if value == value.to_integral_value() else value


#: https://python-oracledb.readthedocs.io/en/latest/api_manual/cursor.html#oracledb.Cursor.var
_VARIABLE_TYPES: dict[type, Any] = {
    enumeration.Enum: str,
    BINARY_DOUBLE: "DB_TYPE_BINARY_DOUBLE",
    BINARY_FLOAT: "DB_TYPE_BINARY_DOUBLE",
    NVARCHAR2: "DB_TYPE_NVARCHAR",
    names.NVARCHAR: "DB_TYPE_NVARCHAR",
    names.NCHAR: "DB_TYPE_NVARCHAR",
    NCLOB: "DB_TYPE_NCLOB",
    scalar.Integer: int,
    scalar.Float: float,
    scalar.Boolean: int,
    scalar.Text: "DB_TYPE_CLOB",
    document.JSON: "DB_TYPE_CLOB",
    scalar.LargeBinary: "DB_TYPE_BLOB",
    scalar._Binary: bytes,
    temporal.DateTime: "DB_TYPE_DATE",
    temporal.Date: "DB_TYPE_DATE",
    temporal.Interval: "DB_TYPE_INTERVAL_DS",
}
_CONSTANTS = {"mode": "AUTH_MODE_", "purity": "PURITY_"}
_FORMAT = 0x1509
#: What the driver has not made DPY-4011 of: https://python-oracledb.readthedocs.io/en/latest/user_guide/exception_handling.html
_LOST = {
    *("ORA-00028", "ORA-00031", "ORA-00603", "ORA-01012", "ORA-01033", "ORA-01034", "ORA-01041", "ORA-01089"),
    *("ORA-01090", "ORA-01092", "ORA-02396", "ORA-03113", "ORA-03114", "ORA-03135", "ORA-12153", "ORA-12537"),
    *("ORA-12547", "ORA-12570", "ORA-12571", "ORA-12583", "ORA-25408", "DPY-1001", "DPY-4011", "DPY-4033"),
    *("DPY-6000", "DPY-6005", "DPI-1010", "DPI-1080"),
}
#: Deadlock, NOWAIT, the end of WAIT and of that for another database, cannot serialize, failed over to another node.
_RETRYABLE = {"ORA-00060", "ORA-00054", "ORA-30006", "ORA-02049", "ORA-08177", "ORA-25402"}
_KINDS: dict[str, ConstraintKind] = {
    "ORA-00001": ConstraintKind.UNIQUE,
    "ORA-01400": ConstraintKind.NOT_NULL,
    "ORA-01407": ConstraintKind.NOT_NULL,
    "ORA-02290": ConstraintKind.CHECK,
    "ORA-02291": ConstraintKind.FOREIGN_KEY,
    "ORA-02292": ConstraintKind.FOREIGN_KEY,
}
DRIVERS: dict[str, type[Driver]] = {"oracledb": OracleDB}
DEFAULT_DRIVER = "oracledb"
