"""SQL of DDL elements: the standard's, in a table by class that a dialect's ``ddl_renders`` overrides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import md5
from typing import Any, TypeAlias

from ..exc import CompileError, IdentifierError, UnsupportedByDialect
from ..expression.elements import (
    BinaryExpression,
    ExpressionClauseList,
    False_,
    True_,
    UnaryExpression,
)
from ..expression.forms import Case
from ..expression.textual import TextClause
from ..schema import constraints as con
from ..schema import ddl, views
from ..schema.defaults import Computed, DefaultClause, Identity, IdentityOptions, NextValue, Sequence
from ..schema.naming import ConventionName
from ..schema.table import Column, Table, TypeCheckConstraint
from ..types.literal import quote_text
from ..types.scalar import BOOLEAN
from . import render_view
from .render_type import type_text

Render: TypeAlias = Callable[[Any, "DdlWriter"], str]


def render_ddl(element: Any, dialect: Any, schema_map: Mapping[Any, Any] | None = None) -> str:
    """Return the SQL text of ``element`` for ``dialect``, schemas replaced as ``schema_map`` says."""
    return DdlWriter(dialect, schema_map).render(element)


@dataclass(frozen=True)
class Refused:
    """What a server has not: refused with its remedy, unless the server has the ``capability``."""

    what: str
    remedy: str
    when: Callable[[Any], Any] = lambda element: True
    capability: str | None = None

    def check(self, element: Any, dialect: Any) -> None:
        """Raise `UnsupportedByDialect` if ``element`` asks for it."""
        has = self.capability is not None and getattr(dialect.capabilities, self.capability)
        if not has and self.when(element):
            raise UnsupportedByDialect(self.what, dialect.describe(), self.remedy)


class CompiledDDL:
    """A finished DDL statement: text, and no parameters."""

    __slots__ = ("dialect", "params", "schema_translate_map", "statement", "string")
    is_ddl = True

    def __init__(self, statement: Any, dialect: Any, schema_translate_map: Mapping[Any, Any] | None = None) -> None:
        self.statement, self.dialect, self.schema_translate_map = statement, dialect, schema_translate_map
        self.string = render_ddl(statement, dialect, schema_translate_map)
        self.params: dict[str, Any] = {}

    def __str__(self) -> str:
        return self.string


class DdlWriter:
    """What the rendering functions of one dialect share."""

    __slots__ = ("capabilities", "dialect", "refused", "renders", "schema_map")

    def __init__(self, dialect: Any, schema_map: Mapping[Any, Any] | None = None) -> None:
        self.dialect, self.schema_map = dialect, schema_map
        self.capabilities = dialect.capabilities
        self.renders: Mapping[type, Render] = getattr(dialect, "ddl_renders", {})
        self.refused: Mapping[type, tuple[Refused, ...]] = getattr(dialect, "ddl_refused", {})

    def render(self, element: Any) -> str:
        """Return the text of ``element`` by the nearest class that this dialect, or the standard, renders."""
        cls = type(element)
        for refused in (*DDL_REFUSED.get(cls, ()), *self.refused.get(cls, ())):
            refused.check(element, self.dialect)
        for cls in type(element).__mro__:
            render = self.renders.get(cls) or DDL_RENDERS.get(cls)
            if render is not None:
                return render(element, self)
        raise CompileError(f"no DDL is known for {element!r} on dialect {self.dialect.name!r}")

    def quote(self, name: str) -> str:
        """Return an identifier, quoted where needed."""
        return self.escaped(self.dialect.quote(name))

    def quote_schema(self, schema: str) -> str:
        """Return a schema as it stands before a name, quoted where needed."""
        return self.escaped(self.dialect.quote_schema(schema))

    def table(self, table: Any) -> str:
        """Return a table's name with its schema."""
        return self.qualified(table.schema, table.name)

    def schema(self, schema: str | None) -> str | None:
        """Return what stands for ``schema`` in this text."""
        return self.schema_map.get(schema, schema) if self.schema_map else schema

    def qualified(self, schema: str | None, name: str) -> str:
        """Return ``schema.name``."""
        schema = self.schema(schema)
        return f"{self.quote_schema(schema)}.{self.quote(name)}" if schema else self.quote(name)

    def text(self, value: str) -> str:
        """Return a text literal; its percent signs are doubled for drivers that format the text."""
        return self.escaped(quote_text(value, self.dialect))

    def escaped(self, text: str) -> str:
        """Return ``text`` with percent signs doubled for drivers that format it."""
        return text.replace("%", "%%") if self.dialect.escapes_percent else text

    def expression(self, expression: Any) -> str:
        """Return a SQL expression with its values as literals and its columns without their table."""
        if isinstance(expression, TextClause) and not expression.binds:
            return self.escaped(_ESCAPED_COLON.sub(":", expression.text))
        return self.escaped(self.dialect.literal_sql(expression, include_table=False))

    def columns(self, columns: Iterable[Any]) -> str:
        """Return column names, separated by commas."""
        return ", ".join([self.quote(c.name) for c in columns])

    def name(self, item: Any) -> str | None:
        """Return the name of a constraint or index as the server will take it, or None."""
        name: str | None = item.name
        if name is None:
            return None
        limit = self.capabilities.max_identifier
        if limit and len(name) > limit:
            if not isinstance(name, ConventionName):
                raise IdentifierError(
                    f"Identifier '{name}' exceeds maximum length of {limit} characters on {self.dialect.name}"
                )
            name = f"{name[: limit - 8]}_{md5(name.encode(), usedforsecurity=False).hexdigest()[-4:]}"
        return self.quote(name)

    def named(self, constraint: Any) -> str:
        """Return ``CONSTRAINT name``, or nothing for one without a name."""
        name = self.name(constraint)
        return "" if name is None else f"CONSTRAINT {name} "

    def type(self, column: Any) -> str:
        """Return the type of ``column``."""
        return self.named_type(column.type)

    def named_type(self, type_: Any) -> str:
        """Return a type's name; one that is an object of a schema stands in the schema that is meant."""
        inner = getattr(type_, "item_type", type_)
        schema = getattr(inner, "schema", None)
        moved = self.schema(schema)
        if moved == schema:
            return type_text(type_, self.dialect)
        inner = inner.copy()
        inner.schema = moved
        if hasattr(type_, "item_type"):
            type_ = type_.copy()
            type_.item_type = inner
        else:
            type_ = inner
        return type_text(type_, self.dialect)

    def option(self, item: Any, name: str, default: Any = None) -> Any:
        """Return a dialect-specific option of ``item``."""
        return item.dialect_kwargs.get(f"{self.dialect.name}_{name}", default)

    def default(self, column: Any) -> str | None:
        """Return what stands after DEFAULT, or None."""
        default = column.server_default
        if not isinstance(default, DefaultClause):
            return None
        arg = default.arg
        if isinstance(arg, str):
            return self.text(arg)
        if isinstance(arg, NextValue):
            return self.render(arg)
        if isinstance(arg, (True_, False_)):
            return BOOLEAN.literal_for(self.dialect)(isinstance(arg, True_))
        return self.expression(arg)

    def grouped_default(self, column: Any, bare: re.Pattern[str]) -> str | None:
        """Return the default in parentheses unless it matches ``bare``, or begins with a literal or a parenthesis.

        A reflected one, which comes without its parentheses, has to be one literal or one group.
        """
        text = self.default(column)
        if text is None or bare.match(text):
            return text
        alone = _stands_alone(text) if column.server_default.reflected else text.lstrip()[:1] in _OPENING
        return text if alone else f"({text})"

    def is_counted(self, column: Any) -> bool:
        """Answer whether ``column`` is the one that the server counts by itself."""
        return column.table is not None and column.table._autoincrement_column is column

    def table_constraints(self, create: ddl.CreateTable) -> list[Any]:
        """Return the constraints that stand in CREATE TABLE, in order."""
        table = create.element
        chosen: list[Any] = [table.primary_key] if len(table.primary_key) else []
        included = create.include_foreign_key_constraints
        constraints = {*table.constraints}
        if not self.capabilities.named_column_checks:
            constraints |= {c for column in table.columns for c in column.constraints if c.name is not None}
        for constraint in sorted(constraints, key=lambda c: c._creation_order):
            if constraint is table.primary_key:
                continue
            if isinstance(constraint, con.ForeignKeyConstraint):
                if included is not None and constraint not in included:
                    continue
                if constraint.use_alter and self.capabilities.alter_constraints:
                    continue
            chosen.append(constraint)
        return [c for c in chosen if not c._altered and self.holds(c)]

    def holds(self, item: Any) -> bool:
        """Answer whether conditions on ``item`` let it be created here."""
        if item._for_type is not None and item._for_type.dialect_impl(self.dialect).native_on(self.dialect):
            return False
        return item._ddl_if is None or item._ddl_if.holds(None, item, None, self.dialect)


