"""SQL expressions as users build them: immutable nodes whose operators make more nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Self

from ..exc import ArgumentError
from ..node import Node, child, children, hooks, note, plain, value
from ..types.base import NULLTYPE, TypeEngine, to_instance
from ..types.infer import type_of
from ..types.scalar import BOOLEAN
from . import operators as ops
from . import visitors
from .operators import ColumnOperators, Operator


class ClauseElement(Node):
    """Base of every part of a statement."""

    __slots__ = ()

    is_clause_element: ClassVar[bool] = True
    is_selectable: ClassVar[bool] = False
    is_dml: ClassVar[bool] = False
    supports_execution: ClassVar[bool] = False
    #: The name of the statement plugin that must rewrite a statement that holds this element.
    _plugin: ClassVar[str | None] = None
    #: What mapped things have: how they expand in a columns clause.
    entity_columns: ClassVar[Any] = None
    __select_element__: ClassVar[Any] = None

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Fields that each subclass declares: ``type``, ``name``, ``table``."""

    else:

        def __class_getitem__(cls, item: Any) -> Any:
            """Return the class: ``ColumnElement[bool]`` tells readers the type of its values."""
            generic = getattr(super(), "__class_getitem__", None)
            return cls if generic is None else generic(item)

    @property
    def description(self) -> Any:
        """How errors name this element, None where it has no name."""
        return None

    def compile(self, bind: Any = None, dialect: Any = None, **kw: Any) -> Any:
        """Return the :class:`Compiled` form for ``dialect``, or for the dialect of engine ``bind``.

        ``compile_kwargs={"literal_binds": True}`` renders values in place of parameters.
        """
        return hooks["compile"](self, dialect if dialect is not None else getattr(bind, "dialect", None), **kw)

    def __str__(self) -> str:
        return str(self.compile())

    def __bool__(self) -> bool:
        raise TypeError(
            f"the truth of a SQL {type(self).__name__} is known only to the database; "
            "combine conditions with and_(), or_(), not_() or &, |, ~"
        )

    def _as_scalar(self) -> Any:
        """Return this element where one value stands: a SELECT becomes a scalar subquery."""
        return self

    def _froms(self, add: Callable[[Any], None]) -> None:
        """Report each FROM element that this expression needs."""
        for c in self._children():
            c._froms(add)  # type: ignore[attr-defined]

    def self_group(self, against: Any = None) -> Any:
        """Return this element; parentheses are decided when the statement is resolved."""
        return self

    def compare(self, other: Any, **_: Any) -> bool:
        """Answer whether ``other`` says the same SQL with the same values."""
        return visitors.compare(self, other)

    def params(self, optionaldict: Mapping[str, Any] | None = None, /, **values: Any) -> Self:
        """Return a copy in which the named parameters have the given values."""
        return _with_values(self, {**(optionaldict or {}), **values}, {})  # type: ignore[no-any-return]

    def unique_params(self, optionaldict: Mapping[str, Any] | None = None, /, **values: Any) -> Self:
        """Return :meth:`params` whose parameters have names of their own, to stand beside other copies."""
        return _with_values(self, {**(optionaldict or {}), **values}, {"unique": True})  # type: ignore[no-any-return]

    @property
    def entity_namespace(self) -> Any:
        """Where ``filter_by()`` finds names; a FROM element has one."""
        raise AttributeError(f"a {type(self).__name__} has no columns to name")


