"""The last look before printing: every class that is left must be one that the dialect prints."""

from __future__ import annotations

from typing import Any

from ..exc import UnsupportedByDialect


def verify(classes: set[type], dialect: Any) -> None:
    """Raise UnsupportedByDialect, naming the feature, for a tree class that the dialect has no rendering for."""
    missing = classes - dialect.render_table.keys()
    if missing:
        name = sorted(cls.__name__ for cls in missing)[0]
        doc = next(cls.__doc__ for cls in missing if cls.__name__ == name) or name
        feature = doc.strip().splitlines()[0].rstrip(".:")
        raise UnsupportedByDialect(
            feature, dialect.describe(), "rewrite the statement without it, or give the dialect a rendering for "
            f"{name} in its ``renders`` table",
        )  # fmt: skip
