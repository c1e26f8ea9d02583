"""``VECTOR`` of Oracle 23ai: its values, distances between them, and the indexes that find the nearest.

Facts: https://docs.oracle.com/en/database/oracle/oracle-database/23/vecse/ and, of the driver,
https://python-oracledb.readthedocs.io/en/latest/user_guide/vector_data_type.html
"""

from __future__ import annotations

import dataclasses
from array import array
from collections.abc import Sequence
from enum import Enum
from typing import Any, ClassVar

from ...core.exc import ArgumentError
from ...core.types.base import Processor, TypeEngine, UserDefinedType
from ...core.types.comparator import Comparator
from ...core.types.operator_class import OperatorClass
from ...core.types.scalar import Float


class VectorIndexType(Enum):
    """The kinds of vector indexes."""

    HNSW = "HNSW"
    IVF = "IVF"


class VectorDistanceType(Enum):
    """How the distance of two vectors is measured."""

    EUCLIDEAN = "EUCLIDEAN"
    DOT = "DOT"
    COSINE = "COSINE"
    MANHATTAN = "MANHATTAN"


class VectorStorageFormat(Enum):
    """What the numbers of a vector are kept as; ``BINARY`` has eight dimensions in a byte."""

    INT8 = "INT8"
    BINARY = "BINARY"
    FLOAT32 = "FLOAT32"
    FLOAT64 = "FLOAT64"


class VectorStorageType(Enum):
    """Whether all numbers of a vector are kept, or those that are not zero."""

    SPARSE = "SPARSE"
    DENSE = "DENSE"


@dataclasses.dataclass
class VectorIndexConfig:
    """How an index of ``Index(..., oracle_vector=...)`` is made.

    ``hnsw_…`` belong to the type HNSW, ``ivf_…`` to IVF; ``accuracy`` is the wanted percentage, ``parallel`` the number
    of processes. What is None is left to the server. Raises ArgumentError for parameters of the other type.
    """

    index_type: VectorIndexType = VectorIndexType.HNSW
    distance: VectorDistanceType | None = None
    accuracy: int | None = None
    hnsw_neighbors: int | None = None
    hnsw_efconstruction: int | None = None
    ivf_neighbor_partitions: int | None = None
    ivf_sample_per_partition: int | None = None
    ivf_min_vectors_per_partition: int | None = None
    parallel: int | None = None

    def __post_init__(self) -> None:
        self.index_type = VectorIndexType(self.index_type)
        foreign = "ivf_" if self.index_type is VectorIndexType.HNSW else "hnsw_"
        given = [f.name for f in dataclasses.fields(self) if getattr(self, f.name) is not None]
        wrong = [name for name in given if name.startswith(foreign)]
        if wrong:
            raise ArgumentError(f"{', '.join(wrong)}: no parameters of an index of type {self.index_type.value}")
        for name in given:
            value = getattr(self, name)
            if name not in ("index_type", "distance") and (value.__class__ is not int or value < 1):
                raise ArgumentError(f"{name} takes a whole number above 0, not {value!r}")

    def text(self) -> str:
        """Return what stands behind the columns in CREATE VECTOR INDEX."""
        memory = "INMEMORY NEIGHBOR GRAPH" if self.index_type is VectorIndexType.HNSW else "NEIGHBOR PARTITIONS"
        words = [f"ORGANIZATION {memory}"]
        if self.distance is not None:
            words.append(f"DISTANCE {VectorDistanceType(self.distance).value}")
        if self.accuracy is not None:
            words.append(f"WITH TARGET ACCURACY {self.accuracy}")
        parameters = [f"type {self.index_type.value}"]
        parameters += [f"{word} {getattr(self, name)}" for name, word in _PARAMETERS if getattr(self, name) is not None]
        words.append(f"PARAMETERS ({', '.join(parameters)})")
        if self.parallel is not None:
            words.append(f"PARALLEL {self.parallel}")
        return " ".join(words)


