"""Readers of expressions: literals, names, operators, CASE, CAST, predicates, rows, arrays and JSON."""

from __future__ import annotations

import datetime as dt
import decimal
import re
from collections.abc import Callable
from typing import Any

from ..exc import CompileError
from ..expression import elements as e
from ..expression import operators as ops
from ..expression.dml import Excluded, new, old
from ..expression.functions import func
from ..expression.select import Exists, SelectBase
from ..expression.selectable import Values
from ..expression.text import all_, any_, case, cast, collate, literal, literal_column, text, try_cast, tuple_
from ..schema.defaults import Sequence
from ..types.base import NULLTYPE, TypeEngine
from ..types.document import ARRAY, INT_INDEX, JSON, PATH, STR_INDEX, UNICODE
from ..types.infer import type_of
from ..types.scalar import BOOLEAN, INTEGER, Boolean, Float, Integer, Numeric, String, Unicode
from ..types.temporal import DATE, DATETIME, TIME, Date, DateTime, Interval, Time
from .names import find_column
from .reader import Args, Reader
from .tokens import CALL, INDEX, KEY


def column(r: Reader, a: Args) -> Any:
    """``name``, ``table.name`` or ``schema.table.name``; ``*`` with a table before it."""
    label = r.placeholder(a.node)
    this, table, schema = a.take("this"), a.take("table"), a.take("db")
    if label is not None:
        return r.bind(label)
    if type(this).__name__ == "Star":
        r.read(this)
        return _table_star(r, a.node, r.tables.identifier(table))
    name = r.tables.identifier(this)
    if table is None:
        if not this.args.get("quoted") and name in _BARE_CALLS and name in r.dialect.reserved:
            return getattr(func, name)()
        return r.scope.unqualified(name, r.tables.folds)
    qualifier = r.tables.identifier(table)
    if schema is not None:
        qualifier = f"{r.tables.identifier(schema)}.{qualifier}"
    excluded = r.scope.excluded
    if excluded is not None and qualifier.lower() == excluded[0]:
        return inserted_value(r, name)
    source = r.scope.source(qualifier)
    if source is None and schema is None and name.lower() == "nextval":
        return Sequence(qualifier).next_value()
    if source is None and r.scope.version is not None and qualifier.lower() in _VERSIONS:
        return _version(r, qualifier.lower(), name)
    if source is None:
        raise CompileError(
            f"the text names {qualifier}.{name}, and no table of its FROM clause is called {qualifier!r}"
        )
    found = source.column(name, r.tables.folds)
    if found is None:
        raise CompileError(
            f"{qualifier!r} has no column {name!r}; it has {', '.join(str(c.name) for c in source.element.c)}"
        )
    return found


def inserted_value(r: Reader, name: str) -> Excluded:
    """Return column ``name`` of the row that was to be inserted."""
    target = r.scope.excluded[1]
    known = find_column(target, name, r.tables.folds)
    return Excluded(name, known.type) if known is not None else Excluded(name)


def _version(r: Reader, word: str, name: str) -> Any:
    element, plain_word = r.scope.version
    found = find_column(element, name, r.tables.folds)
    column = e.ColumnClause(name, NULLTYPE, False, element) if found is None else found
    return column if word == plain_word else _VERSIONS[word](column)


def _table_star(r: Reader, node: Any, name: str) -> Any:
    source = r.scope.source(name)
    if source is None:
        raise CompileError(f"the text names {name}.*, and no table of its FROM clause is called {name!r}")
    if source.known:
        return e.ClauseList(tuple(source.element.c))
    if not name.isidentifier() or name != name.lower():
        raise r.refuse(node, "the name of the table needs quotes; give metadata, or name the columns")
    return text(f"{name}.*")


def star(r: Reader, a: Args) -> Any:
    """``*``; what may follow it elsewhere is refused."""
    return text("*")


def number_or_string(r: Reader, a: Args) -> Any:
    """A literal is a bound value."""
    this, is_string = a.take("this"), a.take("is_string")
    return literal(this) if is_string else literal(number(this))


def number(text: str) -> Any:
    """Return the number that ``text`` is: whole, exact or approximate, as SQL has it."""
    try:
        return int(text)
    except ValueError:
        return float(text) if "e" in text.lower() else decimal.Decimal(text)


