"""Words, codes and ages as printed.

>>> text("示范市  第一 人民医院 CT 室")
'示范市第一人民医院 CT 室'
>>> code("ZY 1029384"), age("3个月"), age("8岁")
('ZY1029384', '3月', '8')
"""

import re
import unicodedata

_CJK = r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff、,。;:()《》〇]"
_GAP = re.compile(rf"(?<={_CJK})\s+(?={_CJK})")
_AGE = re.compile(r"(?:年龄:?)?(\d{1,3})(?:周?岁|Y)?(?:(?<=[岁Y])\d{1,2}个?(?:月|天|M|D))?", re.IGNORECASE)
_YOUNG = re.compile(r"(?:年龄:?)?(\d{1,3})(?:个?(月)|(?:M)|(天|日)|(小?时))", re.IGNORECASE)


def text(raw: str) -> str | None:
    """NFKC, inner runs of spaces folded to one, none between CJK characters; None where nothing is left."""
    shown = " ".join(unicodedata.normalize("NFKC", raw).split())
    return _GAP.sub("", shown) or None


def code(raw: str) -> str | None:
    """A number or code: half-width, upper case, no spaces."""
    return "".join(unicodedata.normalize("NFKC", raw).split()).upper() or None


def age(raw: str) -> str | None:
    """Years bare, months and days with their unit."""
    shown = "".join(unicodedata.normalize("NFKC", raw).split()).strip(":;,.")
    if match := _YOUNG.fullmatch(shown):
        unit = "天" if match[3] else "时" if match[4] else "月"
        return f"{int(match[1])}{unit}"
    match = _AGE.fullmatch(shown)
    return str(int(match[1])) if match and int(match[1]) <= 150 else None
