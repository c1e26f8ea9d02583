"""Every exception that the core raises; names and bases are those users of this API know."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from typing import Any, cast

from .util import cut, repr_params


class ConstraintKind(enum.Enum):
    """Say which sort of constraint an `IntegrityError` is about."""

    UNIQUE = "unique"
    PRIMARY_KEY = "primary key"
    FOREIGN_KEY = "foreign key"
    NOT_NULL = "not null"
    CHECK = "check"
    EXCLUSION = "exclusion"


class HasDescriptionCode:
    """Carry an optional short code that names the kind of an error."""

    code: str | None = None

    def __init__(self, *arg: Any, **kw: Any) -> None:
        code = kw.pop("code", None)
        if code is not None:
            self.code = code
        super().__init__(*arg, **kw)


class SQLAlchemyError(HasDescriptionCode, Exception):
    """Be the base of every error that isogloss raises; also known as `IsoglossError`."""

    def _message(self) -> str:
        return str(self.args[0]) if len(self.args) == 1 else str(self.args) if self.args else ""

    def __str__(self) -> str:
        return self._message()


IsoglossError = SQLAlchemyError


class DontWrapMixin:
    """Mark an exception of user code that must leave statement execution as it is."""


class EmulatedDBAPIException(Exception):
    """Be the base of DB-API errors that an adapter raises in place of the driver's own."""

    def __init__(self, message: str, orig: BaseException | None = None) -> None:
        super().__init__(message)
        self.orig = orig

    @property
    def driver_exception(self) -> BaseException:
        """Return the driver's own exception."""
        return self.orig if self.orig is not None else self


# -- wrong use -------------------------------------------------------------------------------------------------------


class ArgumentError(SQLAlchemyError):
    """Raised when an argument is wrong or contradicts another."""


class DuplicateColumnError(ArgumentError):
    """Raised when a table would get a second column of one name."""


class ObjectNotExecutableError(ArgumentError):
    """Raised when something is executed that is no statement."""

    def __init__(self, target: Any) -> None:
        hint = "; wrap SQL in text(), or send it as it is with exec_driver_sql()" if isinstance(target, str) else ""
        super().__init__(f"Not an executable object: {target!r}{hint}")
        self.target = target

    def __reduce__(self) -> Any:
        return type(self), (self.target,)


class NoSuchModuleError(ArgumentError):
    """Raised when a dialect or a driver cannot be found by its name."""


class NoForeignKeysError(ArgumentError):
    """Raised when no foreign key joins two selectables."""


class AmbiguousForeignKeysError(ArgumentError):
    """Raised when more than one foreign key joins two selectables."""


class ConstraintColumnNotFoundError(ArgumentError):
    """Raised when a constraint names a column that its table lacks."""


class CircularDependencyError(SQLAlchemyError):
    """Raised when things that must be ordered depend on each other in a circle."""

    def __init__(self, message: str, cycles: Any, edges: Any, msg: str | None = None, code: str | None = None) -> None:
        if msg is None:
            message += f" ({', '.join(map(repr, cycles))})"
        else:
            message = msg
        super().__init__(message, code=code)
        self.cycles = cycles
        self.edges = edges

    def __reduce__(self) -> Any:
        return type(self), (None, self.cycles, self.edges, self.args[0]), {"code": self.code}


class InvalidRequestError(SQLAlchemyError):
    """Raised when an operation does not fit the present state."""


class IllegalStateChangeError(InvalidRequestError):
    """Raised when an operation comes while another one still changes the state."""


class NoInspectionAvailable(InvalidRequestError):
    """Raised when `inspect()` is given something it has no view of."""


class NoDBAPILoaded(InvalidRequestError):
    """Raised when something needs the driver module and none is loaded."""


class PendingRollbackError(InvalidRequestError):
    """Raised when a transaction has failed and must be rolled back first."""


class ResourceClosedError(InvalidRequestError):
    """Raised when a closed connection or result is used."""


class NoSuchColumnError(InvalidRequestError, KeyError):
    """Raised when a row has no such column."""

    __str__ = SQLAlchemyError.__str__


class AmbiguousColumnError(InvalidRequestError):
    """Raised when a name fits more than one column of a row."""


