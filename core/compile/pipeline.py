"""One statement from surface to text: key, cache, resolve, lower, verify, render."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..exc import CompileError
from ..tree import nodes as t
from .batch import make_batch
from .cache import CompileCache
from .compiled import Compiled, list_text, slot_value
from .context import Context
from .lint import NO_LINTING
from .passes import Pass
from .resolve import resolve, resolve_bare
from .verify import verify
from .writer import Writer


def compile_statement(
    statement: Any,
    dialect: Any,
    *,
    cache: CompileCache | None = None,
    column_keys: tuple[str, ...] | None = None,
    many: bool = False,
    schema_map: Mapping[Any, Any] | None = None,
) -> tuple[Compiled, list[Any]]:
    """Return the compiled form of ``statement`` and the nodes that carry its values.

    ``column_keys`` are the names of the parameters that an INSERT or UPDATE is executed with; ``many`` says that
    there are several sets of them.
    """
    key, values = statement.structure()
    if cache is None:
        return compile_uncached(statement, dialect, values, column_keys, many, schema_map), values
    full = (key, dialect.fingerprint, column_keys, many, tuple(schema_map.items()) if schema_map else None)
    compiled = cache.get(full)
    if compiled is None:
        compiled = compile_uncached(statement, dialect, values, column_keys, many, schema_map)
        cache.put(full, compiled)
    return compiled, values


def compile_uncached(
    statement: Any,
    dialect: Any,
    values: list[Any],
    column_keys: tuple[str, ...] | None = None,
    many: bool = False,
    schema_map: Mapping[Any, Any] | None = None,
    trace: list[tuple[str, Any]] | None = None,
    linting: int = 0,
) -> Compiled:
    """Compile ``statement`` anew."""
    ctx = Context(
        dialect,
        value_index={id(v): i for i, v in enumerate(values)},
        column_keys=column_keys,
        many=many,
        schema_map=dict(schema_map) if schema_map else None,
        trace=trace,
    )
    ctx.facts["linting"], ctx.facts["schema_map"] = linting, ctx.schema_map
    tree, kind = resolve(statement, ctx)
    if trace is not None:
        trace.append(("resolve", tree))
    tree = lower(tree, ctx)
    verify(tree.classes(), dialect)
    if ctx.facts.get("extensions") and ctx.facts["extensions"] != sum(isinstance(n, t.Extension) for n in tree.walk()):
        raise CompileError(
            f"a syntax extension has no place in the form that this statement takes on {dialect.describe()}; "
            "compiled.explain() of the statement without it shows that form"
        )
    writer = Writer(dialect, ctx)
    writer.node(tree)
    compiled = Compiled(dialect=dialect, statement=statement, kind=kind, tree=tree, parts=writer.parts(), ctx=ctx)
    if kind == "insert":
        if ctx.facts.get("batchable"):
            compiled.batch = make_batch(compiled, ctx)
        if (around := dialect.around_insert(ctx)) is not None:
            compiled.extras["around"] = around
    return compiled


def lower(tree: Any, ctx: Context) -> Any:
    """Run the passes that the dialect's capabilities call for, in their order."""
    classes = tree.classes() | ctx.seen
    for p in ctx.dialect.pipeline:
        if p.triggers.isdisjoint(classes):
            continue
        new = p.run(tree, ctx)
        if new is not tree:
            tree = new
            classes = tree.classes() | ctx.seen
            if ctx.trace is not None:
                ctx.trace.append((p.name, tree))
    return tree


def compile_element(
    statement: Any,
    dialect: Any = None,
    *,
    column_keys: Any = None,
    compile_kwargs: Mapping[str, Any] | None = None,
    schema_translate_map: Mapping[Any, Any] | None = None,
    default_dialect: Any = None,
    linting: int = NO_LINTING,
    **_: Any,
) -> Compiled:
    """Serve ``statement.compile()``: compile without a cache, with the values of the statement at hand."""
    options = dict(compile_kwargs or {})
    _, values = statement.structure()
    trace: list[tuple[str, Any]] = []
    keys = None if column_keys is None else tuple(column_keys)
    compiled = compile_uncached(statement, dialect, values, keys, False, schema_translate_map, trace, linting)
    compiled.values = values
    if options.get("literal_binds"):
        compiled.string = literal_text(compiled, values)
    elif options.get("render_postcompile"):
        compiled.string = compiled.text_for(values)[0]
    return compiled


def literal_text(compiled: Compiled, values: list[Any]) -> str:
    """Return the text of ``compiled`` with every value written into it."""
    dialect = compiled.dialect
    slots = compiled.slots

    def write(number: int) -> str:
        slot = slots[number]
        if slot.key is not None and slot.index is None and slot.default is None and slot.constant is None:
            raise CompileError(
                f"Bind parameter '{slot.name}' has no value to render literally; give it one with values() or params()"
            )
        value = slot_value(slot, values, {})
        if not slot.expanding:
            return _literal(value, slot.type, dialect)
        return list_text(slot, list(value or ()), dialect, cell, write)

    cell = _cell_literal(dialect)
    writer = Writer(dialect, _Slots(slots), write)  # type: ignore[arg-type]
    writer.node(compiled.tree)
    return "".join(str(p) for p in writer.out)


def _literal(value: Any, type_: Any, dialect: Any) -> str:
    try:
        return str(type_.literal_for(dialect)(value))
    except (ValueError, TypeError) as error:
        shown = repr(value)
        shown = shown if len(shown) <= 80 else f"{shown[:80]}..."
        raise CompileError(f"Could not render literal value {shown} with datatype {type_!r}: {error}") from error


def _cell_literal(dialect: Any) -> Callable[[str, Any, Any], str]:
    return lambda number, value, type_: _literal(value, type_, dialect)


def literal_sql(expression: Any, dialect: Any, *, include_table: bool = False) -> str:
    """Return an expression as DDL has it: values written out, columns without their table."""
    _, values = expression.structure()
    ctx = Context(dialect, value_index={id(v): i for i, v in enumerate(values)})
    tree = lower_expression(resolve_bare(expression, ctx, include_table=include_table), ctx)

    def write(number: int) -> str:
        slot = ctx.slots[number]
        value = slot_value(slot, values, {})
        if slot.expanding:
            return list_text(slot, list(value or ()), dialect, _cell_literal(dialect), write)
        return _literal(value, slot.type, dialect)

    writer = Writer(dialect, ctx, write)
    writer.doubles = False  # the DDL writer doubles the whole text
    writer.node(tree)
    return "".join(str(p) for p in writer.out)


def lower_expression(tree: Any, ctx: Context) -> Any:
    """Lower a lone expression as if it stood in WHERE."""
    made = lower(t.Select(None, (t.Raw("1"),), (t.Raw("x"),), tree), ctx)
    return made.where


class _Slots:
    __slots__ = ("slots",)

    def __init__(self, slots: Any) -> None:
        self.slots = slots


def build_pipeline(standard: tuple[Pass, ...], capabilities: Any, edits: Mapping[str, Any]) -> tuple[Pass, ...]:
    """Return the passes that ``capabilities`` call for, with a dialect's edits.

    An edit maps the name of a pass to None (drop it), a pass (replace it), or ``("before" or "after", pass)``.
    """
    made: list[Pass] = []
    for p in standard:
        edit = edits.get(p.name, p)
        if edit is None:
            continue
        if isinstance(edit, tuple):
            where, extra = edit
            made.extend((extra, p) if where == "before" else (p, extra))
        else:
            made.append(edit)
    return tuple(p for p in made if p.when(capabilities))
