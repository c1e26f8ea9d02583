"""The expression language, under the path where users of the reference look for it."""

from __future__ import annotations

import importlib
from typing import Any


def __getattr__(name: str) -> Any:
    if name in ("expression", "functions", "visitors"):
        return importlib.import_module(f".{name}", __name__)
    if name == "ClauseVisitor":
        return importlib.import_module("isogloss.sql.visitors").ClauseVisitor
    if name.endswith("LINTING") or name == "COLLECT_CARTESIAN_PRODUCTS":
        return getattr(importlib.import_module("isogloss.core.compile.lint"), name)
    return getattr(importlib.import_module("isogloss.sql.expression"), name)