class ColumnElement(ColumnOperators, ClauseElement):
    """A SQL expression with a type: a column, a value, a function, a comparison."""

    __visit_name__ = "column_element"

    __slots__ = ()
    _operator: ClassVar[Operator | None] = None
    if not TYPE_CHECKING:
        # what some subclasses have as a field
        modifiers = ()
        is_literal = False
        table = None
        primary_key = False
        foreign_keys = frozenset()
    #: Whether a value that meets this expression is a parameter of its name.
    _names_binds: ClassVar[bool] = True

    @property
    def _label_name(self) -> str | None:
        return None

    @property
    def _anon_name(self) -> str:
        return "anon"

    @property
    def key(self) -> Any:
        """The name under which Python code knows this expression, or None."""
        return self._label_name

    def operate(self, op: Operator, *other: Any, **kwargs: Any) -> Any:
        if self.type._own_operators:
            return self.type.comparator_factory(self).apply(op, other, kwargs)
        return self._operate(op, *other, **kwargs)

    def _operate(self, op: Operator, *other: Any, **kwargs: Any) -> Any:
        """Build the operation without asking the type."""
        handler = BUILDERS.get(op)
        if handler is not None:
            return handler(self, op, *other, **kwargs)
        if op.is_comparison:
            return compare(self, op, *other, **kwargs)
        return arithmetic(self, op, *other, **kwargs)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            # what the type's comparator adds: column["a"].as_string()
            if name[0] == "_" or name == "type":
                raise AttributeError(name)
            type_ = self.type
            if not type_._own_operators:
                raise AttributeError(f"a {type(self).__name__} expression of type {type_!r} has no attribute {name!r}")
            return getattr(type_.comparator_factory(self), name)

    def __bool__(self) -> bool:
        raise TypeError(
            "the truth of a SQL expression is known only to the database; combine conditions with "
            "and_(), or_(), not_() or &, |, ~"
        )

    def label(self, name: str | None) -> Label:
        """Return ``self AS name``; None makes an anonymous, unique name."""
        return Label(name, self, self.type)

    def cast(self, type_: Any) -> Cast:
        """Return ``CAST(self AS type_)``."""
        return Cast(self, to_instance(type_))

    @property
    def expression(self) -> ColumnElement:
        """This element."""
        return self

    @property
    def comparator(self) -> Any:
        """The operators of this expression's type."""
        return self.type.comparator_factory(self)

    @property
    def anon_label(self) -> Label:
        """This expression under a name made for it."""
        return Label(None, self, self.type)

    anon_key_label = anon_label

    @property
    def proxy_set(self) -> frozenset[Any]:
        """This column and those that it stands for, down to the table's."""
        out: list[Any] = []
        element: Any = self
        while element is not None:
            out.append(element)
            element = getattr(element, "element", None)
        return frozenset(out)

    @property
    def base_columns(self) -> set[Any]:
        """Table columns that this expression is made of."""
        return {n for n in self.walk() if isinstance(n, NamedColumn)}  # pyright: ignore[reportUnhashable]

    def shares_lineage(self, othercolumn: Any) -> bool:
        """Answer whether both come from one table column."""
        return bool(_lineage(self) & _lineage(othercolumn))


SQLColumnExpression = ColumnElement


class NamedColumn(ColumnElement):
    """A column that has a name and may belong to a FROM element."""

    __slots__ = ()

    @property
    def _label_name(self) -> str | None:
        return self.name  # type: ignore[no-any-return]

    @property
    def _anon_name(self) -> str:
        return self.name  # type: ignore[no-any-return]

    @property
    def key(self) -> Any:
        return self.name

    def _froms(self, add: Callable[[Any], None]) -> None:
        if self.table is not None:
            add(self.table)


class ColumnClause(NamedColumn):
    """``column("x")`` and ``literal_column("text")``: a name with no schema behind it."""

    __visit_name__ = "column"

    name: str = plain()
    type: TypeEngine = plain(default=NULLTYPE)
    is_literal: bool = plain(default=False)
    table: Any = child(default=None)
    default: ClassVar[Any] = None
    onupdate: ClassVar[Any] = None
    server_default: ClassVar[Any] = None
    server_onupdate: ClassVar[Any] = None

    @property
    def _label_name(self) -> str | None:
        return None if self.is_literal and not self.name.isidentifier() else self.name


class ProxyColumn(NamedColumn):
    """A column of an alias, subquery or CTE."""

    __visit_name__ = "column"

    table: Any = child()
    name: str = plain()
    type: TypeEngine = plain(default=NULLTYPE)
    #: Position among the columns of a SELECT below, whose rendering decides the name.
    index: int = plain(default=0)
    element: Any = note(default=None)
    proxy_key: Any = note(default=None)

    @property
    def key(self) -> Any:
        return self.proxy_key or self.name

    @property
    def primary_key(self) -> Any:
        """Whether the column behind is in a primary key."""
        return getattr(self.element, "primary_key", False)

    @property
    def foreign_keys(self) -> Any:
        """The foreign keys of the column behind."""
        return getattr(self.element, "foreign_keys", frozenset())

    def __getattr__(self, attribute: str) -> Any:
        # nullable, default foreign_keys and the like are those of the column behind
        if attribute[0] == "_":
            raise AttributeError(attribute)
        if self.element is None or self.type._own_operators:
            return super().__getattr__(attribute)
        return getattr(self.element, attribute)


