"""The real driver modules, whose constants, signatures and exceptions the fakes use."""

from __future__ import annotations

import importlib
import os
from typing import Any

import pytest


def real(name: str) -> Any:
    """Return the real module; skip where it cannot be imported, fail in CI."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        if os.environ.get("CI"):
            pytest.fail(f"{name}: {error}")
        pytest.skip(f"{name} is not installed: {error}", allow_module_level=True)
