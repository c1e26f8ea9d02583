"""Types: the generic type that the dialect itself spells this way, else the type of the standard's name."""

from __future__ import annotations

from typing import Any

from ..exc import SQLAlchemyError
from ..types import names, scalar, temporal
from ..types.base import TypeEngine
from ..types.document import ARRAY, JSON


def read_type(r: Any, node: Any) -> TypeEngine:
    """Return the type of a DataType node."""
    kind = node.this.value if hasattr(node.this, "value") else str(node.this)
    if kind == "ARRAY":
        return _array(r, node)
    if any(v for k, v in node.args.items() if k not in ("this", "expressions", "nested")):
        raise r.refuse(node)
    longest = [getattr(p.this, "name", "").upper() for p in node.expressions] == ["MAX"]
    sizes = [] if longest else [_size(r, p) for p in node.expressions]
    for make in CANDIDATES:
        made: TypeEngine | None = make(sizes)
        if made is not None and _spelled(r, made) == node:
            return made
    standard = STANDARD.get(kind)
    if standard is None or longest:
        raise r.refuse(node, "no type here has this name")
    found: TypeEngine = standard(*sizes)
    return found


def _array(r: Any, node: Any) -> TypeEngine:
    dimensions, item = 1, node.expressions[0]
    while item.this == node.this:
        dimensions, item = dimensions + 1, item.expressions[0]
    return ARRAY(read_type(r, item), dimensions=None if dimensions == 1 else dimensions)


def _spelled(r: Any, type_: TypeEngine) -> Any:
    try:
        text = r.dialect.cast_type(type_)
    except SQLAlchemyError:
        return None
    return r.grammar.data_type(text) if text else None


def _size(r: Any, node: Any) -> Any:
    inner = node.this if type(node).__name__ == "DataTypeParam" else node
    unit = getattr(node.args.get("expression"), "name", "") if type(node).__name__ == "DataTypeParam" else ""
    if unit.upper() not in ("", "CHAR"):
        raise r.refuse(node)
    if getattr(inner, "is_int", False):
        return int(inner.this)
    raise r.refuse(node, "the size of a type is a number here")


def _sized(cls: Any, most: int) -> Any:
    return lambda sizes: cls(*sizes) if len(sizes) <= most else None


def _bare(make: Any) -> Any:
    return lambda sizes: None if sizes else make()


#: Generic types, tried in order.
CANDIDATES: tuple[Any, ...] = (
    _bare(scalar.Integer),
    _sized(scalar.String, 1),
    _sized(scalar.Numeric, 2),
    _bare(scalar.Boolean),
    _bare(temporal.Date),
    _bare(temporal.DateTime),
    _bare(lambda: temporal.DateTime(timezone=True)),
    _bare(temporal.Time),
    _bare(scalar.Text),
    _sized(scalar.Float, 1),
    _bare(scalar.Double),
    _bare(scalar.BigInteger),
    _bare(scalar.SmallInteger),
    _sized(scalar.Unicode, 1),
    _bare(scalar.UnicodeText),
    _bare(scalar.LargeBinary),
    _bare(JSON),
    _bare(scalar.Uuid),
    _bare(temporal.Interval),
)
STANDARD: dict[str, Any] = {
    "INT": names.INTEGER,
    "BIGINT": names.BIGINT,
    "SMALLINT": names.SMALLINT,
    "DECIMAL": names.NUMERIC,
    "FLOAT": names.REAL,
    "DOUBLE": names.DOUBLE_PRECISION,
    "CHAR": names.CHAR,
    "NCHAR": names.NCHAR,
    "VARCHAR": names.VARCHAR,
    "NVARCHAR": names.NVARCHAR,
    "TEXT": names.TEXT,
    "BINARY": names.BINARY,
    "VARBINARY": names.VARBINARY,
    "BLOB": names.BLOB,
    "BOOLEAN": names.BOOLEAN,
    "DATE": names.DATE,
    "TIME": names.TIME,
    "DATETIME": names.DATETIME,
    "TIMESTAMP": names.TIMESTAMP,
    "JSON": JSON,
    "UUID": names.UUID,
    "INTERVAL": temporal.Interval,
}
