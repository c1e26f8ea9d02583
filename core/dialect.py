"""The plugin surface: everything that a dialect's author needs, and nothing with an underscore.

A dialect is data: capabilities, spellings, the order of clauses, drivers. Tables merge down the class hierarchy;
``None`` removes an inherited entry. A whole dialect can be one short class::

    class DuckDB(PostgresLike):
        name = "duckdb"
        capabilities = replace(PostgresLike.capabilities, for_update=False)
"""

from __future__ import annotations

import dataclasses
import enum
import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from .compile import capabilities as caps
from .compile import render_dml as dml
from .compile import render_expression as expr
from .compile import render_select as query
from .compile.capabilities import Capabilities
from .compile.passes import STANDARD, Pass
from .compile.pipeline import build_pipeline, literal_sql
from .compile.render_type import bind_cast_text, cast_text, type_text
from .exc import ArgumentError, IdentifierError
from .types.base import TypeEngine, to_instance
from .types.literal import literal_text
from .types.scalar import TupleType

__all__ = ["Capabilities", "Dialect", "Pass", "caps", "dml", "expr", "query"]


class BindTyping(enum.Enum):
    """How a dialect tells the driver the type of a parameter."""

    NONE = 1
    """Not at all: the driver tells it from the value."""
    SETINPUTSIZES = 2
    """By the cursor's ``setinputsizes()``."""
    RENDER_CASTS = 3
    """By a cast in the text."""


