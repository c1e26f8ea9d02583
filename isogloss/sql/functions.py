"""SQL functions."""

from __future__ import annotations

import importlib
from typing import Any

from ..core.expression.functions import *  # noqa: F403 - this module is a name for that one
from ..core.expression.functions import __all__ as __all__
from ..core.expression.functions import modifier as modifier
from ..core.expression.tablevalued import TableValueType as TableValueType
from ..core.util import HasMemoized as HasMemoized


def __getattr__(name: str) -> Any:
    return getattr(importlib.import_module("isogloss.sql.expression"), name)
