"""The shapes of what an inspector answers."""

from __future__ import annotations

from ..core.dialect import Dialect as Dialect
from ..core.engine.errors import ExceptionContext as ExceptionContext
from ..core.engine.execution import ExecutionContext as ExecutionContext
from ..core.engine.reflected import ReflectedCheckConstraint as ReflectedCheckConstraint
from ..core.engine.reflected import ReflectedColumn as ReflectedColumn
from ..core.engine.reflected import ReflectedComputed as ReflectedComputed
from ..core.engine.reflected import ReflectedConstraint as ReflectedConstraint
from ..core.engine.reflected import ReflectedForeignKeyConstraint as ReflectedForeignKeyConstraint
from ..core.engine.reflected import ReflectedIdentity as ReflectedIdentity
from ..core.engine.reflected import ReflectedIndex as ReflectedIndex
from ..core.engine.reflected import ReflectedPrimaryKeyConstraint as ReflectedPrimaryKeyConstraint
from ..core.engine.reflected import ReflectedTableComment as ReflectedTableComment
from ..core.engine.reflected import ReflectedUniqueConstraint as ReflectedUniqueConstraint
from ..core.engine.reflected import TableKey as TableKey
