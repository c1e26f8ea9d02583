"""Walk and rewrite statements."""

from __future__ import annotations

from ..core.expression.visitors import *  # noqa: F403 - this module is a name for that one
