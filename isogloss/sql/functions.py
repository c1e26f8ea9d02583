"""SQL functions."""

from __future__ import annotations

from ..core.expression.functions import Function, FunctionElement, func

__all__ = ["Function", "FunctionElement", "func"]
