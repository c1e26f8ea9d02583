"""The finished statement: text, parameters in, rows out; everything that execution needs, decided once."""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from ..exc import CompileError, InvalidRequestError, StatementError, UnsupportedByDialect
from ..types.base import NullType
from ..types.infer import type_of
from ..types.scalar import TupleType
from .writer import apart

if TYPE_CHECKING:
    from ..dialect import Dialect
    from .context import Slot


class GeneratedKind(enum.Enum):
    """How values that the server made come back."""

    NONE = "none"
    ROWS = "rows of the statement itself"
    OUT_PARAMETERS = "out-parameters"
    LAST_ROW_ID = "cursor.lastrowid"
    QUERY = "a query in the same call"


class Generated(NamedTuple):
    """Which values the server makes, and how they come back."""

    kind: GeneratedKind = GeneratedKind.NONE
    columns: tuple[Any, ...] = ()


class ResultColumn(NamedTuple):
    """One column of the result: its name in SQL, its key in Python, its type, and what a row can be asked with."""

    name: str
    key: Any
    type: Any
    objects: tuple[Any, ...]

    @property
    def row_key(self) -> str:
        """Return what rows call it: the name in SQL, but the attribute's where a mapped class stands behind it."""
        mapped = any(getattr(o, "_plugin", None) is not None for o in self.objects)
        return str(self.key if mapped or not self.name else self.name)

    @property
    def found_by(self) -> tuple[Any, ...]:
        """Return what finds it besides: its objects, and where its name is its own both name and key."""
        own = bool(self.objects) and getattr(self.objects[0], "name", None) == self.name
        return (*self.objects, self.name, str(self.key)) if own and self.name != self.key else self.objects


class BatchOrder(enum.Enum):
    """How returned rows of a batch find their parameters."""

    NONE = "they do not"
    AS_GIVEN = "the server returns them in order"
    SORT_KEY = "sorted by the generated key at ``index``"
    MATCH_KEY = "matched by the primary key, which both have"
    ONE_BY_ONE = "no order can be had: one statement a row"


