"""What an operator is, and the Python operators and methods that every SQL expression has."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar

_T_co = TypeVar("_T_co", covariant=True)


class Operator:
    """One SQL operator: its spelling, how tightly it binds, and what it becomes when negated.

    ``kind`` is ``comparison``, ``arithmetic``, ``boolean``, ``prefix``, ``postfix`` or ``custom``; ``opstring`` is
    the standard spelling, which a dialect may replace by name in its ``operators`` table.
    """

    __slots__ = (
        "_cache_key",
        "_negated",
        "associative",
        "eager_grouping",
        "is_comparison",
        "kind",
        "name",
        "opstring",
        "parenthesise",
        "precedence",
    )

    def __init__(
        self,
        name: str,
        opstring: str,
        precedence: int = 5,
        kind: str = "comparison",
        *,
        negated: str = "",
        associative: bool = False,
        parenthesise: bool = False,
        eager_grouping: bool = False,
    ) -> None:
        self.name, self.opstring, self.precedence, self.kind = name, opstring, precedence, kind
        self._negated, self.associative, self.parenthesise = negated, associative, parenthesise
        self.is_comparison = kind == "comparison"
        #: Whether an expression of this operator is parenthesised wherever it is an operand.
        self.eager_grouping = eager_grouping
        #: A custom operator is what it says; those of this module are themselves.
        self._cache_key: Any = (opstring, precedence, kind, eager_grouping)

    @property
    def negated(self) -> Operator | None:
        """The operator that means NOT this one, or None."""
        return OPERATORS.get(self._negated)

    def __repr__(self) -> str:
        return f"<operator {self.opstring or self.name}>"

    def __call__(self, left: Any, *right: Any, **kw: Any) -> Any:
        return left.operate(self, *right, **kw)


class custom_op(Operator):  # noqa: N801 - the reference's name
    """An operator of the user's: its text, how tightly it binds, whether it is a condition, the type of its result."""

    __slots__ = (
        "eager_grouping",
        "natural_self_precedent",
        "operator_class",
        "python_impl",
        "return_type",
        "visit_name",
    )

    def __init__(
        self,
        opstring: str,
        precedence: int = 0,
        is_comparison: bool = False,
        return_type: Any = None,
        natural_self_precedent: bool = False,
        eager_grouping: bool = False,
        operator_class: Any = None,
        python_impl: Any = None,
        visit_name: Any = None,
    ) -> None:
        super().__init__(
            f"custom:{opstring}", opstring, precedence, "comparison" if is_comparison else "custom",
            associative=natural_self_precedent, eager_grouping=eager_grouping,
        )  # fmt: skip
        self.return_type, self.python_impl = return_type, python_impl
        self.natural_self_precedent, self.eager_grouping = natural_self_precedent, eager_grouping
        self.operator_class, self.visit_name = operator_class, visit_name

    def __call__(self, left: Any, *right: Any, **kw: Any) -> Any:
        if hasattr(left, "operate"):
            return left.operate(self, *right, **kw)
        if self.python_impl is None:
            raise TypeError(f"operator {self.opstring!r} has no python_impl; apply it to a SQL expression")
        return self.python_impl(left, *right, **kw)


OPERATORS: dict[str, Operator] = {}


def _op(name: str, opstring: str, precedence: int = 5, kind: str = "comparison", **kw: Any) -> Operator:
    op = OPERATORS[name] = Operator(name, opstring, precedence, kind, **kw)
    op._cache_key = op
    return op


EQ = _op("eq", "=", negated="ne", associative=True)
NE = _op("ne", "!=", negated="eq", associative=True)
LT = _op("lt", "<", negated="ge")
LE = _op("le", "<=", negated="gt")
GT = _op("gt", ">", negated="le")
GE = _op("ge", ">=", negated="lt")
IS = _op("is_", "IS", negated="is_not")
IS_NOT = _op("is_not", "IS NOT", negated="is_")
IS_DISTINCT = _op("is_distinct_from", "IS DISTINCT FROM", negated="is_not_distinct_from")
IS_NOT_DISTINCT = _op("is_not_distinct_from", "IS NOT DISTINCT FROM", negated="is_distinct_from")
IN = _op("in_op", "IN", negated="not_in_op")
NOT_IN = _op("not_in_op", "NOT IN", negated="in_op", parenthesise=True)
LIKE = _op("like_op", "LIKE", negated="not_like_op")
NOT_LIKE = _op("not_like_op", "NOT LIKE", negated="like_op")
ILIKE = _op("ilike_op", "ILIKE", negated="not_ilike_op")
NOT_ILIKE = _op("not_ilike_op", "NOT ILIKE", negated="ilike_op")
BETWEEN = _op("between_op", "BETWEEN", negated="not_between_op")
NOT_BETWEEN = _op("not_between_op", "NOT BETWEEN", negated="between_op")
MATCH = _op("match_op", "MATCH", negated="not_match_op")
NOT_MATCH = _op("not_match_op", "NOT MATCH", negated="match_op")
REGEXP_MATCH = _op("regexp_match_op", "<regexp>", negated="not_regexp_match_op")
NOT_REGEXP_MATCH = _op("not_regexp_match_op", "<not regexp>", negated="regexp_match_op")
REGEXP_REPLACE = _op("regexp_replace_op", "<regexp replace>", kind="arithmetic")

