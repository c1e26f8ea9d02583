"""Find dialects and drivers by name, the built-in ones by the same road as anybody's.

A distribution offers a dialect as an entry point of the group `isogloss.dialects`, `name = "module:DialectClass"`;
`name.driver` offers a dialect class for one driver of it.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from ..exc import ArgumentError, NoSuchModuleError
from ..util import nearest

if TYPE_CHECKING:
    from ..dialect import Dialect
    from .driver import Driver

GROUP = "isogloss.dialects"


def register(name: str, modulepath: str, objname: str) -> None:
    """Register a dialect in this process, over an installed one of the same name."""
    _registered[name] = (modulepath, objname)
    _loaded.pop(name, None)


def load(name: str) -> type[Dialect]:
    """Return the dialect class for a name such as `postgresql` or `postgresql+psycopg`.

    Raises `NoSuchModuleError` for an unknown name, `ArgumentError` when two distributions offer it, and an
    `ImportError` that names the culprit when a plugin cannot be imported.
    """
    backend, _, driver = name.partition("+")
    if driver and (_is_known(f"{backend}.{driver}")):
        return _load(f"{backend}.{driver}")
    return _load(backend)


def driver_class(name: str) -> type[Driver]:
    """Return the driver class for `dialect+driver`, or the dialect's default driver for `dialect`."""
    dialect: Any = load(name)
    backend, _, wanted = name.partition("+")
    drivers: dict[str, type[Driver]] = dialect.drivers
    wanted = wanted or dialect.default_driver
    if wanted not in drivers:
        raise NoSuchModuleError(
            f"Can't load plugin: {GROUP}:{backend}.{wanted}: dialect {backend!r} has the drivers "
            f"{', '.join(sorted(drivers))}{nearest(wanted, drivers)}"
        )
    return drivers[wanted]


def names() -> tuple[str, ...]:
    """Return the names of all dialects that can be loaded here."""
    return tuple(sorted({*_entry_points(), *_registered}))


# -- helpers ---------------------------------------------------------------------------------------------------------


def _is_known(name: str) -> bool:
    return name in _loaded or name in _registered or name in _entry_points()


def _load(name: str) -> type[Dialect]:
    found = _loaded.get(name)
    if found is None:
        found = _loaded[name] = _import(name)
    return found


def _import(name: str) -> type[Dialect]:
    if name in _registered:
        module, attribute = _registered[name]
        provider = f"registered as {module}:{attribute}"
    else:
        offers = _entry_points().get(name)
        if not offers:
            raise NoSuchModuleError(
                f"Can't load plugin: {GROUP}:{name}: no installed distribution offers a dialect of this name"
                f"{nearest(name, names())}"
            )
        if len({(point.module, point.attr) for point in offers}) > 1:
            owners = ", ".join(sorted(point.dist.name if point.dist else point.value for point in offers))
            raise ArgumentError(f"Dialect {name!r} is offered by more than one distribution: {owners}; uninstall one")
        module, attribute = offers[0].module, offers[0].attr
        provider = f"from distribution {offers[0].dist.name if offers[0].dist else module}"
    try:
        found: type[Dialect] = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise ImportError(
            f"Dialect {name!r} ({provider}) cannot be imported: {error}; install what it needs, or reinstall it"
        ) from error
    return found


def _entry_points() -> dict[str, list[Any]]:
    if not _offers:
        from importlib.metadata import entry_points  # 10 ms, wanted by the first create_engine() only

        for point in entry_points(group=GROUP):
            _offers.setdefault(point.name, []).append(point)
    return _offers


_registered: dict[str, tuple[str, str]] = {}
_loaded: dict[str, type[Dialect]] = {}
_offers: dict[str, list[Any]] = {}
