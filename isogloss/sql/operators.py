"""Operators of SQL expressions."""

from __future__ import annotations

from ..core.expression.operators import *  # noqa: F403 - this module is a name for that one