def national(r: Reader, a: Args) -> Any:
    """``N'text'``."""
    return literal(a.take("this"), Unicode())


def boolean(r: Reader, a: Args) -> Any:
    """``TRUE`` or ``FALSE``."""
    return e.TRUE if a.take("this") else e.FALSE


def null(r: Reader, a: Args) -> Any:
    """``NULL``."""
    return e.NULL


def paren(r: Reader, a: Args) -> Any:
    """Parentheses: the order of operations is in the tree, the writer puts them where they are needed."""
    return r.read(a.take("this"))


def negated(r: Reader, a: Args) -> Any:
    """``NOT x``."""
    return e.not_(r.read(a.take("this")))


def minus(r: Reader, a: Args) -> Any:
    """``-x``; before a number it is the number's own sign."""
    this = a.take("this")
    if type(this).__name__ == "Literal" and not this.is_string:
        return literal(-number(this.this))
    return -r.read(this)


def both(op: ops.Operator) -> Callable[[Reader, Args], Any]:
    """Return the reader of ``left op right``."""

    def read(r: Reader, a: Args) -> Any:
        left, right = operands(r, a)
        return left.operate(op, right)

    return read


def comparison(op: ops.Operator) -> Callable[[Reader, Args], Any]:
    """Return the reader of a comparison; NULL is compared as it stands."""

    def read(r: Reader, a: Args) -> Any:
        left, right = operands(r, a)
        if isinstance(left, e.CollectionAggregate):
            return left.operate(op, right)
        if isinstance(right, (e.Null, e.True_, e.False_)) or isinstance(left, (e.Null, e.True_, e.False_)):
            return e.BinaryExpression(left, op, right, BOOLEAN, op.negated)
        return left.operate(op, right)

    return read


def operands(r: Reader, a: Args) -> tuple[Any, Any]:
    """Return both sides; a parameter or literal takes the type of the other."""
    left, right = scalar(r.read(a.take("this"))), scalar(r.read(a.take("expression")))
    if type(a.node).__name__ in _COMPARE:
        return fitted(left, right.type), fitted(right, left.type)
    if isinstance(left, e.BindParameter) and left.type is NULLTYPE:
        left = typed(left, right.type)
    if isinstance(right, e.BindParameter) and right.type is NULLTYPE:
        right = typed(right, left.type)
    return left, right


def fitted(item: Any, type_: TypeEngine) -> Any:
    """Return a parameter or literal with the type of what it is compared with or assigned to.

    A literal in quotes is of no type of its own, as servers have it: where the other side is not known either, it goes
    to the server without a type.
    """
    if not isinstance(item, e.BindParameter):
        return item
    value = literal_value(item)
    if value is _NO_VALUE:
        return typed(item, type_) if item.type is NULLTYPE else item
    if isinstance(value, str):
        if isinstance(type_, String):
            return item._with(type=type_.coerce_compared_value(ops.EQ, value))
        made = _from_text(value, type_)
        return item._with(type=NULLTYPE) if made is None else item._with(type=type_, value=made)
    if isinstance(type_, Boolean) and value in (0, 1):
        return item._with(type=type_, value=bool(value))
    return item if type_ is NULLTYPE else item._with(type=type_.coerce_compared_value(ops.EQ, value))


def _from_text(value: str, type_: TypeEngine) -> Any:
    """Return the date or time that ``value`` says, None for other types and texts."""
    for kind, read in _TEMPORAL:
        if isinstance(type_, kind):
            try:
                return read(value)
            except ValueError:
                return None
    return None


def typed(bind: e.BindParameter, type_: TypeEngine) -> e.BindParameter:
    """Return a parameter with a type, the same object wherever its name stands."""
    return bind if type_ is NULLTYPE else bind._with(type=type_)


def scalar(item: Any) -> Any:
    """Return a SELECT or VALUES as a value, other things as they are."""
    if isinstance(item, Values):
        return item.scalar_values()
    return item._as_scalar() if isinstance(item, SelectBase) else item


