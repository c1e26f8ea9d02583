"""DDL as statements: ``CREATE``, ``ALTER``, ``DROP``, ``COMMENT``, and text with ``DDL()``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Self

from ..expression.elements import ClauseElement
from ..expression.select import Executable
from ..node import fresh_ident
from .base import DDLIf


class BaseDDLElement(ClauseElement, opaque=True):
    """Base of all parts of DDL that render by themselves."""

    is_ddl: ClassVar[bool] = True
    element: Any

    def __init__(self, element: Any) -> None:
        self._ident = fresh_ident()
        self.element = element

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {getattr(self.element, 'name', self.element)!s}>"


class DDLElement(BaseDDLElement, Executable):
    """Base of DDL statements."""

    _ddl_if: DDLIf | None = None
    _execution_options: dict[str, Any] | None = None
    target: Any = None

    def against(self, target: Any) -> Self:
        """Return a copy that is about ``target``."""
        new = self._about(self.element)
        new.target = target
        return new

    def execution_options(self, **options: Any) -> Self:
        """Return a copy that carries execution options."""
        new = self._about(self.element)
        new._execution_options = {**(self._execution_options or {}), **options}
        return new

    def get_execution_options(self) -> dict[str, Any]:
        """Return the execution options of this statement."""
        return dict(self._execution_options or {})

    def _about(self, element: Any) -> Self:
        new = object.__new__(type(self))
        vars(new).update(vars(self))
        new._ident = fresh_ident()
        new.element = element
        return new

    def execute_if(self, dialect: Any = None, callable_: Callable[..., bool] | None = None, state: Any = None) -> Self:
        """Return this for use as an event listener that runs on ``dialect`` only, or when ``callable_`` says so."""
        new = self.against(self.target)
        new._ddl_if = DDLIf(dialect, callable_, state)
        return new

    def __call__(self, target: Any, bind: Any, **kw: Any) -> None:
        """Execute; this makes DDL usable as a listener of ``after_create`` and the like."""
        kw.pop("checkfirst", None)
        if self._ddl_if is None or self._ddl_if.holds(self, target, bind, bind.dialect, **kw):
            bind.execute(self.against(target))


ExecutableDDLElement = DDLElement


class DDL(DDLElement):
    """SQL text; with a ``target``, ``%(table)s``, ``%(schema)s`` and ``%(fullname)s`` stand for its names."""

    __visit_name__ = "ddl"

    def __init__(self, statement: str, context: dict[str, Any] | None = None) -> None:
        if not isinstance(statement, str):
            raise TypeError(f"DDL() takes a string of SQL, got {statement!r}")
        super().__init__(statement)
        self.statement, self.context = statement, dict(context or {})


class CreateTable(DDLElement):
    """``CREATE TABLE``."""

    __visit_name__ = "create_table"

    def __init__(self, element: Any, include_foreign_key_constraints: Any = None, if_not_exists: bool = False) -> None:
        super().__init__(element)
        self.columns = [CreateColumn(c) for c in element.columns]
        self.include_foreign_key_constraints = include_foreign_key_constraints
        self.if_not_exists = if_not_exists

    def to_metadata(self, metadata: Any, table: Any) -> Self:
        """Return a copy that is about ``table``, this one's copy in ``metadata``."""
        new = self._about(table)
        new.columns = [CreateColumn(c) for c in table.columns]
        return new


class CreateColumn(BaseDDLElement):
    """One column inside CREATE TABLE."""

    __visit_name__ = "create_column"


class DropTable(DDLElement):
    """``DROP TABLE``."""

    __visit_name__ = "drop_table"

    def __init__(self, element: Any, if_exists: bool = False) -> None:
        super().__init__(element)
        self.if_exists = if_exists

    def to_metadata(self, metadata: Any, table: Any) -> Self:
        """Return a copy that is about ``table``, this one's copy in ``metadata``."""
        return self._about(table)


class CreateIndex(DDLElement):
    """``CREATE INDEX``."""

    __visit_name__ = "create_index"

    def __init__(self, element: Any, if_not_exists: bool = False) -> None:
        super().__init__(element)
        self.if_not_exists = if_not_exists


class DropIndex(DropTable):
    """``DROP INDEX``."""

    __visit_name__ = "drop_index"


class CreateSequence(CreateIndex):
    """``CREATE SEQUENCE``."""

    __visit_name__ = "create_sequence"


class DropSequence(DropTable):
    """``DROP SEQUENCE``."""

    __visit_name__ = "drop_sequence"


class CreateSchema(DDLElement):
    """``CREATE SCHEMA``."""

    __visit_name__ = "create_schema"

    def __init__(self, name: str, if_not_exists: bool = False) -> None:
        super().__init__(name)
        self.if_not_exists = if_not_exists


class DropSchema(DDLElement):
    """``DROP SCHEMA``."""

    __visit_name__ = "drop_schema"

    def __init__(self, name: str, cascade: bool = False, if_exists: bool = False) -> None:
        super().__init__(name)
        self.cascade, self.if_exists = cascade, if_exists


class AddConstraint(DDLElement):
    """``ALTER TABLE ... ADD CONSTRAINT``; CREATE TABLE then leaves the constraint out."""

    __visit_name__ = "add_constraint"

    def __init__(self, element: Any, *, isolate_from_table: bool = True) -> None:
        super().__init__(element)
        if isolate_from_table:
            element._altered = True


class DropConstraint(DDLElement):
    """``ALTER TABLE ... DROP CONSTRAINT``."""

    __visit_name__ = "drop_constraint"

    def __init__(
        self, element: Any, *, cascade: bool = False, if_exists: bool = False, isolate_from_table: bool = True
    ) -> None:
        super().__init__(element)
        self.cascade, self.if_exists = cascade, if_exists
        if isolate_from_table:
            element._altered = True


class SetTableComment(DDLElement):
    """``COMMENT ON TABLE``."""

    __visit_name__ = "set_table_comment"


class DropTableComment(DDLElement):
    """``COMMENT ON TABLE ... IS NULL``."""

    __visit_name__ = "drop_table_comment"


class SetColumnComment(DDLElement):
    """``COMMENT ON COLUMN``."""

    __visit_name__ = "set_column_comment"


class DropColumnComment(DDLElement):
    """``COMMENT ON COLUMN ... IS NULL``."""

    __visit_name__ = "drop_column_comment"


class SetConstraintComment(DDLElement):
    """``COMMENT ON CONSTRAINT``."""

    __visit_name__ = "set_constraint_comment"


class DropConstraintComment(DDLElement):
    """``COMMENT ON CONSTRAINT ... IS NULL``."""

    __visit_name__ = "drop_constraint_comment"


class SavepointClause(DDLElement):
    """``SAVEPOINT name``."""

    __visit_name__ = "savepoint"


class RollbackToSavepointClause(DDLElement):
    """``ROLLBACK TO SAVEPOINT name``."""

    __visit_name__ = "rollback_to_savepoint"


class ReleaseSavepointClause(DDLElement):
    """``RELEASE SAVEPOINT name``."""

    __visit_name__ = "release_savepoint"


class CreateEnumType(DDLElement):
    """``CREATE TYPE ... AS ENUM``."""


class DropEnumType(DDLElement):
    """``DROP TYPE``."""
