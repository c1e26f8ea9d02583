"""Schema objects: tables, columns, constraints, indexes, sequences, and the DDL that makes them."""

from __future__ import annotations

from .base import (
    BLANK_SCHEMA,
    NULL_UNSPECIFIED,
    RETAIN_SCHEMA,
    HasConditionalDDL,
    SchemaConst,
    SchemaItem,
    conv,
    quoted_name,
)
from .constraints import (
    CheckConstraint,
    ColumnCollectionConstraint,
    ColumnCollectionMixin,
    Constraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
)
from .create import (
    CheckFirst,
    emit_index,
    emit_metadata,
    emit_sequence,
    emit_table,
    sort_tables,
    sort_tables_and_constraints,
)
from .ddl import (
    DDL,
    AddConstraint,
    BaseDDLElement,
    CreateColumn,
    CreateEnumType,
    CreateIndex,
    CreateSchema,
    CreateSequence,
    CreateTable,
    DDLElement,
    DropColumnComment,
    DropConstraint,
    DropEnumType,
    DropIndex,
    DropSchema,
    DropSequence,
    DropTable,
    DropTableComment,
    ExecutableDDLElement,
    SetColumnComment,
    SetTableComment,
)
from .defaults import (
    CallableColumnDefault,
    ColumnDefault,
    ColumnElementColumnDefault,
    Computed,
    DefaultClause,
    DefaultGenerator,
    FetchedValue,
    Identity,
    IdentityOptions,
    NextValue,
    ScalarElementColumnDefault,
    Sequence,
)
from .metadata import MetaData
from .table import Column, Table

# Emission needs the DDL elements, which need the schema objects: tied here, where both are known.
MetaData._emit = emit_metadata
Table._emit = emit_table
Index._emit = emit_index
Sequence._emit = emit_sequence
