"""Resolve INSERT, UPDATE and DELETE: which columns, which defaults, what comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ..exc import ArgumentError, CompileError
from ..expression import dml as d
from ..expression import elements as e
from ..expression import operators as ops
from ..expression import select as s
from ..expression import selectable as f
from ..tree import nodes as t
from .capabilities import GeneratedKey, Returning
from .compiled import Generated, GeneratedKind
from .render_type import value_type
from .resolve_select import SelectResolver, _condition, _record_result, _with_ctes, plan_columns, wrapped_by_type
from .resolver import EXPRESSIONS, STATEMENTS, Scope


def resolve_insert(r: SelectResolver, node: d.Insert, parent: Scope | None, role: str) -> t.Insert:
    """Resolve an INSERT."""
    ctx, table = r.ctx, node._target
    scope = Scope(parent)
    scope.froms[id(table)] = table
    target = _hinted(ctx, node, r.from_(table, scope))._with(
        columns=tuple(c.name for c in table.c), keys=tuple(c.name for c in table.primary_key)
    )
    ctx.facts["insert_table"] = table
    order_rows = False
    if node.select is not None:
        keys = list(node.select_names)
        extra = _select_defaults(r, table, keys) if node.include_defaults else []
        query = r.statement(node.select, None, "insert")
        if extra:
            made = tuple(_select_default(r, c, scope) for _, c in extra)
            if not isinstance(query, t.Select) or query.distinct:
                query = _as_source(r, query, node.select)
            query = query._with(columns=(*query.columns, *made))
        keys += [k for k, _ in extra]
        source: Any = query
    else:
        keys, rows = _insert_rows(r, node, table, scope)
        rows = [[_with_copies(r, v, dict(zip(keys, row, strict=True)), table, None) for v in row] for row in rows]
        source = t.Rows(tuple(t.CommaList(tuple(row)) for row in rows)) if keys else t.DefaultRow()
        order_rows = node.multi
    columns = tuple(table.c[k].name for k in keys)
    ctx.facts["insert_keys"] = tuple(keys)
    conflict = _conflict(r, node, table, keys, scope)
    returning = _insert_returning(r, node, table, keys, scope, role)
    made_insert = t.Insert(
        None, target, columns, source, conflict, returning, _prefixes(ctx, node), order_rows,
    )  # fmt: skip
    if node.extensions:
        made_insert = made_insert._with(extensions=r.extensions(node, scope))
    if role == "top" and node.select is None and not node.multi:
        ctx.facts["batchable"] = True
    return _with_ctes(r, node, made_insert, role)  # type: ignore[no-any-return]


def resolve_update(r: SelectResolver, node: d.Update, parent: Scope | None, role: str) -> t.Update:
    """Resolve an UPDATE."""
    ctx, table = r.ctx, node._target
    scope = Scope(parent)
    froms = _other_froms(node, table, (a.value for a in node.assignments))
    for item in (table, *froms):
        for part in item._parts():
            scope.froms[id(part)] = part
    target = _hinted(ctx, node, r.from_(table, scope))
    base = table.element if isinstance(table, f.Alias) else table
    assigns: dict[str, Any] = {}
    data = where_data = None
    if node.data is not None:
        data, where_data, taken = _update_data(r, node, table, scope)
        assigns.update(taken)
    given = {a.key: a.value for a in node.assignments}
    for key in _update_keys(ctx, node, table, given):
        if key in given:
            value = r.value(given[key], scope)
        else:
            column = table.c[key]
            value = t.Bind(ctx.key_slot(key, key, column.type, required=ctx.column_keys is not None))
        assigns[key] = t.Assign(t.ColumnRef(None, table.c[key].name), value)
    row: dict[str, Any] = {}
    for c in getattr(base, "c", ()):
        if c.key not in assigns and getattr(c, "onupdate", None) is not None:
            default = _default_value(r, c.onupdate, c, scope, c.key, row)
            if default is not None:
                assigns[c.key] = t.Assign(t.ColumnRef(None, c.name), default)
    _note_row(ctx, row, ((key, a.value) for key, a in assigns.items()))
    values = {key: a.value for key, a in assigns.items()}
    assigns = {k: a._with(value=_with_copies(r, a.value, values, table, scope)) for k, a in assigns.items()}
    if not node.keep_order:
        assigns = {key: assigns[key] for key in table.c.keys() if key in assigns}
    if not assigns:
        raise CompileError(f"UPDATE {table.description} sets no column; give values(column=value)")
    from_nodes = tuple(r.from_(i, scope) for i in froms)
    where = _condition(r, node.where_clauses, scope)
    if node.data is not None:
        from_nodes = (data, *from_nodes)
        where = where_data if where is None else t.Junction(ops.AND, (where_data, *_and_parts(where)))
    _one_of_both(node)
    returning = _returning(r, node, table, scope, ctx.caps.update_returning, "UPDATE")
    if returning is None and node.defaults_returned and role == "top":
        returning = _update_defaults(r, node, base, set(given), scope)
    limit = _option(ctx, node, "limit")
    made = t.Update(
        None, target, tuple(assigns.values()), from_nodes, where, returning, _prefixes(ctx, node),
        None if limit is None else t.Raw(str(int(limit))),
    )  # fmt: skip
    if node.extensions:
        made = made._with(extensions=r.extensions(node, scope))
    return _with_ctes(r, node, made, role)  # type: ignore[no-any-return]


def _update_defaults(
    r: SelectResolver, node: d.Update, table: Any, given: set[str], scope: Scope
) -> t.Returning | None:
    """Return RETURNING of the columns that the server computes for return_defaults(); None where it has none."""
    if r.ctx.caps.update_returning is Returning.NONE or r.ctx.many:
        return None
    if isinstance(node.defaults_returned, tuple):
        names = {*node.defaults_returned, *node.supplemental}
        made = [c for c in table.c if c.key in names]
    else:
        made = [c for c in table.c if (c.key not in given and _is_made_by_update(c)) or c.key in node.supplemental]
    return _implicit(r, made, scope) if made else None


def resolve_delete(r: SelectResolver, node: d.Delete, parent: Scope | None, role: str) -> t.Delete:
    """Resolve a DELETE."""
    ctx, table = r.ctx, node._target
    scope = Scope(parent)
    froms = _other_froms(node, table, ())
    for item in (table, *froms):
        for part in item._parts():
            scope.froms[id(part)] = part
    target = _hinted(ctx, node, r.from_(table, scope))
    output_first = ctx.caps.delete_returning is Returning.OUTPUT
    returning = _returning(r, node, table, scope, ctx.caps.delete_returning, "DELETE") if output_first else None
    using = tuple(r.from_(i, scope) for i in froms)
    where = _condition(r, node.where_clauses, scope)
    if not output_first:
        returning = _returning(r, node, table, scope, ctx.caps.delete_returning, "DELETE")
    limit = _option(ctx, node, "limit")
    made = t.Delete(
        None, target, using, where, returning, _prefixes(ctx, node), None if limit is None else t.Raw(str(int(limit)))
    )
    if node.extensions:
        made = made._with(extensions=r.extensions(node, scope))
    return _with_ctes(r, node, made, role)  # type: ignore[no-any-return]


# -- rows ----------------------------------------------------------------------------------------------------------


def _insert_rows(r: SelectResolver, node: d.Insert, table: Any, scope: Scope) -> tuple[list[str], list[list[Any]]]:
    ctx = r.ctx
    first = {a.key: a.value for a in node.rows[0].cells} if node.rows else {}
    named = ctx.column_keys
    if named is None and not node.rows:
        named = tuple(k for k, c in table.c.items() if not getattr(c, "_omit_from_statements", False))
    by_parameter: set[str] = set()
    bound = _bind_names((node,)) if ctx.column_keys else set()
    values = _bind_names(a.value for row in node.rows for a in row.cells)
    for key, given in first.items():
        if key in values and getattr(given, "name", None) != key:
            raise _reserved(key)
    for key in named or ():
        if key not in table.c:
            if key in bound:
                continue  # the statement's own parameter
            key = _column_key(table, key)
        if key not in first or ctx.column_keys is not None:
            by_parameter.add(key)
    keys: list[str] = []
    cells: list[Any] = []
    defaulted: set[str] = set()
    current: dict[str, Any] = {}
    explicit_all = ctx.column_keys is None and not node.rows
    for c in table.c:
        key = c.key
        if key in by_parameter:
            keys.append(key)
            cells.append(t.Bind(ctx.key_slot(key, key, c.type, required=ctx.column_keys is not None)))
        elif key in first:
            keys.append(key)
            cells.append(r.value(first[key], scope))
        elif not explicit_all and getattr(c, "default", None) is not None:
            default = _default_value(r, c.default, c, scope, key, current)
            if default is not None:
                keys.append(key)
                cells.append(default)
                defaulted.add(key)
    _note_row(ctx, current, zip(keys, cells, strict=True))
    ctx.facts["defaulted"] = defaulted
    rows = [cells]
    for i, row in enumerate(node.rows[1:], 1):
        given = {a.key: a.value for a in row.cells}
        made = []
        current = {}
        for key in keys:
            if key in given:
                made.append(r.value(given[key], scope))
                continue
            c = table.c[key]
            default = (
                _default_value(r, c.default, c, scope, f"{key}_m{i}", current)
                if c.default is not None and key not in first
                else None
            )
            if default is None:
                raise CompileError(
                    f"INSERT value for column {table.description}.{key} is explicitly rendered as a bound parameter in "
                    f"the VALUES clause; a Python-side value or SQL expression is required (row {i} lacks it)"
                )
            made.append(default)
        unknown = [k for k in given if k not in keys]
        if unknown:
            raise CompileError(f"row {i} of values() sets {unknown[0]!r}, which the first row does not")
        _note_row(ctx, current, zip(keys, made, strict=True))
        rows.append(made)
    return keys, rows


def _with_copies(r: SelectResolver, value: Any, given: dict[str, Any], table: Any, scope: Scope | None) -> Any:
    """Put what a column is given in place of each from_dml_column() of it; in an UPDATE, else the column itself."""
    if t.TargetCopy not in value.classes():
        return value

    def copied(n: t.TargetCopy, _: Any) -> Any:
        found = given.get(n.key)
        if found is not None:
            return found
        if scope is None:
            raise CompileError(f"from_dml_column({n.key!r}): the INSERT gives no value to this column")
        return r.expr(table.c[n.key], scope)

    made = value.transform({t.TargetCopy: copied})
    return t.Group(made) if isinstance(made, (t.Binary, t.Junction)) and not isinstance(value, t.Group) else made


def _column_key(table: Any, name: str) -> str:
    for key, c in table.c.items():
        if c.name == name:
            return str(key)
    raise d.unknown_column(table, name)


def _default_value(
    r: SelectResolver, default: Any, column: Any, scope: Scope, name: str, row: dict[str, Any] | None = None
) -> Any:
    """Return the tree of a client-side default: a SQL expression inline, a Python one as a slot; None if neither.

    ``row`` is where a function that asks for the values of its row will find their slots.
    """
    ctx = r.ctx
    if getattr(default, "is_sequence", False):
        if not ctx.caps.sequences:
            return None
        return t.Raw(ctx.dialect.next_value(default), True)
    if getattr(default, "is_clause_element", False):
        return r.value(e.as_expression(default.arg), scope)
    if getattr(default, "is_scalar", False):
        arg = default.arg
        return t.Bind(ctx.key_slot(name, name, column.type, default=_constant(arg)))
    if getattr(default, "is_callable", False):
        number = ctx.key_slot(name, name, column.type, default=default.arg)
        if default.takes_context:
            ctx.slots[number].row = row
        return t.Bind(number)
    return None


def _note_row(ctx: Any, row: dict[str, Any], cells: Any) -> None:
    """Write down which slots hold the values of one row."""
    row.update({key: ctx.slots[cell.slot] for key, cell in cells if isinstance(cell, t.Bind)})


def _constant(value: Any) -> Callable[[Any], Any]:
    return lambda _: value


def _select_defaults(r: SelectResolver, table: Any, keys: Sequence[str]) -> list[tuple[str, Any]]:
    """Return the columns that INSERT .. SELECT does not name and that have a default of the client's."""
    found = []
    for c in table.c:
        default = getattr(c, "default", None)
        if c.key in keys or default is None:
            continue
        if not getattr(default, "is_sequence", False) or r.ctx.caps.sequences:
            found.append((c.key, c))
    return found


