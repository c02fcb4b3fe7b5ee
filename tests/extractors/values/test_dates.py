"""Every form of date that needs no country."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.values import date, moment, period

DAYS = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31))
CHARS = "〇一二三四五六七八九"


@pytest.mark.parametrize(
    "text",
    [
        "2024年03月05日",
        "2024年3月5日",
        "2024 年 3 月 5 日",
        "2024-03-05",
        "2024/3/5",
        "2024.03.05",
        "20240305",
        "2024-03-05 14:02:33",
        "2024-03-0514:02:33",
        "2024-03-05T14:02",
        "2024年03月05日09时28分",
        "二〇二四年三月五日",
        "二零二四年三月五日",
        "贰零贰肆年零叁月零伍日",
        "民國113年3月5日",
        "民国113.03.05",
        "中華民國一百一十三年三月五日",
        "2O24-03-05",
        "２０２４年３月５日",
        "2024年3月5日 星期二",
    ],
)
def test_every_way_to_print_the_fifth_of_march(text: str) -> None:
    assert date(text) == "2024-03-05"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("一九九〇年十二月卅一日", "1990-12-31"),
        ("二〇二四年二月廿九日", "2024-02-29"),
        ("民國元年10月10日", "1912-10-10"),
        ("二〇一〇年十月十日", "2010-10-10"),
    ],
)
def test_characters_are_numbers_too(text: str, day: str) -> None:
    assert date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024年2月30日",
        "2023-02-29",
        "24.3.5",
        "24年3月5日",
        "05/03/2024",
        "113.03.05",
        "113/3/5",
        "民國前1年1月1日",
        "2024年3月",
        "2024-13-01",
        "202403051",
        "12345678",
        "****",
        "2024-03-05 25:61",
        "金额2024-03-05",
        "廿九日",
    ],
)
def test_what_is_no_day_or_could_be_two_is_none(text: str) -> None:
    assert date(text) is None


@given(
    DAYS, st.sampled_from(["%Y年%m月%d日", "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y 年 %m 月 %d 日"])
)
def test_a_day_comes_back_from_every_digit_form(day: dt.date, form: str) -> None:
    assert date(day.strftime(form)) == day.isoformat()


@given(DAYS)
def test_a_day_comes_back_without_leading_zeros_and_in_characters(day: dt.date) -> None:
    assert date(f"{day.year}年{day.month}月{day.day}日") == day.isoformat()
    assert date(f"{day.year}/{day.month}/{day.day}") == day.isoformat()
    year = "".join(CHARS[int(digit)] for digit in str(day.year))
    assert date(f"{year}年{_spoken(day.month)}月{_spoken(day.day)}日") == day.isoformat()


@given(st.dates(min_value=dt.date(1912, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_a_day_of_the_republic_comes_back(day: dt.date) -> None:
    assert date(f"民國{day.year - 1911}年{day.month}月{day.day}日") == day.isoformat()
    assert date(f"{day.year - 1911}年{day.month}月{day.day}日") is None


@given(st.text(max_size=24))
def test_no_text_breaks_the_readers(text: str) -> None:
    for found in (date(text), *period(text)):
        assert found is None or found == "long_term" or dt.date.fromisoformat(found)
    assert moment(text) is None or dt.datetime.fromisoformat(moment(text) or "")


@given(DAYS, st.times())
def test_a_moment_comes_back_to_the_minute(day: dt.date, clock: dt.time) -> None:
    expected = f"{day.isoformat()}T{clock:%H:%M}"
    assert moment(f"{day:%Y-%m-%d} {clock:%H:%M:%S}") == expected
    assert moment(f"{day:%Y年%m月%d日}{clock:%H时%M分}") == expected
    assert moment(f"{day:%Y-%m-%d}{clock:%H:%M:%S}") == expected


def test_a_day_without_a_time_is_no_moment() -> None:
    assert moment("2024-03-05") is None
    assert moment("2024-03-05 下午2:05") == "2024-03-05T14:05"


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("20240301-20240309", ("2024-03-01", "2024-03-09")),
        ("2024030120240309", ("2024-03-01", "2024-03-09")),
        ("2024.03.01 至 2024.03.09", ("2024-03-01", "2024-03-09")),
        ("2024.03.01—2024.03.09", ("2024-03-01", "2024-03-09")),
        ("2024-03-01-2024-03-09", ("2024-03-01", "2024-03-09")),
        ("2019.05.20-2039.05.20", ("2019-05-20", "2039-05-20")),
        ("2019.05.202039.05.20", ("2019-05-20", "2039-05-20")),
        ("2019.05.20-长期", ("2019-05-20", "long_term")),
        ("2019.05.20长期", ("2019-05-20", "long_term")),
        ("2024年3月1日至3月9日", ("2024-03-01", "2024-03-09")),
        ("2026-04-01 08:00至2026-04-05 10:00", ("2026-04-01", "2026-04-05")),
        ("2019.05.20-2039.02.30", ("2019-05-20", None)),
        ("2019.05.20", ("2019-05-20", None)),
        ("2019.05.20 2020.05.20 2021.05.20", ("2019-05-20", None)),
        ("有效期", (None, None)),
    ],
)
def test_periods(text: str, span: tuple[str | None, str | None]) -> None:
    assert period(text) == span


def _spoken(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else CHARS[tens] + "十"
    return ten + (CHARS[ones] if ones else "")