def words(*parts: str | None) -> str:
    """Return the parts that are not empty, with spaces between."""
    return " ".join([p for p in parts if p])


# -- tables ----------------------------------------------------------------------------------------------------------


def create_table(element: ddl.CreateTable, w: DdlWriter) -> str:
    """Render CREATE TABLE."""
    table = element.element
    prefixes = "".join(f"{p} " for p in table._prefixes)
    lines = []
    for column in element.columns:
        try:
            line = w.render(column)
        except CompileError as error:
            where = f"(in table '{table.description}', column '{column.element.name}')"
            error.args = (f"{where}: {error.args[0]}", *error.args[1:])
            raise
        if line:
            lines.append(line)
    lines += [text for c in w.table_constraints(element) if (text := w.render(c))]
    head = f"\nCREATE {prefixes}TABLE {'IF NOT EXISTS ' if element.if_not_exists else ''}{w.table(table)} ("
    body = "\n\t" + ", \n\t".join(lines) if lines else ""
    return f"{head}{body}\n){w.render(table)}\n\n"


def create_column(element: ddl.CreateColumn, w: DdlWriter) -> str:
    """Render a column: name, type, default, generation, NOT NULL, checks."""
    column = element.element
    if column.system:
        return ""
    default = w.default(column)
    identity = column.identity if w.capabilities.identity else None
    return words(
        w.quote(column.name),
        w.type(column),
        None if default is None else f"DEFAULT {default}",
        w.render(column.computed) if column.computed is not None else None,
        w.render(identity) if identity is not None else None,
        "NOT NULL" if not column.nullable and identity is None else None,
        column_checks(column, w),
    )