class NoResultFound(InvalidRequestError):
    """Raised when a row was required and there is none."""


class MultipleResultsFound(InvalidRequestError):
    """Raised when one row was required and there are more."""


class NoReferenceError(InvalidRequestError):
    """Be the base of errors about foreign keys that lead nowhere."""

    table_name: str


class NoReferencedTableError(NoReferenceError):
    """Raised when a foreign key names a table that is not known."""

    def __init__(self, message: str, tname: str) -> None:
        super().__init__(message)
        self.table_name = tname

    def __reduce__(self) -> Any:
        return type(self), (self.args[0], self.table_name)


class NoReferencedColumnError(NoReferenceError):
    """Raised when a foreign key names a column that its table lacks."""

    def __init__(self, message: str, tname: str, cname: str) -> None:
        super().__init__(message)
        self.table_name = tname
        self.column_name = cname

    def __reduce__(self) -> Any:
        return type(self), (self.args[0], self.table_name, self.column_name)


class NoSuchTableError(InvalidRequestError):
    """Raised when a table is not there, in the database or in the metadata."""


class UnreflectableTableError(InvalidRequestError):
    """Raised when a table is there but cannot be read back."""


class UnboundExecutionError(InvalidRequestError):
    """Raised when a statement has no engine or connection to run on."""


class AwaitRequired(InvalidRequestError):
    """Raised when an async driver is used where nothing awaits it."""

    code = "xd1r"


class MissingGreenlet(InvalidRequestError):
    """Raised when I/O happens outside of the async adapter."""

    code = "xd2s"


class DisconnectionError(SQLAlchemyError):
    """Raised by a checkout listener to say that the pooled connection is dead."""

    invalidate_pool: bool = False


class InvalidatePoolError(DisconnectionError):
    """Raised by a checkout listener to say that all pooled connections are dead."""

    invalidate_pool = True


class TimeoutError(SQLAlchemyError):  # noqa: A001
    """Raised when the pool has no connection to give in time."""


class IdentifierError(SQLAlchemyError):
    """Raised when a name is longer than the database allows."""


# -- compilation -----------------------------------------------------------------------------------------------------


class CompileError(SQLAlchemyError):
    """Raised when a statement cannot be said in a dialect's SQL."""


class UnsupportedCompilationError(CompileError):
    """Raised when no rule tells how an element is written."""

    code = "l7de"

    def __init__(self, compiler: Any, element_type: type, message: str | None = None) -> None:
        self.compiler = compiler
        self.element_type = element_type
        self.message = message
        more = f": {message}" if message else ""
        super().__init__(f"{compiler!r} can't render element of type {element_type!r}{more}")

    def __reduce__(self) -> Any:
        return type(self), (None, self.element_type, self.message)


class UnsupportedByDialect(CompileError):
    """Raised when a database has no such feature, and it cannot be had exactly in another way.

    Parameters: `feature` in a few words, `dialect` as name and version, `hint` says what to do instead.
    """

    def __init__(self, feature: str, dialect: str, hint: str = "") -> None:
        super().__init__(f"{dialect} does not support {feature}" + (f"; {hint}" if hint else ""))
        self.feature = feature
        self.dialect = dialect
        self.hint = hint

    def __reduce__(self) -> Any:
        return type(self), (self.feature, self.dialect, self.hint)


# -- execution -------------------------------------------------------------------------------------------------------


class StatementError(SQLAlchemyError):
    """Raised when executing a statement fails; knows the statement and its parameters."""

    statement: str | None = None
    params: Any = None
    orig: BaseException | None = None
    ismulti: bool | None = None
    connection_invalidated: bool = False

    def __init__(
        self,
        message: str,
        statement: str | None = None,
        params: Any = None,
        orig: BaseException | None = None,
        hide_parameters: bool = False,
        code: str | None = None,
        ismulti: bool | None = None,
    ) -> None:
        super().__init__(message, code=code)
        self.statement = statement
        self.params = params
        self.orig = orig
        self.ismulti = ismulti
        self.hide_parameters = hide_parameters
        self.detail: list[str] = []

    def add_detail(self, msg: str) -> None:
        """Add a line of explanation to the message."""
        self.detail.append(msg)

    def _message(self) -> str:
        lines = [*(f"({detail})" for detail in self.detail), str(self.args[0])]
        if self.statement is not None:
            lines.append(f"[SQL: {cut(self.statement, 6000)}]")
            if self.params:
                if self.hide_parameters:
                    lines.append("[SQL parameters hidden due to hide_parameters=True]")
                else:
                    lines.append(f"[parameters: {repr_params(self.params, many=self.ismulti)}]")
        return "\n".join(lines)

    def __reduce__(self) -> Any:
        args = (self.args[0], self.statement, self.params, self.orig, self.hide_parameters, self.code, self.ismulti)
        return type(self), args, {"detail": self.detail}


