"""Times in milliseconds since 1970 in UTC (ECMA-262 21.4.1): days, months, texts.

What the time zone decides isn't here: a :class:`JSDate` made of local parts has no time that is
known, only the parts.
"""

from __future__ import annotations

import math
import re
from typing import Final

from appconfig_merge.javascript.conversion import (
    ZONE,
    NotKnown,
    Throws,
    time_of,
    to_number,
    to_primitive,
)
from appconfig_merge.javascript.internal_slots import JSDate
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import Unknown, Value

_DAY: Final = 86_400_000.0
_MOST: Final = 8.64e15
"""The furthest time from 1970 that a Date holds (ECMA-262 21.4.1.1)."""
_FAR: Final = 2 * _DAY
"""Local times that are further apart are in the same order in every time zone, and so are a local
time and one in UTC: no zone is, or jumps, further than a day."""
_SURE: Final = (820_454_400_000.0, 1_767_225_600_000.0)
"""The local times of 1996 to 2025, of which it is known what every time zone did."""
_SKIPPED: Final = 15_338.0
"""The 30th of December 2011, by days since 1970 (tz database, Pacific/Apia)."""
_LATE: Final = 20
_ISO: Final = (
    r"(?a)(\d{4}|[+-]\d{6})(?:-(\d\d)(?:-(\d\d))?)?"
    r"(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?"
)
"""The texts of a time that every browser reads alike (ECMA-262 21.4.1.32)."""
_DAYS: Final = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
_MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


def of_parts(parts: list[float]) -> float:
    """MakeDate of year, month, day, hours, minutes, seconds and milliseconds; NaN for none."""
    if not all(map(math.isfinite, parts)):
        return math.nan
    whole = [float(math.trunc(part)) for part in parts]
    whole += (1.0, 0.0, 0.0, 0.0, 0.0)[len(whole) - 2 :]
    year, month, day, hours, minutes, seconds, milliseconds = whole
    if 0 <= year <= 99:
        year += 1900
    year += month // 12
    if abs(year) > 400_000:
        return math.nan
    days = _days_before(int(year), int(month % 12)) + day - 1
    return days * _DAY + hours * 3_600_000 + minutes * 60_000 + seconds * 1000 + milliseconds


def clipped(time: float) -> float:
    """TimeClip (ECMA-262 21.4.1.31)."""
    if not math.isfinite(time) or abs(time) > _MOST:
        return math.nan
    return float(math.trunc(time)) + 0.0


def _days_before(year: int, month: int) -> float:
    """Days from 1970 to the first of a month; the algorithm works in years that begin in March."""
    shifted = year - (month < 2)
    era = shifted // 400
    of_era = shifted - era * 400
    of_year = (153 * ((month + 10) % 12) + 2) // 5
    return float(era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468)


