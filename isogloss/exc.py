"""The exceptions of isogloss."""

from __future__ import annotations

from .core.exc import *  # noqa: F403
