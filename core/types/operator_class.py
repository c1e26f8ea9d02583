"""Which operators a type takes part in, as families: what tools ask before they build an expression."""

from __future__ import annotations

import enum


class OperatorClass(enum.Flag):
    """Families of operators; the names of kinds of types stand for the families that such types have."""

    UNSPECIFIED = enum.auto()
    BASE = enum.auto()
    BOOLEAN_ALGEBRA = enum.auto()
    EQUALITY = enum.auto()
    ORDERING = enum.auto()
    INDEXABLE = enum.auto()
    CONTAINS = enum.auto()
    CONCATENABLE = enum.auto()
    STRING_MATCH = enum.auto()
    MATH = enum.auto()
    BITWISE = enum.auto()
    DATE_ARITHEMETIC = enum.auto()  # spelled so in the API that we share
    JSON_GETITEM = enum.auto()

    COMPARISON = EQUALITY | ORDERING
    STRING = BASE | COMPARISON | INDEXABLE | CONTAINS | CONCATENABLE | STRING_MATCH
    INTEGER = BASE | COMPARISON | MATH | BITWISE
    NUMERIC = INTEGER
    BOOLEAN = BASE | BOOLEAN_ALGEBRA | COMPARISON
    BINARY = BASE | COMPARISON | INDEXABLE | CONTAINS | CONCATENABLE
    DATETIME = BASE | COMPARISON | DATE_ARITHEMETIC
    JSON = BASE | COMPARISON | INDEXABLE | JSON_GETITEM
    ARRAY = BINARY
    TUPLE = BINARY
    ANY = (1 << 13) - 2
