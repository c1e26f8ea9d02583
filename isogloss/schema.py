"""Schema objects and DDL."""

from __future__ import annotations

from .core.expression.visitors import ClauseVisitor as SchemaVisitor  # noqa: F401 - the ecosystem's name for it here
from .core.schema import *  # noqa: F403 - this module is a name for that one
from .core.schema import SchemaItem as SchemaVisitable  # noqa: F401
from .core.schema import __all__ as __all__
from .core.schema.create import InvokeDDLBase as InvokeDDLBase
