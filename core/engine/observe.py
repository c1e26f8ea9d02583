"""What an engine shows of its statements to those who watch over it: one record per statement, and tags in the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from ..exc import ArgumentError
from ..util import immutabledict

if TYPE_CHECKING:
    from .connection import Connection
    from .execution import ExecutionContext

Tags: TypeAlias = "Mapping[str, Any] | Callable[[], Mapping[str, Any] | None]"


class StatementRecord:
    """Tell of one statement that was handed to the server, for the event ``statement_executed``: fit for a span.

    * ``statement``: the SQL text as sent, with its tags; ``parameters``: as the driver took them, None where the engine
      has ``hide_parameters=True``; ``executemany``: whether those are many sets.
    * ``started``: seconds since the epoch; ``duration``: seconds that the driver's call took, without fetching of rows.
    * ``rows``: the row count of the cursor: rows that were changed, or that a query found, where the driver knows it
      before they are fetched; else None.
    * ``error``: the exception that the caller gets, or None.
    * ``connection``, ``dialect``: where it was; ``context``: the execution as the cursor events see it.
    """

    __slots__ = (
        "connection",
        "context",
        "dialect",
        "duration",
        "error",
        "executemany",
        "parameters",
        "rows",
        "started",
        "statement",
    )

    def __init__(
        self,
        connection: Connection,
        context: ExecutionContext,
        started: float,
        duration: float,
        error: BaseException | None,
    ) -> None:
        self.connection, self.context, self.dialect = connection, context, connection.dialect
        self.statement = context.statement
        self.parameters = None if connection.engine.hide_parameters else context.parameters
        self.executemany = context.executemany
        self.started, self.duration, self.error = started, duration, error
        count = -1 if error is not None else getattr(context.cursor, "rowcount", -1)
        self.rows: int | None = count if isinstance(count, int) and count >= 0 else None

    def __repr__(self) -> str:
        end = f"failed: {type(self.error).__name__}" if self.error is not None else f"{self.rows} rows"
        return f"StatementRecord({self.statement!r}, {self.duration:.6f} s, {end})"


def tagged(text: str, tags: Tags, doubles_percent: bool) -> str:
    """Return SQL text with tags as a comment at its end: ``SELECT 1 /*app='shop',route='%2Fcart'*/``.

    The form is that of sqlcommenter (https://google.github.io/sqlcommenter/spec/): sorted by key, keys and values
    URL-encoded, so that no tag can end the comment, hold a placeholder or a quote.
    """
    given = _now(tags)
    if not given:
        return text
    from urllib.parse import quote  # wanted by those who tag only

    pairs = [
        (quote(str(key), safe=""), quote(str(value), safe="")) for key, value in given.items() if value is not None
    ]
    comment = ",".join(f"{key}='{value}'" for key, value in sorted(pairs))
    if not comment:
        return text
    if doubles_percent:
        comment = comment.replace("%", "%%")
    bare = text.rstrip()
    if bare.endswith(";"):  # MySQL takes what follows for a second statement
        return f"{bare[:-1]} /*{comment}*/;"
    return f"{text} /*{comment}*/"


def merge_options(under: immutabledict[str, Any], over: Mapping[str, Any] | None) -> immutabledict[str, Any]:
    """Return execution options with those of ``over`` above them; tags of both are kept, unless ``over`` says None.

    Raises ArgumentError where the option ``tags`` is neither a mapping, nor a function, nor None.
    """
    merged = under.union(over)
    if over and "tags" in over:
        given, below = _checked(over["tags"]), under.get("tags")
        if given is not None and below is not None:
            return merged.union({"tags": _both(below, given)})
    return merged


def _checked(tags: Any) -> Tags | None:
    if tags is None or callable(tags) or isinstance(tags, Mapping):
        return cast("Tags | None", tags)  # what a function returns is seen when it is called
    raise ArgumentError(
        "the execution option tags takes a dict such as {'route': '/cart'}, or a function that returns one, "
        f"not {tags!r}"
    )


def _both(below: Tags, above: Tags) -> Tags:
    if isinstance(below, Mapping) and isinstance(above, Mapping):
        return {**below, **above}
    return lambda: {**_now(below), **_now(above)}


def _now(tags: Tags) -> Mapping[str, Any]:
    return tags if isinstance(tags, Mapping) else tags() or {}
