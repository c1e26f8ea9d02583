"""The contract between the engine and a DB-API driver: facts as class attributes, differences as hooks."""

from __future__ import annotations

import importlib
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar

from ..exc import ArgumentError, ConstraintKind

if TYPE_CHECKING:
    from .url import URL


def flag(text: str) -> bool:
    """Return what a word such as `true`, `off` or `1` says; raises `ValueError` for others."""
    try:
        return _FLAGS[text.strip().lower()]
    except KeyError:
        raise ValueError(f"String is not true/false: {text!r}") from None


_FLAGS = {
    **dict.fromkeys(("true", "yes", "on", "y", "t", "1"), True),
    **dict.fromkeys(("false", "no", "off", "n", "f", "0"), False),
}
ANSI_LEVELS = ("READ UNCOMMITTED", "READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE")


class ServerVersion(tuple[int, ...]):
    """Hold a server's version as a tuple of numbers, and what the server itself calls it as `.text`."""

    text: str

    def __new__(cls, numbers: Sequence[int], text: str = "") -> ServerVersion:
        """Make a version; `text` defaults to the numbers joined by dots."""
        self = super().__new__(cls, numbers)
        self.text = text or ".".join(map(str, numbers))
        return self


@dataclass(frozen=True, slots=True)
class ErrorFacts:
    """Say what a driver's exception tells beyond its class and its text."""

    kind: ConstraintKind | None = None
    constraint_name: str | None = None
    table_name: str | None = None
    column_names: tuple[str, ...] = ()
    is_disconnect: bool = False
    is_retryable: bool = False
    remedy: str | None = None
    """What the user can do, where the server's own text does not say."""


NO_FACTS = ErrorFacts()