class Batch:
    """A multi-row INSERT that can be written for any number of rows, in a positional style.

    ``keys`` names the values of one row; ``before`` and ``after`` are slots outside the rows.
    """

    __slots__ = (
        "adds_key",
        "after",
        "arrays",
        "before",
        "independent",
        "index",
        "keys",
        "match",
        "order",
        "parameters_per_row",
        "processors",
        "row_slots",
        "write",
    )

    def __init__(
        self,
        write: Callable[[int], str],
        keys: tuple[str | None, ...],
        processors: tuple[Any, ...],
        before: tuple[Slot, ...],
        after: tuple[Slot, ...],
        row_slots: tuple[Slot, ...],
        order: BatchOrder,
        index: int,
        match: tuple[tuple[int, ...], tuple[int, ...]] | None = None,
    ) -> None:
        self.write, self.keys, self.processors = write, keys, processors
        self.before, self.after, self.row_slots = before, after, row_slots
        self.order, self.index = order, index
        #: The last column that comes back is the key at ``index``, which the user has not asked for.
        self.adds_key = False
        #: Text of the same INSERT for any number of rows, whose parameters are one array for each column.
        self.arrays: str | None = None
        #: One statement for all rows does what one for each does: none of them reads what another has written.
        self.independent = False
        #: Positions of the primary key in a row of parameters and in a returned row.
        self.match = match
        self.parameters_per_row = max(1, len(keys))

    def __call__(self, rows: int) -> str:
        """Return the text for ``rows`` rows."""
        return self.write(rows)

    def max_rows(self, capabilities: Any) -> int:
        """Return how many rows one statement may have."""
        fixed = len(self.before) + len(self.after)
        most = int((capabilities.max_parameters - fixed) // self.parameters_per_row)
        return max(1, min(int(capabilities.max_insert_rows), most))


class Compiled:
    """One statement for one dialect. Immutable; shared by all executions of statements of the same shape."""

    __slots__ = (
        "_collect",
        "_collect_many",
        "_collect_named",
        "batch",
        "columns",
        "dialect",
        "expands",
        "extras",
        "facts",
        "generated",
        "implicit_returning",
        "kind",
        "parts",
        "returns_rows",
        "row_class",
        "slots",
        "statement",
        "string",
        "text_order",
        "trace",
        "tree",
        "values",
    )

    def __init__(
        self, *, dialect: Dialect, statement: Any, kind: str, tree: Any, parts: tuple[Any, ...], ctx: Any
    ) -> None:
        self.dialect, self.statement, self.kind, self.tree, self.parts = dialect, statement, kind, tree, parts
        self.slots: tuple[Slot, ...] = tuple(ctx.slots)
        self.text_order: tuple[int, ...] = tuple(p for p in parts if type(p) is int)
        self.columns = tuple(ResultColumn(*c) for c in ctx.result)
        self.extras: dict[str, Any] = ctx.extras
        self.facts: dict[str, Any] = ctx.facts
        self.generated: Generated = ctx.facts.get("generated", Generated())
        self.implicit_returning: tuple[Any, ...] = ctx.facts.get("implicit_returning", ())
        self.returns_rows = bool(self.columns) or bool(self.implicit_returning) or kind == "select"
        self.expands = any(s.expanding or s.literal_execute for s in self.slots)
        self.trace = ctx.trace
        self.values: Sequence[Any] = ()
        self.batch: Batch | None = None
        self.row_class: Any = None
        self.string = dialect.join_parts(parts, self.slots)
        self._collect: Any = None
        self._collect_named: Any = None
        self._collect_many: Any = None

    # -- what it is ------------------------------------------------------------------------------------------------

    @property
    def is_select(self) -> bool:
        """Whether this is a SELECT or set operation."""
        return self.kind == "select"

    @property
    def schema_translate_map(self) -> Mapping[Any, Any] | None:
        """The schemas that were replaced by others, or None."""
        return self.facts.get("schema_map")

    def visit_unsupported_compilation(self, element: Any, err: Exception, **kw: Any) -> NoReturn:
        """Raise for an element that has no text here."""
        raise UnsupportedByDialect(
            repr(element), self.dialect.describe(), "say it in another way, or as text()"
        ) from err

    @property
    def is_insert(self) -> bool:
        """Whether this is an INSERT (or what an upsert became)."""
        return self.kind == "insert"

    @property
    def is_update(self) -> bool:
        """Whether this is an UPDATE."""
        return self.kind == "update"

    @property
    def is_delete(self) -> bool:
        """Whether this is a DELETE."""
        return self.kind == "delete"

    @property
    def is_text(self) -> bool:
        """Whether this is the user's own text."""
        return self.kind == "text"

    @property
    def is_ddl(self) -> bool:
        """Whether this is DDL."""
        return False

    @property
    def is_sql(self) -> bool:
        """Whether this is a statement or expression, and not DDL."""
        return True

    @property
    def sql_compiler(self) -> Compiled:
        """This object."""
        return self

    @property
    def cache_key(self) -> Any:
        """The shape of the statement, by which this is found again."""
        return self.statement.structure()[0]

    @property
    def execution_options(self) -> dict[str, Any]:
        """The execution options of the statement."""
        return dict(getattr(self.statement, "execution_options_", None) or {})

    def process(self, obj: Any, **kw: Any) -> str:
        """Return the text of another element for the same dialect."""
        return str(obj.compile(dialect=self.dialect, **kw))

    @property
    def isinsert(self) -> bool:
        """The same as :attr:`is_insert`."""
        return self.is_insert

    @property
    def positional(self) -> bool:
        """Whether parameters go to the driver as a sequence."""
        return bool(self.dialect.positional)

    @property
    def positiontup(self) -> list[str] | None:
        """Names of the parameters in the order of the text, for positional styles."""
        return [self.slots[i].name for i in self.text_order] if self.positional else None

    @property
    def params(self) -> dict[str, Any]:
        """Values of the parameters by name."""
        return self.construct_params()

    def construct_params(
        self,
        params: Mapping[str, Any] | None = None,
        extracted_parameters: Sequence[Any] | None = None,
        escape_names: bool = True,
    ) -> dict[str, Any]:
        """Return values by name, with ``params`` in place of the statement's own.

        ``extracted_parameters`` are those of another statement of the same shape, whose values are then used; names
        need no escapes here, so that ``escape_names`` changes nothing.
        """
        given = params or {}
        values = self.values if extracted_parameters is None else extracted_parameters
        out = {}
        for s in self.slots:
            if s.key is not None and s.key in given:
                out[s.name] = given[s.key]
            elif s.index is not None and s.index < len(values):
                out[s.name] = values[s.index].effective_value
            else:
                out[s.name] = s.constant
        return out

    def __str__(self) -> str:
        return self.string

    def __repr__(self) -> str:
        return f"<Compiled {self.kind} for {self.dialect.describe()}: {self.string[:80]!r}>"

    def explain(self) -> str:
        """Return the tree as it was resolved; and after each pass that changed it, with the reason.

        The reason says what the server lacks, what is written instead, and from which version on it is not needed.
        """
        from .explain import explained

        if self.trace is None:
            raise InvalidRequestError("compile with explain=True, or call statement.compile(...).explain()")
        return explained(self, self.trace)

    def pretty(self) -> str:
        """Return the text laid out over several lines."""
        from ..glot import pretty

        return pretty(self.string, self.dialect)

    # -- parameters in ---------------------------------------------------------------------------------------------

    def collect(self, values: Sequence[Any], params: Mapping[str, Any] | None = None, context: Any = None) -> Any:
        """Return the driver's parameters of one execution: a tuple or dict, processed."""
        if not params:
            collect = self._collect
            if collect is None:
                collect = self._collect = _make_collect(self, False)
            return collect(values, (), context)
        collect = self._collect_named
        if collect is None:
            collect = self._collect_named = _make_collect(self, True)
        return collect(values, params, context)

    def collect_many(self, values: Sequence[Any], rows: Sequence[Mapping[str, Any]], context: Any = None) -> list[Any]:
        """Return the driver's parameters of many executions."""
        many = self._collect_many
        if many is None:
            many = self._collect_many = _make_collect(self, True, many=True)
        return many(values, rows, context)  # type: ignore[no-any-return]

    def text_for(
        self, values: Sequence[Any], params: Mapping[str, Any] | None = None, context: Any = None
    ) -> tuple[str, Any]:
        """Return ``(text, parameters)`` where IN lists and literal-execute values are written out."""
        return expand(self, values, params or {}, context)

    # -- rows out --------------------------------------------------------------------------------------------------

    def result_processors(self, coltypes: Sequence[Any] | None = None) -> tuple[Any, ...]:
        """Return the function per result column that makes the Python value, None where nothing is to be done."""
        if coltypes is None:
            coltypes = (None,) * len(self.columns)
        dialect = self.dialect
        return tuple(c.type.result_for(dialect, ct) for c, ct in zip(self.columns, coltypes, strict=False))


def slot_value(slot: Slot, values: Sequence[Any], params: Mapping[str, Any], context: Any = None) -> Any:
    """Return the unprocessed value of ``slot`` for one execution."""
    if slot.key is not None and slot.key in params:
        return params[slot.key]
    if slot.index is not None:
        if slot.required:
            raise missing(slot)
        return values[slot.index].effective_value
    if slot.default is not None:
        return default_value(slot, values, params, context)
    if slot.required:
        raise missing(slot)
    return slot.constant


def default_value(slot: Slot, values: Sequence[Any], params: Mapping[str, Any], context: Any) -> Any:
    """Return what the default of ``slot`` makes; a function that asks is shown the other values of the row."""
    assert slot.default is not None
    if context is None:
        return slot.default(None)
    if context.row is not params:
        context.row = params
        context.made.clear()
    if slot.row is not None:
        context.current_parameters = {
            key: slot_value(other, values, params) if other.default is None else context.made.get(other)
            for key, other in slot.row.items()
        }
    made = context.made[slot] = slot.default(context)
    return made


def missing(slot: Slot) -> StatementError:
    """Return the error for a parameter that no value was given for."""
    return InvalidParameter(slot.key or slot.name)


class InvalidParameter(StatementError):
    """Raised when a parameter, named by ``key``, has no value."""

    def __init__(self, key: str) -> None:
        super().__init__(f"A value is required for bind parameter '{key}'", None, None, None)
        self.key = key


def expand(
    compiled: Compiled, values: Sequence[Any], params: Mapping[str, Any], context: Any = None
) -> tuple[str, Any]:
    """Write IN lists and literal-execute values into the text; return it with the driver's parameters."""
    dialect = compiled.dialect
    out: list[str] = []
    named: dict[str, Any] = {}
    ordered: list[Any] = []
    done: dict[int, str] = {}
    mark = dialect.positional_mark if dialect.positional else None

    def placeholder(name: str, value: Any, type_: Any) -> str:
        process = type_.bind_for(dialect)
        value = value if process is None else process(value)
        if dialect.positional:
            ordered.append(value)
            return dialect.cast_placeholder(dialect.placeholder(name, len(ordered)), type_)
        named[dialect.bind_key(name)] = value
        return dialect.cast_placeholder(dialect.placeholder(name, 0), type_)

    def literal(value: Any, type_: Any) -> str:
        text = str(type_.literal_for(dialect)(value))
        return text.replace("%", "%%") if dialect.escapes_percent else text

    def same_marks(items: list[Any], type_: Any) -> str:
        process = type_.bind_for(dialect)
        ordered.extend(items if process is None else map(process, items))
        return ", ".join([dialect.cast_placeholder(str(mark), type_)] * len(items))

    def cell(name: str, number: str, value: Any, type_: Any) -> str:
        return placeholder(f"{name}_{number}", value, type_)

    def cell_literal(number: str, value: Any, type_: Any) -> str:
        return literal(value, type_)

    def other(number: int) -> str:
        slot = compiled.slots[number]
        return placeholder(slot.name, slot_value(slot, values, params, context), slot.type)

    for part in compiled.parts:
        if type(part) is not int:
            out.append(part)
            continue
        slot = compiled.slots[part]
        value = slot_value(slot, values, params, context)
        if slot.literal_execute and not slot.expanding:
            out.append(apart(out, literal(value, slot.type)))
            continue
        if not slot.expanding:
            out.append(placeholder(slot.name, value, slot.type))
            continue
        if part in done and not dialect.positional:
            out.append(done[part])
            continue
        items = list(value) if value is not None else []
        rows = bool(items) and is_rows(items, slot.type)
        if not rows and 0 < dialect.capabilities.max_in_list < len(items):
            raise _list_too_long(slot.name, len(items), dialect)
        if items and not rows and mark is not None and not slot.literal_execute and slot.items is None:
            out.append(same_marks(items, slot.type))
            continue
        write = cell_literal if slot.literal_execute else functools.partial(cell, slot.name)
        done[part] = list_text(slot, items, dialect, write, other)
        out.append(done[part])
    return "".join(out), tuple(ordered) if dialect.positional else named


def list_text(
    slot: Slot, items: Sequence[Any], dialect: Dialect,
    cell: Callable[[str, Any, Any], str], other: Callable[[int], str],
) -> str:  # fmt: skip
    """Return the text of the items of a list for IN.

    ``cell`` writes a value of a type, numbered by a text such as ``1`` or ``1_2``; ``other`` writes the parameter of
    another slot, which stands in the SQL that a type puts around its values.
    """
    if not items:
        return dialect.empty_in(slot.type)
    around = slot.items

    def one(number: str, value: Any, type_: Any, at: int = 0) -> str:
        parts = (None,) if around is None else around[at]
        return "".join([p if type(p) is str else cell(number, value, type_) if p is None else other(p) for p in parts])

    write = cell if around is None else one
    if not is_rows(items, slot.type):
        return ", ".join([write(str(i), item, slot.type) for i, item in enumerate(items, 1)])
    rows = []
    for i, item in enumerate(items, 1):
        types = cell_types(slot.type, item)
        cells = [one(f"{i}_{j + 1}", value, types[j], j) for j, value in enumerate(item)]
        rows.append(f"({', '.join(cells)})")
    return ("VALUES " if dialect.capabilities.row_values_in_values else "") + ", ".join(rows)


def _list_too_long(name: str, count: int, dialect: Dialect) -> CompileError:
    limit = dialect.capabilities.max_in_list
    return CompileError(
        f"the list {name!r} for IN has {count:,} items, {dialect.describe()} takes {limit:,}; execute the statement "
        "for parts of the list, or compare with a SELECT of the values from a table"
    )


def is_rows(items: Sequence[Any], type_: Any) -> bool:
    """Answer whether the items of an IN list are rows; of a known type, such as an array, a list is one value."""
    return isinstance(items[0], (tuple, list)) and type_._affinity in (TupleType, NullType)


def cell_types(type_: Any, row: Sequence[Any]) -> Sequence[Any]:
    """Return the types of the values of one row of an IN list; one that is not known is told from its value."""
    return type_.types if isinstance(type_, TupleType) else [type_of(cell) for cell in row]


def _make_collect(compiled: Compiled, named: bool, many: bool = False) -> Callable[..., Any]:
    """Generate the function that collects the parameters of one execution, or of many."""
    dialect = compiled.dialect
    scope: dict[str, Any] = {"default_value": default_value}
    slots = compiled.slots
    shows_rows = any(slot.row is not None for slot in slots)
    order = compiled.text_order if dialect.positional else tuple(dict.fromkeys(compiled.text_order))
    items = []
    for i in order:
        slot = slots[i]
        source = _source(slot, i, named, scope, shows_rows)
        process = slot.type.bind_for(dialect)
        if process is not None:
            scope[f"p{i}"] = process
            source = f"p{i}({source})"
        items.append(source if dialect.positional else f"{dialect.bind_key(slot.name)!r}: {source}")
    for i, slot in enumerate(slots):
        scope[f"s{i}"] = slot
    body = f"({', '.join(items)}{',' if items else ''})" if dialect.positional else "{" + ", ".join(items) + "}"
    if many:
        src = f"def collect(values, rows, context):\n return [{body} for params in rows]"
    else:
        src = f"def collect(values, params, context):\n return {body}"
    scope["fail"] = _fail
    exec(src, scope)  # noqa: S102 - made of slot numbers and repr() of names
    return scope["collect"]  # type: ignore[no-any-return]


def _source(slot: Slot, i: int, named: bool, scope: dict[str, Any], shows_rows: bool) -> str:
    if slot.index is not None:
        inner = f"values[{slot.index}].effective_value" if slot.node.deferred else f"values[{slot.index}].value"
        if slot.required:
            inner = f"fail(s{i})"
    elif slot.default is not None:
        inner = f"default_value(s{i}, values, params, context)" if shows_rows else f"s{i}.default(context)"
    elif slot.required:
        inner = f"fail(s{i})"
    else:
        scope[f"c{i}"] = slot.constant
        inner = f"c{i}"
    if named and slot.key is not None:
        return f"(params[{slot.key!r}] if {slot.key!r} in params else {inner})"
    return inner


def _fail(slot: Slot) -> Any:
    raise missing(slot)
