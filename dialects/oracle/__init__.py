"""The oracle dialect, and its own constructs."""

from __future__ import annotations

from .dialect import Oracle

__all__ = ["Oracle"]