class DBAPIError(StatementError):
    """Raised in place of an error of the database driver, which is kept as `.orig`.

    `is_disconnect` tells that the connection is lost, `is_retryable` that the same transaction may succeed when it
    is run again (a serialization failure or a deadlock).
    """

    code = "dbapi"

    is_disconnect: bool = False
    is_retryable: bool = False

    def __init__(
        self,
        statement: str | None,
        params: Any,
        orig: BaseException,
        hide_parameters: bool = False,
        connection_invalidated: bool = False,
        code: str | None = None,
        ismulti: bool | None = None,
    ) -> None:
        super().__init__(
            f"({_qualified(type(orig))}) {_text_of(orig)}", statement, params, orig, hide_parameters, code, ismulti
        )
        self.connection_invalidated = connection_invalidated

    @property
    def driver_exception(self) -> BaseException | None:
        """Return the driver's own exception, also below an adapter's."""
        orig = self.orig
        return orig.driver_exception if isinstance(orig, EmulatedDBAPIException) else orig

    @classmethod
    def instance(
        cls,
        statement: str | None,
        params: Any,
        orig: BaseException,
        dbapi_base_err: type[Exception],
        hide_parameters: bool = False,
        connection_invalidated: bool = False,
        dialect: Any = None,
        ismulti: bool | None = None,
    ) -> BaseException:
        """Return what to raise for `orig`: itself, a `StatementError`, or the class of this family that matches."""
        if isinstance(orig, DontWrapMixin) or not isinstance(orig, Exception):
            return orig
        if not isinstance(orig, dbapi_base_err):
            if isinstance(orig, StatementError) or statement is None:
                return orig
            message = f"({_qualified(type(orig))}) {_text_of(orig)}"
            code = orig.code if isinstance(orig, SQLAlchemyError) else None
            return StatementError(message, statement, params, orig, hide_parameters, code, ismulti)
        found: type[DBAPIError] = cls
        for base in type(orig).__mro__:
            if base.__name__ in _DBAPI_CLASSES:
                found = _DBAPI_CLASSES[base.__name__]
                break
        return found(statement, params, orig, hide_parameters, connection_invalidated, ismulti=ismulti)

    def __reduce__(self) -> Any:
        args = (
            self.statement,
            self.params,
            self.orig,
            self.hide_parameters,
            self.connection_invalidated,
            self.code,
            self.ismulti,
        )
        state = {"detail": self.detail, "is_disconnect": self.is_disconnect, "is_retryable": self.is_retryable}
        return type(self), args, state


class InterfaceError(DBAPIError):
    """Wraps the driver's InterfaceError: the driver was used in a wrong way."""

    code = "rvf5"


class DatabaseError(DBAPIError):
    """Wraps the driver's DatabaseError."""

    code = "4xp6"


class DataError(DatabaseError):
    """Wraps the driver's DataError: a value is out of range or malformed."""

    code = "9h9h"


class OperationalError(DatabaseError):
    """Wraps the driver's OperationalError: lost connections, locks, resources."""

    code = "e3q8"


class IntegrityError(DatabaseError):
    """Wraps the driver's IntegrityError: a constraint does not hold.

    `kind`, `constraint_name`, `table_name` and `column_names` are filled as far as the server tells them.
    """

    code = "gkpj"

    kind: ConstraintKind | None = None
    constraint_name: str | None = None
    table_name: str | None = None
    column_names: tuple[str, ...] = ()

    def __reduce__(self) -> Any:
        make, args, state = super().__reduce__()
        for name in ("kind", "constraint_name", "table_name", "column_names"):
            state[name] = getattr(self, name)
        return make, args, state