def conjunction(make: Callable[..., Any]) -> Callable[[Reader, Args], Any]:
    """Return the reader of AND or OR; a chain of one of them, however long, is read without nesting."""

    def read(r: Reader, a: Args) -> Any:
        kind, last, first = type(a.node), a.take("expression"), a.take("this")
        parts = [last]
        while type(first) is kind and set(first.args) <= {"this", "expression"}:
            parts.append(first.args["expression"])
            first = first.args["this"]
        return make(*(scalar(r.read(p)) for p in (first, *reversed(parts))))

    return read


def divide(r: Reader, a: Args) -> Any:
    """``a / b``: what a division of whole numbers gives is the dialect's, and is kept where types are known."""
    whole = a.take("typed")
    a.skip("safe")
    left, right = operands(r, a)
    if not whole:
        return left / right
    if isinstance(left.type, Integer) and isinstance(right.type, Integer):
        return e.BinaryExpression(left, ops.TRUNCDIV, right, left.type)
    known = isinstance(left.type, Numeric | Float) or isinstance(right.type, Numeric | Float)
    type_ = right.type if isinstance(right.type, Numeric) and not isinstance(left.type, Numeric) else left.type
    return e.BinaryExpression(left, _DIVIDE if known else ops.SERVERDIV, right, type_)


def divide_whole(r: Reader, a: Args) -> Any:
    """``a DIV b``: the fraction is dropped."""
    left, right = operands(r, a)
    return e.BinaryExpression(left, ops.TRUNCDIV, right, INTEGER)


def add(r: Reader, a: Args) -> Any:
    """``a + b``: concatenation where text is added."""
    left, right = operands(r, a)
    return left + right


def concat(r: Reader, a: Args) -> Any:
    """``a || b``."""
    a.skip("safe", "coalesce")
    left, right = operands(r, a)
    return left.concat(right)


def like(op: ops.Operator, negated_op: ops.Operator) -> Callable[[Reader, Args], Any]:
    """Return the reader of LIKE or ILIKE."""

    def read(r: Reader, a: Args) -> Any:
        negate = a.take("negate")
        if type(a.node.args["expression"]).__name__ in ("Any", "All", "Tuple"):
            raise r.refuse(a.node, "LIKE takes one pattern here")
        left, right = operands(r, a)
        return left.operate(negated_op if negate else op, right)

    return read


def escape(r: Reader, a: Args) -> Any:
    """``x LIKE y ESCAPE 'c'``."""
    made, mark = r.read(a.take("this")), a.take("expression")
    if type(mark).__name__ != "Literal" or not isinstance(made, e.BinaryExpression):
        raise r.refuse(a.node, "ESCAPE takes a constant")
    return made._with(modifiers=(("escape", str(mark.this)),))


def is_(r: Reader, a: Args) -> Any:
    """``x IS NULL``, ``x IS TRUE``, ``x IS NOT NULL``."""
    negate = a.take("negate")
    left, right = operands(r, a)
    op = ops.IS_NOT if negate else ops.IS
    if not isinstance(right, (e.Null, e.True_, e.False_)):
        # what other dialects call IS [NOT] DISTINCT FROM
        op = ops.IS_DISTINCT if negate else ops.IS_NOT_DISTINCT
    return left.operate(op, right)


def in_(r: Reader, a: Args) -> Any:
    """``x IN (list)`` or ``x IN (SELECT ...)``."""
    left, items, query, field = scalar(r.read(a.take("this"))), a.take("expressions"), a.take("query"), a.take("field")
    if query is not None:
        return left.in_(scalar(r.read(query)))
    if field is not None:
        return left.in_(r.read(field))
    if len(items) == 1 and type(items[0]).__name__ in ("Select", "Union", "Intersect", "Except", "Subquery", "Values"):
        return left.in_(scalar(r.read(items[0])))
    made = [scalar(i) for i in r.each(items)]
    if len(made) == 1 and isinstance(made[0], e.BindParameter) and made[0].expanding:
        return left.in_(typed(made[0], left.type))
    made = [fitted(i, left.type) for i in made]
    values = [literal_value(i) for i in made]
    untyped = any(isinstance(i, e.BindParameter) and i.type is NULLTYPE for i in made)
    if untyped and all(v is not _NO_VALUE for v in values) and not isinstance(left, e.Tuple):
        return left.in_(e.BindParameter(None, NULLTYPE, values, expanding=True))
    if all(v is not _NO_VALUE for v in values) and not isinstance(left, e.Tuple):
        return left.in_(values)
    return left.in_([typed(i, left.type) if isinstance(i, e.BindParameter) and i.type is NULLTYPE else i for i in made])


