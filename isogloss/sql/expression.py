"""Constructors and classes of the expression language."""

from __future__ import annotations

import importlib
from typing import Any

#: What the ecosystem finds here and not at the top.
_HOMES = {
    "DMLTargetCopy": "forms",
    "ExecutableStatement": "select",
    "ExpressionClauseList": "elements",
    "NamedColumn": "elements",
    "ReadOnlyColumnCollection": "selectable",
    "ScalarValues": "selectable",
    "WriteableColumnCollection": "selectable",
    "modifier": "functions",
}


def __getattr__(name: str) -> Any:
    if name in ("OperatorClass", "TypeEngine"):
        return getattr(importlib.import_module("isogloss.types"), name)
    home = _HOMES.get(name)
    module = "isogloss" if home is None else f"isogloss.core.expression.{home}"
    return getattr(importlib.import_module(module), name)