class Driver:
    """Drive one DB-API module; a subclass states facts and overrides the hooks that differ.

    `raw` is always the driver's own connection. The hooks raise the driver's own exceptions; the engine wraps them.
    """

    name: ClassVar[str] = ""
    """The name after `+` in a URL."""
    module_name: ClassVar[str] = ""
    """The module to import."""
    install: ClassVar[str] = ""
    """What pip installs, such as `isogloss[postgresql]`."""
    paramstyle: str = "qmark"
    """How bound values are spelled: qmark, format, pyformat, named or numeric."""
    paramstyles: ClassVar[tuple[str, ...]] = ()
    """Other styles that the driver takes as well."""
    is_async: ClassVar[bool] = False
    interpolates: ClassVar[bool] = False
    """The driver writes values into the text instead of sending them beside it."""

    doubles_percent: ClassVar[bool] = True
    """In the styles format and pyformat, a percent sign of the text itself is written twice."""
    no_parameters: ClassVar[Any] = ()
    """What stands for the parameters of a statement that has none."""

    pool_class: ClassVar[str] = "QueuePool"
    isolation_levels: ClassVar[tuple[str, ...]] = ANSI_LEVELS
    default_port: ClassVar[int | None] = None
    has_two_phase: ClassVar[bool] = False

    savepoint: ClassVar[str] = "SAVEPOINT {}"
    before_savepoint: ClassVar[str | None] = None
    """A statement that begins the transaction, where savepoints do not and only reading or writing does."""
    rollback_to_savepoint: ClassVar[str] = "ROLLBACK TO SAVEPOINT {}"
    release_savepoint: ClassVar[str | None] = "RELEASE SAVEPOINT {}"
    """Statements; None when the database has no RELEASE."""

    outside_transaction: ClassVar[re.Pattern[str] | None] = None
    """Statements that must not follow a BEGIN; they are sent before the transaction really starts."""

    rowcount_is_matched: ClassVar[bool] = True
    """Rows that an UPDATE matched are counted even if nothing changed in them."""
    executemany_counts: bool = True
    """`rowcount` after `executemany` is the sum over all sets."""
    executemany_is_fast: bool = True
    """`executemany` of an INSERT is as fast as one statement of many rows; false when it is a loop over the network."""
    rows_are_tuples: ClassVar[bool] = True
    """Cursors yield real tuples; false when they yield objects of the driver's own."""
    buffers: ClassVar[bool] = True
    """The rows of a plain cursor are in memory once it has executed, or no other statement can touch them."""
    one_result: ClassVar[bool] = False
    """While rows of a result are on the way, the connection can take no other statement."""
    one_thread: ClassVar[bool] = False
    """Two threads in a connection at once mix up their answers, or end the process; the driver does not see to it."""
    streams_end: ClassVar[bool] = False
    """Rows that are not read are gone when their transaction ends."""
    array_elements: ClassVar[frozenset[type]] = frozenset()
    """Types of values of which a list may be sent as an array, as each would be sent alone."""
    max_bytes: int | None = None
    """The size of the largest statement, with its values, that the server takes; known from the first connection on."""
    max_bytes_name: ClassVar[str] = ""
    """What the server calls that limit."""
    query_types: ClassVar[Mapping[str, Callable[[str], Any]]] = {}
    """What reads parameters in the query of a URL, where the driver takes no text; it raises `ValueError`."""
    options: ClassVar[tuple[str, ...]] = ()
    """Keywords of `create_engine()` that this driver takes."""
    option_types: ClassVar[Mapping[str, Callable[[str], Any]]] = {}
    """What reads their text in a configuration, for those whose defaults are neither flags nor whole numbers."""
    dispatch: Any = None
    """The listeners of the engine that it serves."""

    def __init__(self, module: ModuleType | None = None, paramstyle: str | None = None, **options: Any) -> None:
        self.module = module if module is not None else self.import_module()
        if paramstyle is not None:
            taken = dict.fromkeys((self.paramstyle, *self.paramstyles, getattr(self.module, "paramstyle", None)))
            if paramstyle not in taken:
                raise ArgumentError(
                    f"paramstyle={paramstyle!r}: the driver {self.name!r} takes {', '.join(filter(None, taken))}"
                )
            self.paramstyle = paramstyle
        self.Error: type[Exception] = self.module.Error
        for option, value in options.items():
            setattr(self, option, value)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"

    # -- connecting

    @classmethod
    def import_module(cls) -> ModuleType:
        """Import the DB-API module; a missing one is an error that says what to install."""
        try:
            return importlib.import_module(cls.module_name)
        except ModuleNotFoundError as error:
            if error.name is None or error.name.partition(".")[0] != cls.module_name.partition(".")[0]:
                raise
            raise ModuleNotFoundError(
                f"No module named {cls.module_name!r}: driver {cls.name!r} is not installed; "
                f'run: pip install "{cls.install}"',
                name=error.name,
            ) from error

    @classmethod
    def pool_class_for(cls, url: URL) -> str:
        """Return the name of the pool class that suits a database at `url`."""
        return cls.pool_class

    def connect_args(self, url: URL) -> tuple[list[Any], dict[str, Any]]:
        """Return the positional and keyword arguments of `connect()`."""
        args = url.translate_connect_args(username="user")
        args.update(self.query_of(url))
        return [], args

    def query_of(self, url: URL) -> dict[str, Any]:
        """Return the parameters in the query of a URL as the driver takes them; of several of one name, the last.

        Raises `ArgumentError` for a value that cannot be read.
        """
        made: dict[str, Any] = {}
        for key, value in url.query.items():
            text = value if isinstance(value, str) else value[-1]
            try:
                made[key] = self.query_types.get(key, str)(text)
            except ValueError as error:
                raise ArgumentError(f"{key!r} in the query of the database URL cannot be read: {error}") from None
        return made

    def connect(self, *args: Any, **kw: Any) -> Any:
        """Open a raw connection."""
        return self.module.connect(*args, **kw)

    def on_connect(self, raw: Any) -> None:
        """Prepare a new raw connection, before anything else sees it."""

    def server_version(self, raw: Any) -> ServerVersion:
        """Return the server's version."""
        raise NotImplementedError

    def ping(self, raw: Any) -> None:
        """Raise the driver's error where the server does not answer; leave no transaction behind."""
        cursor = raw.cursor()
        try:
            cursor.execute(self.ping_statement)
            cursor.fetchone()
        finally:
            cursor.close()
        raw.rollback()

    ping_statement: ClassVar[str] = "SELECT 1"

    def survives_fork(self, raw: Any) -> bool:
        """Tell whether a forked child has a connection of its own in `raw`, and shares nothing with its parent."""
        return False

    def close(self, raw: Any) -> None:
        """Close a raw connection."""
        raw.close()

    # -- transactions

    def begin(self, raw: Any) -> None:
        """Start a transaction; nothing to do where the driver starts one with the first statement."""

    def commit(self, raw: Any) -> None:
        """Commit."""
        raw.commit()

    def rollback(self, raw: Any) -> None:
        """Roll back."""
        raw.rollback()

    def get_isolation_level(self, raw: Any) -> str:
        """Return the isolation level in force in the database; never `AUTOCOMMIT`, which is none of a transaction."""
        raise NotImplementedError

    def set_isolation_level(self, raw: Any, level: str) -> None:
        """Set the isolation level of a connection that is in no transaction; `AUTOCOMMIT` is one."""
        raise NotImplementedError

    def default_isolation_level(self, raw: Any) -> str:
        """Return the isolation level of a fresh connection."""
        return self.get_isolation_level(raw)

    def check_isolation_level(self, level: str, database: str = "") -> str:
        """Return the level in its proper spelling, or raise `ArgumentError`, which names the database."""
        proper = level.upper().replace("_", " ")
        valid = (*self.isolation_levels, "AUTOCOMMIT")
        if proper not in valid:
            raise ArgumentError(
                f"Invalid value {level!r} for isolation_level. Valid isolation levels for {database or self.name!r} "
                f"are {', '.join(valid)}"
            )
        return proper

    # -- two-phase commit

    def new_xid(self) -> Any:
        """Return a fresh id for a two-phase transaction."""
        return f"_isogloss_{uuid.uuid4().hex}"

    def xid_literal(self, xid: Any) -> str:
        """Return the id of a two-phase transaction as its statements take it."""
        return "'" + str(xid).replace("'", "''") + "'"

    two_phase: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """Statements for begin, prepare, commit, rollback, commit_prepared, rollback_prepared; empty when it has none."""
    recover_statement: ClassVar[str] = ""
    """A query whose last column has the ids of the prepared transactions."""

    def two_phase_step(self, raw: Any, step: str, xid: Any, prepared: bool = False, recover: bool = False) -> None:
        """Take a step of a two-phase transaction; `recover` tells that it was prepared on another connection."""
        cursor = raw.cursor()
        try:
            for statement in self.two_phase[f"{step}_prepared" if prepared else step]:
                cursor.execute(statement.format(xid=self.xid_literal(xid)))
        finally:
            cursor.close()

    def is_closed(self, raw: Any) -> bool:
        """Tell whether a step that failed had to close the raw connection."""
        return False

    def prepared_transactions(self, raw: Any) -> list[Any]:
        """Return the ids of the prepared transactions that wait for their end."""
        cursor = raw.cursor()
        try:
            cursor.execute(self.recover_statement)
            return [row[-1] for row in cursor.fetchall()]
        finally:
            cursor.close()

    # -- cursors and errors

    def cursor(self, raw: Any, stream: bool = False) -> Any:
        """Return a cursor; with `stream` one that holds its rows on the server."""
        return raw.cursor()

    def check_end(self, cursor: Any) -> None:
        """Raise the error that has ended a stream, where the driver takes it for the end of the rows."""

    def executemany(self, cursor: Any, statement: str, rows: Sequence[Any]) -> None:
        """Execute a statement once for each set of parameters."""
        cursor.executemany(statement, rows)

    def value_size(self, value: Any) -> int:
        """Return how many bytes a value takes in a statement, at most."""
        if isinstance(value, str):
            return len(value.encode(errors="replace")) + 9
        return len(value) + 9 if isinstance(value, bytes | bytearray | memoryview) else 40

    connection_settings: ClassVar[Mapping[str, str]] = {}
    """Execution options of connections and engines that are attributes of the raw connection: their names there."""

    def read_json_with(self, raw: Any, loads: Callable[[Any], Any]) -> None:
        """Let a driver that reads JSON by itself read it with the function that the engine was given for it."""

    takes_input_sizes: bool = False
    """Cursors take the types of parameters by `setinputsizes()`; listeners of `do_setinputsizes` may set them."""
    proposes_input_sizes: bool = False
    """`executemany` needs to be told some types: those that `input_size()` returns."""

    def input_size(self, type_: Any) -> Any:
        """Return what `setinputsizes()` takes for a type that does the work on this dialect; None: nothing."""
        return None

    def set_input_sizes(self, cursor: Any, sizes: Sequence[tuple[str, Any]]) -> None:
        """Tell the cursor the types of parameters: pairs of name and size in their order, None where it may guess."""
        cursor.setinputsizes([size for _, size in sizes])

    key_query: str = ""
    """What is appended to an INSERT whose generated key comes by a query."""

    def key_of(self, cursor: Any) -> Any:
        """Return the key that `key_query` has asked for, after the INSERT in the same call."""
        raise NotImplementedError

    def out_parameters(
        self, raw: Any, types: Sequence[Any], args: Any
    ) -> tuple[Any, Callable[[], list[list[tuple[Any, ...]]]]]:
        """Return `args` with variables for OUT parameters, and what reads them after the execution.

        `args` are the parameters of one execution, or a list of them for `executemany`; `types` are those that do the
        work on this dialect. What is read is a list of rows for each execution.
        """
        raise NotImplementedError

    def ends_transaction(self, error: BaseException, raw: Any) -> bool:
        """Tell whether the server has rolled back the whole transaction with this error, savepoints and all."""
        return False

    def is_interrupted(self, error: BaseException, raw: Any) -> bool:
        """Tell whether an exception that is not the driver's has come in the middle of its talk to the server.

        A signal's handler raises wherever the program is: the connection would take the rest of an answer for the next.
        """
        return False

    def classify(self, error: BaseException, raw: Any = None) -> ErrorFacts:
        """Return what an exception of this driver tells."""
        return NO_FACTS