class InternalError(DatabaseError):
    """Wraps the driver's InternalError: the database is in trouble."""

    code = "2j85"


class ProgrammingError(DatabaseError):
    """Wraps the driver's ProgrammingError: a table is missing, SQL is malformed."""

    code = "f405"


class NotSupportedError(DatabaseError):
    """Wraps the driver's NotSupportedError: the database lacks this."""

    code = "tw8g"


# -- warnings --------------------------------------------------------------------------------------------------------


class SATestSuiteWarning(Warning):
    """Warned by test helpers."""


class SADeprecationWarning(HasDescriptionCode, DeprecationWarning):
    """Warned about an API that will go away."""

    deprecated_since: str | None = None


class Base20DeprecationWarning(SADeprecationWarning):
    """Warned about an API of the 1.x style."""


class LegacyAPIWarning(Base20DeprecationWarning):
    """Warned about an API that stays, but is no longer the way."""


class MovedIn20Warning(Base20DeprecationWarning):
    """Warned about a name that has moved."""


class SAPendingDeprecationWarning(PendingDeprecationWarning):
    """Warned about an API that will be deprecated."""

    deprecated_since: str | None = None


class SAWarning(HasDescriptionCode, RuntimeWarning):
    """Warned when a program is likely to do what was not meant."""


# -- helpers ---------------------------------------------------------------------------------------------------------


def _text_of(error: BaseException) -> str:
    try:
        return str(error)
    except Exception as broken:  # a driver's __str__ may itself fail on odd bytes
        return f"{type(error).__name__} whose message cannot be read: {type(broken).__name__}"


def _qualified(cls: type) -> str:
    return f"{cls.__module__}.{cls.__name__}"


def _wear_public_name(names: Iterable[str], home: str, scope: dict[str, Any]) -> None:
    """Let tracebacks and pickles name the module that users import from."""
    for name in names:
        cls = scope[name]
        if isinstance(cls, type) and cls.__module__ == __name__:
            cls.__module__ = home


_DBAPI_CLASSES = {
    cls.__name__: cast(type[DBAPIError], cls)
    for cls in (
        InterfaceError,
        DatabaseError,
        DataError,
        OperationalError,
        IntegrityError,
        InternalError,
        ProgrammingError,
        NotSupportedError,
    )
}

__all__ = [
    "AmbiguousColumnError",
    "AmbiguousForeignKeysError",
    "ArgumentError",
    "AwaitRequired",
    "Base20DeprecationWarning",
    "CircularDependencyError",
    "CompileError",
    "ConstraintColumnNotFoundError",
    "ConstraintKind",
    "DBAPIError",
    "DataError",
    "DatabaseError",
    "DisconnectionError",
    "DontWrapMixin",
    "DuplicateColumnError",
    "EmulatedDBAPIException",
    "HasDescriptionCode",
    "IdentifierError",
    "IllegalStateChangeError",
    "IntegrityError",
    "InterfaceError",
    "InternalError",
    "InvalidRequestError",
    "InvalidatePoolError",
    "IsoglossError",
    "LegacyAPIWarning",
    "MissingGreenlet",
    "MovedIn20Warning",
    "MultipleResultsFound",
    "NoDBAPILoaded",
    "NoForeignKeysError",
    "NoInspectionAvailable",
    "NoReferenceError",
    "NoReferencedColumnError",
    "NoReferencedTableError",
    "NoResultFound",
    "NoSuchColumnError",
    "NoSuchModuleError",
    "NoSuchTableError",
    "NotSupportedError",
    "ObjectNotExecutableError",
    "OperationalError",
    "PendingRollbackError",
    "ProgrammingError",
    "ResourceClosedError",
    "SADeprecationWarning",
    "SAPendingDeprecationWarning",
    "SATestSuiteWarning",
    "SAWarning",
    "SQLAlchemyError",
    "StatementError",
    "TimeoutError",
    "UnboundExecutionError",
    "UnreflectableTableError",
    "UnsupportedByDialect",
    "UnsupportedCompilationError",
]
_wear_public_name(__all__, "isogloss.exc", globals())
