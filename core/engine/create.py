"""Make engines and pools from URLs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from ..exc import ArgumentError, SADeprecationWarning
from ..util import warn
from . import pool as pools
from . import registry
from .checks import as_execution_options, as_flag, check, check_elsewhere, read_text, take_deprecated, why_not
from .engine import Engine, Hub
from .errors import is_lost_at_ping
from .events import dialect_dispatch
from .mock import create_mock_engine
from .plugins import plugins_of
from .pool import Pool
from .pooled import ConnectionPoolEntry
from .url import URL, make_url


def create_engine(url: str | URL, **kwargs: Any) -> Engine:
    """Make an engine for a database URL such as `postgresql://user:password@host/database`.

    Nothing is connected until it is asked to. Keywords, all optional:

    * `echo` (True or `"debug"`: log statements), `hide_parameters`, `logging_name`
    * `pool_size`, `max_overflow`, `pool_timeout` (s), `pool_recycle` (s), `pool_pre_ping`, `pool_use_lifo`,
      `pool_reset_on_return`, `skip_autocommit_rollback`, `poolclass`, `pool`, `pool_events`, `echo_pool`,
      `pool_logging_name`
    * `connect_args` (a dict for the driver's `connect()`), `creator` (a function that opens a raw connection), `module`
    * `isolation_level`, `execution_options`, `query_cache_size`, `paramstyle`, `json_serializer`, `json_deserializer`,
      `max_identifier_length`, `label_length`, and the options of the dialect and its driver
    * `use_insertmanyvalues` (False: an INSERT of many rows goes by the driver's `executemany`, and row by row where
      rows come back), `insertmanyvalues_page_size`
    * `enable_from_linting` (True: warn of FROM elements that no condition connects), `plugins` (names, see
      :class:`CreateEnginePlugin`)

    Deprecated as in SQLAlchemy: `server_side_cursors` (now the execution option `stream_results`),
    `strategy="mock"` (now :func:`create_mock_engine`), and without effect `implicit_returning`, `empty_in_strategy`.

    Raises `ArgumentError` for a URL that cannot be read and for values that a keyword cannot have, `NoSuchModuleError`
    for an unknown dialect or driver, `ModuleNotFoundError` with the pip command when the driver is not installed,
    `TypeError` for unknown keywords.
    """
    if kwargs.get("strategy") == "mock" and "executor" in kwargs:
        warn("The create_engine.strategy keyword is deprecated; use create_mock_engine()", SADeprecationWarning)
        del kwargs["strategy"]
        return create_mock_engine(url, **kwargs)  # type: ignore[return-value]
    check(kwargs)
    parsed, plugins = plugins_of(make_url(url), kwargs)
    dialect_class: Any = registry.load(parsed.drivername)
    driver_class = registry.driver_class(parsed.drivername)
    if not kwargs.pop("future", True):
        raise ArgumentError("The 'future' parameter passed to create_engine() may only be set to True.")
    take_deprecated(kwargs)
    engine_args = {name: kwargs.pop(name) for name in _ENGINE_ARGS if name in kwargs}
    if more := as_execution_options(kwargs):
        engine_args["execution_options"] = {**more, **(engine_args.get("execution_options") or {})}
    isolation_level = kwargs.pop("isolation_level", None)
    connect_args = dict(kwargs.pop("connect_args", None) or {})
    creator = kwargs.pop("creator", None)
    given_pool: Pool | None = kwargs.pop("pool", None)
    pool_class, pool_args = _pool_arguments(parsed, driver_class, kwargs)
    for plugin in plugins:
        plugin.handle_dialect_kwargs(dialect_class, kwargs)
        plugin.handle_pool_kwargs(pool_class, pool_args)
    driver_args = {name: kwargs.pop(name) for name in (*driver_class.options, "module", "paramstyle") if name in kwargs}
    driver = driver_class(**driver_args)
    check_elsewhere(kwargs, dialect_class)
    try:
        dialect = dialect_class(driver=driver, **kwargs)
    except TypeError as error:
        if not kwargs:
            raise
        own = [name.removeprefix("option_") for name in dir(dialect_class) if name.startswith("option_")]
        unknown = [name for name in kwargs if name not in own] or list(kwargs)
        known = (*_ENGINE_ARGS, *_OTHER_ARGS, *_POOL_ARGS, *_QUEUE_ARGS, *driver_class.options, *own)
        remedy = why_not(unknown[0], dialect_class, driver_class, _QUEUE_ARGS, known)
        raise TypeError(
            f"Invalid argument(s) {','.join(map(repr, unknown))} sent to create_engine(), using configuration "
            f"{dialect_class.__name__}/{pool_class.__name__}/Engine.  Please check that the keyword arguments are "
            f"appropriate for this combination of components{remedy}"
        ) from error
    hub = Hub(
        dialect, driver.check_isolation_level(isolation_level, dialect.name) if isolation_level is not None else None
    )
    engine = Engine(hub, parsed, **engine_args)
    engine.dispatch.inherit(dialect_dispatch(dialect_class))
    driver.dispatch = engine.dispatch
    if given_pool is not None:
        hub.pool = given_pool
        given_pool._driver = given_pool._driver or driver
        given_pool._creator = _first_look(hub, given_pool._creator)
    else:
        if creator is not None:
            open_raw = pools.creator_of_entry(creator)
        else:
            cargs, cparams = driver.connect_args(parsed)
            cparams.update(connect_args)
            open_raw = _connector(engine, cargs, cparams)
        hub.pool = pool_class(_first_look(hub, open_raw), driver=driver, **pool_args)
    hub.pool._ask_about_ping = partial(is_lost_at_ping, engine)
    for plugin in plugins:
        plugin.engine_created(engine)
    return engine


def engine_from_config(configuration: Mapping[str, Any], prefix: str = "sqlalchemy.", **kwargs: Any) -> Engine:
    """Make an engine from a flat configuration: `prefix` + `url`, and further keywords, which may be text.

    Raises `ArgumentError` where there is no URL, `ValueError` for text that cannot be read, and what
    :func:`create_engine` raises.
    """
    options: dict[str, Any] = {
        key[len(prefix) :]: value for key, value in configuration.items() if key.startswith(prefix)
    }
    options.update(kwargs)
    if "url" not in options:
        raise ArgumentError(f"The configuration has no {prefix}url")
    url = make_url(options.pop("url"))
    dialect_class: Any = registry.load(url.drivername)
    driver_class: Any = registry.driver_class(url.drivername)
    defaults = {name: getattr(driver_class, name, None) for name in driver_class.options}
    own = {name: _READERS[type(value)] for name, value in defaults.items() if type(value) in _READERS}
    read_text(options, {**own, **driver_class.option_types, **dialect_class.option_types, **_CONFIG_TYPES})
    return create_engine(url, **options)


def create_pool_from_url(url: str | URL, **kwargs: Any) -> Pool:
    """Make the connection pool that an engine for this URL would have, without the engine."""
    renamed = {_POOL_NAMES.get(key, key): value for key, value in kwargs.items()}
    return create_engine(url, **renamed).pool


# -- helpers ---------------------------------------------------------------------------------------------------------


def _pool_arguments(url: URL, driver_class: Any, kwargs: dict[str, Any]) -> tuple[type[Pool], dict[str, Any]]:
    pool_class = kwargs.pop("poolclass", None) or getattr(pools, driver_class.pool_class_for(url))
    known = _QUEUE_ARGS if issubclass(pool_class, pools.QueuePool) else {}
    if issubclass(pool_class, pools.SingletonThreadPool):
        known = {"pool_size": "pool_size"}
    return pool_class, {target: kwargs.pop(name) for name, target in {**_POOL_ARGS, **known}.items() if name in kwargs}


def _connector(engine: Engine, cargs: list[Any], cparams: dict[str, Any]) -> Callable[[ConnectionPoolEntry], Any]:
    def connect(entry: ConnectionPoolEntry) -> Any:
        dialect = engine.dialect
        for fn in engine.dispatch.do_connect:
            raw = fn(dialect, entry, cargs, cparams)
            if raw is not None:
                return raw
        return dialect.driver.connect(*cargs, **cparams)

    return connect


def _first_look(hub: Hub, open_raw: Callable[[ConnectionPoolEntry], Any]) -> Callable[[ConnectionPoolEntry], Any]:
    def creator(entry: ConnectionPoolEntry) -> Any:
        return hub.open(entry, lambda: open_raw(entry))

    creator.takes_entry = True  # type: ignore[attr-defined]
    return creator


def _echo(value: Any) -> Any:
    return "debug" if value == "debug" else as_flag(value)


def _reset(value: Any) -> Any:
    return None if value in ("None", "none", "") else value if value in ("rollback", "commit") else as_flag(value)


_ENGINE_ARGS = ("echo", "hide_parameters", "logging_name", "query_cache_size", "execution_options")
_OTHER_ARGS = (
    *("connect_args", "creator", "module", "isolation_level", "paramstyle", "plugins", "poolclass", "pool"),
    *("use_insertmanyvalues", "insertmanyvalues_page_size"),
)
_POOL_ARGS = {
    "pool_recycle": "recycle",
    "pool_pre_ping": "pre_ping",
    "pool_reset_on_return": "reset_on_return",
    "pool_logging_name": "logging_name",
    "pool_events": "events",
    "echo_pool": "echo",
    "skip_autocommit_rollback": "skip_autocommit_rollback",
}
_QUEUE_ARGS = {
    "pool_size": "pool_size",
    "max_overflow": "max_overflow",
    "pool_timeout": "timeout",
    "pool_use_lifo": "use_lifo",
}
_POOL_NAMES = {name.removeprefix("pool_"): name for name in (*_POOL_ARGS, *_QUEUE_ARGS) if name != "pool_size"}
_CONFIG_TYPES: dict[str, Callable[[Any], Any]] = {
    "echo": _echo,
    "echo_pool": _echo,
    "enable_from_linting": as_flag,
    "future": as_flag,
    "hide_parameters": as_flag,
    "insertmanyvalues_page_size": int,
    "label_length": int,
    "max_identifier_length": int,
    "pool_pre_ping": as_flag,
    "pool_reset_on_return": _reset,
    "pool_use_lifo": as_flag,
    "max_overflow": int,
    "pool_recycle": int,
    "pool_size": int,
    "pool_timeout": float,
    "query_cache_size": int,
    "skip_autocommit_rollback": as_flag,
    "use_insertmanyvalues": as_flag,
}
_READERS: dict[type, Callable[[Any], Any]] = {bool: as_flag, int: int}
