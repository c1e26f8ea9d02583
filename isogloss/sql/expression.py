"""Constructors and classes of the expression language."""

from __future__ import annotations

import importlib
from typing import Any


def __getattr__(name: str) -> Any:
    return getattr(importlib.import_module("isogloss"), name)