def literal_value(item: Any) -> Any:
    """Return the value of a literal, or _NO_VALUE."""
    if isinstance(item, e.BindParameter) and item.name is None and not item.required:
        return item.value
    return None if isinstance(item, e.Null) else _NO_VALUE


def between(r: Reader, a: Args) -> Any:
    """``x BETWEEN low AND high``."""
    this, low, high = (scalar(r.read(a.take(n))) for n in ("this", "low", "high"))
    low, high = fitted(low, this.type), fitted(high, this.type)
    return this.between(low, high, symmetric=bool(a.take("symmetric")))


def exists(r: Reader, a: Args) -> Any:
    """``EXISTS (SELECT ...)``."""
    return Exists(r.read(a.take("this")))


def quantified(make: Callable[[Any], Any]) -> Callable[[Reader, Args], Any]:
    """Return the reader of ANY or ALL."""

    def read(r: Reader, a: Args) -> Any:
        return make(scalar(r.read(a.take("this"))))

    return read


def case_(r: Reader, a: Args) -> Any:
    """``CASE [value] WHEN ... THEN ... ELSE ... END``."""
    subject, whens, default = r.maybe(a.take("this")), [], a.take("default")
    for branch in a.take("ifs"):
        b = Args(branch)
        whens.append((scalar(r.read(b.take("this"))), scalar(r.read(b.take("true")))))
        if b.left():
            raise r.refuse(branch)
    return case(*whens, value=subject, else_=None if default is None else scalar(r.read(default)))


def cast_(make: Callable[[Any, Any], Any]) -> Callable[[Reader, Args], Any]:
    """Return the reader of CAST or TRY_CAST."""

    def read(r: Reader, a: Args) -> Any:
        a.skip("safe", "requires_string")
        this, type_ = a.take("this"), r.type_of(a.take("to"))
        if r.cast_bind(this):
            return r.bind(str(r.placeholder(this)), type_)
        if type(this).__name__ == "Literal" and this.is_string and type(a.node).__name__ == "Cast":
            return make(literal(str(this.this)), type_)
        made = scalar(r.read(this))
        item = isinstance(made, e.BinaryExpression) and made.operator in (ops.JSON_GETITEM, ops.JSON_PATH_GETITEM)
        if item and made.type is UNICODE:  # ->> brings text, and the cast reads it: as_integer()
            return made._with(type=type_)
        return make(made, type_)

    return read


def collated(r: Reader, a: Args) -> Any:
    """``x COLLATE name``."""
    this, name = r.read(a.take("this")), a.take("expression")
    if type(name).__name__ == "Column":
        name = name.this
    return collate(this, str(name.name))


def row(r: Reader, a: Args) -> Any:
    """``(a, b)``."""
    return tuple_(*(scalar(i) for i in r.each(a.take("expressions"))))


def interval(r: Reader, a: Args) -> Any:
    """``INTERVAL '1 day'`` of a constant: kept as the dialect's own text."""
    this, unit = a.take("this"), a.take("unit")
    if type(this).__name__ != "Literal":
        raise r.refuse(a.node, "an interval of a constant can be kept; multiply one for others")
    text = f"{this.this} {unit.name.lower()}" if unit is not None else str(this.this)
    written = f"INTERVAL '{text}'" if this.is_string else f"INTERVAL {text}"
    if not all(ch.isalnum() or ch in " :.-+" for ch in text):
        raise r.refuse(a.node)
    return literal_column(written, Interval())


def array(r: Reader, a: Args) -> Any:
    """``ARRAY[a, b]`` of constants is one bound value."""
    a.skip("bracket_notation")
    made = [literal_value(i) for i in r.each(a.take("expressions"))]
    if not made or any(v is _NO_VALUE for v in made):
        raise r.refuse(a.node, "an array of constants can be read; bind the others as one parameter")
    item = next((type_of(v) for v in made if v is not None), NULLTYPE)
    return literal(made, ARRAY(item))