def _select_default(r: SelectResolver, column: Any, scope: Scope) -> t.Labeled:
    """Return a default as a column of the SELECT; a Python function is called once, for all rows."""
    default = column.default
    stem = "next_value" if getattr(default, "is_sequence", False) else "anon"
    if getattr(default, "is_clause_element", False):
        stem = getattr(default.arg, "_anon_name", stem)
    name = r.ctx.anonymous(stem)
    return t.Labeled(_default_value(r, default, column, scope, column.key), name, True)


def _as_source(r: SelectResolver, query: Any, select: Any) -> t.Select:
    """Make a subquery of a set operation, so that its rows get further columns."""
    names = tuple(p.sql_name(r.ctx) for p in r.plan_of(select))
    alias = r.ctx.anonymous("anon")
    columns = tuple(t.Labeled(t.ColumnRef(alias, n), n, False) for n in names)
    if isinstance(query, t.Compound):
        first = query.queries[0]
        if isinstance(first, t.Select):
            shown = tuple(
                c._with(name=n, shown=True) if isinstance(c, t.Labeled) else c
                for c, n in zip(first.columns, names, strict=True)
            )
            query = query._with(queries=(first._with(columns=shown), *query.queries[1:]))
    return t.Select(None, columns, (t.Derived(query, alias),))


