"""`Enum`: one of a fixed list of texts, or the members of a Python enum."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from typing import Any

from ..exc import ArgumentError
from .base import Emulated, NullType, Processor, TypeEngine
from .literal import literal_text
from .scalar import INTEGER, SchemaType, String


class Enum(Emulated, SchemaType, String):
    """One of the given strings, or of the members of one `enum.Enum` class.

    Members are stored by name; ``store="value"`` stores their values (all text, or all integers), and
    ``values_callable`` computes what is stored. ``native_enum=False`` stores text where the server has an ENUM type;
    ``create_constraint=True`` adds a CHECK there. A value that is not in the list is always refused.
    """

    _generic = True
    native = False

    def __init__(
        self,
        *enums: Any,
        create_constraint: bool = False,
        metadata: Any = None,
        name: str | None = None,
        native_enum: bool = True,
        length: int | None = None,
        schema: str | None = None,
        quote: bool | None = None,
        inherit_schema: bool = False,
        validate_strings: bool = False,
        values_callable: Callable[[Any], Sequence[str]] | None = None,
        sort_key_function: Callable[[Any], Any] | None = None,
        omit_aliases: bool = True,
        store: str = "name",
        create_type: bool = True,
        collation: str | None = None,
    ) -> None:
        self.enum_class, stored = _members(enums, store, values_callable, omit_aliases)
        self.enums = [value for value, _ in stored]
        self.integers = bool(stored) and all(isinstance(value, int) for value in self.enums)
        if not self.integers and not all(isinstance(value, str) for value in self.enums):
            raise ArgumentError(f"Enum stores text, or integers with store='value'; got {self.enums!r}")
        longest = 0 if self.integers else max((len(value) for value in self.enums), default=0)
        if length is not None and length < longest:
            raise ArgumentError(f"Enum length {length} is less than that of its longest value ({longest})")
        super().__init__(longest if length is None else length, collation)
        self.native_enum = native_enum and not self.integers
        self.create_constraint = create_constraint
        self.name = name if name is not None else self.enum_class.__name__.lower() if self.enum_class else None
        self.schema, self.quote, self.inherit_schema = schema, quote, inherit_schema
        self.validate_strings, self.create_type, self.metadata = validate_strings, create_type, metadata
        self.values_callable, self._sort_key = values_callable, sort_key_function
        self._objects = dict(stored)
        described = f"Enum name: {self.name}. Possible values: {', '.join(map(str, self.enums))}"
        self._to_database = _Lookup(described, {None: None})
        self._to_python = _Lookup(described, {None: None, **self._objects})
        for value, member in reversed(stored):
            self._to_database[value] = value
            self._to_database[member] = value
            if self.enum_class is not None and store == "name":
                self._to_database.setdefault(member.name, value)
        if metadata is not None:
            metadata._types.append(self)

    def create(self, bind: Any, checkfirst: bool = True, **kw: Any) -> None:
        """Send CREATE TYPE over ``bind``, an engine or connection, where the server has enum types with names.

        Unless ``checkfirst`` is false, only where the type is not there. Raises ``CompileError`` without a name.
        """
        self._emit("create", bind, checkfirst)

    def drop(self, bind: Any, checkfirst: bool = True, **kw: Any) -> None:
        """Send DROP TYPE; unless ``checkfirst`` is false, only where the type is there. See :meth:`create`."""
        self._emit("drop", bind, checkfirst)

    def _emit(self, kind: str, bind: Any, checkfirst: bool) -> None:
        if self.native_enum:
            SchemaType.emit(self, bind, kind, checkfirst)

    def unsized(self) -> TypeEngine:
        return self  # its values are checked

    def text_decoder(self) -> Callable[[str], Any]:
        return str

    @property
    def python_type(self) -> type:
        return self.enum_class or (int if self.integers else str)

    @property
    def sort_key_function(self) -> Callable[[Any], Any] | None:  # type: ignore[override]
        """Key by which values are ordered: that of the database."""
        return self._to_database.__getitem__ if self._sort_key is None else self._sort_key

    @property
    def storage(self) -> TypeEngine:
        """The type in which values are kept where the server's own ENUM is not used."""
        return INTEGER if self.integers else String(self.length, self.collation)

    def bind_processor(self, dialect: Any) -> Processor | None:
        return self._to_database.__getitem__

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        return self._to_python.__getitem__

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        return lambda value: literal_text(self._to_database[value], dialect)

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine:
        if isinstance(value, str) and getattr(op, "name", "") in _PATTERN_OPERATORS:
            return self.storage
        return self if self._knows(value) else super().coerce_compared_value(op, value)

    def operate(self, op_name: str, other: TypeEngine) -> TypeEngine:
        text = op_name == "concat" or (op_name == "add" and (other._is_string or other._affinity is NullType))
        return self.storage if text else self

    def repr_struct(self) -> str:
        said: dict[str, Any] = {"name": self.name}
        if not self.native_enum and not self.integers:
            said["native_enum"] = False
            said["length"] = self.length if self.length != max(map(len, self.enums), default=0) else None
        said["create_constraint"] = self.create_constraint or None
        said["create_type"] = None if self.create_type else False
        said |= {n: getattr(self, n, None) for n in ("charset", "collation", "schema")}
        options = [f"{name}={value!r}" for name, value in said.items() if value is not None]
        return f"{type(self).__name__}({', '.join([*map(repr, self.enums), *options])})"

    def _knows(self, value: Any) -> bool:
        try:
            return value in self._to_database
        except TypeError:
            return False

    def _parameters(self) -> list[tuple[str, Any]]:
        return [(k, v) for k, v in super()._parameters() if k not in ("metadata", "values_callable")]