def bracket(r: Reader, a: Args) -> Any:
    """``array[index]`` or ``array[from:to]``."""
    a.skip("offset", "safe", "json_access")
    this, items = r.read(a.take("this")), a.take("expressions")
    if len(items) != 1:
        raise r.refuse(a.node)
    of = this.type if isinstance(this.type, ARRAY) else ARRAY(NULLTYPE)
    target = this if isinstance(this.type, ARRAY) else e.TypeCoerce(this, of)
    index = items[0]
    if type(index).__name__ == "Slice":
        s = Args(index)
        ends = [r.maybe(s.take(n)) for n in ("this", "expression")]
        if s.left():
            raise r.refuse(index)
        return target[slice(*ends)]
    if type(index).__name__ == "Anonymous" and str(index.this) == CALL + INDEX:
        (index,) = index.expressions
    if type(index).__name__ == "Literal" and not index.is_string:
        return target[int(index.this)]
    return target[r.read(index)]


def json_item(as_text: bool) -> Callable[[Reader, Args], Any]:
    """Return the reader of ``document -> key`` or ``document ->> key``."""

    def read(r: Reader, a: Args) -> Any:
        a.skip("only_json_types", "scalar_only", "requires_json")
        this, key = r.read(a.take("this")), a.take("expression")
        index = _json_key(r, key)
        op, type_ = ops.JSON_GETITEM, STR_INDEX
        if isinstance(index, int):
            type_ = INT_INDEX
        elif isinstance(index, tuple):
            op, type_ = ops.JSON_PATH_GETITEM, PATH
        document = this.type if isinstance(this.type, JSON) else JSON()
        if isinstance(index, e.BindParameter):
            index = index._with(type=INT_INDEX if isinstance(index.type, Integer) else STR_INDEX)
        made = e.arithmetic(this, op, index, operand_type=type_, return_type=document)
        return made._with(type=UNICODE) if as_text else made

    return read


def _json_key(r: Reader, node: Any) -> Any:
    if type(node).__name__ != "JSONPath":
        made = r.read(node)
        value = literal_value(made)
        return made if value is _NO_VALUE else value
    steps: list[Any] = []
    for part in node.expressions:
        kind = type(part).__name__
        if kind == "JSONPathRoot":
            continue
        if kind not in ("JSONPathKey", "JSONPathSubscript") or not isinstance(part.this, (str, int)):
            raise r.refuse(node, "a path of keys and positions can be read")
        steps.append(part.this)
    if len(steps) == 1 and isinstance(steps[0], str) and steps[0].startswith(KEY):
        text = bytes.fromhex(steps[0].removeprefix(KEY)).decode()
        return _path(r, node, text) if text.startswith("$") else text
    return steps[0] if len(steps) == 1 else tuple(steps)


def _path(r: Reader, node: Any, text: str) -> Any:
    """Return the keys and positions of a path such as ``$."a"[1].b``."""
    steps: list[Any] = []
    rest = text[1:]
    while rest:
        found = re.match(r'\.(?:"((?:[^"\\]|\\.)*)"|(\w+))|\[(\d+)\]', rest)
        if found is None:
            raise r.refuse(node, f"a path of keys and positions can be read, not {text!r}")
        steps.append(int(found[3]) if found[3] is not None else found[1] if found[1] is not None else found[2])
        rest = rest[found.end() :]
    return steps[0] if len(steps) == 1 else tuple(steps)


def at_time_zone(r: Reader, a: Args) -> Any:
    """``x AT TIME ZONE zone``."""
    this = r.read(a.take("this"))
    return this.op("AT TIME ZONE", precedence=9, return_type=DATETIME)(r.read(a.take("zone")))


def temporal_literal(r: Reader, a: Args) -> Any:
    """``DATE 'x'`` and the like, which the parser makes a cast."""
    return cast(literal(str(a.take("this").this)), {"Date": DATE, "Time": TIME}.get(type(a.node).__name__, DATETIME))


def regexp(op: ops.Operator) -> Callable[[Reader, Args], Any]:
    """Return the reader of a match with a regular expression."""

    def read(r: Reader, a: Args) -> Any:
        a.skip("full_match")
        flag = a.take("flag")
        left, right = operands(r, a)
        if flag is not None:
            raise r.refuse(a.node, "say flags with regexp_match(flags=...)")
        return left.operate(op, right, flags="i" if type(a.node).__name__ == "RegexpILike" else None)

    return read


