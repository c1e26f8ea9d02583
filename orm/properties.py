"""What a mapped attribute is made of: columns, SQL expressions, other names."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from ..core.exc import ArgumentError
from ..core.expression.elements import ColumnElement
from ..core.expression.operators import ColumnOperators
from ..core.schema import Column
from ..core.types.base import to_instance
from .attributes import InstrumentedAttribute, Mapped
from .state import NO_VALUE, History, InstanceState, instance_state

if TYPE_CHECKING:
    from .mapper import Mapper

_T = TypeVar("_T")

EMPTY = History((), (), ())


class MapperProperty(Mapped[_T]):
    """One mapped attribute of a class."""

    is_relationship: ClassVar[bool] = False
    is_column: ClassVar[bool] = False
    uselist: Any = False

    key: str
    parent: Mapper[Any]

    def __init__(self, info: dict[Any, Any] | None = None, doc: str | None = None) -> None:
        self.info = dict(info or ())
        self.doc = doc
        self.listeners: dict[str, list[Callable[..., Any]]] = {}
        self.dataclass_options: dict[str, Any] = {}

    def attach(self, mapper: Mapper[Any], key: str) -> None:
        """Become the attribute `key` of `mapper`."""
        self.key = key
        self.parent = mapper

    def configure(self) -> None:
        """Look at other mappers; all classes are declared by now."""

    def class_attribute(self) -> Any:
        """Return what the mapped class holds under the attribute's name."""
        return InstrumentedAttribute(self.key, self.parent, self, self.expression_of_class())

    def expression_of_class(self) -> Any:
        """Return the SQL expression of the attribute on the class itself."""
        return None

    @property
    def class_attr(self) -> Any:
        """Return the attribute as the class holds it."""
        return self.parent.class_.__dict__[self.key]

    @property
    def mapper_class_name(self) -> str:
        """Return ``Class.attribute`` for messages."""
        return f"{self.parent.class_.__name__}.{self.key}"

    def __str__(self) -> str:
        return self.mapper_class_name

    # on the class

    def clause(self, attribute: Any) -> Any:
        """Return what stands in SQL for `attribute`."""
        return attribute.expression

    def operate(self, attribute: Any, op: Any, *other: Any, **kwargs: Any) -> Any:
        """Apply a SQL operator."""
        return attribute.expression.operate(op, *other, **kwargs)

    def comparator(self, attribute: Any) -> Any:
        """Return what further attributes and methods `attribute` has."""
        return attribute.expression

    # on an instance

    def unset_value(self, obj: Any) -> Any:
        """Return the value of an attribute that a new object never got."""
        return None

    def instance_set(self, obj: Any, value: Any) -> None:
        """Set the value with history and events."""
        raise NotImplementedError

    def instance_delete(self, obj: Any) -> None:
        """Delete the value, with history."""
        raise NotImplementedError

    def history(self, state: InstanceState, d: dict[str, Any]) -> History:
        """Return how the value changed since the last flush."""
        return EMPTY


class ColumnProperty(MapperProperty[_T]):
    """An attribute of a column, or of a SQL expression that is only read."""

    is_column = True

    def __init__(
        self,
        column: Any,
        *additional_columns: Any,
        deferred: bool = False,
        group: str | None = None,
        raiseload: bool = False,
        active_history: bool = False,
        expire_on_flush: bool = True,
        info: dict[Any, Any] | None = None,
        doc: str | None = None,
        **_: Any,
    ) -> None:
        super().__init__(info, doc)
        self.columns: list[Any] = [_as_column(column), *map(_as_column, additional_columns)]
        self.deferred = deferred or group is not None or raiseload
        self.group = group
        self.raiseload = raiseload
        self.active_history = active_history
        self.expire_on_flush = expire_on_flush

    @property
    def column(self) -> Any:
        """Return the first column."""
        return self.columns[0]

    @property
    def expression(self) -> Any:
        """Return the SQL of the attribute."""
        return self.columns[0]

    @property
    def writable(self) -> bool:
        """Return whether the attribute is a column of the mapped table."""
        return isinstance(self.columns[0], Column)

    def expression_of_class(self) -> Any:
        return self.columns[0]

    def instance_set(self, obj: Any, value: Any) -> None:
        state = instance_state(obj)
        d = obj.__dict__
        old = d.get(self.key, NO_VALUE)
        if self.active_history and old is NO_VALUE and state.key is not None and state.session is not None:
            old = getattr(obj, self.key)
        for listener in self.listeners.get("set", ()):
            value = listener(obj, value, old)
        if state.key is not None:
            state.record(obj, self.key, old)
        d[self.key] = value

    def instance_delete(self, obj: Any) -> None:
        state = instance_state(obj)
        d = obj.__dict__
        if self.key not in d and state.key is None:
            raise AttributeError(f"{self} is not set")
        old = d.pop(self.key, NO_VALUE)
        if state.key is not None:
            state.record(obj, self.key, old)

    def history(self, state: InstanceState, d: dict[str, Any]) -> History:
        key = self.key
        if state.changes is not None and key in state.changes:
            old, new = state.changes[key], d.get(key)
            if old is NO_VALUE:
                return History([new], (), ())
            return History((), [new], ()) if self.same(old, new) else History([new], (), [old])
        if key not in d:
            return EMPTY
        return History([d[key]], (), ()) if state.key is None else History((), [d[key]], ())

    def same(self, old: Any, new: Any) -> bool:
        """Return whether two values are one to the database."""
        if old is new:
            return True
        compare = getattr(self.columns[0].type, "compare_values", None)
        return bool(old == new if compare is None else compare(old, new))