class BindParameter(ColumnElement, identity=True):
    """A value handed to the driver beside the text."""

    __visit_name__ = "bindparam"

    name: str | None = plain()
    type: TypeEngine = plain(default=NULLTYPE)
    value: Any = value(default=None)
    unique: bool = plain(default=True)
    expanding: bool = plain(default=False)
    required: bool = plain(default=False)
    literal_execute: bool = plain(default=False)
    is_out: bool = plain(default=False)
    deferred: bool = plain(default=False)
    callable_: Any = note(default=None)

    @property
    def key(self) -> Any:
        return self.name

    def render_literal_execute(self) -> BindParameter:
        """Return this parameter as one that is written into the text when the statement is executed."""
        return self._with(literal_execute=True)

    @property
    def effective_value(self) -> Any:
        """The value, from the callable where there is one."""
        return self.value if self.callable_ is None else self.callable_()


class Null(ColumnElement):
    """``NULL``."""

    __visit_name__ = "null"

    type: TypeEngine = plain(default=NULLTYPE)


class True_(ColumnElement):  # noqa: N801 - the reference's name
    """``true``."""

    __visit_name__ = "true"

    type: TypeEngine = plain(default=BOOLEAN)


class False_(ColumnElement):  # noqa: N801 - the reference's name
    """``false``."""

    __visit_name__ = "false"

    type: TypeEngine = plain(default=BOOLEAN)


class BinaryExpression(ColumnElement):
    """``left operator right``."""

    __visit_name__ = "binary"

    left: Any = child()
    operator: Any = plain()
    right: Any = child()
    type: TypeEngine = plain(default=NULLTYPE)
    negate: Any = plain(default=None)
    modifiers: Any = plain(default=())
    #: Parentheses are put where precedence asks for them.
    group: ClassVar[bool] = True

    def __bool__(self) -> bool:
        if self.operator is ops.EQ:
            return self.left is self.right
        if self.operator is ops.NE:
            return self.left is not self.right
        return super().__bool__()

    @property
    def is_comparison(self) -> bool:
        """Whether the operator is a comparison."""
        return bool(self.operator.is_comparison)

    @property
    def _operator(self) -> Operator:  # type: ignore[override]
        return self.operator  # type: ignore[no-any-return]


class UnaryExpression(ColumnElement):
    """An operator before or after one expression: NOT, -, DISTINCT, DESC, NULLS LAST."""

    __visit_name__ = "unary"

    element: Any = child()
    operator: Any = plain()
    type: TypeEngine = plain(default=NULLTYPE)

    @property
    def _operator(self) -> Operator:  # type: ignore[override]
        return self.operator  # type: ignore[no-any-return]

    @property
    def modifier(self) -> Any:
        """The operator, when it is written after the expression."""
        return self.operator if self.operator.kind == "postfix" else None


class ExpressionClauseList(ColumnElement):
    """Expressions with one operator between: ``a + b + c``."""

    __visit_name__ = "expression_clauselist"

    operator: Any = plain()
    clauses: tuple[Any, ...] = children()
    type: TypeEngine = plain(default=BOOLEAN)
    group: ClassVar[bool] = True

    @property
    def is_comparison(self) -> bool:
        """Whether the operator is a comparison."""
        return bool(self.operator.is_comparison)

    @property
    def _operator(self) -> Operator:  # type: ignore[override]
        return self.operator  # type: ignore[no-any-return]


class BooleanClauseList(ExpressionClauseList):
    """``a AND b AND c``, or the same with OR."""

    @classmethod
    def and_(cls, *clauses: Any) -> Any:
        """Return the conjunction of ``clauses``."""
        return and_(*clauses)

    @classmethod
    def or_(cls, *clauses: Any) -> Any:
        """Return the disjunction of ``clauses``."""
        return or_(*clauses)


class ClauseList(ColumnElement):
    """Expressions with commas between, in parentheses where they are one operand."""

    __visit_name__ = "clauselist"

    clauses: tuple[Any, ...] = children()
    type: TypeEngine = plain(default=NULLTYPE)

    def append(self, clause: Any) -> ClauseList:
        """Return this list with ``clause`` at its end."""
        return self._with(clauses=(*self.clauses, as_expression(clause)))