class SparseVector:
    """A vector that says its numbers other than zero: at ``indices``, counted from 0, there are ``values``."""

    def __init__(self, num_dimensions: int, indices: Sequence[int], values: Sequence[float]) -> None:
        if len(indices) != len(values):
            raise ValueError(f"{len(indices)} indices and {len(values)} values: each value needs its index")
        if any(not 0 <= at < num_dimensions for at in indices):
            raise ValueError(f"indices lie in 0 to {num_dimensions - 1}, got {list(indices)}")
        self.num_dimensions, self.indices, self.values = num_dimensions, list(indices), list(values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SparseVector) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts())

    def __repr__(self) -> str:
        return f"SparseVector({self.num_dimensions}, {self.indices}, {self.values})"

    def _parts(self) -> tuple[Any, ...]:
        return self.num_dimensions, tuple(self.indices), tuple(self.values)


class VectorComparator(Comparator):
    """Distances of vectors."""

    __slots__ = ()

    def l2_distance(self, other: Any) -> Any:
        """``self <-> other``, the Euclidean distance."""
        return self.expr.op("<->", return_type=Float())(other)

    def inner_product(self, other: Any) -> Any:
        """``self <#> other``, the inner product with its sign turned."""
        return self.expr.op("<#>", return_type=Float())(other)

    def cosine_distance(self, other: Any) -> Any:
        """``self <=> other``, the cosine distance."""
        return self.expr.op("<=>", return_type=Float())(other)


class VECTOR(UserDefinedType):
    """``VECTOR(dim,format,storage)``: Python sees a list of numbers, or a `SparseVector`.

    Lists, tuples, ``array.array`` and `SparseVector` are taken. ValueError where the number of dimensions is another.
    """

    operator_classes = OperatorClass.BASE | OperatorClass.MATH
    comparator_factory: ClassVar[type[Any]] = VectorComparator
    cache_ok: ClassVar[bool] = True

    def __init__(
        self,
        dim: int | None = None,
        storage_format: VectorStorageFormat | None = None,
        storage_type: VectorStorageType | None = None,
    ) -> None:
        if dim is not None and (dim.__class__ is not int or dim < 1):
            raise ArgumentError(f"dim is the number of dimensions, a whole number above 0, not {dim!r}")
        self.dim = dim
        self.storage_format = None if storage_format is None else VectorStorageFormat(storage_format)
        self.storage_type = None if storage_type is None else VectorStorageType(storage_type)

    @property
    def python_type(self) -> type:
        return SparseVector if self.storage_type is VectorStorageType.SPARSE else list

    def get_col_spec(self, **kw: Any) -> str:
        kept = "*" if self.storage_format is None else self.storage_format.value
        how = "*" if self.storage_type is None else self.storage_type.value
        return f"VECTOR({'*' if self.dim is None else self.dim},{kept},{how})"

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine:
        return (
            self if isinstance(value, (list, tuple, array, SparseVector)) else super().coerce_compared_value(op, value)
        )

    def bind_processor(self, dialect: Any) -> Processor | None:
        module = getattr(dialect.driver, "module", None)
        code = "d" if self.storage_format is None else _CODES[self.storage_format]
        bits = 8 if self.storage_format is VectorStorageFormat.BINARY else 1

        def process(value: Any) -> Any:
            if value is None:
                return None
            sparse = isinstance(value, SparseVector)
            size = value.num_dimensions if sparse else len(value) * bits
            if self.dim is not None and size != self.dim:
                raise ValueError(f"a vector of {self.dim} dimensions is expected, got {size}: {value!r}")
            if not sparse:
                return value if isinstance(value, array) else array(code, value)
            if module is None:
                return value
            return module.SparseVector(value.num_dimensions, array("I", value.indices), array(code, value.values))

        return process

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        def process(value: Any) -> Any:
            if value is None or isinstance(value, list):
                return value
            if hasattr(value, "indices"):
                return SparseVector(value.num_dimensions, list(value.indices), list(value.values))
            return list(value)

        return process


_CODES = {
    VectorStorageFormat.INT8: "b",
    VectorStorageFormat.BINARY: "B",
    VectorStorageFormat.FLOAT32: "f",
    VectorStorageFormat.FLOAT64: "d",
}
_PARAMETERS = (
    ("hnsw_neighbors", "neighbors"),
    ("hnsw_efconstruction", "efconstruction"),
    ("ivf_neighbor_partitions", "neighbor partitions"),
    ("ivf_sample_per_partition", "sample_per_partition"),
    ("ivf_min_vectors_per_partition", "min_vectors_per_partition"),
)