class _Lookup(dict[Any, Any]):
    """A value table at C speed whose misses explain themselves."""

    def __init__(self, described: str, items: dict[Any, Any]) -> None:
        super().__init__(items)
        self.described = described

    def __missing__(self, key: Any) -> Any:
        raise LookupError(f"{key!r} is not among the defined enum values. {self.described}")

    def __reduce__(self) -> Any:
        return type(self), (self.described, dict(self))


def _members(
    enums: tuple[Any, ...], store: str, values_callable: Any, omit_aliases: bool
) -> tuple[type[enum.Enum] | None, list[tuple[Any, Any]]]:
    if store not in ("name", "value"):
        raise ArgumentError(f"Enum(store=...) is 'name' or 'value', got {store!r}")
    if len(enums) == 1 and not isinstance(enums[0], str) and isinstance(enums[0], Sequence):
        enums = tuple(enums[0])
    if len(enums) == 1 and isinstance(enums[0], type) and issubclass(enums[0], enum.Enum):
        cls = enums[0]
        named = [(n, m) for n, m in cls.__members__.items() if not omit_aliases or m.name == n]
        if values_callable is not None:
            values = list(values_callable(cls))
            if len(values) != len(named):
                raise ArgumentError(f"values_callable gave {len(values)} values for {len(named)} members of {cls!r}")
            return cls, list(zip(values, (m for _, m in named), strict=True))
        return cls, [(_plain(m.value) if store == "value" else n, m) for n, m in named]
    for value in enums:
        if not isinstance(value, str):
            raise ArgumentError(f"Enum takes strings or one enum class, got {value!r}")
    return None, [(value, value) for value in enums]


def _plain(value: Any) -> Any:
    return str.__str__(value) if isinstance(value, str) else int(value) if isinstance(value, int) else value


_PATTERN_OPERATORS = frozenset(
    f"{prefix}{name}" for prefix in ("", "not_") for name in ("like_op", "ilike_op", "match_op", "regexp_match_op")
) | {"regexp_replace_op", "concat_op", "contains", "startswith", "endswith", "add"}