class CollectionAggregate(UnaryExpression):
    """``ANY (array)`` or ``ALL (array)``: the other side of a comparison stands before it."""

    def _operate(self, op: Operator, *other: Any, **kwargs: Any) -> Any:
        mirrored = ops.MIRRORED.get(op)
        if mirrored is None:
            raise ArgumentError("only comparison operators may be used with ANY and ALL")
        item = getattr(self.element.type, "item_type", self.element.type)
        return BinaryExpression(as_expression(other[0], value_type(item, op, other[0])), mirrored, self, BOOLEAN)

    def operate(self, op: Operator, *other: Any, **kwargs: Any) -> Any:
        return self._operate(op, *other, **kwargs)


class Slice(ColumnElement):
    """``start:stop`` inside the brackets of an array."""

    __visit_name__ = "slice"

    start: Any = child()
    stop: Any = child()
    step: Any = child(default=None)
    type: TypeEngine = plain(default=NULLTYPE)


class Tuple(ColumnElement):
    """A row value: ``(a, b)``."""

    __visit_name__ = "tuple"

    clauses: tuple[Any, ...] = children()
    type: TypeEngine = plain(default=NULLTYPE)


class Grouping(ColumnElement):
    """An expression in parentheses that the user asked for."""

    __visit_name__ = "grouping"

    element: Any = child()
    type: TypeEngine = plain(default=NULLTYPE)


class Label(ColumnElement, identity=True):
    """``element AS name``; without a name, a unique one is made."""

    __visit_name__ = "label"

    name: Any = plain()
    element: Any = child()
    type: TypeEngine = plain(default=NULLTYPE)

    @property
    def _label_name(self) -> str | None:
        return self.name  # type: ignore[no-any-return]

    @property
    def _anon_name(self) -> str:
        return str(self.name or self.element._anon_name)

    @property
    def key(self) -> Any:
        return self.name

    @property
    def primary_key(self) -> Any:
        """Whether the labelled column is in a primary key."""
        return self.element.primary_key

    @property
    def foreign_keys(self) -> Any:
        """The foreign keys of the labelled column."""
        return self.element.foreign_keys

    def as_reference(self) -> Any:
        """Return what ORDER BY says for this label: itself, which is written by its name there."""
        return self

    def operate(self, op: Operator, *other: Any, **kwargs: Any) -> Any:
        if op.kind == "postfix" or op in (ops.DESC, ops.ASC):
            return super().operate(op, *other, **kwargs)
        return self.element.operate(op, *other, **kwargs)


class Cast(ColumnElement):
    """``CAST(clause AS type)``."""

    __visit_name__ = "cast"

    _names_binds: ClassVar[bool] = False
    clause: Any = child()
    type: TypeEngine = plain(default=NULLTYPE)
    #: Whether a value that does not convert gives NULL.
    safe: ClassVar[bool] = False

    @property
    def typeclause(self) -> Any:
        """The type as an element."""
        return hooks["typeclause"](self.type)

    @property
    def wrapped_column_expression(self) -> Any:
        """The expression that is cast."""
        return self.clause

    @property
    def _label_name(self) -> str | None:
        return self.clause._label_name if isinstance(self.clause, NamedColumn) else None

    @property
    def _anon_name(self) -> str:
        return self.clause._anon_name if isinstance(self.clause, NamedColumn) else "anon"


class TypeCoerce(ColumnElement):
    """An expression that Python treats as another type; the SQL does not change."""

    __visit_name__ = "type_coerce"

    _names_binds: ClassVar[bool] = False
    clause: Any = child()
    type: TypeEngine = plain(default=NULLTYPE)

    @property
    def typed_expression(self) -> Any:
        """The expression that Python treats as another type."""
        return self.clause

    wrapped_column_expression = typed_expression

    @property
    def _label_name(self) -> str | None:
        return self.clause._label_name  # type: ignore[no-any-return]

    @property
    def _anon_name(self) -> str:
        return self.clause._anon_name  # type: ignore[no-any-return]


NULL = Null()
TRUE = True_()
FALSE = False_()


# -- building expressions ------------------------------------------------------------------------------------------


