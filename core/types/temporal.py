"""Dates and times; what a server cannot keep is stored in a form that can, or refused.

`DateTime(timezone=True)` is aware in and aware out everywhere: UTC where the server has no such type.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar

from .base import Emulated, Processor, TypeEngine
from .operator_class import OperatorClass

EPOCH = datetime(1970, 1, 1)


class Date(TypeEngine, affinity=True):
    """A day of the calendar, `datetime.date`."""

    operator_classes = OperatorClass.DATETIME

    _generic = True
    reads_text = True

    def of_text(self) -> TypeEngine:
        return self.adapt(type(self), from_text=True)  # type: ignore[no-any-return]

    @property
    def python_type(self) -> type:
        return date

    def bind_processor(self, dialect: Any) -> Processor | None:
        return check_date


class Time(TypeEngine, affinity=True):
    """A time of the day, `datetime.time`; ``timezone=True`` where the server has it."""

    operator_classes = OperatorClass.DATETIME

    _generic = True
    reads_text = True

    def of_text(self) -> TypeEngine:
        return self.adapt(type(self), from_text=True)  # type: ignore[no-any-return]

    def __init__(self, timezone: bool = False) -> None:
        self.timezone = timezone

    @property
    def python_type(self) -> type:
        return time

    def bind_processor(self, dialect: Any) -> Processor | None:
        return check_naive_time


class DateTime(TypeEngine, affinity=True):
    """A date and time, `datetime.datetime`: naive, or aware with ``timezone=True``."""

    operator_classes = OperatorClass.DATETIME

    _generic = True
    reads_text = True

    def of_text(self) -> TypeEngine:
        return self.adapt(type(self), from_text=True)  # type: ignore[no-any-return]

    def __init__(self, timezone: bool = False) -> None:
        self.timezone = timezone

    @property
    def python_type(self) -> type:
        return datetime

    def bind_processor(self, dialect: Any) -> Processor | None:
        return aware_to_utc if self.timezone else check_naive

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        return assume_utc if self.timezone else None


class ZonedDateTime(DateTime):
    """Implementation for servers that keep a time zone."""

    def bind_processor(self, dialect: Any) -> Processor | None:
        return check_aware if self.timezone else check_naive

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        return None


class ZonedTime(Time):
    """Implementation for servers whose TIME may keep an offset."""

    def bind_processor(self, dialect: Any) -> Processor | None:
        return check_time if self.timezone else check_naive_time


class Interval(Emulated, TypeEngine, affinity=True):
    """A span of time, `datetime.timedelta`; a date and time counted from 1970 where the server has no such type."""

    operator_classes = OperatorClass.DATETIME

    _generic = True
    epoch: ClassVar[datetime] = EPOCH
    cache_ok: ClassVar[bool] = True

    @property
    def impl(self) -> DateTime:
        """The type that keeps the values where the server has no intervals."""
        return DATETIME

    def __init__(
        self, native: bool = True, second_precision: int | None = None, day_precision: int | None = None
    ) -> None:
        self.native, self.second_precision, self.day_precision = native, second_precision, day_precision

    @property
    def python_type(self) -> type:
        return timedelta

    def of_text(self) -> TypeEngine:
        return self.adapt(type(self), from_text=True)  # type: ignore[no-any-return]

    def bind_processor(self, dialect: Any) -> Processor | None:
        inner = DATETIME.bind_for(dialect)
        if inner is None:
            return interval_to_datetime
        return lambda value: inner(interval_to_datetime(value))

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        inner = DATETIME.result_for(dialect, coltype)
        if inner is None:
            return datetime_to_interval
        return lambda value: datetime_to_interval(inner(value))


class NativeInterval(Interval):
    """Implementation for servers that have an interval type."""

    reads_text = True

    def bind_processor(self, dialect: Any) -> Processor | None:
        return check_interval if self.native else super().bind_processor(dialect)

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        return None if self.native else super().result_processor(dialect, coltype)


# -- stored as ISO text, for servers without temporal types ----------------------------------------------------------


class TextDate(Date):
    """Implementation that stores ``2024-12-31``."""

    reads_text = False

    def bind_processor(self, dialect: Any) -> Processor | None:
        return lambda value: value if (value := check_date(value)) is None else value.isoformat()

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        parse = date.fromisoformat
        return lambda value: None if value is None else parse(value)


class TextTime(Time):
    """Implementation that stores ``23:59:59.000000``."""

    reads_text = False

    def bind_processor(self, dialect: Any) -> Processor | None:
        return lambda value: value if (value := check_naive_time(value)) is None else value.isoformat("microseconds")

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        parse = time.fromisoformat
        return lambda value: None if value is None else parse(value)


class TextDateTime(DateTime):
    """Implementation that stores ``2024-12-31 23:59:59.000000``, in UTC where a time zone is asked for."""

    reads_text = False

    def bind_processor(self, dialect: Any) -> Processor | None:
        check = aware_to_utc if self.timezone else check_naive
        return lambda value: value if (value := check(value)) is None else value.isoformat(" ", "microseconds")

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        parse = datetime.fromisoformat
        if self.timezone:
            return lambda value: None if value is None else assume_utc(parse(value))
        return lambda value: None if value is None else parse(value)


# -- checks and conversions of one value -----------------------------------------------------------------------------


def check_date(value: Any) -> Any:
    """Return a date or None; a datetime is refused, since its time would be lost."""
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    if isinstance(value, datetime):
        raise TypeError(f"a date is expected for a Date value, got {value!r}; pass its .date(), or use DateTime")
    raise TypeError(f"a datetime.date is expected for a Date value, got {value!r}{_parse_hint(value, 'date')}")


def check_time(value: Any) -> Any:
    """Return a time or None."""
    if value is None or isinstance(value, time):
        return value
    raise TypeError(f"a datetime.time is expected for a Time value, got {value!r}{_parse_hint(value, 'time')}")


def check_naive_time(value: Any) -> Any:
    """Return a naive time or None; an aware one is refused, since its offset would be lost."""
    if check_time(value) is not None and value.tzinfo is not None:
        raise ValueError(f"the offset of {value!r} cannot be stored here; pass a time without tzinfo")
    return value


def check_naive(value: Any) -> Any:
    """Return a naive datetime or None; an aware one is refused, since its offset would be lost."""
    if value is None:
        return None
    if not isinstance(value, datetime):
        value = _day_as_datetime(value)
    if value.tzinfo is not None:
        raise ValueError(
            f"{value!r} is aware and this column keeps no time zone; "
            "use DateTime(timezone=True), or pass value.replace(tzinfo=None)"
        )
    return value


def check_aware(value: Any) -> Any:
    """Return an aware datetime or None; a naive one is refused, since what it means is unknown."""
    if value is None:
        return None
    if not isinstance(value, datetime):
        value = _day_as_datetime(value)
    if value.utcoffset() is None:
        raise ValueError(
            f"{value!r} is naive and DateTime(timezone=True) needs to know its time zone; "
            "pass datetime.now(timezone.utc), or value.replace(tzinfo=...)"
        )
    if not 1 < value.year < 9999:
        try:
            value.astimezone(UTC)
        except OverflowError:
            raise ValueError(f"{value!r} is outside of the years 1 to 9999 in UTC: it could not be read back") from None
    return value


def aware_to_utc(value: Any) -> Any:
    """Return an aware datetime as naive UTC."""
    return None if value is None else check_aware(value).astimezone(UTC).replace(tzinfo=None)


def assume_utc(value: Any) -> Any:
    """Return a stored datetime as aware: naive means UTC."""
    return value if value is None or value.tzinfo is not None else value.replace(tzinfo=UTC)


def check_interval(value: Any) -> Any:
    """Return a timedelta or None."""
    if value is None or isinstance(value, timedelta):
        return value
    raise TypeError(f"a datetime.timedelta is expected for an Interval value, got {value!r}")


def interval_to_datetime(value: Any) -> Any:
    """Return a timedelta as a date and time counted from 1970."""
    if check_interval(value) is None:
        return None
    try:
        return EPOCH + value
    except OverflowError:
        raise ValueError(
            f"{value!r} is too long for a server without intervals: 1970 and it must lie in the years 1 to 9999"
        ) from None


def datetime_to_interval(value: Any) -> Any:
    """Return a date and time counted from 1970 as a timedelta."""
    return None if value is None else value - EPOCH


def timedelta_to_time(value: Any) -> Any:
    """Return a driver's timedelta since midnight as a time."""
    return (EPOCH + value).time() if isinstance(value, timedelta) else value


def datetime_to_date(value: Any) -> Any:
    """Return a driver's datetime as a date."""
    return value.date() if isinstance(value, datetime) else value


def _day_as_datetime(value: Any) -> datetime:
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    raise TypeError(
        f"a datetime.datetime is expected for a DateTime value, got {value!r}{_parse_hint(value, 'datetime')}"
    )


def _parse_hint(value: Any, name: str) -> str:
    return f"; parse it first: {name}.fromisoformat({value!r})" if isinstance(value, str) else ""


#: Instances that the expression language shares.
DATE = Date()
TIME = Time()
DATETIME = DateTime()
INTERVAL = Interval()
