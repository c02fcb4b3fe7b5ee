"""The calendar of working days: what it says, and what it says of a slip of the pen."""

import datetime as dt
from pathlib import Path

import pytest

from validators.clocks.calendar import FILE, load_calendar
from validators.errors import CalendarInvalid

SLIPS = [
    ("to = 2026-01-03", "to = 2026-01-04", "2026-01-04 stands here twice"),
    ("2026-01-04, ", "2026-01-05, ", "2026-01-05 is no Saturday or Sunday"),
    ("from = 2026-05-01", "from = 2027-05-01", "2027-05-01 is not in 2026"),
    ("from = 2026-05-01", "from = 2026-05-06", "2026-05-05 is before 2026-05-06"),
    ("from = 2026-05-01", 'from = "1 May"', "'1 May' is no day"),
    ("[2026]\nsource", "[2026]\nsauce", "a year has holidays, source, worked"),
    (
        '{ name = "元旦", from = 2026-01-01, to',
        "{ from = 2026-01-01, to",
        "a holiday of 2026 has name, from and to",
    ),
    ("[2026]", "[next]", "'next' is no year"),
    ("worked = [2026-01-04", "worked = [2026-01-04,,", "this is no TOML"),
]


@pytest.mark.parametrize(("day", "is_worked"), [
    ("2026-02-13", True),  # a Friday
    ("2026-02-14", True),  # a Saturday that is worked
    ("2026-02-23", False),  # the last day of the Spring Festival, a Monday
    ("2026-02-24", True),
    ("2026-10-11", False),  # a Sunday
    ("2025-01-26", True),
    ("2027-02-08", True),  # nobody has said yet
])  # fmt: skip
def test_days_are_as_the_notices_say(day: str, is_worked: bool) -> None:
    assert load_calendar().is_worked(dt.date.fromisoformat(day)) is is_worked


@pytest.mark.parametrize(("as_is", "slip", "said"), SLIPS)
def test_a_slip_is_named_with_its_line(tmp_path: Path, as_is: str, slip: str, said: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert as_is in text
    path = tmp_path / "calendar.toml"
    path.write_text(text.replace(as_is, slip, 1), encoding="utf-8")
    with pytest.raises(CalendarInvalid, match=rf"calendar\.toml:\d+: .*{said}") as caught:
        load_calendar(path)
    line = int(caught.value.message.split(":")[1])
    assert 25 < line < 45, "the slip is in 2026"


def test_a_missing_year_is_missed_in_time() -> None:
    missing = load_calendar().missing
    assert missing(dt.date(2026, 11, 30)) == ()
    assert missing(dt.date(2026, 12, 1)) == (2027,)
    assert missing(dt.date(2027, 3, 1)) == (2027,)