def custom(text: str, precedence: int = 5, compares: bool = True) -> Callable[[Reader, Args], Any]:
    """Return the reader of an operator that is only a spelling."""

    def read(r: Reader, a: Args) -> Any:
        left, right = operands(r, a)
        return left.op(text, precedence=precedence, is_comparison=compares)(right)

    return read


def bitwise_not(r: Reader, a: Args) -> Any:
    """``~x``."""
    return r.read(a.take("this")).bitwise_not()


_NO_VALUE: Any = object()
_COMPARE = frozenset({"EQ", "NEQ", "LT", "LTE", "GT", "GTE", "NullSafeEQ", "NullSafeNEQ", "Is"})
_TEMPORAL: tuple[tuple[Any, Callable[[str], Any]], ...] = (
    (DateTime, dt.datetime.fromisoformat),
    (Date, dt.date.fromisoformat),
    (Time, dt.time.fromisoformat),
)
#: Functions without parentheses that the parser takes for names.
_BARE_CALLS = frozenset({"user", "session_user", "localtime", "localtimestamp", "sysdate"})
#: Rows before and after a change, as RETURNING and OUTPUT name them.
_VERSIONS: dict[str, Callable[[Any], Any]] = {"inserted": new, "deleted": old, "new": new, "old": old}

_DIVIDE = ops.custom_op("/", precedence=8)

EXPRESSIONS: dict[str, Callable[[Reader, Args], Any]] = {
    "Column": column,
    "Star": star,
    "Literal": number_or_string,
    "National": national,
    "Boolean": boolean,
    "Null": null,
    "Paren": paren,
    "Not": negated,
    "Neg": minus,
    "And": conjunction(e.and_),
    "Or": conjunction(e.or_),
    "EQ": comparison(ops.EQ),
    "NEQ": comparison(ops.NE),
    "LT": comparison(ops.LT),
    "LTE": comparison(ops.LE),
    "GT": comparison(ops.GT),
    "GTE": comparison(ops.GE),
    "NullSafeEQ": both(ops.IS_NOT_DISTINCT),
    "NullSafeNEQ": both(ops.IS_DISTINCT),
    "Add": add,
    "Sub": both(ops.SUB),
    "Mul": both(ops.MUL),
    "Div": divide,
    "IntDiv": divide_whole,
    "Mod": both(ops.MOD),
    "DPipe": concat,
    "SafeDPipe": concat,
    "BitwiseAnd": both(ops.BITWISE_AND),
    "BitwiseOr": both(ops.BITWISE_OR),
    "BitwiseXor": both(ops.BITWISE_XOR),
    "BitwiseLeftShift": both(ops.LSHIFT),
    "BitwiseRightShift": both(ops.RSHIFT),
    "BitwiseNot": bitwise_not,
    "Like": like(ops.LIKE, ops.NOT_LIKE),
    "ILike": like(ops.ILIKE, ops.NOT_ILIKE),
    "Escape": escape,
    "Is": is_,
    "In": in_,
    "Between": between,
    "Exists": exists,
    "Any": quantified(any_),
    "All": quantified(all_),
    "Case": case_,
    "Cast": cast_(cast),
    "TryCast": cast_(try_cast),
    "Collate": collated,
    "Tuple": row,
    "Interval": interval,
    "Array": array,
    "Bracket": bracket,
    "JSONExtract": json_item(False),
    "JSONExtractScalar": json_item(True),
    "JSONBExtract": custom("#>"),
    "JSONBExtractScalar": custom("#>>"),
    "JSONBContains": custom("?"),
    "Match": both(ops.MATCH),
    "Distance": custom("<->", 6, False),
    "Pow": custom("^", 9, False),
    "AtTimeZone": at_time_zone,
    "RegexpLike": regexp(ops.REGEXP_MATCH),
    "RegexpILike": regexp(ops.REGEXP_MATCH),
    "ArrayContainsAll": custom("@>"),
    "ArrayContainedBy": custom("<@"),
    "ArrayOverlaps": custom("&&"),
}
