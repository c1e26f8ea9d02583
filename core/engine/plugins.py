"""Engine plugins: what an installed distribution changes about ``create_engine()``.

A distribution offers one as an entry point of the group ``isogloss.plugins``; an engine asks for it by name, with
``create_engine(url, plugins=["name"])`` or ``?plugin=name`` in the URL.
"""

from __future__ import annotations

import importlib
from typing import Any

from ..exc import NoSuchModuleError
from ..util import nearest
from .url import URL

GROUP = "isogloss.plugins"


class CreateEnginePlugin:
    """Base of engine plugins; made for each engine, with the URL and the keywords of ``create_engine()``.

    A plugin takes the keywords that are meant for it out of ``kwargs``, and what it reads of the query of the URL out
    of the URL, in :meth:`update_url`.
    """

    def __init__(self, url: URL, kwargs: dict[str, Any]) -> None:
        self.url = url

    def update_url(self, url: URL) -> URL:
        """Return the URL that the engine is made for."""
        return url

    def handle_dialect_kwargs(self, dialect_cls: Any, dialect_args: dict[str, Any]) -> None:
        """Change, in place, the keywords that the dialect and its driver are made with."""

    def handle_pool_kwargs(self, pool_cls: Any, pool_args: dict[str, Any]) -> None:
        """Change, in place, the keywords that the pool is made with."""

    def engine_created(self, engine: Any) -> None:
        """Take the finished engine, for example to listen to its events."""


def register(name: str, modulepath: str, objname: str) -> None:
    """Register a plugin in this process, over an installed one of the same name."""
    _registered[name] = (modulepath, objname)


def plugins_of(url: URL, kwargs: dict[str, Any]) -> tuple[URL, list[CreateEnginePlugin]]:
    """Make the plugins that ``url`` and ``kwargs`` ask for; return the URL without what they took, and them."""
    asked = url.query.get("plugin", ())
    names = [*((asked,) if isinstance(asked, str) else asked), *(kwargs.pop("plugins", None) or ())]
    if not names:
        return url, []
    url = url.difference_update_query(["plugin"])
    made = [_load(name)(url, kwargs) for name in names]
    for plugin in made:
        url = plugin.update_url(url)
    return url, made


def _load(name: str) -> Any:
    if name in _registered:
        module, attribute = _registered[name]
        return getattr(importlib.import_module(module), attribute)
    from importlib.metadata import entry_points  # wanted by engines with plugins only

    offers = entry_points(group=GROUP)
    for point in offers:
        if point.name == name:
            return point.load()
    raise NoSuchModuleError(
        f"Can't load plugin: {GROUP}:{name}: no installed distribution offers it"
        f"{nearest(name, [*_registered, *(p.name for p in offers)])}"
    )


_registered: dict[str, tuple[str, str]] = {}