def _update_keys(ctx: Any, node: d.Update, table: Any, given: dict[str, Any]) -> list[str]:
    if node.keep_order:
        return list(given)
    named = set(ctx.column_keys or ())
    if ctx.column_keys is None and not given and node.data is None:
        return list(table.c.keys())
    bound = _bind_names(node.where_clauses)
    for key in given:
        if key in bound:
            raise _reserved(key)
    bound |= _bind_names(given.values())
    for key in named:
        if key not in table.c and key not in bound:
            _column_key(table, key)
    return [k for k in table.c.keys() if k in given or (k in named and k not in bound)]


def _reserved(key: str) -> CompileError:
    return CompileError(
        f"bindparam() name '{key}' is reserved for automatic usage in the VALUES or SET clause of this "
        "insert/update statement.   Please use a name other than column name when using bindparam() with "
        f"insert() or update() (for example, 'b_{key}')."
    )


def _bind_names(expressions: Iterable[Any]) -> set[str]:
    return {str(b.name) for c in expressions for b in c.walk() if isinstance(b, e.BindParameter) and not b.unique}


def _update_data(
    r: SelectResolver, node: d.Update, table: Any, scope: Scope
) -> tuple[t.ValuesRef, Any, dict[str, Any]]:
    """Return the rows as a table, the condition by which they meet the target, and what they set."""
    data = node.data
    alias = r.ctx.name_of(data, "data")
    typed = r.ctx.caps.untyped_parameters
    columns = {name: table.c[key] for name, key in data.cells}
    rows = []
    for i, row in enumerate(data.rows):
        by_key = {a.key: a.value for a in row.cells}
        cells = []
        for name, c in columns.items():
            made = r.expr(by_key[name], scope)
            cells.append(t.Cast(made, value_type(c.type, r.ctx.dialect)) if i == 0 and typed else made)
        rows.append(t.CommaList(tuple(cells)))
    shown: dict[str, str] = {}
    for name, c in columns.items():
        shown[name] = f"{c.name}_set" if c.name in shown.values() else c.name
    source = r.source(table)
    pairs = tuple(
        t.Binary(ops.EQ, t.ColumnRef(source, columns[k].name), t.ColumnRef(alias, shown[k])) for k in data.keys
    )
    taken = {
        c.key: t.Assign(t.ColumnRef(None, c.name), t.ColumnRef(alias, shown[name]))
        for name, c in columns.items()
        if name not in data.keys
    }
    ref = t.ValuesRef(tuple(rows), alias, tuple(shown.values()))
    return ref, pairs[0] if len(pairs) == 1 else t.Junction(ops.AND, pairs), taken