def column_checks(column: Any, w: DdlWriter) -> str:
    """Render the constraints that stand with a column."""
    apart = not w.capabilities.named_column_checks
    return " ".join([w.render(c) for c in column.constraints if w.holds(c) and not (apart and c.name is not None)])


def table_suffix(table: Any, w: DdlWriter) -> str:
    """Render what stands after a table's closing parenthesis."""
    return ""


def drop_table(element: ddl.DropTable, w: DdlWriter) -> str:
    """Render DROP TABLE."""
    return f"\nDROP TABLE {'IF EXISTS ' if element.if_exists else ''}{w.table(element.element)}"


def computed(element: Computed, w: DdlWriter) -> str:
    """Render GENERATED ALWAYS AS."""
    persisted = element.persisted if w.capabilities.virtual_columns else True
    kept = "" if persisted is None else " STORED" if persisted else " VIRTUAL"
    return f"GENERATED ALWAYS AS ({w.expression(element.sqltext)}){kept}"


def identity(element: Identity, w: DdlWriter) -> str:
    """Render GENERATED ... AS IDENTITY."""
    options = identity_options(element)
    kind = "ALWAYS" if element.always else "BY DEFAULT"
    return f"GENERATED {kind} AS IDENTITY" + (f" ({options})" if options else "")


def identity_options(element: IdentityOptions, words: Mapping[str, str] | None = None) -> str:
    """Render the numbers of a sequence; ``words`` respells some of them."""
    parts = []
    if element.increment is not None:
        parts.append(f"INCREMENT BY {element.increment}")
    if element.start is not None:
        parts.append(f"START WITH {element.start}")
    if element.minvalue is not None:
        parts.append(f"MINVALUE {element.minvalue}")
    if element.maxvalue is not None:
        parts.append(f"MAXVALUE {element.maxvalue}")
    if element.nominvalue is not None:
        parts.append("NO MINVALUE")
    if element.nomaxvalue is not None:
        parts.append("NO MAXVALUE")
    if element.cache is not None:
        parts.append(f"CACHE {element.cache}")
    if element.cycle is not None:
        parts.append("CYCLE" if element.cycle else "NO CYCLE")
    return " ".join(parts if words is None else [words.get(p, p) for p in parts])


