"""The passes: each rewrites the tree where a capability calls for it; their order is stated here."""

from __future__ import annotations

from . import booleans, dml, expressions, json, merge, ordering, paging, returning, rows, select, upsert
from .base import Pass

__all__ = ["STANDARD", "Pass"]

#: shape of queries, then of DML, then expressions, then what finishes.
STANDARD: tuple[Pass, ...] = (
    *json.PASSES,
    *rows.PASSES,
    *expressions.PASSES,
    *ordering.PASSES,
    *paging.PASSES,
    *merge.PASSES,
    *upsert.PASSES,
    *booleans.PASSES,
    *returning.PASSES,
    *dml.PASSES,
    *select.PASSES,
)