def _and_parts(where: Any) -> tuple[Any, ...]:
    if isinstance(where, t.Junction):
        return where.parts if where.op is ops.AND else (t.Group(where),)
    return (where,)


def _other_froms(node: Any, table: Any, values: Any) -> list[Any]:
    found: dict[int, Any] = {}

    def add(item: Any) -> None:
        item = item.selectable if isinstance(item, f.Entity) else item
        if item is not table:
            found.setdefault(id(item), item)

    for item in getattr(node, "using_clauses", ()):
        add(item)
    for v in values:
        v._froms(add)
    for c in node.where_clauses:
        c._froms(add)
    hidden = {id(p) for i in found.values() if isinstance(i, f.Join) for p in i._parts() if p is not i}
    return [i for i in found.values() if id(i) not in hidden]


def _prefixes(ctx: Any, node: Any) -> tuple[str, ...]:
    return tuple(text for text, name in node.prefixes if name in ("*", ctx.dialect.name, *ctx.dialect.relatives))


def _option(ctx: Any, node: Any, name: str) -> Any:
    """Return an option that the user gave for this dialect or a relative of it; None without."""
    given = dict(node.option_values)
    found = (given.get(f"{dialect}_{name}") for dialect in (ctx.dialect.name, *ctx.dialect.relatives))
    return next((value for value in found if value is not None), None)