# -- constraints -----------------------------------------------------------------------------------------------------


def primary_key(element: con.PrimaryKeyConstraint, w: DdlWriter) -> str:
    """Render PRIMARY KEY."""
    return f"{w.named(element)}PRIMARY KEY ({w.columns(key_columns(element))}){deferral(element, w)}"


def key_columns(element: con.PrimaryKeyConstraint) -> list[Any]:
    """Return the columns of a key: as said, or that which the server counts first."""
    return element.columns_autoinc_first if element._implicit else list(element.columns)


def unique(element: con.UniqueConstraint, w: DdlWriter) -> str:
    """Render UNIQUE."""
    if not len(element.columns):
        return ""
    return f"{w.named(element)}UNIQUE ({w.columns(element.columns)}){deferral(element, w)}"


def check(element: con.CheckConstraint, w: DdlWriter) -> str:
    """Render CHECK."""
    return f"{w.named(element)}CHECK ({w.expression(element.sqltext)}){deferral(element, w)}"


def type_check(element: TypeCheckConstraint, w: DdlWriter) -> str:
    """Render the CHECK of a type that keeps to a list of values."""
    values = ", ".join([w.text(v) if isinstance(v, str) else str(v) for v in element.values])
    return f"{w.named(element)}CHECK ({w.quote(element.column.name)} IN ({values})){deferral(element, w)}"


def foreign_key(element: con.ForeignKeyConstraint, w: DdlWriter) -> str:
    """Render FOREIGN KEY."""
    return f"{foreign_key_target(element, w)}{foreign_key_actions(element, w)}{deferral(element, w)}"


def foreign_key_target(element: con.ForeignKeyConstraint, w: DdlWriter, table: str | None = None) -> str:
    """Render a foreign key up to the columns that it refers to."""
    remote = [fk.column for fk in element.elements]
    match = f" MATCH {element.match}" if element.match is not None else ""
    referred = f"{table or w.table(remote[0].table)} ({w.columns(remote)})"
    return f"{w.named(element)}FOREIGN KEY({w.columns(element.columns)}) REFERENCES {referred}{match}"


def foreign_key_actions(element: con.ForeignKeyConstraint, w: DdlWriter) -> str:
    """Render ON DELETE and ON UPDATE."""
    text = ""
    for word, action in (("DELETE", element.ondelete), ("UPDATE", element.onupdate)):
        if action is not None:
            if not _ACTION.match(action):
                raise CompileError(f"Unexpected SQL phrase in ON {word} of a foreign key: {action!r}")
            text += f" ON {word} {action}"
    return text


def deferral(element: Any, w: DdlWriter) -> str:
    """Render DEFERRABLE and INITIALLY."""
    text = "" if element.deferrable is None else " DEFERRABLE" if element.deferrable else " NOT DEFERRABLE"
    if element.initially is not None:
        if element.initially.upper() not in ("DEFERRED", "IMMEDIATE"):
            raise CompileError(f"INITIALLY is DEFERRED or IMMEDIATE, got {element.initially!r}")
        text += f" INITIALLY {element.initially}"
    return text


def add_constraint(element: ddl.AddConstraint, w: DdlWriter) -> str:
    """Render ALTER TABLE ... ADD."""
    return f"ALTER TABLE {w.table(element.element.table)} ADD {w.render(element.element)}"


def drop_constraint(element: ddl.DropConstraint, w: DdlWriter) -> str:
    """Render ALTER TABLE ... DROP CONSTRAINT."""
    exists = "IF EXISTS " if element.if_exists else ""
    cascade = " CASCADE" if element.cascade else ""
    return f"ALTER TABLE {w.table(element.element.table)} DROP CONSTRAINT {exists}{drop_name(element, w)}{cascade}"


def drop_name(element: Any, w: DdlWriter) -> str:
    """Return the name of what is dropped, which must have one."""
    name = w.name(element.element)
    if name is None:
        raise CompileError(f"Can't emit DROP CONSTRAINT for constraint {element.element!r}; it has no name")
    return name


# -- indexes ---------------------------------------------------------------------------------------------------------


