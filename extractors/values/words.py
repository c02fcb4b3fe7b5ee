"""Words, codes and ages as printed.

>>> text("示范市  第一 人民医院 CT 室")
'示范市第一人民医院 CT 室'
>>> code("ZY 1029384"), age("3个月"), age("8岁"), age("3岁2月"), age("10月25天")
('ZY1029384', '3月', '8', '3', '10月')
"""

import re
import unicodedata

_CJK = r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff、,。;:()《》〇]"
_GAP = re.compile(rf"(?<={_CJK})\s+(?={_CJK})")
_AGE = re.compile(
    r"(?:年龄:?|生后|出生后?)?(?:(?P<years>\d{1,3})(?:周?岁|Y)[余零又]?)?(?:(?P<months>\d{1,3})(?:个?半?月龄?|M)[余零又]?)?"
    r"(?:(?P<days>\d{1,3})(?:[天日]龄?|D))?(?:(?P<hours>\d{1,3})小?时)?",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:年龄:?)?(\d{1,3})")
_OLDEST = 150
_UNITS = {"years": "", "months": "月", "days": "天", "hours": "时"}


def text(raw: str) -> str | None:
    """NFKC, inner runs of spaces folded to one, none between CJK characters; None where nothing is left."""
    shown = " ".join(unicodedata.normalize("NFKC", raw).split())
    return _GAP.sub("", shown) or None


def code(raw: str) -> str | None:
    """A number or code: half-width, upper case, no spaces."""
    return "".join(unicodedata.normalize("NFKC", raw).split()).upper() or None


def age(raw: str) -> str | None:
    """Years bare, months and days with their unit: the largest one that is not nought (0岁5月 is 5月)."""
    shown = re.sub(r"[\s_]+", "", unicodedata.normalize("NFKC", raw)).strip(":;,.")
    if bare := _BARE.fullmatch(shown):
        return str(int(bare[1])) if int(bare[1]) <= _OLDEST else None
    match = _AGE.fullmatch(shown)
    told = {unit: int(count) for unit, count in match.groupdict().items() if count} if match else {}
    unit = next((one for one, count in told.items() if count), next(iter(told), None))
    if unit is None or told.get("years", 0) > _OLDEST:
        return None
    return f"{told[unit]}{_UNITS[unit]}"