def _hinted(ctx: Any, node: Any, target: Any) -> Any:
    """Give the table of an INSERT, UPDATE or DELETE the hint that the user wrote for it."""
    if not ctx.caps.dml_hints:
        return target
    names = ("*", ctx.dialect.name, *ctx.dialect.relatives)
    texts = [text for name, text, dialect in node.hints if dialect in names and name == node.table.description]
    return target._with(hint=" ".join(texts)) if texts else target


# -- returning -----------------------------------------------------------------------------------------------------


def _insert_returning(
    r: SelectResolver, node: d.Insert, table: Any, keys: list[str], scope: Scope, role: str
) -> t.Returning | None:
    ctx = r.ctx
    _one_of_both(node)
    if node.returning_clause:
        if node.conflict is not None and not ctx.caps.upsert_returning:
            raise ctx.refuse("RETURNING beside an upsert", "select the rows back by their key after the statement")
        made = _returning(r, node, table, scope, ctx.caps.insert_returning, "INSERT")
        ctx.facts["generated"] = Generated(GeneratedKind.ROWS, tuple(p[3][0] for p in ctx.result))
        return made
    if role != "top" or ctx.depth != 1:
        return None
    wanted = _generated_columns(node, table, keys, ctx.many)
    if not wanted or node.is_inline or node.multi or node.select is not None:
        return None
    if ctx.many and (not node.defaults_returned or ctx.caps.insert_returning in (Returning.NONE, Returning.INTO)):
        return None
    updates = node.conflict is not None and node.conflict.action == "update"
    misleads = updates and not ctx.caps.upsert_generated_key
    otherwise = ctx.caps.generated_key is not GeneratedKey.NONE and not misleads
    wished = getattr(table, "implicit_returning", True) or not otherwise
    implicit = wished and (ctx.caps.implicit_returning or node.defaults_returned or misleads)
    if node.conflict is not None and not ctx.caps.upsert_returning:
        return None
    if implicit and ctx.caps.insert_returning is not Returning.NONE:
        return _implicit(r, wanted, scope)
    if otherwise:
        by_query = ctx.caps.generated_key is GeneratedKey.QUERY
        auto = getattr(table, "_autoincrement_column", None)
        if auto is not None and auto.key not in keys:
            kind = GeneratedKind.QUERY if by_query else GeneratedKind.LAST_ROW_ID
            ctx.facts["generated"] = Generated(kind, (auto,))
    return None


def _one_of_both(node: d.Insert | d.Update) -> None:
    if node.returning_clause and node.defaults_returned:
        raise CompileError(
            "A statement has returning() or return_defaults(), not both: add the columns to returning(), or to "
            "return_defaults(supplemental_cols=...)"
        )


def _implicit(r: SelectResolver, wanted: list[Any], scope: Scope) -> t.Returning:
    """Return RETURNING of columns that the user did not ask rows for."""
    ctx = r.ctx
    ctx.facts["generated"] = Generated(GeneratedKind.ROWS, tuple(wanted))
    ctx.facts["implicit_returning"] = tuple(wanted)
    inner = Scope(scope.parent)
    inner.froms, inner.bare = scope.froms, ctx.caps.returning_bare_names
    made = []
    for c in wanted:
        wrapped = wrapped_by_type(c)
        made.append(t.Labeled(r.expr(c if wrapped is None else wrapped, inner), c.name, wrapped is not None))
    return t.Returning(tuple(made))


