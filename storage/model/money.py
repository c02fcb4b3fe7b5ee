"""Money on Chinese papers: digits to fen and back, and amounts in capitals (大写金额).

Source: 会计基础工作规范 article 51, which says how amounts are written in capitals. The reader is wider than the
writer's rules: it takes the variant characters of other fonts, ⊗ and × as fills, and a missing or superfluous 零,
but never a text that could mean two amounts.

>>> to_fen("￥1,250.00"), format_fen(125000)
(125000, '1250.00')
>>> parse_capitals("陆仟陆佰肆拾贰元伍角整")
664250
>>> parse_capitals("壹佰元整整") is None
True
"""

import re
import unicodedata
from itertools import combinations

_NUMBER = re.compile(r"([-−]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2})0*)?")
_CURRENCY = re.compile(r"^(?:(?:人民币|RMB|CNY|¥)\s*)+|(?:元|圆|RMB|CNY)$", re.IGNORECASE)

_DIGITS = {char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")}
_VARIANTS = str.maketrans(
    {
        **dict(zip("〇○一二三四五六七八九十百千", "零零壹贰叁肆伍陆柒捌玖拾佰仟", strict=True)),
        **dict(zip("貳贰貮弍弐壱參叄参陸萬億圓圆两兩", "贰贰贰贰贰壹叁叁叁陆万亿元元贰贰", strict=True)),
        **dict.fromkeys("⊗⊕⊠☒×✕✖❌⨂Ⓧⓧ⑧xX*", "零"),
        "正": "整",
        "廿": "贰拾",
        "卅": "叁拾",
    }
)
_PREFIX = re.compile(r"^[::\s]*(?:人民币|RMB|CNY|¥)?[::\s]*(\(?负数?\)?)?", re.IGNORECASE)
_AMOUNT = re.compile(r"(?:(?P<yuan>[^元角分整]+)元)?(?:零?(?P<jiao>.)角)?(?:零?(?P<fen>.)分)?整?")
_SECTION = re.compile(r"零*(?:(.)仟)?(零*)(?:(.)佰)?(零*)(?:(.)拾)?(零*)([壹贰叁肆伍陆柒捌玖])?")
_LOOKALIKES = {"查": "壹", "武": "贰", "任": "伍", "扒": "捌", "政": "玖"}


def to_fen(text: str) -> int | None:
    """The amount in fen, or None where the text is no amount in digits.

    >>> to_fen("439.94"), to_fen("-12元"), to_fen("4,39.94")
    (43994, -1200, None)
    """
    plain = _CURRENCY.sub("", unicodedata.normalize("NFKC", text).strip())
    match = _NUMBER.fullmatch(plain.strip())
    if match is None:
        return None
    sign, whole, part = match.groups()
    fen = int(whole.replace(",", "")) * 100 + int((part or "").ljust(2, "0"))
    return -fen if sign else fen


def format_fen(fen: int) -> str:
    """Two places, no thousands marks.

    >>> format_fen(-5)
    '-0.05'
    """
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def parse_capitals(text: str) -> int | None:
    """The amount in fen, or None where the text is no amount or could mean two.

    >>> parse_capitals("⊗贰佰元整"), parse_capitals("×仟×佰伍拾元零角零分"), parse_capitals("壹佰伍元整")
    (20000, 5000, None)
    """
    plain = "".join(unicodedata.normalize("NFKC", _fold_fills(text)).split())
    prefix = _PREFIX.match(plain)
    is_negative = bool(prefix and prefix.group(1))
    match = _AMOUNT.fullmatch(plain[prefix.end() if prefix else 0 :].translate(_VARIANTS))
    if match is None or not any(match.groups()):
        return None
    parts = (_whole(match["yuan"]), _digit(match["jiao"]), _digit(match["fen"]))
    if None in parts:
        return None
    yuan, jiao, fen = (part or 0 for part in parts)
    total = yuan * 100 + jiao * 10 + fen
    return -total if is_negative else total


def capitals_agree(text: str, fen: int) -> bool:
    """Whether the capitals mean that amount, also when up to two characters are known lookalikes (查 for 壹).

    >>> capitals_agree("查佰元整", 10000), capitals_agree("查佰元整", 20000)
    (True, False)
    """
    if parse_capitals(text) == fen:
        return True
    places = [place for place, char in enumerate(text) if char in _LOOKALIKES]
    for count in (1, 2):
        for chosen in combinations(places, count):
            chars = [_LOOKALIKES[c] if i in chosen else c for i, c in enumerate(text)]
            if parse_capitals("".join(chars)) == fen:
                return True
    return False


def _fold_fills(text: str) -> str:
    """Circled crosses become 零 before NFKC would turn them into letters and digits."""
    return re.sub(r"[ⓍⓧⓄ⊗⊕⑧]|[((][xX×][))]|[((]?圈叉[))]?", "零", text)


def _digit(char: str | None) -> int | None:
    return 0 if char is None else _DIGITS.get(char)


def _whole(text: str | None) -> int | None:
    """Yuan before 元, split at the highest of 兆, 亿 and 万."""
    if text is None:
        return 0
    for unit, weight in (("兆", 10**12), ("亿", 10**8), ("万", 10**4)):
        if unit in text:
            left, _, right = text.partition(unit)
            if not left or unit in right:
                return None
            high, low = _whole(left), _rest(right)
            return None if high is None or low is None or low >= weight else high * weight + low
    return _section(text, is_first=True)


def _rest(text: str) -> int | None:
    """What follows 亿 or 万; a bare digit there without 零 could mean two amounts."""
    if not text:
        return 0
    if "万" in text or "亿" in text:
        return _whole(text)
    if len(text) == 1 and text != "零":
        return None
    return _section(text, is_first=False)


def _section(text: str, *, is_first: bool) -> int | None:
    """Up to four digits with 仟, 佰 and 拾; 拾 alone at the start means 壹拾."""
    if is_first and text.startswith("拾"):
        text = "壹" + text
    match = _SECTION.fullmatch(text)
    if match is None:
        return None
    thousands, zero, hundreds, naught, tens, nil, ones = match.groups()
    if ones and (thousands or hundreds) and not (tens or zero or naught or nil):
        return None
    digits = [_digit(char) for char in (thousands, hundreds, tens, ones)]
    if None in digits:
        return None
    value = 0
    for digit in digits:
        value = value * 10 + (digit or 0)
    return value