ADD = _op("add", "+", 7, "arithmetic", associative=True)
SUB = _op("sub", "-", 7, "arithmetic")
MUL = _op("mul", "*", 8, "arithmetic", associative=True)
TRUEDIV = _op("truediv", "/", 8, "arithmetic")
FLOORDIV = _op("floordiv", "//", 8, "arithmetic")
#: Division that drops the fraction, towards zero; and one as the server does it, of which the types are not known.
TRUNCDIV = _op("truncdiv_op", "/", 8, "arithmetic")
SERVERDIV = _op("serverdiv_op", "/", 8, "arithmetic")
MOD = _op("mod", "%", 8, "arithmetic")
CONCAT = _op("concat_op", "||", 5, "arithmetic", associative=True)
BITWISE_AND = _op("bitwise_and_op", "&", 7, "arithmetic")
BITWISE_OR = _op("bitwise_or_op", "|", 7, "arithmetic")
BITWISE_XOR = _op("bitwise_xor_op", "^", 7, "arithmetic")
LSHIFT = _op("bitwise_lshift_op", "<<", 7, "arithmetic")
RSHIFT = _op("bitwise_rshift_op", ">>", 7, "arithmetic")
GETITEM = _op("getitem", "[]", 15, "arithmetic")
JSON_GETITEM = _op("json_getitem_op", "[]", 15, "arithmetic")
JSON_PATH_GETITEM = _op("json_path_getitem_op", "[]", 15, "arithmetic")
COLLATE = _op("collate", "COLLATE", 4, "arithmetic")

AND = _op("and_", "AND", 3, "boolean", associative=True)
OR = _op("or_", "OR", 2, "boolean", associative=True)
NOT = _op("inv", "NOT", 5, "prefix")
NEG = _op("neg", "-", 8, "prefix")
BITWISE_NOT = _op("bitwise_not_op", "~", 8, "prefix")
EXISTS = _op("exists", "EXISTS", 0, "prefix")
DISTINCT = _op("distinct_op", "DISTINCT", 5, "prefix")
ANY = _op("any_op", "ANY", 15, "prefix")
ALL = _op("all_op", "ALL", 15, "prefix")
DESC = _op("desc_op", "DESC", 3, "postfix")
ASC = _op("asc_op", "ASC", 3, "postfix")
NULLS_FIRST = _op("nulls_first_op", "NULLS FIRST", 3, "postfix")
NULLS_LAST = _op("nulls_last_op", "NULLS LAST", 3, "postfix")
COMMA = _op("comma_op", ", ", -1, "boolean")
AS = _op("as_", "AS", -1, "boolean")
FILTER = _op("filter_op", "FILTER", 6, "postfix")


#: A comparison with its sides exchanged.
MIRRORED: dict[Operator, Operator] = {EQ: EQ, NE: NE, LT: GT, GT: LT, LE: GE, GE: LE}


def needs_group(inner: Operator, outer: Operator | None) -> bool:
    """Answer whether an expression of operator ``inner`` is parenthesised as an operand of ``outer``."""
    if outer is None:
        return False
    if inner.eager_grouping:
        return True
    if inner is outer and inner.associative:
        return False
    return inner.precedence <= outer.precedence


class TypedExpression(Generic[_T_co]):
    """What checkers see in a mapped attribute: a SQL expression of a Python type."""

    __slots__ = ()


class Operators:
    """``&``, ``|``, ``~`` and custom operators: what every SQL expression has."""

    __slots__ = ()

    def operate(self, op: Operator, *other: Any, **kwargs: Any) -> Any:
        """Build the expression ``self op other``; the one method that subclasses supply."""
        raise NotImplementedError(f"{type(self).__name__} does not say how to apply {op!r}")

    def __and__(self, other: Any) -> Any:
        return self.operate(AND, other)

    def __rand__(self, other: Any) -> Any:
        return self.operate(AND, other, reverse=True)

    def __or__(self, other: Any) -> Any:
        return self.operate(OR, other)

    def __ror__(self, other: Any) -> Any:
        return self.operate(OR, other, reverse=True)

    def __invert__(self) -> Any:
        return self.operate(NOT)

    def op(
        self,
        opstring: str,
        precedence: int = 0,
        is_comparison: bool = False,
        return_type: Any = None,
        python_impl: Any = None,
        operator_class: Any = None,
        visit_name: Any = None,
    ) -> Any:
        """Return a function that applies a custom operator: ``c.op("->>")("a")`` is ``c ->> 'a'``."""
        operator = custom_op(opstring, precedence, is_comparison, return_type, python_impl=python_impl)
        return lambda other: self.operate(operator, other)

    def bool_op(self, opstring: str, precedence: int = 0, python_impl: Any = None) -> Any:
        """Return a function that applies a custom operator whose result is a boolean."""
        return self.op(opstring, precedence, is_comparison=True, python_impl=python_impl)

    def reverse_operate(self, op: Operator, other: Any, **kwargs: Any) -> Any:
        """Build the expression ``other op self``."""
        return self.operate(op, other, reverse=True, **kwargs)