def _generated_columns(node: d.Insert, table: Any, keys: list[str], many: bool) -> list[Any]:
    """Return primary key columns, and those asked for by return_defaults(), that the server makes.

    Of many rows, keys that functions make here come back from the server too.
    """
    given = {a.key for a in node.rows[0].cells} if node.rows else set()
    auto = getattr(table, "_autoincrement_column", None)
    wanted = []
    for c in table.primary_key if hasattr(table, "constraints") else ():
        made_by_sql = c.key in keys and c.key not in given and _is_sql(c.default)
        sql_given = c.key in given and not isinstance(_value_of(node, c.key), e.BindParameter)
        made_for_many = many and c.key in keys and c.key not in given and c.default is not None
        made_by_server = c.key not in keys and (c is auto or c.server_default is not None)
        if made_by_server or made_by_sql or sql_given or made_for_many:
            wanted.append(c)
    if node.defaults_returned:
        names = node.defaults_returned if isinstance(node.defaults_returned, tuple) else None
        for c in table.c:
            made_here = c.key not in keys or (c.key not in given and _is_sql(c.default))
            asked = (made_here and (names is None or c.key in names)) or c.key in node.supplemental
            if c not in wanted and asked:
                wanted.append(c)
    return wanted


def _is_made_by_update(column: Any) -> bool:
    """Answer whether the server makes the value of a column with an UPDATE that does not set it."""
    return _is_sql(getattr(column, "onupdate", None)) or getattr(column, "server_onupdate", None) is not None


def _is_sql(default: Any) -> bool:
    """Answer whether the server makes the value of a default."""
    return bool(getattr(default, "is_clause_element", False) or getattr(default, "is_sequence", False))


def _value_of(node: d.Insert, key: str) -> Any:
    return next(a.value for a in node.rows[0].cells if a.key == key)


def _returning(r: SelectResolver, node: Any, table: Any, scope: Scope, how: Returning, verb: str) -> t.Returning | None:
    if not node.returning_clause:
        return None
    ctx = r.ctx
    if how is Returning.NONE:
        raise ctx.refuse(f"{verb} .. RETURNING", "select the rows before or after the statement in one transaction")
    columns: list[Any] = []
    for c in node.returning_clause:
        expand = getattr(c, "entity_columns", None)
        columns.extend(expand if expand is not None else c.c if isinstance(c, f.FromClause) else (c,))
    if not ctx.caps.returning_other_tables and not isinstance(node, d.Insert):
        _refuse_other_tables(ctx, columns, table, verb)
    plan = plan_columns(columns, s.LABEL_STYLE_DISAMBIGUATE_ONLY)
    inner = Scope(scope.parent)
    inner.froms, inner.bare = scope.froms, ctx.caps.returning_bare_names
    if isinstance(node, d.Insert):
        ctx.facts.setdefault("conflict_table", table)
    made = []
    for p in plan:
        c = p.column
        wrapped = wrapped_by_type(c) if ctx.depth == 1 else None
        plain = c.element if isinstance(c, e.Label) else c
        shown = p.shown or wrapped is not None
        made.append(t.Labeled(r.expr(plain if wrapped is None else wrapped, inner), p.sql_name(ctx), shown))
    if ctx.depth == 1:
        _record_result(ctx, plan)
    return t.Returning(tuple(made))


def _refuse_other_tables(ctx: Any, columns: list[Any], table: Any, verb: str) -> None:
    found: list[Any] = []
    for c in columns:
        c._froms(found.append)
    other = next((x for x in found if (x.selectable if isinstance(x, f.Entity) else x) is not table), None)
    if other is not None:
        raise ctx.refuse(
            f"a column of {other.description!r} in RETURNING of {verb} {table.description}",
            f"return columns of {table.description!r} only, and select the others by them",
        )


