"""Values through every type: what a driver gets and gives, what is refused, what is written as a literal."""

from __future__ import annotations

import datetime as dt
import enum
import uuid
from decimal import Decimal
from typing import Any

import pytest

from isogloss import types as t
from isogloss.dialects.mariadb import MariaDB
from isogloss.dialects.mssql import MSSQL
from isogloss.dialects.oracle import Oracle
from isogloss.dialects.postgresql import PostgreSQL
from isogloss.dialects.sqlite import SQLite

SQLITE, POSTGRESQL, MARIADB, ORACLE, MSSQL_ = SQLite(), PostgreSQL(), MariaDB(), Oracle(), MSSQL()
ALL = (SQLITE, POSTGRESQL, MARIADB, ORACLE, MSSQL_)
ID = uuid.UUID("12345678-1234-5678-1234-567812345678")
NOON = dt.datetime(2024, 1, 2, 12, 0, 0, 5)
AWARE = NOON.replace(tzinfo=dt.timezone(dt.timedelta(hours=2)))


class Color(enum.Enum):
    """Members with values that are not their names."""

    red = "r"
    green = "g"
    rouge = "r"  # noqa: PIE796 - an alias


class Level(enum.IntEnum):
    """Members with whole numbers."""

    low = 1
    high = 2


def bound(type_: Any, value: Any, dialect: Any) -> Any:
    """Return what the driver gets."""
    process = type_.bind_for(dialect)
    return value if process is None else process(value)


def fetched(type_: Any, value: Any, dialect: Any) -> Any:
    """Return what Python gets."""
    process = type_.result_for(dialect)
    return value if process is None else process(value)


SQLITE_STORAGE = [
    (t.Date(), dt.date(2024, 1, 2), "2024-01-02"),
    (t.DateTime(), NOON, "2024-01-02 12:00:00.000005"),
    (t.DateTime(timezone=True), AWARE, "2024-01-02 10:00:00.000005"),
    (t.Time(), dt.time(1, 2, 3), "01:02:03.000000"),
    (t.Interval(), dt.timedelta(days=1, seconds=2), "1970-01-02 00:00:02.000000"),
    (t.Boolean(), True, 1),
    (t.Numeric(10, 2), Decimal("1.25"), 1.25),
    (t.Uuid(), ID, ID.hex),
    (t.Uuid(as_uuid=False), str(ID), ID.hex),
    (t.Enum(Color), Color.green, "green"),
    (t.Enum(Color, store="value"), Color.green, "g"),
    (t.Enum(Level, store="value"), Level.high, 2),
    (t.Enum(Color, values_callable=lambda e: [m.value.upper() for m in e]), Color.red, "R"),
    (t.JSON(), {"a": [1, None]}, '{"a": [1, null]}'),
    (t.LargeBinary(), b"\x00\xff", b"\x00\xff"),
    (t.String(3), "abc", "abc"),
    (t.Integer(), 5, 5),
    (t.Float(), 1.5, 1.5),
]


@pytest.mark.parametrize(("type_", "value", "stored"), SQLITE_STORAGE, ids=lambda v: repr(v))
def test_sqlite_stores_what_existing_databases_hold(type_: Any, value: Any, stored: Any) -> None:
    """There and back, and None stays None."""
    assert bound(type_, value, SQLITE) == stored
    back = fetched(type_, stored, SQLITE)
    assert back == value
    assert type(back) is type(value)
    assert fetched(type_, None, SQLITE) is None
    if not isinstance(type_, t.JSON):
        assert bound(type_, None, SQLITE) is None


WRONG = [
    (t.Enum(Color), "blue", "'blue' is not among the defined enum values"),
    (t.Enum("a", "b"), "c", "'c' is not among the defined enum values"),
    (t.Uuid(), "x", "a uuid.UUID is expected for a Uuid value, got 'x'; use Uuid\\(as_uuid=False\\)"),
    (t.Uuid(as_uuid=False), "x", "'x' is not a UUID"),
    (t.Date(), "2024-01-01", "a datetime.date is expected for a Date value.*fromisoformat"),
    (t.Date(), NOON, "pass its .date\\(\\), or use DateTime"),
    (t.DateTime(), "2024-01-01", "a datetime.datetime is expected"),
    (t.DateTime(), 5, "a datetime.datetime is expected"),
    (t.DateTime(), AWARE, "use DateTime\\(timezone=True\\)"),
    (t.DateTime(timezone=True), NOON, "is naive and DateTime\\(timezone=True\\) needs to know its time zone"),
    (t.Time(), "01:00", "a datetime.time is expected"),
    (t.Time(), dt.time(1, tzinfo=dt.UTC), "cannot be stored here"),
    (t.Interval(), 5, "a datetime.timedelta is expected"),
    (t.Boolean(), "yes", "Not a boolean value: 'yes'"),
    (t.Boolean(), 5, "Value 5 is not None, True, or False"),
    (t.LargeBinary(), "text", "bytes are expected for a LargeBinary value"),
]


@pytest.mark.parametrize("dialect", ALL, ids=lambda d: d.name)
@pytest.mark.parametrize(("type_", "value", "message"), WRONG, ids=lambda v: repr(v)[:40])
def test_a_wrong_value_is_refused_everywhere(type_: Any, value: Any, message: str, dialect: Any) -> None:
    """The sentence names the value and the remedy."""
    with pytest.raises((TypeError, ValueError, LookupError), match=message):
        bound(type_, value, dialect)