class Parts:
    """The parts of a time, as its getters give them."""

    __slots__ = ("date", "day", "hours", "milliseconds", "minutes", "month", "seconds", "year")

    def __init__(self, time: float) -> None:
        days, rest = divmod(time, _DAY)
        self.day = int(days + 4) % 7
        self.hours, rest = divmod(int(rest), 3_600_000)
        self.minutes, rest = divmod(rest, 60_000)
        self.seconds, self.milliseconds = divmod(rest, 1000)
        shifted = int(days) + 719_468
        era, of_era = divmod(shifted, 146_097)
        of_years = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
        of_year = of_era - (365 * of_years + of_years // 4 - of_years // 100)
        month = (5 * of_year + 2) // 153
        self.date = of_year - (153 * month + 2) // 5 + 1
        self.month = (month + 2) % 12
        self.year = of_years + era * 400 + (self.month < 2)


def parse(text: str) -> JSDate:
    """The date that a text stands for; raises NotKnown for one that browsers may read apart."""
    found = re.fullmatch(_ISO, text)
    if found is None or found[1] == "-000000":
        raise NotKnown(Unknown("browsers read such a date each in its own way"))
    month, day = int(found[2] or 1), int(found[3] or 1)
    hours, minutes, seconds = (int(found[index] or 0) for index in (4, 5, 6))
    year = int(found[1])
    is_last = hours == 24 and not (minutes or seconds or int(found[7] or 0))
    is_valid = 1 <= month <= 12 and 1 <= day <= _length(year, month)
    if not is_valid or not (hours < 24 or is_last) or minutes > 59 or seconds > 59:
        raise NotKnown(Unknown("browsers read such a date each in its own way"))
    time = (_days_before(year, month - 1) + day - 1) * _DAY
    time += hours * 3_600_000 + minutes * 60_000 + seconds * 1000
    time += int((found[7] or "0").ljust(3, "0")[:3])
    zone = found[8]
    if found[4] is not None and zone is None:
        return of_local(time)
    if zone is not None and zone != "Z":
        sign = -1 if zone[0] == "-" else 1
        hours, minutes = int(zone[1:3]), int(zone[4:])
        if hours > 23 or minutes > 59:
            raise NotKnown(Unknown("browsers read such a date each in its own way"))
        time -= sign * (hours * 3_600_000 + minutes * 60_000)
    return JSDate(clipped(time))


def _length(year: int, month: int) -> int:
    following = _days_before(year + month // 12, month % 12)
    return int(following - _days_before(year, month - 1))


def utc(*parts: Value) -> Value:
    """Date.UTC."""
    return clipped(of_parts(given_parts(list(parts) or [UNDEFINED])))


def given_parts(values: list[Value]) -> list[float]:
    """The numbers that stand for year, month and so on; a year alone is its January."""
    numbers = [to_number(value) for value in values[:7]]
    return numbers if len(numbers) > 1 else [*numbers, 0.0]


def parsed(text: Value = UNDEFINED) -> Value:
    """Date.parse."""
    return time_of(parse(_text(text)))


def _text(value: Value) -> str:
    if isinstance(value, Unknown):
        raise NotKnown(value)
    if not isinstance(value, str):
        raise NotKnown(Unknown("browsers read such a date each in its own way"))
    return value


def of_local(local: float) -> JSDate:
    """The date of a local time."""
    if math.isnan(local) or abs(local) > _MOST + _FAR:
        return JSDate(math.nan)
    if abs(local) > _MOST - _FAR:
        raise NotKnown(Unknown(ZONE))
    return JSDate(None, local)


def compared(left: Value, right: Value) -> tuple[float, float]:
    """Two numbers in the order of two values, of which one is a date.

    Raises NotKnown where the time zone decides on the order.
    """
    one, other = _as_date(left), _as_date(right)
    if one.time is not None and other.time is not None:
        return one.time, other.time
    first = one.local if one.time is None else one.time
    second = other.local if other.time is None else other.time
    assert first is not None
    assert second is not None
    is_same = one.time is other.time is None and first == second
    if math.isnan(first + second) or is_same or abs(first - second) > _FAR:
        return first, second
    raise NotKnown(Unknown(ZONE))


def _as_date(value: Value) -> JSDate:
    """A date, or the one that a number would be compared as."""
    if not isinstance(value, JSDate):
        return JSDate(to_number(to_primitive(value)))
    if value.unknown is not None:
        raise NotKnown(value.unknown)
    return value


def _time_of(this: Value) -> float:
    """The time of a method's receiver."""
    if isinstance(this, Unknown):
        raise NotKnown(this)
    if not isinstance(this, JSDate):
        raise Throws("TypeError", "this is not a Date object")
    return time_of(this)


def _getter(name: str, value: Value) -> Value:
    time = _time_of(value)
    return time if math.isnan(time) else float(getattr(Parts(time), name))


def utc_date(this: Value) -> Value:
    """Date.prototype.getUTCDate."""
    return _getter("date", this)


def utc_day(this: Value) -> Value:
    """Date.prototype.getUTCDay."""
    return _getter("day", this)


def utc_full_year(this: Value) -> Value:
    """Date.prototype.getUTCFullYear."""
    return _getter("year", this)


def utc_hours(this: Value) -> Value:
    """Date.prototype.getUTCHours."""
    return _getter("hours", this)


def utc_milliseconds(this: Value) -> Value:
    """Date.prototype.getUTCMilliseconds."""
    return _getter("milliseconds", this)


def utc_minutes(this: Value) -> Value:
    """Date.prototype.getUTCMinutes."""
    return _getter("minutes", this)


def utc_month(this: Value) -> Value:
    """Date.prototype.getUTCMonth."""
    return _getter("month", this)


def utc_seconds(this: Value) -> Value:
    """Date.prototype.getUTCSeconds."""
    return _getter("seconds", this)


def get_time(this: Value) -> Value:
    """Date.prototype.getTime and valueOf."""
    return _time_of(this)


def to_iso(this: Value) -> Value:
    """Date.prototype.toISOString."""
    time = _time_of(this)
    if math.isnan(time):
        raise Throws("RangeError", "Invalid time value")
    parts = Parts(time)
    year = f"{parts.year:04d}"
    if not 0 <= parts.year <= 9999:
        year = f"{'-' if parts.year < 0 else '+'}{abs(parts.year):06d}"
    return (
        f"{year}-{parts.month + 1:02d}-{parts.date:02d}T{parts.hours:02d}:{parts.minutes:02d}"
        f":{parts.seconds:02d}.{parts.milliseconds:03d}Z"
    )


def to_json(this: Value) -> Value:
    """Date.prototype.toJSON of a date: null for an invalid one."""
    return None if math.isnan(_time_of(this)) else to_iso(this)


def to_utc(this: Value) -> Value:
    """Date.prototype.toUTCString (ECMA-262 21.4.4.43)."""
    time = _time_of(this)
    if math.isnan(time):
        return "Invalid Date"
    parts = Parts(time)
    sign = "-" if parts.year < 0 else ""
    return (
        f"{_DAYS[parts.day]}, {parts.date:02d} {_MONTHS[parts.month]} {sign}{abs(parts.year):04d} "
        f"{parts.hours:02d}:{parts.minutes:02d}:{parts.seconds:02d} GMT"
    )


def local_date(this: Value) -> Value:
    """Date.prototype.getDate."""
    return _local("date", this)


def local_day(this: Value) -> Value:
    """Date.prototype.getDay."""
    return _local("day", this)


def local_full_year(this: Value) -> Value:
    """Date.prototype.getFullYear."""
    return _local("year", this)


def local_month(this: Value) -> Value:
    """Date.prototype.getMonth."""
    return _local("month", this)


def _local(name: str, this: Value) -> Value:
    """A part of the day that a date was made of, if every time zone has that day.

    Where clocks were put forward over a time it is another: by no more than three hours since
    1996, but for the day that Samoa left out.
    """
    local = this.local if isinstance(this, JSDate) and this.unknown is None else None
    if local is not None and _SURE[0] <= local < _SURE[1] and local // _DAY != _SKIPPED:
        parts = Parts(local)
        if parts.hours < _LATE:
            return float(getattr(parts, name))
    return local_part(this)


def local_part(this: Value) -> Value:
    """What a getter of local time gives: NaN for an invalid date, else the time zone decides."""
    time = _time_of(this)
    if math.isnan(time):
        return time
    raise NotKnown(Unknown(ZONE))