class ColumnOperators(Operators):
    """The operators of a column-like expression; each builds SQL and evaluates nothing."""

    __slots__ = ()

    __hash__: Any = object.__hash__
    #: A date of Python asks for it before it compares itself; ``date < column`` comes to the column by it.
    timetuple: ClassVar[None] = None

    def __lt__(self, other: Any) -> Any:
        return self.operate(LT, other)

    def __le__(self, other: Any) -> Any:
        return self.operate(LE, other)

    def __eq__(self, other: Any) -> Any:
        return self.operate(EQ, other)

    def __ne__(self, other: Any) -> Any:
        return self.operate(NE, other)

    def __gt__(self, other: Any) -> Any:
        return self.operate(GT, other)

    def __ge__(self, other: Any) -> Any:
        return self.operate(GE, other)

    def __neg__(self) -> Any:
        return self.operate(NEG)

    def __getitem__(self, index: Any) -> Any:
        return self.operate(GETITEM, index)

    def __contains__(self, other: Any) -> Any:
        raise NotImplementedError("use .in_(...) on the column, or .contains(...) for text")

    def __iter__(self) -> Any:
        raise TypeError(f"{type(self).__name__} is one expression and cannot be iterated")

    def __add__(self, other: Any) -> Any:
        return self.operate(ADD, other)

    def __radd__(self, other: Any) -> Any:
        return self.operate(ADD, other, reverse=True)

    def __sub__(self, other: Any) -> Any:
        return self.operate(SUB, other)

    def __rsub__(self, other: Any) -> Any:
        return self.operate(SUB, other, reverse=True)

    def __mul__(self, other: Any) -> Any:
        return self.operate(MUL, other)

    def __rmul__(self, other: Any) -> Any:
        return self.operate(MUL, other, reverse=True)

    def __truediv__(self, other: Any) -> Any:
        return self.operate(TRUEDIV, other)

    def __rtruediv__(self, other: Any) -> Any:
        return self.operate(TRUEDIV, other, reverse=True)

    def __floordiv__(self, other: Any) -> Any:
        return self.operate(FLOORDIV, other)

    def __rfloordiv__(self, other: Any) -> Any:
        return self.operate(FLOORDIV, other, reverse=True)

    def __mod__(self, other: Any) -> Any:
        return self.operate(MOD, other)

    def __rmod__(self, other: Any) -> Any:
        return self.operate(MOD, other, reverse=True)

    def __lshift__(self, other: Any) -> Any:
        return self.operate(LSHIFT, other)

    def __rshift__(self, other: Any) -> Any:
        return self.operate(RSHIFT, other)

    def bitwise_and(self, other: Any) -> Any:
        """``self & other`` on integers."""
        return self.operate(BITWISE_AND, other)

    def bitwise_or(self, other: Any) -> Any:
        """``self | other`` on integers."""
        return self.operate(BITWISE_OR, other)

    def bitwise_xor(self, other: Any) -> Any:
        """``self ^ other`` on integers."""
        return self.operate(BITWISE_XOR, other)

    def bitwise_not(self) -> Any:
        """``~self`` on integers."""
        return self.operate(BITWISE_NOT)

    def bitwise_lshift(self, other: Any) -> Any:
        """``self << other``."""
        return self.operate(LSHIFT, other)

    def bitwise_rshift(self, other: Any) -> Any:
        """``self >> other``."""
        return self.operate(RSHIFT, other)

    def concat(self, other: Any) -> Any:
        """``self || other``."""
        return self.operate(CONCAT, other)

    def is_(self, other: Any) -> Any:
        """``self IS other``, for NULL and booleans."""
        return self.operate(IS, other)

    def is_not(self, other: Any) -> Any:
        """``self IS NOT other``."""
        return self.operate(IS_NOT, other)

    isnot = is_not

    def is_distinct_from(self, other: Any) -> Any:
        """``self IS DISTINCT FROM other``: inequality in which NULL equals NULL."""
        return self.operate(IS_DISTINCT, other)

    def is_not_distinct_from(self, other: Any) -> Any:
        """``self IS NOT DISTINCT FROM other``: equality in which NULL equals NULL."""
        return self.operate(IS_NOT_DISTINCT, other)

    isnot_distinct_from = is_not_distinct_from

    def in_(self, other: Any) -> Any:
        """``self IN (other)``: a list of values, an expanding bind or a SELECT."""
        return self.operate(IN, other)

    def not_in(self, other: Any) -> Any:
        """``self NOT IN (other)``."""
        return self.operate(NOT_IN, other)

    notin_ = not_in

    def like(self, other: Any, escape: str | None = None) -> Any:
        """``self LIKE other [ESCAPE escape]``."""
        return self.operate(LIKE, other, escape=escape)

    def not_like(self, other: Any, escape: str | None = None) -> Any:
        """``self NOT LIKE other``."""
        return self.operate(NOT_LIKE, other, escape=escape)

    notlike = not_like

    def ilike(self, other: Any, escape: str | None = None) -> Any:
        """LIKE that ignores case: ILIKE where there is one, else LIKE on both sides lowered."""
        return self.operate(ILIKE, other, escape=escape)

    def not_ilike(self, other: Any, escape: str | None = None) -> Any:
        """The negation of :meth:`ilike`."""
        return self.operate(NOT_ILIKE, other, escape=escape)

    notilike = not_ilike

    def startswith(self, other: Any, escape: str | None = None, autoescape: bool = False) -> Any:
        """``self LIKE other || '%'``; ``autoescape`` escapes ``%`` and ``_`` inside a plain string."""
        return self.operate(LIKE, other, escape=escape, autoescape=autoescape, pattern="starts")

    def endswith(self, other: Any, escape: str | None = None, autoescape: bool = False) -> Any:
        """``self LIKE '%' || other``."""
        return self.operate(LIKE, other, escape=escape, autoescape=autoescape, pattern="ends")

    def contains(self, other: Any, escape: str | None = None, autoescape: bool = False) -> Any:
        """``self LIKE '%' || other || '%'``."""
        return self.operate(LIKE, other, escape=escape, autoescape=autoescape, pattern="contains")

    def istartswith(self, other: Any, escape: str | None = None, autoescape: bool = False) -> Any:
        """:meth:`startswith` that ignores case."""
        return self.operate(ILIKE, other, escape=escape, autoescape=autoescape, pattern="starts")

    def iendswith(self, other: Any, escape: str | None = None, autoescape: bool = False) -> Any:
        """:meth:`endswith` that ignores case."""
        return self.operate(ILIKE, other, escape=escape, autoescape=autoescape, pattern="ends")

    def icontains(self, other: Any, escape: str | None = None, autoescape: bool = False) -> Any:
        """:meth:`contains` that ignores case."""
        return self.operate(ILIKE, other, escape=escape, autoescape=autoescape, pattern="contains")

    def between(self, cleft: Any, cright: Any, symmetric: bool = False) -> Any:
        """``self BETWEEN cleft AND cright``."""
        return self.operate(BETWEEN, cleft, cright, symmetric=symmetric)

    def collate(self, collation: str, collation_schema: str | None = None) -> Any:
        """``self COLLATE collation``, the collation in a schema where one is named."""
        return self.operate(COLLATE, collation, collation_schema=collation_schema)

    def distinct(self) -> Any:
        """``DISTINCT self``, inside an aggregate."""
        return self.operate(DISTINCT)

    def desc(self) -> Any:
        """``self DESC``."""
        return self.operate(DESC)

    def asc(self) -> Any:
        """``self ASC``."""
        return self.operate(ASC)

    def nulls_first(self) -> Any:
        """``self NULLS FIRST``, emulated where the server has no such words."""
        return self.operate(NULLS_FIRST)

    nullsfirst = nulls_first

    def nulls_last(self) -> Any:
        """``self NULLS LAST``, emulated where the server has no such words."""
        return self.operate(NULLS_LAST)

    nullslast = nulls_last

    def match(self, other: Any, **kwargs: Any) -> Any:
        """Full-text search, as the database has it: MATCH, ``@@ plainto_tsquery()``, CONTAINS."""
        return self.operate(MATCH, other, **kwargs)

    def regexp_match(self, pattern: Any, flags: str | None = None) -> Any:
        """Match a regular expression in the database's own dialect; ``flags`` such as ``"i"`` likewise."""
        return self.operate(REGEXP_MATCH, pattern, flags=flags)

    def regexp_replace(self, pattern: Any, replacement: Any, flags: str | None = None) -> Any:
        """Replace what a regular expression matches."""
        return self.operate(REGEXP_REPLACE, pattern, replacement, flags=flags)

    def any_(self) -> Any:
        """``ANY (self)``."""
        return self.operate(ANY)

    def all_(self) -> Any:
        """``ALL (self)``."""
        return self.operate(ALL)
