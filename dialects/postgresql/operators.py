"""The operators that PostgreSQL has for containers, with how tightly they bind."""

from __future__ import annotations

from ...core.expression.operators import Operator


def _op(opstring: str, precedence: int = 5, *, eager_grouping: bool = True) -> Operator:
    kind = "comparison" if precedence == 5 else "arithmetic"
    return Operator(f"custom:{opstring}", opstring, precedence, kind, eager_grouping=eager_grouping)


CONTAINS = _op("@>")
CONTAINED_BY = _op("<@")
HAS_KEY = _op("?")
HAS_ALL = _op("?&")
HAS_ANY = _op("?|")
OVERLAP = _op("&&", eager_grouping=False)
STRICTLY_LEFT_OF = _op("<<", eager_grouping=False)
STRICTLY_RIGHT_OF = _op(">>", eager_grouping=False)
NOT_EXTEND_LEFT_OF = _op("&>", eager_grouping=False)
NOT_EXTEND_RIGHT_OF = _op("&<", eager_grouping=False)
ADJACENT_TO = _op("-|-", eager_grouping=False)
GETITEM = _op("->", 15)
GETITEM_TEXT = _op("->>", 15)
PATH_TEXT = _op("#>>", 15)
DELETE_PATH = _op("#-", 6)
PATH_EXISTS = _op("@?")
PATH_MATCH = _op("@@")
