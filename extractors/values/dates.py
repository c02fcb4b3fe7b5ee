"""Dates as printed on Chinese papers, in digits or in characters.

A year has four digits, or stands behind 民國. A year of two digits and day/month/year could mean several days and
give None, as does a day that does not exist.

>>> date("2024年3月5日"), date("二〇二四年三月五日"), date("民國113年3月5日")
('2024-03-05', '2024-03-05', '2024-03-05')
>>> date("24.3.5"), date("05/03/2024"), date("2024年2月30日")
(None, None, None)
>>> date("2026年_4_月_5_日"), moment("2019年06月26日09时28分"), period("2019.05.20-长期")
('2026-04-05', '2019-06-26T09:28', ('2019-05-20', 'long_term'))
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

LONG_TERM = "long_term"

_NUMERALS = "〇零○一二三四五六七八九十壹贰貳叁參肆伍陆陸柒捌玖拾元廿卅百佰"
_DIGIT_OF = {
    **dict(zip("〇零○一二三四五六七八九", (0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)),
    **dict(zip("壹贰貳叁參肆伍陆陸柒捌玖元", (1, 2, 2, 3, 3, 4, 5, 6, 6, 7, 8, 9, 1), strict=True)),
}
_SEP = r"[-/.,·—–_]"
_ROC = re.compile(rf"(?:中[華华])?民[國国]([{_NUMERALS}]+|\d{{1,3}})(年|{_SEP})(?=[\d{_NUMERALS}])")
_WORDS = re.compile(rf"([{_NUMERALS}]+|\d{{4}})年([{_NUMERALS}]+)月([{_NUMERALS}]+)(?=日|号|號|$)")
_DATE = re.compile(
    r"(?<!\d)(\d{4})(?:年(\d{1,2})月(\d{1,2})(?:日|号|號|(?!\d))"
    rf"|{_SEP}(\d{{2}}){_SEP}(\d{{2}})"
    rf"|{_SEP}(\d{{1,2}}){_SEP}(\d{{1,2}})(?!\d)"
    r"|(\d{2})(\d{2})(?=\D|$|\d{8}(?!\d)))"
)
_TIME = re.compile(r"(上午|下午)?(\d{1,2})(?::|时|時|点)(\d{2})(?:[:分](?:(\d{2})(?:\.\d+)?秒?)?)?")
_TAIL = re.compile(r"\(?(?:星期|周)[一二三四五六日天]\)?")
_SAME_YEAR = re.compile(r"^(?:\D*?)(?:至|到|-|~|—|–)(\d{1,2})月(\d{1,2})日?")
_FOREVER = re.compile(r"长期|長期|永久")


def date(raw: str) -> str | None:
    """The one date that the text is (a time of day may follow), or None."""
    shown = _folded(raw)
    found = next(_dates(shown), None)
    if found is None or shown[: found[1]].strip(" :;") or not _is_time(shown[found[2] :]):
        return None
    return found[0]


def moment(raw: str) -> str | None:
    """Date and time of day as printed, to the minute; None where no time is printed."""
    shown = _folded(raw)
    found = next(_dates(shown), None)
    if found is None or shown[: found[1]].strip(" :;"):
        return None
    clock = _clock(shown[found[2] :])
    return f"{found[0]}T{clock}" if clock else None


def moment_or_date(raw: str) -> str | None:
    """With the time of day where it is printed.

    >>> moment_or_date("2026年4月5日9时30分"), moment_or_date("2026-04-05")
    ('2026-04-05T09:30', '2026-04-05')
    """
    return moment(raw) or date(raw)


def period(raw: str) -> tuple[str | None, str | None]:
    """From and to; an open end is `long_term`, an end that cannot be read None."""
    shown = _folded(raw)
    found = list(_dates(shown))
    first = found[0][0] if found else None
    if len(found) > 1:
        return first, found[1][0] if len(found) == 2 else None
    if _FOREVER.search(shown):
        return first, LONG_TERM
    if found and first and (match := _SAME_YEAR.match(shown[found[0][2] :])):
        return first, _iso(int(first[:4]), int(match[1]), int(match[2]))
    return first, None


def _folded(raw: str) -> str:
    """NFKC, letters that stand for digits put right, characters turned into digits, ROC years turned."""
    shown = unicodedata.normalize("NFKC", raw).replace("−", "-")
    shown = re.sub(r"(?<=\d)[Oo]|[Oo](?=\d)", "0", shown)
    shown = re.sub(r"(?<=\d)[lI|]|[lI|](?=\d)", "1", shown)
    shown = re.sub(r"[\s_]+(?=[年月日])|(?<=[年月])[\s_]+", "", shown)
    shown = re.sub(r"\s*([年月日时時分点/.,—–~至-])\s*", r"\1", " ".join(shown.split()))
    shown = _ROC.sub(lambda match: f"{_number(match[1]) + 1911}{match[2]}", shown)
    return _WORDS.sub(_in_digits, shown).replace("年-", "年")


def _in_digits(match: re.Match[str]) -> str:
    year = match[1] if match[1].isascii() else "".join(str(_DIGIT_OF.get(char, "?")) for char in match[1])
    return f"{year}年{_number(match[2])}月{_number(match[3])}"


def _number(shown: str) -> int:
    """Characters to a number below 200; 十, 廿 and 卅 are tens, 百 the hundred.

    >>> _number("卅一"), _number("零伍"), _number("一百一十三"), _number("113")
    (31, 5, 113, 113)
    """
    if shown.isascii():
        return int(shown)
    total = digit = 0
    for char in shown.replace("廿", "二十").replace("卅", "三十"):
        if char in "十拾":
            total, digit = total + (digit or 1) * 10, 0
        elif char in "百佰":
            total, digit = total + (digit or 1) * 100, 0
        else:
            digit = _DIGIT_OF[char] + (digit * 10 if digit else 0)
    return total + digit


def _dates(shown: str) -> Iterator[tuple[str | None, int, int]]:
    """Every date with where it starts and ends; a day that does not exist is given as None."""
    place = 0
    while match := _DATE.search(shown[place:]):
        year, month, day = (int(part) for part in match.groups() if part)
        yield _iso(year, month, day), place + match.start(), place + match.end()
        place += match.end()


def _iso(year: int, month: int, day: int) -> str | None:
    if not 1600 <= year <= 2200:
        return None
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _clock(shown: str) -> str | None:
    match = _TIME.fullmatch(_TAIL.sub("", shown).strip(" T"))
    if match is None:
        return None
    hour = int(match[2]) + (12 if match[1] == "下午" and int(match[2]) < 12 else 0)
    return f"{hour:02d}:{match[3]}" if hour < 24 and int(match[3]) < 60 else None


def _is_time(shown: str) -> bool:
    rest = _TAIL.sub("", shown).strip(" T.,;:。")
    return not rest or _clock(rest) is not None
