"""Keywords of `create_engine()`: what they may be, said before anything is made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..exc import ArgumentError, SADeprecationWarning
from ..util import nearest, warn
from .driver import flag
from .pool import Pool


def check(kwargs: Mapping[str, Any]) -> None:
    """Raise `ArgumentError` for a value that its keyword cannot have; the error names both."""
    for name, value in kwargs.items():
        found = _CHECKS.get(name)
        if found is not None:
            fits, words = found
            if not fits(value):
                raise ArgumentError(f"{name} is {words}, not {value!r}")


def take_deprecated(kwargs: dict[str, Any]) -> None:
    """Take out, with a warning, the keywords that do nothing any more."""
    for name in _WITHOUT_EFFECT:
        if name in kwargs:
            del kwargs[name]
            warn(
                f"The create_engine.{name} parameter is deprecated, does nothing, and will be removed: leave it out",
                SADeprecationWarning,
            )


def check_elsewhere(kwargs: dict[str, Any], dialect: Any) -> None:
    """Take out the options that ask for what the dialect does anyway; `ArgumentError` for what is done otherwise."""
    for name in kwargs.keys() & dialect.options_elsewhere.keys():
        value = kwargs.pop(name)
        usual, remedy = dialect.options_elsewhere[name]
        if (value, type(value)) not in [(one, type(one)) for one in usual]:  # 1 is not True
            raise ArgumentError(f"{name}={value!r} is no option of dialect {dialect.name!r}: {remedy}")


def as_execution_options(kwargs: dict[str, Any]) -> dict[str, Any]:
    """Take out the keywords that are execution options by another name, and return these."""
    made = {name: kwargs.pop(name) for name in _FOR_EXECUTIONS if name in kwargs}
    if (streams := kwargs.pop("server_side_cursors", None)) is not None:
        warn(
            "The create_engine.server_side_cursors parameter is deprecated; use the execution option stream_results, "
            "here as execution_options={'stream_results': True}",
            SADeprecationWarning,
        )
        made["stream_results"] = streams
    return made


def read_text(options: dict[str, Any], types: Mapping[str, Callable[[Any], Any]]) -> None:
    """Put what text means in its place: `types` tell how to read each option."""
    for name in options.keys() & types.keys():
        if not isinstance(options[name], str):
            continue
        try:
            options[name] = types[name](options[name])
        except ValueError as error:
            raise ValueError(f"{name} cannot be read: {error}") from None


def as_flag(value: Any) -> bool:
    """Return a boolean as it is, and what a text says."""
    return flag(value) if isinstance(value, str) else bool(value)


def why_not(name: str, dialect: Any, driver: Any, pool_options: Iterable[str], known: Iterable[str]) -> str:
    """Return what helps with a keyword that nothing takes, to be put behind the message."""
    if name in pool_options:
        return f"; {name!r} is an option of QueuePool, pass poolclass=QueuePool with it"
    others = [key for key, other in dialect.drivers.items() if name in other.options]
    if others:
        return f"; {name!r} is an option of {' and '.join(others)}, not of {driver.name}"
    if name in driver.connection_settings or name in _EXECUTION_OPTIONS:
        return f"; {name!r} is an execution option, pass execution_options={{{name!r}: ...}}"
    if name in _REMOVED:
        return f"; {name!r} {_REMOVED[name]}"
    return nearest(name, known) or "; arguments of the driver's connect() go into connect_args={...}"


# -- helpers ---------------------------------------------------------------------------------------------------------


def _whole(least: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= least


def _yes_or_no(value: Any) -> bool:
    return value is None or isinstance(value, int)


_FLAG = (_yes_or_no, "True or False")
_FUNCTION = (lambda value: value is None or callable(value), "a function")
_CHECKS: dict[str, tuple[Callable[[Any], bool], str]] = {
    **dict.fromkeys(
        (
            "hide_parameters",
            "pool_pre_ping",
            "pool_use_lifo",
            "skip_autocommit_rollback",
            "enable_from_linting",
            "use_insertmanyvalues",
            "server_side_cursors",
        ),
        _FLAG,
    ),
    **dict.fromkeys(("json_serializer", "json_deserializer", "creator"), _FUNCTION),
    "query_cache_size": (_whole(0), "a number of statements, 0 for no cache"),
    "insertmanyvalues_page_size": (_whole(1), "the number of rows in a statement, 1 or more"),
    **dict.fromkeys(
        ("max_identifier_length", "label_length"),
        (lambda v: v is None or _whole(0)(v), "a number of characters, None for what the server takes"),
    ),
    "execution_options": (lambda v: v is None or isinstance(v, Mapping), "a dictionary of execution options"),
    "connect_args": (lambda v: v is None or isinstance(v, Mapping), "a dictionary of arguments of connect()"),
    "isolation_level": (lambda v: v is None or isinstance(v, str), "the name of an isolation level"),
    "module": (lambda v: v is None or hasattr(v, "Error"), "the DB-API module of the driver"),
    "plugins": (lambda v: v is None or not isinstance(v, str), "a list of names of plugins"),
    "pool": (lambda v: v is None or isinstance(v, Pool), "a pool"),
    "poolclass": (lambda v: v is None or (isinstance(v, type) and issubclass(v, Pool)), "a class of pools"),
}
_WITHOUT_EFFECT = ("implicit_returning", "empty_in_strategy")
_FOR_EXECUTIONS = ("insertmanyvalues_page_size", "use_insertmanyvalues")
_EXECUTION_OPTIONS = (
    "stream_results",
    "yield_per",
    "max_row_buffer",
    "schema_translate_map",
    "logging_token",
    "no_parameters",
    "preserve_rowcount",
    "compiled_cache",
)
_UNICODE = "is not needed: text is Unicode everywhere"
_REMOVED = {
    "convert_unicode": _UNICODE,
    "encoding": _UNICODE,
    "use_native_unicode": _UNICODE,
    "case_sensitive": "is not needed: names of columns are told apart by case",
    "strategy": "was replaced by create_mock_engine()",
    "listeners": "was replaced by event.listen(), and pool_events",
    "pool_threadlocal": "was replaced by poolclass=SingletonThreadPool",
    "threadlocal": "was replaced by poolclass=SingletonThreadPool",
}