def create_index(element: ddl.CreateIndex, w: DdlWriter) -> str:
    """Render CREATE INDEX."""
    index = checked_index(element.element)
    expressions = ", ".join([w.expression(e) for e in index.expressions])
    return f"{index_head(element, w)}{w.name(index)} ON {w.table(index.table)} ({expressions})"


def index_head(element: ddl.CreateIndex, w: DdlWriter, kind: str = "", words: str = "") -> str:
    """Render ``CREATE [UNIQUE] kind INDEX words [IF NOT EXISTS]``."""
    exists = "IF NOT EXISTS " if element.if_not_exists else ""
    return f"CREATE {'UNIQUE ' if element.element.unique else ''}{kind}INDEX {words}{exists}"


def checked_index(index: con.Index) -> con.Index:
    """Return an index that has a table and a name."""
    if index.table is None:
        raise CompileError(f"Index '{index.name}' is not associated with any table.")
    if index.name is None:
        raise CompileError("CREATE INDEX requires that the index have a name")
    return index


def needs_parentheses(expression: Any) -> bool:
    """Answer whether an index expression is neither a column nor a call."""
    return isinstance(expression, (BinaryExpression, ExpressionClauseList, Case))


def ordering_of(expression: Any) -> tuple[Any, str]:
    """Split ``x DESC NULLS LAST`` into ``x`` and the words after it."""
    words = ""
    while isinstance(expression, UnaryExpression) and expression.operator.kind == "postfix":
        words = f" {expression.operator.opstring}{words}"
        expression = expression.element
    return expression, words


def drop_index(element: ddl.DropIndex, w: DdlWriter) -> str:
    """Render DROP INDEX with the schema before the name."""
    index = element.element
    name = drop_name(element, w)
    schema = None if index.table is None else w.schema(index.table.schema)
    if schema:
        name = f"{w.quote_schema(schema)}.{name}"
    return f"\nDROP INDEX {'IF EXISTS ' if element.if_exists else ''}{name}"


def drop_index_on(element: ddl.DropIndex, w: DdlWriter) -> str:
    """Render DROP INDEX ... ON table."""
    exists = "IF EXISTS " if element.if_exists else ""
    return f"\nDROP INDEX {exists}{drop_name(element, w)} ON {w.table(element.element.table)}"


# -- the rest --------------------------------------------------------------------------------------------------------


def create_sequence(element: ddl.CreateSequence, w: DdlWriter) -> str:
    """Render CREATE SEQUENCE."""
    sequence = element.element
    options = identity_options(sequence)
    head = f"CREATE SEQUENCE {'IF NOT EXISTS ' if element.if_not_exists else ''}"
    return f"{head}{w.qualified(sequence.schema, sequence.name)}" + (f" {options}" if options else "")


def create_typed_sequence(element: ddl.CreateSequence, w: DdlWriter) -> str:
    """Render CREATE SEQUENCE ... AS type."""
    sequence = element.element
    options = identity_options(sequence)
    kind = f" AS {type_text(sequence.data_type, w.dialect)}" if sequence.data_type is not None else ""
    head = f"CREATE SEQUENCE {'IF NOT EXISTS ' if element.if_not_exists else ''}"
    return f"{head}{w.qualified(sequence.schema, sequence.name)}{kind}" + (f" {options}" if options else "")


def next_value(element: NextValue, w: DdlWriter) -> str:
    """Render the next value of a sequence, as a default."""
    if not w.capabilities.sequences:
        raise UnsupportedByDialect("sequences", w.dialect.name, "use Identity(), or a default made by Python")
    sequence = element.sequence
    moved = w.schema(sequence.schema)
    if moved != sequence.schema:
        sequence = Sequence(sequence.name, schema=moved)
    return w.dialect.next_value(sequence)  # type: ignore[no-any-return]


def drop_sequence(element: ddl.DropSequence, w: DdlWriter) -> str:
    """Render DROP SEQUENCE."""
    exists = "IF EXISTS " if element.if_exists else ""
    return f"DROP SEQUENCE {exists}{w.qualified(element.element.schema, element.element.name)}"


def create_schema(element: ddl.CreateSchema, w: DdlWriter) -> str:
    """Render CREATE SCHEMA."""
    return f"CREATE SCHEMA {'IF NOT EXISTS ' if element.if_not_exists else ''}{w.quote(element.element)}"