class SynonymProperty(MapperProperty[_T]):
    """Another name of an attribute."""

    def __init__(
        self, name: str, *, descriptor: Any = None, info: dict[Any, Any] | None = None, doc: str | None = None, **_: Any
    ) -> None:
        super().__init__(info, doc)
        self.name = name
        self.descriptor = descriptor

    def class_attribute(self) -> Any:
        if self.descriptor is not None:
            return self.descriptor
        return _Synonym(self.name)

    def instance_set(self, obj: Any, value: Any) -> None:
        if self.descriptor is not None:
            self.descriptor.__set__(obj, value)
        else:
            setattr(obj, self.name, value)

    def instance_delete(self, obj: Any) -> None:
        delattr(obj, self.name)

    def history(self, state: InstanceState, d: dict[str, Any]) -> History:
        return self.parent.props[self.name].history(state, d)


class MappedColumn(ColumnOperators, MapperProperty[_T]):
    """What `mapped_column()` returns: a column still to be joined with its annotation."""

    def __init__(
        self,
        *args: Any,
        init: Any = None,
        repr: Any = None,  # noqa: A002 (the ecosystem's name)
        default: Any = NO_VALUE,
        default_factory: Any = None,
        compare: Any = None,
        kw_only: Any = None,
        hash: Any = None,  # noqa: A002 (the ecosystem's name)
        insert_default: Any = NO_VALUE,
        nullable: Any = NO_VALUE,
        deferred: Any = NO_VALUE,
        deferred_group: str | None = None,
        deferred_raiseload: bool | None = None,
        active_history: bool = False,
        use_existing_column: bool = False,
        sort_order: int = 0,
        dataclass_metadata: Any = None,
        **kw: Any,
    ) -> None:
        super().__init__(kw.get("info"), kw.get("doc"))
        given = {
            "init": init, "repr": repr, "default_factory": default_factory, "compare": compare,
            "kw_only": kw_only, "hash": hash, "metadata": dataclass_metadata,
        }  # fmt: skip
        self.dataclass_options = {name: value for name, value in given.items() if value is not None}
        if default is not NO_VALUE:
            self.dataclass_options["default"] = default
        self.default = default
        self.insert_default = insert_default
        self.nullable = nullable
        self.args = args
        self.kw = kw
        self.sort_order = sort_order
        self.use_existing_column = use_existing_column
        self.property_options: dict[str, Any] = {
            "deferred": False if deferred is NO_VALUE else deferred,
            "group": deferred_group,
            "raiseload": bool(deferred_raiseload),
            "active_history": active_history,
        }
        self.type_given = False
        self.name: str | None = None
        rest = list(args)
        if rest and (rest[0] is None or isinstance(rest[0], str)):
            self.name = rest.pop(0)
        self.name = kw.pop("name", self.name)
        self.type_: Any = kw.pop("type_", None)
        if rest and self.type_ is None and not _is_schema_item(rest[0]):
            self.type_ = rest.pop(0)
        self.type_given = self.type_ is not None
        self.items: list[Any] = rest
        self._column: Any = None

    def copy(self) -> MappedColumn[Any]:
        """Return the same declaration for another class (columns of mixins)."""
        new: MappedColumn[Any] = object.__new__(type(self))
        new.__dict__.update(self.__dict__)
        new.kw = dict(self.kw)
        new.items = [_copy_item(item) for item in self.items]
        new.listeners = {}
        new._column = None
        return new

    def merged(self, other: MappedColumn[Any]) -> MappedColumn[Any]:
        """Return this declaration completed by one found in an ``Annotated`` type."""
        new = self.copy()
        new.kw = {**other.kw, **self.kw}
        new.items = [*map(_copy_item, other.items), *new.items]
        if new.name is None:
            new.name = other.name
        if new.type_ is None:
            new.type_, new.type_given = other.type_, other.type_given
        if new.nullable is NO_VALUE:
            new.nullable = other.nullable
        if new.insert_default is NO_VALUE:
            new.insert_default = other.insert_default
        if new.default is NO_VALUE:
            new.default = other.default
        if new.sort_order == 0:
            new.sort_order = other.sort_order
        new.dataclass_options = {**other.dataclass_options, **self.dataclass_options}
        return new

    def build(self, key: str, type_: Any, optional: bool, dataclass: bool) -> Column:
        """Return the column; `type_` and `optional` come from the annotation."""
        column = self._column
        if column is None:
            column = self._column = self._make(dataclass)
        name_column(column, key, self.kw.get("key"))
        if type_ is not None and self.type_ is None:
            column.type = to_instance(type_)
        if self.nullable is NO_VALUE and not column.primary_key:
            column.nullable = optional
        return column  # type: ignore[no-any-return]

    def _make(self, dataclass: bool = False) -> Column:
        kw = dict(self.kw)
        default = self.insert_default
        if default is NO_VALUE and not (dataclass and self.default is None):
            default = self.default  # a dataclass field's default is the column's too
        if default is not NO_VALUE:
            kw["default"] = default
        if self.nullable is not NO_VALUE:
            kw["nullable"] = self.nullable
        args = [self.name] if self.type_ is None else [self.name, self.type_]
        return Column(*args, *self.items, **kw)

    @property
    def column(self) -> Column:
        """Return the column, made early where an expression of the class body needs it."""
        if self._column is None:
            self._column = self._make()
        return self._column  # type: ignore[no-any-return]

    def operate(self, op: Any, *other: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        return self.column.operate(op, *other, **kwargs)

    @property
    def foreign_keys(self) -> Any:
        """Return the column's foreign keys."""
        return self.column.foreign_keys

    def __clause_element__(self) -> Any:
        return self.column


def column_property(column: Any, *additional_columns: Any, **kw: Any) -> ColumnProperty[Any]:
    """Map a column under options, or a SQL expression as an attribute that is only read."""
    return ColumnProperty(column, *additional_columns, **kw)


def deferred(column: Any, *additional_columns: Any, group: str | None = None, **kw: Any) -> ColumnProperty[Any]:
    """Map a column that is loaded when it is first read."""
    return ColumnProperty(column, *additional_columns, deferred=True, group=group, **kw)


def synonym(name: str, *, descriptor: Any = None, **kw: Any) -> SynonymProperty[Any]:
    """Give an attribute another name."""
    return SynonymProperty(name, descriptor=descriptor, **kw)


def mapped_column(*args: Any, **kw: Any) -> MappedColumn[Any]:
    """Declare the column of a ``Mapped[...]`` attribute.

    Takes what `Column` takes; the type and NULL come from the annotation where they are not given.
    ``default`` is the column's default, and in a dataclass the field's; ``insert_default`` is only the column's.
    """
    return MappedColumn(*args, **kw)


def name_column(column: Any, name: str, key: str | None = None) -> None:
    """Give a column that was declared without a name that of its attribute."""
    if column.name is None:
        column.name = name
    if key is not None or column.key is None:
        column.key = key or column.name


class _Synonym:
    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: Any) -> Any:
        return getattr(owner if instance is None else instance, self.name)


def _as_column(item: Any) -> Any:
    if isinstance(item, ColumnElement):
        return item
    if isinstance(item, MappedColumn):
        return item
    clause = getattr(item, "__clause_element__", None)
    if clause is not None:
        return clause()
    scalar = getattr(item, "scalar_subquery", None)
    if scalar is not None:
        return scalar()
    raise ArgumentError(f"a column or SQL expression is needed, not {item!r}")


def _is_schema_item(item: Any) -> bool:
    return hasattr(item, "_set_parent") or hasattr(item, "__schema_item__") or type(item).__name__ in _SCHEMA_ITEMS


def _copy_item(item: Any) -> Any:
    copy = getattr(item, "_copy", None)
    return item if copy is None else copy()


_SCHEMA_ITEMS = frozenset(
    ("ForeignKey", "Sequence", "Identity", "Computed", "CheckConstraint", "DefaultClause", "FetchedValue")
)
