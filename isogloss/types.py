"""SQL types."""

from __future__ import annotations

from .core.types import *  # noqa: F403 - this module is a name for that one
from .core.types import __all__ as __all__