def drop_schema(element: ddl.DropSchema, w: DdlWriter) -> str:
    """Render DROP SCHEMA."""
    exists, cascade = "IF EXISTS " if element.if_exists else "", " CASCADE" if element.cascade else ""
    return f"DROP SCHEMA {exists}{w.quote(element.element)}{cascade}"


def set_table_comment(element: ddl.SetTableComment, w: DdlWriter) -> str:
    """Render COMMENT ON TABLE."""
    return f"COMMENT ON TABLE {w.table(element.element)} IS {w.text(element.element.comment or '')}"


def drop_table_comment(element: ddl.DropTableComment, w: DdlWriter) -> str:
    """Render COMMENT ON TABLE IS NULL."""
    return f"COMMENT ON TABLE {w.table(element.element)} IS NULL"


def set_column_comment(element: ddl.SetColumnComment, w: DdlWriter) -> str:
    """Render COMMENT ON COLUMN."""
    column = element.element
    return f"COMMENT ON COLUMN {w.table(column.table)}.{w.quote(column.name)} IS {w.text(column.comment or '')}"


def drop_column_comment(element: ddl.DropColumnComment, w: DdlWriter) -> str:
    """Render COMMENT ON COLUMN IS NULL."""
    return f"COMMENT ON COLUMN {w.table(element.element.table)}.{w.quote(element.element.name)} IS NULL"


def set_constraint_comment(element: ddl.SetConstraintComment, w: DdlWriter) -> str:
    """Render COMMENT ON CONSTRAINT."""
    return f"{_constraint_comment(element, w)} IS {w.text(element.element.comment or '')}"


def drop_constraint_comment(element: ddl.DropConstraintComment, w: DdlWriter) -> str:
    """Render COMMENT ON CONSTRAINT IS NULL."""
    return f"{_constraint_comment(element, w)} IS NULL"


def _constraint_comment(element: Any, w: DdlWriter) -> str:
    if not w.capabilities.constraint_comments:
        raise UnsupportedByDialect("comments of constraints", w.dialect.describe(), "put the text into the table's")
    name = w.name(element.element)
    if name is None:
        raise CompileError(f"Can't emit COMMENT for constraint {element.element!r}; it has no name")
    return f"COMMENT ON CONSTRAINT {name} ON {w.table(element.element.table)}"


def release_savepoint(element: ddl.ReleaseSavepointClause, w: DdlWriter) -> str:
    """Render RELEASE SAVEPOINT."""
    if not w.capabilities.release_savepoint:
        raise UnsupportedByDialect(
            "RELEASE SAVEPOINT", w.dialect.describe(), "leave it out: the savepoint ends with its transaction"
        )
    return f"RELEASE SAVEPOINT {w.quote(element.element)}"


def create_enum_type(element: ddl.CreateEnumType, w: DdlWriter) -> str:
    """Render CREATE TYPE ... AS ENUM."""
    values = ", ".join([w.text(v) for v in element.element.enums])
    return f"CREATE TYPE {w.named_type(element.element)} AS ENUM ({values})"


def drop_enum_type(element: ddl.DropEnumType, w: DdlWriter) -> str:
    """Render DROP TYPE."""
    return f"DROP TYPE {w.named_type(element.element)}"


def _is_deferred(element: Any) -> bool:
    return element.deferrable is not None or element.initially is not None


def _is_on_expressions(element: ddl.CreateIndex) -> bool:
    return any(not isinstance(ordering_of(e)[0], (Column, TextClause)) for e in element.element.expressions)


def text_ddl(element: ddl.DDL, w: DdlWriter) -> str:
    """Render the user's text with the names of its target put in."""
    context = dict(element.context)
    if isinstance(element.target, Table):
        context.setdefault("table", w.quote(element.target.name))
        schema = w.schema(element.target.schema)
        context.setdefault("schema", w.quote_schema(schema) if schema else "")
        context.setdefault("fullname", w.table(element.target))
    return w.escaped(element.statement % context)


