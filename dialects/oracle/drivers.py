"""Oracle's driver: python-oracledb in thin mode."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from ...core.engine.driver import NO_FACTS, Driver, ErrorFacts, ServerVersion
from ...core.engine.url import URL
from ...core.exc import ConstraintKind


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

    def connect_args(self, url: URL) -> tuple[list[Any], dict[str, Any]]:
        """Return user, password and DSN: `?service_name=`, or the path as SID, or the host as a TNS name."""
        args = url.translate_connect_args(username="user", database="", host="", port="")
        query = dict(url.query)
        service = query.pop("service_name", None)
        if url.host and (service or url.database or url.port):
            port = url.port or self.default_port
            place = f"(ADDRESS=(PROTOCOL=TCP)(HOST={url.host})(PORT={port}))"
            what = f"SERVICE_NAME={service}" if service else f"SID={url.database}" if url.database else ""
            args["dsn"] = f"(DESCRIPTION={place}(CONNECT_DATA=({what})))" if what else f"{url.host}:{port}"
        elif url.host:
            args["dsn"] = url.host
        args.update(query)
        return [], args

    def server_version(self, raw: Any) -> ServerVersion:
        """Return the version."""
        return ServerVersion([int(n) for n in raw.version.split(".")[:2]], raw.version)

    def on_connect(self, raw: Any) -> None:
        """Fetch LOBs as text and bytes, and numbers without loss."""
        self.module.defaults.fetch_lobs = False

    def ping(self, raw: Any) -> bool:
        """Send the protocol's ping."""
        try:
            raw.ping()
        except self.Error as error:
            if self.classify(error, raw).is_disconnect:
                return False
            raise
        return True

    def get_isolation_level(self, raw: Any) -> str:
        """Return the level that was set; Oracle tells it only to transactions that have changed something."""
        return "AUTOCOMMIT" if raw.autocommit else "READ COMMITTED"

    def set_isolation_level(self, raw: Any, level: str) -> None:
        """Set the level of the session."""
        raw.autocommit = level == "AUTOCOMMIT"
        if level != "AUTOCOMMIT":
            raw.rollback()
            with raw.cursor() as cursor:
                cursor.execute(f"ALTER SESSION SET ISOLATION_LEVEL={level}")

    def cursor(self, raw: Any, stream: bool = False) -> Any:
        """Return a cursor; rows are read from the server as they are fetched."""
        return raw.cursor()

    def out_parameters(
        self, raw: Any, types: Sequence[Any], args: Any
    ) -> tuple[Any, Callable[[Any], list[tuple[Any, ...]]]]:
        """Bind a variable for each value of RETURNING INTO; its values are lists, one item per row."""
        cursor = raw.cursor()
        names = [f"ret_{number}" for number in range(len(types))]
        variables = [cursor.var(_PYTHON_TYPES.get(getattr(one, "python_type", str), str)) for one in types]
        bound = {**args, **dict(zip(names, variables, strict=True))}
        return bound, lambda _: list(zip(*(variable.getvalue() for variable in variables), strict=True))

    def classify(self, error: BaseException, raw: Any = None) -> ErrorFacts:
        """Read the ORA- and DPY- numbers, and the names in the message."""
        first = error.args[0] if error.args else None
        code = getattr(first, "full_code", None) or str(first)[:9]
        if code in _LOST:
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
        return ErrorFacts(kind, found[1] if found else None)


_PYTHON_TYPES: dict[type, type] = {int: int, float: float, str: str, bytes: bytes}
_LOST = {
    *("ORA-00028", "ORA-01012", "ORA-01033", "ORA-01092", "ORA-02396", "ORA-03113", "ORA-03114", "ORA-03135"),
    *("ORA-12153", "ORA-12537", "ORA-12547", "ORA-12570", "ORA-25408", "ORA-31603"),
    *("DPY-1001", "DPY-4011", "DPI-1010", "DPI-1080"),
}
_RETRYABLE = {"ORA-08177", "ORA-00060", "ORA-00054"}  # cannot serialize, deadlock, NOWAIT
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