def test_aware_datetimes_are_kept() -> None:
    """An aware value is the same moment on every dialect, and never naive."""
    kind = t.DateTime(timezone=True)
    assert bound(kind, AWARE, POSTGRESQL) is AWARE
    assert bound(kind, AWARE, MARIADB) == dt.datetime(2024, 1, 2, 10, 0, 0, 5)
    for dialect in ALL:
        stored = bound(kind, AWARE, dialect)
        back = fetched(kind, stored, dialect)
        assert back == AWARE
        assert back.tzinfo is not None


def test_json_null_is_not_sql_null() -> None:
    """None is JSON null unless the type says otherwise."""
    assert bound(t.JSON(), None, SQLITE) == "null"
    assert bound(t.JSON(none_as_null=True), None, SQLITE) is None
    assert bound(t.JSON(none_as_null=True), t.JSON.NULL, SQLITE) == "null"
    assert t.JSON().literal_for(SQLITE)(None) == "'null'"


LITERALS = [
    (t.String(), "it's \\", ("'it''s \\'", "'it''s \\'", "'it''s \\\\'", "'it''s \\'", "'it''s \\'")),
    (t.Unicode(), "é", ("'é'", "'é'", "'é'", "'é'", "N'é'")),
    (t.Boolean(), True, ("1", "true", "true", "1", "1")),
    (t.Integer(), 5, ("5",) * 5),
    (t.Numeric(), Decimal("1.50"), ("1.50",) * 5),
    (t.Float(), 1.5, ("1.5",) * 5),
    (t.LargeBinary(), b"\x01'", ("X'0127'", "'\\x0127'::BYTEA", "X'0127'", "HEXTORAW('0127')", "0x0127")),
    (t.Date(), dt.date(2024, 1, 2), ("'2024-01-02'",) * 3 + ("TO_DATE('2024-01-02', 'YYYY-MM-DD')", "'2024-01-02'")),
    (t.Uuid(), ID, (f"'{ID.hex}'", f"'{ID}'", f"'{ID.hex}'", f"'{ID.hex}'", f"'{ID}'")),
    (t.JSON(), {"a": "it's"}, ("""'{"a": "it''s"}'""",) * 5),
    (t.Enum(Color), Color.red, ("'red'",) * 5),
    (t.String(), None, ("NULL",) * 5),
    (
        t.Interval(),
        dt.timedelta(seconds=2),
        (
            "'1970-01-01 00:00:02.000000'",
            "make_interval(secs=>2.0)",
            "'1970-01-01 00:00:02'",
            "NUMTODSINTERVAL(2.0, 'SECOND')",
            "'1970-01-01 00:00:02'",
        ),
    ),
]


@pytest.mark.parametrize(("type_", "value", "expected"), LITERALS, ids=lambda v: repr(v)[:30])
def test_literals_are_written_for_all_types(type_: Any, value: Any, expected: tuple[str, ...]) -> None:
    """One text for each of the five."""
    assert tuple(type_.literal_for(d)(value) for d in ALL) == expected


def test_a_literal_cannot_hold_nul() -> None:
    """NUL would end the text on some servers."""
    with pytest.raises(ValueError, match="NUL"):
        t.String().literal_for(POSTGRESQL)("a\x00b")


class Upper(t.TypeDecorator):
    """Text that is stored in capitals."""

    impl = t.String

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        return None if value is None else value.upper()

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        return None if value is None else value.lower()


class Stamp(t.DateTime):
    """A subclass that adds to what a dialect does."""

    def result_processor(self, dialect: Any, coltype: Any) -> Any:
        inner = super().result_processor(dialect, coltype)
        return lambda value: (inner(value) if inner else value).replace(microsecond=0)


def test_decorators_wrap_the_underlying_type() -> None:
    """Both directions, the literal, the parameters and the key."""
    kind = Upper(30)
    assert bound(kind, "a", SQLITE) == "A"
    assert fetched(kind, "A", SQLITE) == "a"
    assert kind.literal_for(SQLITE)("a") == "'A'"
    assert kind.length == 30
    assert kind.compile(MARIADB) == "VARCHAR(30)"
    assert kind._cache_key == Upper(30)._cache_key != Upper(31)._cache_key


def test_a_subclass_of_a_generic_type_keeps_what_it_overrides() -> None:
    """The dialect's implementation serves the rest."""
    assert fetched(Stamp(), "2024-01-02 12:00:00.000005", SQLITE) == NOON.replace(microsecond=0)
    assert bound(Stamp(), NOON, SQLITE) == "2024-01-02 12:00:00.000005"


def test_variants() -> None:
    """A variant decides name and values on its dialect alone."""
    kind = t.String(30).with_variant(t.Integer(), "postgresql").with_variant(t.Text, "oracle")
    assert [kind.compile(d) for d in ALL] == ["VARCHAR(30)", "INTEGER", "VARCHAR(30)", "CLOB", "VARCHAR(30)"]
    assert kind._cache_key != t.String(30)._cache_key
    with pytest.raises(Exception, match="already has a variant"):
        kind.with_variant(t.Integer(), "oracle")


def test_keys_tell_types_apart() -> None:
    """Equal parameters make equal keys; processors are made once."""
    assert t.String(3)._cache_key == t.String(3)._cache_key
    assert len({k._cache_key for k in (t.String(3), t.String(4), t.Text(3), t.VARCHAR(3), t.Integer())}) == 5
    kind = t.DateTime()
    assert kind.bind_for(SQLITE) is kind.bind_for(SQLITE)