def _stands_alone(text: str) -> bool:
    """Answer whether SQL is one literal, or one group in parentheses."""
    text = text.strip()
    depth = 0
    for found in _QUOTED_OR_PARENTHESIS.finditer(text):
        depth += (found.group() == "(") - (found.group() == ")")
        if depth == 0:  # what the first one opens is closed
            return text[0] in _OPENING and found.end() == len(text)
    return False


_ACTION = re.compile(r"^(?:RESTRICT|CASCADE|SET NULL|NO ACTION|SET DEFAULT)(?:\s*\([\w\s,\"]+\))?$", re.IGNORECASE)
_ESCAPED_COLON = re.compile(r"\\:")
_OPENING = tuple("'\"(")
_QUOTED_OR_PARENTHESIS = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]""")

DDL_RENDERS: dict[type, Render] = {
    Table: table_suffix,
    Computed: computed,
    Identity: identity,
    con.PrimaryKeyConstraint: primary_key,
    con.UniqueConstraint: unique,
    con.CheckConstraint: check,
    TypeCheckConstraint: type_check,
    con.ForeignKeyConstraint: foreign_key,
    ddl.CreateTable: create_table,
    ddl.CreateColumn: create_column,
    ddl.DropTable: drop_table,
    ddl.CreateIndex: create_index,
    ddl.DropIndex: drop_index,
    ddl.AddConstraint: add_constraint,
    ddl.DropConstraint: drop_constraint,
    NextValue: next_value,
    ddl.CreateSequence: create_sequence,
    ddl.DropSequence: drop_sequence,
    ddl.CreateSchema: create_schema,
    ddl.DropSchema: drop_schema,
    ddl.SetTableComment: set_table_comment,
    ddl.DropTableComment: drop_table_comment,
    ddl.SetColumnComment: set_column_comment,
    ddl.DropColumnComment: drop_column_comment,
    ddl.SetConstraintComment: set_constraint_comment,
    ddl.DropConstraintComment: drop_constraint_comment,
    views.CreateView: render_view.create_view,
    views.CreateTableAs: render_view.create_table_as,
    views.DropView: render_view.drop_view,
    ddl.SavepointClause: lambda e, w: f"SAVEPOINT {w.quote(e.element)}",
    ddl.RollbackToSavepointClause: lambda e, w: f"ROLLBACK TO SAVEPOINT {w.quote(e.element)}",
    ddl.ReleaseSavepointClause: release_savepoint,
    ddl.CreateEnumType: create_enum_type,
    ddl.DropEnumType: drop_enum_type,
    ddl.DDL: text_ddl,
}

#: DEFERRABLE of constraints.
DEFERRABLE = Refused("DEFERRABLE", "leave deferrable= and initially= out, or use ddl_if()", _is_deferred)
IF_EXISTS = "ask inspect(connection) before it, or use create_all() and drop_all(), which do"
_ALTER = Refused(
    "ADD and DROP of a constraint", "put it into the table before the table is created", capability="alter_constraints"
)
_SEQUENCE = Refused("sequences", "use Identity(), or a default made by Python", capability="sequences")
_COMMENT = Refused("comments", "keep them in the metadata; create_all() leaves them out here", capability="comments")

#: What is refused on every server without the capability; a dialect adds to it by ``ddl_refused``.
DDL_REFUSED: dict[type, tuple[Refused, ...]] = {
    **dict.fromkeys(
        (con.PrimaryKeyConstraint, con.UniqueConstraint, con.CheckConstraint, con.ForeignKeyConstraint),
        (replace(DEFERRABLE, capability="deferrable"),),
    ),
    **dict.fromkeys((ddl.AddConstraint, ddl.DropConstraint), (_ALTER,)),
    **dict.fromkeys((ddl.CreateSequence, ddl.DropSequence), (_SEQUENCE,)),
    **dict.fromkeys(
        (ddl.SetTableComment, ddl.DropTableComment, ddl.SetColumnComment, ddl.DropColumnComment), (_COMMENT,)
    ),
    ddl.CreateIndex: (
        Refused(
            "an index on expressions", "add a Computed() column, and index that", _is_on_expressions,
            capability="expression_indexes",
        ),
    ),
    Computed: (
        Refused(
            "a computed column that is not stored", "leave persisted= out", lambda e: e.persisted is False,
            capability="virtual_columns",
        ),
    ),
}  # fmt: skip
