"""Engine plugins, asked for by keyword or in the URL."""

from __future__ import annotations

from typing import Any

import pytest

import isogloss as ig
from isogloss.core.engine import plugins
from isogloss.engine import CreateEnginePlugin
from isogloss.exc import NoSuchModuleError

SEEN: list[Any] = []


class Watch(CreateEnginePlugin):
    def __init__(self, url: Any, kwargs: dict[str, Any]) -> None:
        super().__init__(url, kwargs)
        self.label = kwargs.pop("watch_label", url.query.get("label"))

    def update_url(self, url: Any) -> Any:
        return url.difference_update_query(["label"])

    def handle_pool_kwargs(self, pool_cls: Any, pool_args: dict[str, Any]) -> None:
        pool_args["recycle"] = 77

    def engine_created(self, engine: Any) -> None:
        ig.event.listen(engine, "before_cursor_execute", lambda c, cur, sql, *a: SEEN.append((self.label, sql)))


@pytest.mark.parametrize(
    ("url", "options"),
    [("sqlite://?plugin=watch&label=a", {}), ("sqlite://", {"plugins": ["watch"], "watch_label": "a"})],
)
def test_a_plugin_changes_the_engine(url: str, options: dict[str, Any]) -> None:
    plugins.register("watch", __name__, "Watch")
    SEEN.clear()
    engine = ig.create_engine(url, **options)
    assert not engine.url.query and engine.pool._recycle == 77
    with engine.connect() as c:
        c.execute(ig.text("SELECT 1"))
    assert SEEN == [("a", "SELECT 1")]


def test_an_unknown_plugin_is_named() -> None:
    with pytest.raises(NoSuchModuleError, match="isogloss.plugins:wtch.*did you mean 'watch'"):
        ig.create_engine("sqlite://", plugins=["wtch"])
