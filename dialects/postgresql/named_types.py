"""Types that are objects of a schema: domains, and what enums and domains have in common."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from ...core.compile.render_ddl import DdlWriter
from ...core.expression.elements import ClauseElement
from ...core.schema.create import emit_type
from ...core.schema.ddl import CreateEnumType, DDLElement, DropEnumType
from ...core.types.base import Processor, TypeEngine, to_instance


class NamedType:
    """A type that is created and dropped by its name, by itself or with the tables that use it."""

    def create(self, bind: Any, checkfirst: bool = True, **kw: Any) -> None:
        """Send CREATE for this type; unless ``checkfirst`` is false, only where it is not there."""
        emit_type(self, bind, "create", checkfirst)

    def drop(self, bind: Any, checkfirst: bool = True, **kw: Any) -> None:
        """Send DROP for this type; unless ``checkfirst`` is false, only where it is there."""
        emit_type(self, bind, "drop", checkfirst)


class DOMAIN(NamedType, TypeEngine, affinity=True):
    """A type of the server's with a default, a CHECK, NOT NULL or a collation of its own.

    It is made with the tables that use it unless ``create_type`` is false; with ``metadata`` it goes with all of
    its tables only.
    """

    def __init__(
        self,
        name: str,
        data_type: Any,
        *,
        collation: str | None = None,
        collation_schema: str | None = None,
        default: Any = None,
        constraint_name: str | None = None,
        not_null: bool | None = None,
        check: Any = None,
        create_type: bool = True,
        schema: str | None = None,
        metadata: Any = None,
        inherit_schema: bool = False,
    ) -> None:
        self.name, self.data_type = name, to_instance(data_type)
        self.collation, self.collation_schema, self.default = collation, collation_schema, default
        self.constraint_name, self.not_null, self.check = constraint_name, not_null, check
        self.create_type, self.schema, self.metadata = create_type, schema, metadata
        self.inherit_schema = inherit_schema
        if metadata is not None:
            metadata._types.append(self)

    def unsized(self) -> TypeEngine:
        return self.data_type.unsized()

    @property
    def python_type(self) -> type:
        return self.data_type.python_type

    def text_decoder(self) -> Callable[[str], Any]:
        try:
            return _DECODERS.get(self.python_type, str)
        except NotImplementedError:
            return str

    def bind_processor(self, dialect: Any) -> Processor | None:
        return self.data_type.bind_for(dialect)

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        return self.data_type.result_for(dialect, coltype)

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        return self.data_type.literal_for(dialect)

    def repr_struct(self) -> str:
        return f"DOMAIN({self.name!r}, {self.data_type!r})"

    def type_ddl(self, creating: bool) -> DDLElement:
        """Return the statement that creates or drops this type."""
        return CreateDomainType(self) if creating else DropDomainType(self)


class CreateDomainType(DDLElement):
    """``CREATE DOMAIN``."""


class DropDomainType(DDLElement):
    """``DROP DOMAIN``."""


def domain_name(type_: Any, dialect: Any) -> str:
    """Return the name of a domain, with its schema where it has one."""
    name: str = dialect.quote(type_.name)
    return f"{dialect.quote(type_.schema)}.{name}" if type_.schema else name


def create_domain(element: CreateDomainType, w: DdlWriter) -> str:
    """Render CREATE DOMAIN."""
    domain = element.element
    parts = []
    if domain.collation is not None:
        parts.append(f"COLLATE {w.qualified(domain.collation_schema, domain.collation)}")
    if domain.default is not None:
        default = w.text(domain.default) if isinstance(domain.default, str) else _said(domain.default, w)
        parts.append(f"DEFAULT {default}")
    if domain.constraint_name is not None:
        parts.append(f"CONSTRAINT {w.quote(domain.constraint_name)}")
    if domain.not_null:
        parts.append("NOT NULL")
    if domain.check is not None:
        parts.append(f"CHECK ({_said(domain.check, w)})")
    return f"CREATE DOMAIN {w.named_type(domain)} AS {w.named_type(domain.data_type)} {' '.join(parts)}"


def drop_domain(element: DropDomainType, w: DdlWriter) -> str:
    """Render DROP DOMAIN."""
    return f"DROP DOMAIN {w.named_type(element.element)}"


def _said(item: Any, w: DdlWriter) -> str:
    return w.expression(item) if isinstance(item, ClauseElement) else w.escaped(str(item))


#: Python type -> what makes a value of the text by which PostgreSQL writes it (ISO DateStyle, hex bytea).
_DECODERS: dict[type, Callable[[str], Any]] = {
    int: int,
    float: float,
    Decimal: Decimal,
    bool: lambda text: text == "t",
    bytes: lambda text: bytes.fromhex(text.removeprefix("\\x")),
    date: date.fromisoformat,
    time: time.fromisoformat,
    datetime: datetime.fromisoformat,
    UUID: UUID,
}

DDL_RENDERS: dict[type, Any] = {CreateDomainType: create_domain, DropDomainType: drop_domain}
__all__ = ["DOMAIN", "CreateDomainType", "CreateEnumType", "DropDomainType", "DropEnumType", "NamedType"]
