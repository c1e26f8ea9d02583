"""The steps of the tour, in order. Each does one thing, prints it, and says in one line what it showed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from isogloss import ConstraintKind, aliased  # placeholder
