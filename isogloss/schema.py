"""Schema objects and DDL."""

from __future__ import annotations

from .core.schema import *  # noqa: F403 - this module is a name for that one
from .core.schema import __all__ as __all__