def as_expression(item: Any, type_: TypeEngine | None = None, name: str | None = None) -> Any:
    """Return ``item`` as a SQL expression: an element as it is, None as NULL, a Python value as a bind."""
    if isinstance(item, ClauseElement):
        return item._as_scalar()
    clause = getattr(item, "__clause_element__", None)
    if clause is not None:
        return as_expression(clause())
    if item is None:
        return NULL
    return bind_value(item, type_, name)


def bind_value(item: Any, type_: TypeEngine | None = None, name: str | None = None) -> BindParameter:
    """Return ``item`` as a bind whose name is made unique from ``name``."""
    if type_ is None:
        type_ = type_of(item)
        if type_ is NULLTYPE and not isinstance(item, _BINDABLE):
            _refuse_value(item)
    return BindParameter(name, type_, item)


def compare(left: Any, op: Operator, other: Any, reverse: bool = False, return_type: Any = None, **_: Any) -> Any:
    """Build a comparison; ``== None`` means IS NULL."""
    if type(other) is CollectionAggregate or getattr(other, "is_collection_aggregate", False):
        return BinaryExpression(left, op, other, BOOLEAN)
    if other is None or isinstance(other, (Null, True_, False_, bool)):
        if op is ops.EQ or op is ops.IS:
            if other is None or isinstance(other, Null):
                return BinaryExpression(left, ops.IS, NULL, BOOLEAN, ops.IS_NOT)
            return BinaryExpression(left, op, _truth(other), BOOLEAN, op.negated)
        if op is ops.NE or op is ops.IS_NOT:
            if other is None or isinstance(other, Null):
                return BinaryExpression(left, ops.IS_NOT, NULL, BOOLEAN, ops.IS)
            return BinaryExpression(left, op, _truth(other), BOOLEAN, op.negated)
        if op in (ops.IS_DISTINCT, ops.IS_NOT_DISTINCT):
            right = NULL if other is None else other if isinstance(other, ColumnElement) else _truth(other)
            return BinaryExpression(left, op, right, BOOLEAN, op.negated)
        if (other is None or isinstance(other, Null)) and op.kind == "comparison" and op.name in ops.OPERATORS:
            raise ArgumentError(
                f"only =, !=, is_(), is_not(), is_distinct_from() take None; {op!r} with NULL is never true"
            )
    right = operand(left, op, other)
    return_type = return_type or getattr(op, "return_type", None)
    type_ = BOOLEAN if return_type is None else to_instance(return_type)
    return BinaryExpression(left, op, right, type_, op.negated)


def arithmetic(
    left: Any,
    op: Operator,
    other: Any,
    reverse: bool = False,
    return_type: Any = None,
    operand_type: Any = None,
    **_: Any,
) -> Any:
    """Build an arithmetic, concatenation or custom operation, typed from both sides."""
    if operand_type is not None and not isinstance(other, ClauseElement):
        right: Any = bind_value(other, operand_type, bind_name(left))
    else:
        right = operand(left, op, other)
    return_type = return_type or getattr(op, "return_type", None)
    if reverse:
        left, right = right, left
    if return_type is not None:
        type_ = to_instance(return_type)
    elif op.kind == "custom":
        type_ = left.type
    else:
        type_ = left.type.operate(_TYPE_OPS.get(op, op.name), right.type)
        if op is ops.ADD and left.type._is_string and (right.type._is_string or right.type is NULLTYPE):
            op = ops.CONCAT
    if op.associative and op.kind == "arithmetic" and op in (left._operator, right._operator):
        return ExpressionClauseList(op, (*_links(left, op), *_links(right, op)), type_)
    return BinaryExpression(left, op, right, type_)


def _links(element: Any, op: Operator) -> tuple[Any, ...]:
    if type(element) is ExpressionClauseList and element.operator is op:
        return element.clauses
    return (element.left, element.right) if type(element) is BinaryExpression and element.operator is op else (element,)


def and_(*clauses: Any) -> Any:
    """Return the conjunction of ``clauses``; one clause is returned as it is."""
    return _boolean(ops.AND, clauses)


def or_(*clauses: Any) -> Any:
    """Return the disjunction of ``clauses``."""
    return _boolean(ops.OR, clauses)


def not_(clause: Any) -> Any:
    """Return the negation of ``clause``."""
    return negate(as_expression(clause), ops.NOT)