class Dialect:
    """One SQL database: how it spells what it can, and what it can.

    Parameters: ``driver`` is the engine's, None when only text is wanted; ``version`` the server's, the newest that
    the class speaks of when not given; ``paramstyle`` overrides the driver's.
    """

    #: Version of this contract that the dialect was written for; another one is refused.
    api: ClassVar[int] = 1
    name: ClassVar[str] = "default"
    #: Names of dialects whose prefixes and options are meant for this one too.
    relatives: ClassVar[tuple[str, ...]] = ()
    #: Names of relatives whose prefixes, suffixes and hints are meant for this database too.
    family: ClassVar[tuple[str, ...]] = ()
    #: What people call the database, in errors.
    title: ClassVar[str] = ""
    capabilities: Capabilities = Capabilities(
        paging=caps.Paging.LIMIT_OFFSET,
        fetch_percent=True,
        booleans=caps.Booleans.NATIVE,
        nulls_ordering=caps.NullsOrdering.SYNTAX,
        row_values=True,
        row_comparisons=True,
        lateral=True,
        aggregate_filter=True,
        values_table=True,
        for_update=True,
        skip_locked=True,
        insert_returning=caps.Returning.CLAUSE,
        update_returning=caps.Returning.CLAUSE,
        delete_returning=caps.Returning.CLAUSE,
        update_from=caps.UpdateFrom.FROM,
        delete_using=caps.DeleteUsing.USING,
        empty_insert=caps.EmptyInsert.EMPTY_LISTS,
        upsert=caps.Upsert.ON_CONFLICT,
        merge=caps.MergeForm.CLAUSES,
        merge_by_source=True,
        merge_returning=caps.Returning.CLAUSE,
        merge_outcome="lower(merge_action())",
        row_versions=caps.RowVersions.OLD_NEW,
        returning_other_tables=True,
        arrays=True,
        dml_ctes=True,
        try_cast=True,
        aggregate_order=True,
        sequences=True,
        deferrable=True,
        replace_view=caps.ReplaceView.OR_REPLACE,
        temporary_views=True,
        materialized_views=True,
        comments=True,
        constraint_comments=True,
        distinct_on=True,
        intersect_all=True,
        max_parameters=32700,
        max_identifier=9999,
    )
    #: Changes of capabilities by the server version that they came with, oldest first.
    since: ClassVar[tuple[tuple[tuple[int, ...], dict[str, Any]], ...]] = ()
    #: Options of ``create_engine()`` that a dialect takes: each is declared as ``option_<name>``.
    option_enable_from_linting: ClassVar[bool] = True
    #: What writes and reads JSON documents, in place of ``json.dumps`` and ``json.loads``.
    option_json_serializer: ClassVar[Callable[[Any], str] | None] = None
    option_json_deserializer: ClassVar[Callable[[Any], Any] | None] = None
    option_max_identifier_length: ClassVar[int | None] = None
    #: How long labels, aliases and parameters are that this library names; None: as long as the server takes.
    option_label_length: ClassVar[int | None] = None
    #: What reads the text of options in a configuration.
    option_types: ClassVar[Mapping[str, Callable[[str], Any]]] = {}
    #: What options change of the capabilities: functions of their values, by their names.
    option_changes: ClassVar[Mapping[str, Callable[[Any], dict[str, Any]]]] = {}
    #: Options that SQLAlchemy has here and this dialect has not: the values that ask for what is done anyway, and what
    #: to do in place of others.
    options_elsewhere: ClassVar[Mapping[str, tuple[tuple[Any, ...], str]]] = {}
    #: The version that text is rendered for when there is no server.
    default_version: ClassVar[tuple[int, ...]] = ()
    paramstyle: str = "named"

    quotes: ClassVar[tuple[str, str]] = ('"', '"')
    reserved: ClassVar[frozenset[str]] = frozenset()
    #: Characters that a name may have without quotes, and whether it must be lower case.
    legal_name: ClassVar[re.Pattern[str]] = re.compile(r"^[A-Z0-9_$]+$", re.I)
    illegal_initial: ClassVar[frozenset[str]] = frozenset("0123456789$")
    #: The server counts the length of a name in bytes of UTF-8, not in characters.
    names_in_bytes: ClassVar[bool] = False

    types: ClassVar[dict[type, Any]] = {}
    type_impls: ClassVar[dict[type, type]] = {}
    #: Names of types inside CAST where they differ from DDL, and of the casts that bound values need; by class,
    #: None for no cast.
    casts: ClassVar[dict[type, Any]] = {}
    bind_casts: ClassVar[dict[type, Any]] = {}
    #: Rendering of plain Python values as SQL text, by class.
    literals: ClassVar[dict[type, Any]] = {}
    functions: ClassVar[dict[str, Any]] = dict(expr.ANSI_FUNCTIONS)
    operators: ClassVar[dict[str, Any]] = dict(expr.ANSI_OPERATORS)
    renders: ClassVar[dict[type, Any]] = {}
    ddl_renders: ClassVar[dict[type, Any]] = {}
    #: Elements of DDL that the server has not, with the remedy (`core.compile.render_ddl.Refused`).
    ddl_refused: ClassVar[dict[type, Any]] = {}
    clauses: ClassVar[dict[str, tuple[str, ...]]] = dict(dml.ANSI_CLAUSES)
    joins: ClassVar[dict[str, str]] = {}
    #: Edits of the pass list: see :func:`isogloss.core.compile.pipeline.build_pipeline`.
    passes: ClassVar[dict[str, Any]] = {}
    #: The ``<name>_<option>`` keywords that schema objects and statements take for this dialect, with their defaults,
    #: by the name of the class; the option ``"*"`` is any.
    construct_arguments: ClassVar[dict[str, dict[str, Any]]] = {
        name: {"*": None} for name in ("Table", "Column", "Constraint", "ForeignKey", "Index", "Sequence", "Identity")
    }
    drivers: ClassVar[dict[str, Any]] = {}
    default_driver: ClassVar[str] = ""
    reflection: ClassVar[Any] = None
    #: What sqlglot calls this dialect; None where it has the same name.
    glot: ClassVar[str | None] = None

    limit_all: ClassVar[str] = "\n LIMIT -1"
    boolean_words: ClassVar[tuple[str, str]] = ("0", "1")
    #: MERGE: a table hint after the target, what ends the statement, and whether conditions follow SET as WHERE.
    merge_hint: ClassVar[str] = ""
    merge_end: ClassVar[str] = ""
    merge_where: ClassVar[bool] = False
    #: ``INSERT ... SELECT ... ON CONFLICT`` is read as a join without WHERE.
    conflict_needs_where: ClassVar[bool] = False
    empty_set: ClassVar[str] = "SELECT 1 WHERE 1!=1"

    render_table: ClassVar[Mapping[type, Callable[..., None]]] = {
        **expr.ANSI_EXPRESSIONS, **query.ANSI_QUERIES, **dml.ANSI_DML,
    }  # fmt: skip

    def __init_subclass__(cls, **kw: Any) -> None:
        super().__init_subclass__(**kw)
        for table in (
            "types",
            "type_impls",
            "casts",
            "bind_casts",
            "literals",
            "functions",
            "operators",
            "renders",
            "ddl_renders",
            "ddl_refused",
            "clauses",
            "joins",
            "drivers",
        ):
            own = cls.__dict__.get(table)
            if own is not None:
                merged: dict[Any, Any] = {}
                for base in reversed(cls.__mro__[1:]):
                    merged.update(base.__dict__.get(table, {}))
                merged.update(own)
                keep = table in ("casts", "bind_casts")  # None has a meaning there
                setattr(cls, table, {k: v for k, v in merged.items() if keep or v is not None})
        cls.render_table = {k: v for k, v in {**Dialect.render_table, **cls.renders}.items() if v is not None}
        if cls.api != Dialect.api:
            raise ArgumentError(
                f"dialect {cls.name!r} was written for version {cls.api} of the dialect contract, this is "
                f"{Dialect.api}; install a matching version of it"
            )

    def __init__(
        self,
        driver: Any = None,
        *,
        version: tuple[int, ...] | None = None,
        paramstyle: str | None = None,
        capabilities: Capabilities | None = None,
        **options: Any,
    ) -> None:
        for option in options:
            if not hasattr(type(self), f"option_{option}"):
                raise TypeError(f"dialect {self.name!r} has no option {option!r}")
        self.driver = driver
        self.version = tuple(version) if version is not None else self.default_version
        self.paramstyle = paramstyle or (driver.paramstyle if driver is not None else type(self).paramstyle)
        self.capabilities = capabilities if capabilities is not None else self.capabilities_of(self.version)
        self.options = options
        self.json_serializer = options.get("json_serializer")
        self.json_deserializer = options.get("json_deserializer")
        if (longest := options.get("max_identifier_length")) is not None:
            self.capabilities = dataclasses.replace(self.capabilities, max_identifier=longest, max_label=longest)
        for option, change in self.option_changes.items():
            if option in options and (changed := change(options[option])):
                self.capabilities = dataclasses.replace(self.capabilities, **changed)
        if (longest := options.get("label_length")) is not None:
            self.capabilities = dataclasses.replace(
                self.capabilities, max_label=_label_length(self.capabilities, longest)
            )
        #: The longest name that is not cut, when it was made up: cut, it has room for a number.
        self.longest_label = max((self.capabilities.max_label or self.capabilities.max_identifier) - 6, 0)
        self.pipeline = build_pipeline(STANDARD, self.capabilities, self.passes)
        self.positional = self.paramstyle in ("qmark", "format", "numeric", "numeric_dollar")
        doubles = getattr(driver, "doubles_percent", True)
        self.escapes_percent = doubles and self.paramstyle in ("format", "pyformat")
        self._cast = "({})::{}" if getattr(driver, "interpolates", False) else "{}::{}"
        json = (self.json_serializer, self.json_deserializer)
        self.fingerprint = _fingerprint(
            (type(self), type(driver), self.paramstyle, self.capabilities, self._cast, doubles, json)
        )
        self.positional_mark = {"qmark": "?", "format": "%s", "pyformat": "%s"}.get(self.paramstyle)
        self._quoted: dict[str, str] = {}

    @classmethod
    def capabilities_of(cls, version: tuple[int, ...]) -> Capabilities:
        """Return the capabilities of one server version."""
        made = cls.capabilities
        changes: dict[str, Any] = {}
        for since, more in cls.since:
            if not version or version >= since:
                changes.update(more)
        return dataclasses.replace(made, **changes) if changes else made

    def for_server(self, version: tuple[int, ...]) -> Dialect:
        """Return the dialect of a server of ``version``; this one is not changed."""
        if tuple(version) == tuple(self.version):
            return self
        return type(self)(self.driver, version=tuple(version), paramstyle=self.paramstyle, **self.options)

    def describe(self) -> str:
        """Return name and version, as errors print them."""
        return f"{self.title or self.name} {'.'.join(map(str, self.version[:2]))}".strip()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} dialect {'.'.join(map(str, self.version))}>"

    @property
    def server_version_info(self) -> tuple[int, ...]:
        """Return the version of the server; before the first connection, the one that is taken for granted."""
        return self.version

    @property
    def dbapi(self) -> Any:
        """Return the DB-API module in use, or None for a dialect without a driver."""
        return self.driver.module if self.driver is not None else None

    # -- names -----------------------------------------------------------------------------------------------------

    def cut(self, name: str, length: int) -> str:
        """Return the beginning of ``name`` that is no longer than ``length``, as the server counts."""
        return name.encode()[:length].decode(errors="ignore") if self.names_in_bytes else name[:length]

    def quote(self, name: str) -> str:
        """Return an identifier, in quotes where it needs them."""
        # a quoted_name equals the plain name, and is written otherwise
        quoted = self._quoted.get(name) if type(name) is str else None
        if quoted is None:
            force = getattr(name, "quote", None)
            if force is True or (force is None and self.needs_quotes(name)):
                quoted = self.quote_always(name)
            else:
                quoted = str(name)
            if force is None:
                self._quoted[name] = quoted
        return quoted

    def quote_always(self, name: str) -> str:
        """Return an identifier in quotes, quotes inside it doubled."""
        if not name or "\x00" in name:
            raise IdentifierError(f"{name!r} cannot be an identifier: it is empty or has a NUL character")
        start, end = self.quotes
        return f"{start}{str(name).replace(end, end * 2)}{end}"

    def needs_quotes(self, name: str) -> bool:
        """Answer whether ``name`` must stand in quotes."""
        if not name:
            return True
        lower = name.lower()
        return (
            lower in self.reserved
            or name[0] in self.illegal_initial
            or not self.legal_name.match(str(name))
            or lower != name
        )

    def quote_schema(self, schema: str) -> str:
        """Return a schema as it stands before a name; one dialect knows schemas of several parts."""
        return self.quote(schema)

    def format_table(self, table: Any, *, use_schema: bool = True) -> str:
        """Return the name of ``table`` with its schema."""
        schema = getattr(table, "schema", None)
        name = self.quote(table.name)
        return f"{self.quote_schema(schema)}.{name}" if schema and use_schema else name

    # -- values ----------------------------------------------------------------------------------------------------

    def literal(self, value: Any) -> str:
        """Return a plain Python value as SQL text."""
        return literal_text(value, self)

    def literal_sql(self, expression: Any, include_table: bool = False) -> str:
        """Return an expression with its values written out, as DDL has it."""
        return literal_sql(expression, self, include_table=include_table)

    @property
    def escapes_backslash(self) -> bool:
        """Whether a backslash in a literal starts an escape."""
        return self.capabilities.backslash_escapes

    def placeholder(self, name: str, number: int) -> str:
        """Return how parameter ``name``, the ``number``-th of a positional style, stands in the text."""
        style = self.paramstyle
        if style == "qmark":
            return "?"
        if style == "format":
            return "%s"
        if style == "pyformat":
            return f"%({name})s"
        if style == "named":
            return f":{name}"
        return f":{number}" if style == "numeric" else f"${number}"

    literals_join_lines: ClassVar[bool] = False
    """A backslash at the end of a line in a literal is read as nothing, and so is the end of the line."""
    folds_bind_names: ClassVar[bool] = False
    """Names of parameters that differ in case alone are one parameter to the driver."""

    def bind_key(self, name: str) -> str:
        """Return the key under which the driver takes the value of parameter ``name``, where it takes a dictionary."""
        return name

    def cast_placeholder(self, text: str, type_: Any) -> str:
        """Return the placeholder with the cast that the driver needs, where it needs one."""
        cast = bind_cast_text(type_, self)
        # -1::SMALLINT is -(1::SMALLINT): a driver that writes values into the text needs parentheses around them
        return self._cast.format(text, cast) if cast else text

    def join_parts(self, parts: tuple[Any, ...], slots: tuple[Any, ...]) -> str:
        """Return the text of a statement: placeholders between its parts."""
        out = []
        number = 0
        for p in parts:
            if type(p) is not int:
                out.append(p)
                continue
            slot = slots[p]
            if slot.expanding or slot.literal_execute:
                out.append(f"__[POSTCOMPILE_{slot.name}{self._around_item(slot, slots)}]")
                continue
            number += 1
            out.append(self.cast_placeholder(self.placeholder(slot.name, number), slot.type))
        return "".join(out)

    def _around_item(self, slot: Any, slots: tuple[Any, ...]) -> str:
        """Return how the SQL around each item of a list is shown: ``~~upper(~~REPL~~)~~``."""
        if slot.items is None or len(slot.items) > 1:
            return ""
        parts = slot.items[0]
        at = parts.index(None)
        before, after = (self.join_parts(some, slots) for some in (parts[:at], parts[at + 1 :]))
        return f"~~{before}~~REPL~~{after}~~"

    def cast_type(self, type_: Any) -> str | None:
        """Return the name of ``type_`` inside CAST; None where there is no such cast and the value stands as it is."""
        return cast_text(type_, self)

    def empty_in(self, type_: Any) -> str:
        """Return a query of no rows, for an IN with an empty list."""
        columns = len(type_.types) if isinstance(type_, TupleType) else 1
        return self.empty_set.replace("1", ", ".join(["1"] * columns), 1)

    @property
    def bind_typing(self) -> BindTyping:
        """How types of parameters are told to the driver."""
        if self.bind_casts:
            return BindTyping.RENDER_CASTS
        told = self.driver is not None and self.driver.takes_input_sizes
        return BindTyping.SETINPUTSIZES if told else BindTyping.NONE

    def fetch_word(self, options: tuple[Any, ...]) -> str:
        """Return what stands between FETCH and FIRST for options of ``fetch()``, with a space behind it."""
        return ""

    def around_insert(self, ctx: Any) -> tuple[str, str] | None:
        """Return statements to execute before and after an INSERT, or None; `ctx.facts` tells its table and keys."""
        return None

    def next_value(self, sequence: Any) -> str:
        """Return the expression for the next value of a sequence."""
        return f"next value for {self.format_table(sequence)}"

    def type_descriptor(self, typeobj: Any) -> TypeEngine:
        """Return a type given as a class or an instance: ``TypeDecorator.load_dialect_impl()`` asks for it."""
        return to_instance(typeobj)

    def has_table(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> bool:
        """Answer whether a table or view exists; ``inspect(connection).has_table(name)`` is the same."""
        if self.reflection is None:
            raise NotImplementedError(f"dialect {self.name!r} has no catalog to look into")
        return bool(self.reflection.has_table(connection, table_name, schema))

    def type_text(self, type_: Any) -> str:
        """Return the name of a type in DDL."""
        return type_text(type_, self)


def _label_length(capabilities: Capabilities, length: int) -> int:
    most = capabilities.max_label or capabilities.max_identifier
    if length > most:
        raise ArgumentError(
            f"Label length of {length} is greater than this dialect's maximum identifier length of {most}"
        )
    return length


def _fingerprint(parts: tuple[Any, ...]) -> int:
    """Return a number that equal dialects share: it stands in every cache key, and hashes at once."""
    return _FINGERPRINTS.setdefault(parts, len(_FINGERPRINTS))


_FINGERPRINTS: dict[tuple[Any, ...], int] = {}
RESERVED_WORDS = frozenset(
    """
    all analyse analyze and any array as asc asymmetric authorization between binary both case cast check collate
    column constraint create cross current_date current_role current_time current_timestamp current_user default
    deferrable desc distinct do else end except false for foreign freeze from full grant group having ilike in
    initially inner intersect into is isnull join leading left like limit localtime localtimestamp natural new not
    notnull null off offset old on only or order outer overlaps placing primary references right select
    session_user set similar some symmetric table then to trailing true union unique user using verbose when where
    """.split()
)


class DefaultDialect(Dialect):
    """Standard SQL: what ``str(statement)`` shows without a database."""

    name = "default"
    glot = ""
    reserved = RESERVED_WORDS
    renders = {}

    def next_value(self, sequence: Any) -> str:
        """Return words for reading: the standard's differ from every server's."""
        return f"<next sequence value: {self.format_table(sequence)}>"


DEFAULT = DefaultDialect()
