"""isogloss: write a SQL statement once, render it truly for five databases, and map objects to its rows.

General layout: this package is the face and holds no logic; every name here is found where it lives, when it is
first asked for. ``isogloss.core`` is the statement compiler and the engine, ``isogloss.dialects`` the databases,
``isogloss.orm`` the mapping and the session.
"""

from __future__ import annotations

import importlib
import os
from typing import Any

__version__ = "0.1.0"

_beside = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
if os.path.isfile(os.path.join(_beside, "core", "node.py")):
    # run from a checkout, where the floors are folders beside this one and not inside it
    __path__.append(_beside)

_HOMES: dict[str, str] = {
    "core.expression.operators": "ColumnOperators Operators custom_op",
    "core.expression.elements": (
        "BinaryExpression BindParameter BooleanClauseList Cast ClauseElement ClauseList ColumnClause ColumnElement "
        "CollectionAggregate False_ Grouping Label Null SQLColumnExpression Slice True_ Tuple TypeCoerce UnaryExpression and_ "
        "not_ or_"
    ),
    "core.expression.extension": "SyntaxExtension",
    "core.expression.lambdas": "LambdaElement StatementLambdaElement lambda_stmt",
    "core.schema.typed": "Named TypedColumns",
    "core.expression.forms": "Case Extract OrderByList TryCast TypeClause",
    "core.expression.mixins": "HasCTE HasPrefixes HasSuffixes",
    "core.expression.visitors": "CacheKey Visitable",
    "core.expression.selectable": (
        "AliasedReturnsRows FromGrouping ReturnsRows Selectable "
        "Alias CTE ColumnCollection FromClause Join Lateral Subquery TableClause TableSample Values"
    ),
    "core.expression.select": (
        "CompoundSelect Executable Exists GenerativeSelect LABEL_STYLE_DEFAULT LABEL_STYLE_DISAMBIGUATE_ONLY "
        "LABEL_STYLE_NONE LABEL_STYLE_TABLENAME_PLUS_COL ScalarSelect Select SelectBase SelectLabelStyle exists select"
    ),
    "core.expression.textual": "TString TextAsFrom TextClause TextualSelect",
    "core.schema.base": "quoted_name",
    "core.expression.call": "AggregateOrderBy Function FunctionAsBinary FunctionElement register_function",
    "core.expression.window": "FrameClause FrameClauseType FunctionFilter Over WithinGroup",
    "core.expression.tablevalued": "ScalarFunctionColumn TableValuedAlias TableValuedColumn",
    "core.expression.functions": "func modifier",
    "core.expression.dml": "Delete Insert Update UpdateBase ValuesBase delete excluded insert new old outcome update",
    "core.expression.merge": "Merge merge",
    "core.expression.text": (
        "NotNullable Nullable aggregate_order_by all_ any_ asc between bindparam bitwise_not case cast collate column desc distinct except_ except_all extract "
        "false from_dml_column funcfilter intersect intersect_all label literal literal_column null nulls_first nulls_last outparam over text true "
        "try_cast tstring tuple_ type_coerce union union_all within_group"
    ),
    "core.types": (
        "ARRAY BIGINT BINARY BLOB BOOLEAN BigInteger Boolean CHAR CLOB DATE DATETIME DECIMAL DOUBLE DOUBLE_PRECISION Date "
        "DateTime Double Enum FLOAT Float INT INTEGER Integer Interval JSON LargeBinary NCHAR NUMERIC NVARCHAR Numeric NumericCommon "
        "PickleType REAL SMALLINT SmallInteger String TEXT TIME TIMESTAMP Text Time TupleType TypeDecorator UUID Unicode "
        "UnicodeText Uuid VARBINARY VARCHAR"
    ),
    "core.schema": (
        "BLANK_SCHEMA BaseDDLElement CheckConstraint CheckFirst Column ColumnDefault Computed Constraint CreateTable CreateTableAs CreateView DDL DDLElement DefaultClause DropTable DropView ExecutableDDLElement FetchedValue ForeignKey "
        "ForeignKeyConstraint ForeignKeyTarget Identity Index MetaData PrimaryKeyConstraint ReleaseSavepointClause RollbackToSavepointClause SavepointClause Sequence Table UniqueConstraint insert_sentinel"
    ),
    "core.inspection": "inspect",
    "engine": (
        "AdaptedConnection BaseRow BindTyping ChunkedIteratorResult Connection CreateEnginePlugin CursorResult Engine ExceptionContext ExecutionContext FrozenResult Inspector IteratorResult MappingResult MergedResult "
        "NestedTransaction Result ResultProxy RootTransaction Row RowMapping ScalarResult Transaction TupleResult TwoPhaseTransaction "
        "URL create_engine create_mock_engine create_pool_from_url engine_from_config make_url result_tuple"
    ),
    "pool": "AssertionPool AsyncAdaptedQueuePool NullPool Pool PoolProxiedConnection PoolResetState QueuePool SingletonThreadPool StaticPool",
    "core.dialect": "Dialect",
    "core.compile.compiled": "Compiled",
    "core.compile.render_type": "TypeCompiler",
}
_RENAMED = {
    "alias": ("faces", "alias"),
    "parse": ("core.parse", "parse"),
    "transpile": ("faces", "transpile"),
    "cte": ("faces", "cte"),
    "join": ("faces", "join"),
    "outerjoin": ("faces", "outerjoin"),
    "lateral": ("faces", "lateral"),
    "tablesample": ("faces", "tablesample"),
    "table": ("core.expression.selectable", "make_table"),
    "values": ("core.expression.selectable", "make_values"),
    "nullsfirst": ("core.expression.text", "nulls_first"),
    "nullslast": ("core.expression.text", "nulls_last"),
}
_MODULES = ("core", "dialects", "engine", "event", "exc", "ext", "orm", "pool", "schema", "sql", "testing", "types")
_FOUND: dict[str, tuple[str, str]] = {
    **{name: (home, name) for home, names in _HOMES.items() for name in names.split()},
    **_RENAMED,
}

__all__ = sorted(_FOUND)


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return importlib.import_module(f".{name}", __name__)
    try:
        home, attribute = _FOUND[name]
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    found = getattr(importlib.import_module(f".{home}", __name__), attribute)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_MODULES})