def _with_values(element: Any, given: Mapping[Any, Any], also: dict[str, Any]) -> Any:
    def put(node: Node) -> Node | None:
        if not isinstance(node, BindParameter) or not (node.name in given or also):
            return None
        known = {"value": given[node.name], "required": False} if node.name in given else {}
        return node._with(**known, **also)

    return element.swap(put)


def negate(element: Any, op: Operator = ops.NOT) -> Any:
    """Return NOT ``element``, as the opposite operator where one exists."""
    if isinstance(element, BinaryExpression) and element.negate is not None:
        return BinaryExpression(
            element.left, element.negate, element.right, element.type, element.operator, element.modifiers
        )
    if isinstance(element, True_):
        return FALSE
    if isinstance(element, False_):
        return TRUE
    if isinstance(element, UnaryExpression) and element.operator is ops.NOT:
        return element.element
    return UnaryExpression(element, ops.NOT, BOOLEAN)


def _boolean(op: Operator, clauses: Iterable[Any]) -> Any:
    flat: list[Any] = []
    skip, stop = (True_, False_) if op is ops.AND else (False_, True_)
    empty = TRUE if op is ops.AND else FALSE
    for c in clauses:
        e = predicate(c)
        if isinstance(e, skip):
            continue
        if isinstance(e, stop):
            return e
        if isinstance(e, BooleanClauseList) and e.operator is op:
            flat.extend(e.clauses)
        else:
            flat.append(e)
    if not flat:
        return empty
    return flat[0] if len(flat) == 1 else BooleanClauseList(op, tuple(flat))


def predicate(item: Any) -> Any:
    """Return ``item`` as a condition; a plain Python value other than a boolean is refused."""
    if isinstance(item, ClauseElement):
        return item
    clause = getattr(item, "__clause_element__", None)
    if clause is not None:
        return predicate(clause())
    if item is True:
        return TRUE
    if item is False:
        return FALSE
    if item is None:
        return NULL
    raise ArgumentError(
        f"a SQL condition is expected, got {item!r}; compare columns (table.c.x == 5), or wrap SQL in text()"
    )


def _truth(other: Any) -> Any:
    if isinstance(other, bool):
        return TRUE if other else FALSE
    return other


def operand(left: Any, op: Operator, other: Any) -> Any:
    """Return ``other`` as the other side of ``left op``."""
    if isinstance(other, ClauseElement):
        if type(other) is BindParameter and other.type is NULLTYPE:
            return other._with(type=left.type)
        return other._as_scalar()
    clause = getattr(other, "__clause_element__", None)
    if clause is not None:
        return as_expression(clause())
    if other is None:
        return NULL
    if isinstance(other, Operators_):
        return other
    if isinstance(left, Tuple) and isinstance(other, (tuple, list)):
        pairs = zip(left.clauses, other, strict=True)
        return Tuple(tuple(as_expression(v, value_type(c.type, op, v)) for c, v in pairs))
    return bind_value(other, left.type.coerce_compared_value(op, other), bind_name(left))


def bind_name(left: Any) -> str | None:
    """Return the name of a parameter that meets ``left``, None for the usual one."""
    if not left._names_binds:
        return None
    name = left.key if isinstance(left, NamedColumn) else left._anon_name
    return None if name == "anon" else name


def _refuse_value(item: Any) -> None:
    raise ArgumentError(
        f"{item!r} (a {type(item).__name__}) is no SQL expression and no type is known for it; "
        "pass literal(value, type_) or a column"
    )


def value_type(type_: TypeEngine, op: Operator, item: Any) -> TypeEngine | None:
    """Return the type of a plain value that meets ``type_`` under ``op``; None for an expression."""
    return None if isinstance(item, ClauseElement) else type_.coerce_compared_value(op, item)


def _lineage(c: Any) -> set[int]:
    out: set[int] = set()
    while c is not None:
        out.add(id(c))
        c = getattr(c, "element", None)
    return out


Operators_ = ops.Operators
_BINDABLE: tuple[type, ...] = (Sequence, dict, set, frozenset)
_TYPE_OPS = {op: name.removesuffix("_op") for name, op in ops.OPERATORS.items()}
#: What builds the expression of an operator that is neither a plain comparison nor arithmetic; see ``apply``.
BUILDERS: dict[Operator, Callable[..., Any]] = {}
