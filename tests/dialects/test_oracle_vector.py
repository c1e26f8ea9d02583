"""VECTOR: its text is that of SQLAlchemy, and its values are those of the driver."""

from __future__ import annotations

from array import array
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy.dialects import oracle as theirs
from sqlalchemy.dialects.oracle import oracledb as their_driver

import isogloss as ig
from isogloss.core.compile.render_ddl import render_ddl
from isogloss.dialects import oracle
from isogloss.exc import ArgumentError, StatementError

from ..fakes.oracle import Server

OURS, THEIRS = oracle.Oracle(version=(23,)), their_driver.dialect()


def texts(make: Any) -> tuple[list[str], list[str]]:
    """Return what both libraries write for the elements that ``make(package, dialect module)`` gives."""
    ours = [str(e.compile(dialect=OURS)) if not is_ddl(e) else render_ddl(e, OURS) for e in make(ig, oracle)]
    return ours, [str(e.compile(dialect=THEIRS)) for e in make(sqlalchemy, theirs)]


def is_ddl(element: Any) -> bool:
    return isinstance(element, (ig.schema.CreateTable, ig.schema.CreateIndex))


def table(sa: Any, o: Any) -> Any:
    return sa.Table(
        "t",
        sa.MetaData(),
        sa.Column("v", o.VECTOR(3, o.VectorStorageFormat.FLOAT32)),
        sa.Column("w", o.VECTOR()),
        sa.Column("s", o.VECTOR(4, o.VectorStorageFormat.INT8, o.VectorStorageType.SPARSE)),
    )


def test_table_and_distances() -> None:
    def make(sa: Any, o: Any) -> list[Any]:
        t = table(sa, o)
        distances = [t.c.v.l2_distance(t.c.w), t.c.v.inner_product(t.c.w), t.c.v.cosine_distance(t.c.w)]
        nearest = sa.select(t.c.w).order_by(t.c.v.l2_distance([1.0, 2.0, 3.0]))
        return [sa.schema.CreateTable(t), *distances, nearest]

    ours, expected = texts(make)
    assert ours == expected


def test_the_nearest_may_be_approximate() -> None:
    t = table(ig, oracle)
    statement = ig.select(t.c.w).fetch(3, oracle_fetch_approximate=True)
    assert "FETCH APPROX FIRST" in str(statement.compile(dialect=OURS))
    assert "APPROX" not in str(ig.select(t.c.w).fetch(3).compile(dialect=OURS))
    with pytest.raises(ArgumentError, match="fetch_approximat"):
        ig.select(t.c.w).fetch(3, oracle_fetch_approximat=True)


CONFIGS: list[Any] = [
    lambda o: True,
    lambda o: o.VectorIndexConfig(),
    lambda o: o.VectorIndexConfig(
        index_type=o.VectorIndexType.HNSW,
        distance=o.VectorDistanceType.COSINE,
        accuracy=90,
        hnsw_neighbors=10,
        hnsw_efconstruction=20,
        parallel=8,
    ),
    lambda o: o.VectorIndexConfig(
        index_type=o.VectorIndexType.IVF,
        distance=o.VectorDistanceType.DOT,
        accuracy=80,
        ivf_neighbor_partitions=5,
        ivf_sample_per_partition=7,
        ivf_min_vectors_per_partition=3,
    ),
]


@pytest.mark.parametrize("config", CONFIGS)
def test_indexes(config: Any) -> None:
    ours, expected = texts(
        lambda sa, o: [sa.schema.CreateIndex(sa.Index("ix", table(sa, o).c.v, oracle_vector=config(o)))]
    )
    assert ours == expected


def test_wrong_parameters_are_refused() -> None:
    with pytest.raises(ArgumentError, match="ivf_neighbor_partitions: no parameters of an index of type HNSW"):
        oracle.VectorIndexConfig(ivf_neighbor_partitions=3)
    with pytest.raises(ArgumentError, match="accuracy takes a whole number"):
        oracle.VectorIndexConfig(accuracy="90) DROP TABLE t")  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="dim is the number of dimensions"):
        oracle.VECTOR("3")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="indices lie in 0 to 2"):
        oracle.SparseVector(3, [3], [1.0])


def test_values_are_those_of_the_driver() -> None:
    pytest.importorskip("oracledb", reason="pip install oracledb")
    engine = ig.create_engine("oracle+oracledb://u:p@h/x", module=Server())
    t = table(ig, oracle)
    bind, back = (t.c.v.type.bind_for(engine.dialect), t.c.v.type.result_for(engine.dialect))
    assert bind([1, 2, 3]) == array("f", [1, 2, 3]) and bind(None) is None
    assert back(array("f", [1.5, 2])) == [1.5, 2.0]
    sparse = oracle.SparseVector(4, [1, 3], [2, 5])
    sent = t.c.s.type.bind_for(engine.dialect)(sparse)
    assert type(sent).__module__.startswith("oracledb") and list(sent.indices) == [1, 3]
    assert t.c.s.type.result_for(engine.dialect)(sent) == sparse
    with engine.connect() as connection, pytest.raises(StatementError, match="3 dimensions is expected, got 2"):
        connection.execute(ig.insert(t), {"v": [1, 2]})
