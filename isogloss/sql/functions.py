"""SQL functions."""

from __future__ import annotations

from ..core.expression.functions import *  # noqa: F403 - this module is a name for that one
from ..core.expression.functions import __all__ as __all__