def version(r: SelectResolver, node: d.RowVersion, scope: Scope) -> t.VersionRef:
    """old() and new(): a column of the table that the statement changes."""
    element = node.element
    made = r.expr(element, scope)
    return t.VersionRef(node.which, r.source(element.table), made.name, made.truth)


# -- upsert --------------------------------------------------------------------------------------------------------


def _conflict(r: SelectResolver, node: d.Insert, table: Any, keys: list[str], scope: Scope) -> t.Conflict | None:
    given = node.conflict
    if given is None:
        return None
    ctx = r.ctx
    ctx.facts["conflict_table"] = table
    bare = Scope(None)
    bare.bare = True
    target_where = None if given.target_where is None else r.expr(given.target_where, bare)
    target = tuple(table.c[n].name if isinstance(n, str) and n in table.c else n for n in given.target)
    assigns = [
        t.Assign(t.ColumnRef(None, table.c[k].name), r.value(v, scope))
        for k, v in _in_table_order(table, given.assignments)
    ]
    changed: Any = None
    if given.style == "portable" and given.action == "update":
        set_names = {a.column.name for a in assigns}
        inserted = [k for k in keys if k not in ctx.facts.get("defaulted", ())]
        for key in _taken_over(given, table, inserted, target):
            name = table.c[key].name
            assigns.append(t.Assign(t.ColumnRef(None, name), t.ExcludedRef(name)))
            set_names.add(name)
        if given.if_changed and assigns:
            ctx.seen.add(ops.IS_DISTINCT)
            parts = tuple(
                t.Binary(ops.IS_DISTINCT, t.ColumnRef(r.source(table), a.column.name), a.value) for a in assigns
            )
            changed = parts[0] if len(parts) == 1 else t.Group(t.Junction(ops.OR, parts))
        if assigns:
            for c in table.c:
                if getattr(c, "onupdate", None) is not None and c.name not in set_names:
                    default = _default_value(r, c.onupdate, c, scope, f"{c.key}_onupdate")
                    if default is not None:
                        assigns.append(t.Assign(t.ColumnRef(None, c.name), default))
    where = None if given.where is None else r.expr(given.where, scope)
    if not assigns and given.action == "update" and node.returning_clause:
        assigns.append(_untouched(r, table, target))  # DO NOTHING would not return the row that is there
    action = given.action if assigns else "nothing"
    return t.Conflict(
        given.style, action, target, given.constraint, target_where, tuple(assigns), where, changed,
        d.unique_keys_of(table), tuple(table.c[k].type for k in keys),
    )  # fmt: skip


def _untouched(r: SelectResolver, table: Any, target: tuple[Any, ...]) -> t.Assign:
    """Return an assignment that changes nothing, of a column that is in no key if there is one."""
    keys = {name for key in d.unique_keys_of(table) for name in key} | set(target)
    free = [c.name for c in table.c if c.name not in keys and getattr(c, "computed", None) is None]
    name = (free or [c.name for c in table.c])[0]
    return t.Assign(t.ColumnRef(None, name), t.ColumnRef(r.source(table), name))


def _in_table_order(table: Any, assignments: tuple[d.Assignment, ...]) -> list[tuple[str, Any]]:
    order = {k: i for i, k in enumerate(table.c.keys())}
    return [(a.key, a.value) for a in sorted(assignments, key=lambda a: order[a.key])]


def _taken_over(given: d.OnConflict, table: Any, keys: list[str], target: tuple[Any, ...]) -> list[str]:
    """Return the keys of inserted columns that the update branch takes over; never a key column."""
    if not given.columns:
        return []
    fixed = {c.key for c in table.primary_key} | {k for k in table.c.keys() if table.c[k].name in target}
    kind, *names = given.columns
    explicit = [k for k in keys if k not in fixed]
    if kind == "only":
        bad = [k for k in names[0] if k in fixed]
        if bad:
            raise ArgumentError(f"do_update(only=...): {bad[0]!r} is part of the key and is not set")
        return [k for k in explicit if k in names[0]]
    if kind == "exclude":
        return [k for k in explicit if k not in names[0]]
    return explicit


STATEMENTS.update({d.Insert: resolve_insert, d.Update: resolve_update, d.Delete: resolve_delete})
EXPRESSIONS[d.RowVersion] = version
