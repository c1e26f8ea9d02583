"""Loggers of engines and pools, and what `echo=True` does to them."""

from __future__ import annotations

import logging
import sys
from typing import TypeAlias

from ..exc import ArgumentError

Echo: TypeAlias = bool | str | None
_THRESHOLDS: dict[Echo, int] = {None: 0, False: 0, True: logging.INFO, "debug": logging.DEBUG}


class EchoLogger:
    """Log for one engine or pool: at the level of its logger, or at its own `echo` level where that is lower."""

    __slots__ = ("logger", "prefix", "threshold")

    def __init__(self, name: str, echo: Echo = None) -> None:
        self.prefix = ""
        self.logger = logging.getLogger(name)
        if echo not in _THRESHOLDS:
            raise ArgumentError(f"echo is True, False or 'debug', not {echo!r}")
        self.threshold = _THRESHOLDS[echo]
        if self.threshold and self.threshold <= logging.INFO:
            _show_on_stdout()

    def shows(self, level: int) -> bool:
        """Tell whether messages of a level are shown."""
        if self.threshold:
            return self.threshold <= level and level > self.logger.manager.disable
        return self.logger.isEnabledFor(level)

    def shows_info(self) -> bool:
        """Tell whether messages of level INFO are shown."""
        return self.shows(logging.INFO)

    def shows_debug(self) -> bool:
        """Tell whether messages of level DEBUG are shown."""
        return self.threshold == logging.DEBUG if self.threshold else self.logger.isEnabledFor(logging.DEBUG)

    def with_token(self, token: str) -> EchoLogger:
        """Return a logger that marks its messages with `[token]`."""
        made = EchoLogger(self.logger.name)
        made.threshold, made.prefix = self.threshold, f"[{token}] "
        return made

    def log(self, level: int, message: str, *args: object, **kw: object) -> None:
        """Log a message if its level is shown."""
        if self.shows(level):
            self.logger._log(level, self.prefix + message, args, **kw)  # type: ignore[arg-type]

    def debug(self, message: str, *args: object) -> None:
        """Log at DEBUG."""
        self.log(logging.DEBUG, message, *args)

    def info(self, message: str, *args: object) -> None:
        """Log at INFO."""
        self.log(logging.INFO, message, *args)

    def error(self, message: str, *args: object, exc_info: bool = False) -> None:
        """Log at ERROR."""
        self.log(logging.ERROR, message, *args, exc_info=exc_info)


def _show_on_stdout() -> None:
    root = logging.getLogger("isogloss")
    if not root.handlers and not logging.getLogger().handlers:
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        root.addHandler(handler)
