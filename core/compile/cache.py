"""The compile cache: finished statements by shape, dialect and parameter names."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any


class CompileCache:
    """A mapping that forgets its oldest quarter when it is full; reading it takes no lock.

    ``size`` is the number of statements kept; 0 keeps none.
    """

    __slots__ = ("_items", "hits", "misses", "size")

    def __init__(self, size: int = 500) -> None:
        self.size = size
        self._items: dict[Hashable, Any] = {}
        self.hits = self.misses = 0

    def get(self, key: Hashable) -> Any:
        """Return what is kept under ``key``, or None."""
        found = self._items.get(key)
        if found is None:
            self.misses += 1
        else:
            self.hits += 1
        return found

    def put(self, key: Hashable, compiled: Any) -> None:
        """Keep ``compiled``."""
        if self.size <= 0:
            return
        if len(self._items) >= self.size:
            for old in list(self._items)[: max(1, self.size // 4)]:
                self._items.pop(old, None)
        self._items[key] = compiled

    def clear(self) -> None:
        """Forget everything."""
        self._items.clear()

    def __len__(self) -> int:
        return len(self._items)
