"""Read a declarative class: annotations, columns, mixins; make its table and mapper."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, get_origin

from typing_extensions import get_annotations

from ..core.exc import ArgumentError, InvalidRequestError
from ..core.schema import Column, ForeignKey, Table
from .annotations import Annotation, annotated_column, column_type, read_annotation, target_of
from .attributes import Mapped
from .exc import MappedAnnotationError
from .mapper import Mapper
from .properties import ColumnProperty, MappedColumn, MapperProperty, name_column
from .relationships import RelationshipProperty

if TYPE_CHECKING:
    from .registries import registry as Registry  # noqa: N812

_T = TypeVar("_T")

VALIDATES = "_isogloss_validates"


class declared_attr(Mapped[_T]):  # noqa: N801 (the ecosystem's name)
    """Compute an attribute of a mixin for each mapped class."""

    if not TYPE_CHECKING:
        __slots__ = ("cascading_", "fget")

    def __init__(self, fn: Any, cascading: bool = False) -> None:
        self.fget = fn.__func__ if isinstance(fn, classmethod) else fn
        self.cascading_ = cascading

    if not TYPE_CHECKING:

        def __get__(self, instance: Any, owner: Any) -> Any:
            mapper = owner.__dict__.get("__mapper__")
            if mapper is not None and self.fget.__name__ in mapper.props:
                return mapper.props[self.fget.__name__].class_attr
            return self.fget(owner)

    @classmethod
    def directive(cls, fn: Callable[..., Any]) -> Any:
        """Compute a directive such as ``__tablename__``."""
        return cls(fn)

    @classmethod
    def cascading(cls, fn: Callable[..., Any]) -> Any:
        """Compute the attribute anew for each subclass."""
        return cls(fn, cascading=True)


class DeclarativeMeta(type):
    """Map attributes that are put on a class after it was declared."""

    def __setattr__(cls, name: str, value: Any) -> None:
        mapper = cls.__dict__.get("__mapper__")
        if mapper is None or name.startswith("__") or not isinstance(value, (MapperProperty, Column)):
            type.__setattr__(cls, name, value)
            return
        if isinstance(value, MappedColumn):
            value = ColumnProperty(value.build(name, None, True, False), **value.property_options)
        prop = value if isinstance(value, MapperProperty) else ColumnProperty(value)
        if isinstance(prop, ColumnProperty):
            for column in prop.columns:
                if isinstance(column, Column) and getattr(column, "table", None) is None:
                    name_column(column, name)
                    mapper.local_table.append_column(column)
        mapper.add_property(name, prop)


def map_class(cls: type[Any], registry: Registry, dataclass_options: dict[str, Any] | None = None) -> Mapper[Any]:
    """Map a declarative class: scan it, make its table if it names one, and its mapper."""
    for base in cls.__mro__[1:]:
        if "__mapper__" in base.__dict__:
            raise ArgumentError(
                f"class {cls.__name__} inherits from the mapped class {base.__name__}: inheritance between mapped "
                "classes is not available yet; share columns through a mixin, or refer with relationship()"
            )
    found = _Scan(cls, registry, dataclass_options)
    for base, key, annotation, value in _attributes(cls):
        found.take(base, key, annotation, value)
    table = found.table()
    if dataclass_options is not None:
        found.make_dataclass()
    arguments = dict(_directive(cls, "__mapper_args__") or {})
    for name in ("version_id_col", "primary_key"):
        if name in arguments:
            arguments[name] = _columns_of(arguments[name])
    properties = {**found.properties, **arguments.pop("properties", {})}
    for fn, names in _validators(cls):
        for name in names:
            if name not in properties:
                raise InvalidRequestError(f"@validates of {cls.__name__} names {name!r}, which is not mapped")
            _add_validator(properties[name], name, fn)
    mapper = Mapper(cls, table, properties, registry, **arguments)
    type.__setattr__(cls, "__table__", table)
    return mapper


def validates(*names: str, include_removes: bool = False, include_backrefs: bool = True) -> Callable[[Any], Any]:
    """Call a method with each new value of the named attributes; it returns the value to keep."""

    def mark(fn: Any) -> Any:
        setattr(fn, VALIDATES, names)
        return fn

    return mark


class _Scan:
    """Collect what one class maps."""

    def __init__(self, cls: type[Any], registry: Registry, dataclass_options: dict[str, Any] | None) -> None:
        self.cls = cls
        self.registry = registry
        self.dataclass_options = dataclass_options
        self.properties: dict[str, MapperProperty[Any]] = {}
        self.columns: list[tuple[int, Column]] = []
        self.fields: dict[str, tuple[Any, dict[str, Any]]] = {}
        self.seen: set[str] = set()
        self.given_table = _directive(cls, "__table__")

    def take(self, base: type, key: str, raw: Any, value: Any) -> None:
        """Map one attribute of the class or of a mixin, if it is one to map."""
        if key in self.seen or (key.startswith("__") and key.endswith("__")):
            return
        if isinstance(value, declared_attr):
            value = value.fget(self.cls)
            raw = None if not isinstance(value, MappedColumn) else raw
        elif base is not self.cls and isinstance(value, (MappedColumn, RelationshipProperty)):
            value = value.copy()
        elif base is not self.cls and isinstance(value, Column):
            value = value._copy()
        annotation = None if raw is None else read_annotation(raw, base, key)
        if annotation is None and raw is not None:
            self._refuse_unmapped(base, key, raw, value)
        if annotation is None and not isinstance(value, (MapperProperty, Column)):
            return
        self.seen.add(key)
        if isinstance(value, RelationshipProperty):
            self._relationship(key, value, annotation)
        elif isinstance(value, (Column, ColumnProperty)):
            self._explicit(key, value, annotation)
        elif isinstance(value, MapperProperty) and not isinstance(value, MappedColumn):
            self.properties[key] = value
            self._field(key, annotation, value.dataclass_options)
        else:
            self._column(base, key, value, annotation)

    def table(self) -> Any:
        """Return the table of the class, making it from the columns."""
        cls = self.cls
        if self.given_table is not None:
            table = self.given_table
            for _, column in self.columns:
                found = table.c.get(column.key)
                if found is None:
                    raise ArgumentError(f"Can't add column {column.name!r} of {cls.__name__} to its __table__")
                for prop in self.properties.values():
                    if isinstance(prop, ColumnProperty):
                        prop.columns = [found if c is column else c for c in prop.columns]
            return table
        name = _directive(cls, "__tablename__")
        if name is None:
            raise InvalidRequestError(
                f"Class {cls.__module__}.{cls.__qualname__} does not have a __table__ or __tablename__ specified and "
                "does not inherit from an existing table-mapped class."
            )
        arguments = _directive(cls, "__table_args__") or ()
        options: dict[str, Any] = {}
        if isinstance(arguments, dict):
            arguments, options = (), dict(arguments)
        elif arguments and isinstance(arguments[-1], dict):
            arguments, options = tuple(arguments[:-1]), dict(arguments[-1])
        columns = [column for _, column in sorted(self.columns, key=lambda pair: pair[0])]
        metadata = getattr(cls, "metadata", self.registry.metadata)
        return Table(name, metadata, *columns, *arguments, **options)

    def make_dataclass(self) -> None:
        """Apply `dataclasses.dataclass` to the class with the mapped attributes as fields."""
        cls, options = self.cls, dict(self.dataclass_options or {})
        annotations = _own_annotations(cls)
        hints: dict[str, Any] = {}
        for key, (hint, field) in self.fields.items():
            hints[key] = hint
            type.__setattr__(cls, key, dataclasses.field(**field))
        for key, raw in annotations.items():
            if key not in hints and key not in self.properties:
                hints[key] = raw
        try:
            cls.__annotations__ = hints
            dataclasses.dataclass(cls, **{name: value for name, value in options.items() if value is not None})
        except TypeError as error:
            raise InvalidRequestError(f"{cls.__name__} cannot be a dataclass: {error}") from error
        finally:
            cls.__annotations__ = annotations

    def _column(self, base: type, key: str, value: Any, annotation: Annotation | None) -> None:
        if value is not None and not isinstance(value, MappedColumn):
            raise ArgumentError(
                f"{self.cls.__name__}.{key}: Mapped[...] with {value!r} on the right; use mapped_column(default=...)"
            )
        declared: MappedColumn[Any] = MappedColumn() if value is None else value
        type_: Any = None
        optional = True
        if annotation is not None:
            extra = annotated_column(annotation.inner)
            if extra is not None:
                declared = declared.merged(extra)
            optional = annotation.optional
            if declared.type_ is None:
                refers = any(isinstance(item, ForeignKey) for item in declared.items)
                type_ = self._infer(base, key, annotation, needed=not refers)
        existing = self._existing(key, declared)
        if existing is not None:
            column = existing
        else:
            column = declared.build(key, type_, optional, self.dataclass_options is not None)
            self.columns.append((declared.sort_order, column))
        prop = ColumnProperty[Any](column, info=declared.info, doc=declared.doc, **declared.property_options)
        prop.dataclass_options = declared.dataclass_options
        self.properties[key] = prop
        self._field(key, annotation, declared.dataclass_options)

    def _existing(self, key: str, declared: MappedColumn[Any]) -> Column | None:
        if self.given_table is None:
            return None
        return self.given_table.c.get(declared.name or key)  # type: ignore[no-any-return]

    def _infer(self, base: type, key: str, annotation: Annotation, needed: bool = True) -> Any:
        registry = self.registry
        found = column_type(annotation.inner, registry.type_annotation_map, registry.enum_store)
        if found is None and needed and annotation.inner is not None and self.given_table is None:
            where = f"{base.__module__}.{base.__qualname__}.{key}"
            raise MappedAnnotationError(
                f"Could not locate SQLAlchemy Core type when resolving for Python type indicated by "
                f"'{annotation.inner!r}' inside the Mapped[] annotation for the {where!r} attribute; give "
                "mapped_column() a type, add the Python type to type_annotation_map, or use relationship() for a "
                "mapped class"
            )
        return found

    def _explicit(self, key: str, value: Any, annotation: Annotation | None) -> None:
        prop: ColumnProperty[Any] = value if isinstance(value, ColumnProperty) else ColumnProperty(value)
        prop.columns = [c.column if isinstance(c, MappedColumn) else c for c in prop.columns]
        for column in prop.columns:
            if isinstance(column, Column) and getattr(column, "table", None) is None:
                name_column(column, key)
                self.columns.append((0, column))
        self.properties[key] = prop
        self._field(key, annotation, prop.dataclass_options)

    def _relationship(self, key: str, prop: RelationshipProperty[Any], annotation: Annotation | None) -> None:
        if annotation is not None and annotation.inner is not None:
            target, collection = target_of(annotation.inner, self.cls, key)
            wrapper = annotation.wrapper.__name__
            if wrapper in ("DynamicMapped", "WriteOnlyMapped"):
                prop.lazy, collection = {"DynamicMapped": "dynamic"}.get(wrapper, "write_only"), list
            if prop.argument is None:
                prop.argument = target
            if prop.uselist is None:
                prop.uselist = collection is not None or prop.collection_class is not None
            if collection is not None and prop.collection_class is None and prop.uselist:
                prop.collection_class = collection
        if prop.argument is None:
            raise ArgumentError(
                f"relationship {self.cls.__name__}.{key} names no class: annotate it Mapped['Target'], or pass one"
            )
        self.properties[key] = prop
        self._field(key, annotation, prop.dataclass_options)

    def _field(self, key: str, annotation: Annotation | None, options: dict[str, Any]) -> None:
        if annotation is not None:
            self.fields[key] = (Any if annotation.inner is None else annotation.inner, dict(options))

    def _refuse_unmapped(self, base: type, key: str, raw: Any, value: Any) -> None:
        """Refuse an annotation that looks as if it were meant to be ``Mapped[...]``."""
        text = raw if isinstance(raw, str) else ""
        meant = value is None or isinstance(value, (MappedColumn, RelationshipProperty))
        if (
            not meant
            or get_origin(raw) is ClassVar
            or "ClassVar" in text
            or self.dataclass_options is not None
            or getattr(self.cls, "__allow_unmapped__", False)
        ):
            return
        shown = text or getattr(raw, "__name__", raw)
        raise MappedAnnotationError(
            f'Type annotation for "{base.__name__}.{key}" can\'t be correctly interpreted for Annotated Declarative '
            f"Table form. Write Mapped[{shown}] for a mapped attribute, ClassVar[{shown}] for one that is not, or set "
            f"__allow_unmapped__ = True on the class"
        )


def _attributes(cls: type[Any]) -> Iterator[tuple[type, str, Any, Any]]:
    """Yield (class, name, annotation, value), own attributes before those of mixins, as they were written."""
    for base in cls.__mro__:
        if base in (object, Generic) or base.__dict__.get("__isogloss_root__"):
            continue
        annotations = _own_annotations(base)
        values = {k: v for k, v in base.__dict__.items() if not isinstance(v, (types.FunctionType, property))}
        for key in _in_order(list(values), list(annotations)):
            yield base, key, annotations.get(key), values.get(key)


def _in_order(values: list[str], annotations: list[str]) -> Iterator[str]:
    """Yield names of both lists, going over to the other list at each name that is in both."""
    shared = set(values).intersection(annotations)
    present, other = iter(values), iter(annotations)
    while True:
        for name in present:
            if name in shared:
                shared.discard(name)
                present, other = other, present
                break
            yield name
        else:
            yield from other
            return


def _own_annotations(cls: type) -> dict[str, Any]:
    return get_annotations(cls)


def _directive(cls: type[Any], name: str) -> Any:
    """Return ``__tablename__`` and the like, from the class or a mixin."""
    for base in cls.__mro__:
        if name in base.__dict__:
            value = base.__dict__[name]
            if isinstance(value, declared_attr):
                return value.fget(cls)
            return value.__get__(None, cls) if isinstance(value, classmethod) else value
    return None


def _columns_of(item: Any) -> Any:
    if isinstance(item, (list, tuple)):
        return [_columns_of(one) for one in item]
    return item.column if isinstance(item, MappedColumn) else item


def _validators(cls: type[Any]) -> Iterator[tuple[Any, tuple[str, ...]]]:
    seen = set()
    for base in cls.__mro__:
        for name, fn in base.__dict__.items():
            mark = getattr(fn, VALIDATES, None) if isinstance(fn, types.FunctionType) else None
            if mark is not None and name not in seen:
                seen.add(name)
                yield fn, mark


def _add_validator(prop: MapperProperty[Any], name: str, fn: Any) -> None:
    if prop.is_relationship:
        # a collection's members, or the one related object
        prop.listeners.setdefault("append", []).append(lambda obj, value: fn(obj, name, value))
    prop.listeners.setdefault("set", []).append(lambda obj, value, old: fn(obj, name, value))
