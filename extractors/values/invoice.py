"""The values of a tax invoice in the contract's form, from print or from the issuer's data.

`***` or a dash for an amount means that there is none. A rate is kept as printed; an issuer's `0.13` is what the
paper prints as 13%. Source: contract, section 1.

>>> of_issuer("tax_rate", "0.06", in_row=True), of_issuer("quantity", "2.0000000", in_row=True)
('6%', '2')
>>> of_print("tax", "***"), of_print("amount", "￥1,019.83"), of_print("buyer_tax_id", "9111 0108 3398 0509 4M")
(None, '1019.83', '91110108339805094M')
"""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from extractors import values

MONEY = frozenset({"amount", "tax", "total"})
NUMBERS = frozenset({"quantity", "unit_price"})
CODES = frozenset({"invoice_code", "invoice_number", "check_code", "machine_number"})
TAX_IDS = frozenset({"buyer_tax_id", "seller_tax_id"})

_ABSENT = re.compile(r"[*×xX—–\-_/\\.。·]*")
_CAPITALS = re.compile(
    r"(?:\((?:负数|负)\)|负)?[零〇壹贰貳贰叁參肆伍陆陸柒捌玖拾佰仟万萬亿億圆圓元角分整正一二两廿]+"
)
_IDEOGRAPHS = re.compile(r"(?<=[\u2e80-\u9fff])\s+(?=[\u2e80-\u9fff])")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?|-?\.\d+")


def of_print(field: str, raw: str, *, in_row: bool = False) -> str | None:
    """The value of what is printed; None where nothing is, or nothing that can be."""
    if field in MONEY:
        return amount(raw)
    if field in NUMBERS:
        return number(raw)
    if field in CODES or field in TAX_IDS:
        return values.code(raw) or None
    match field:
        case "issue_date":
            return values.date(re.sub(r"^(\d{4})\s*(\d{2})\s*(\d{2})$", r"\1-\2-\3", raw.strip()))
        case "total_cn":
            return capitals(raw)
        case "tax_rate":
            return rate(raw)
        case "remarks":
            return remarks(raw)
        case _:
            return values.text(raw) or None


def of_issuer(field: str, raw: str, *, in_row: bool) -> str | None:
    """The value of an issuer's element, which may be written otherwise than on paper."""
    if field == "tax_rate":
        return _issuer_rate(raw)
    if field in NUMBERS:
        return _trimmed(number(raw))
    if field in MONEY:
        return _two_places(raw) or amount(raw)
    if field == "issue_date":
        return values.date(re.sub(r"^(\d{4})(\d{2})(\d{2})\d{6,9}$", r"\1-\2-\3", raw.strip()))
    shown = of_print(field, raw, in_row=in_row)
    return None if shown is None or _is_absent(shown) else shown


def amount(raw: str) -> str | None:
    """
    >>> amount("¥-18.00"), amount("——")
    ('-18.00', None)
    """
    shown = "".join(unicodedata.normalize("NFKC", raw).split()).replace("−", "-").lstrip("¥Y")
    is_negative = shown.startswith(("-", "(-"))
    found = values.money(shown.strip("()").lstrip("-").lstrip("¥"))
    if found is None or _is_absent(shown):
        return None
    return f"-{found}" if is_negative and not found.startswith("-") else found


def number(raw: str) -> str | None:
    """A quantity or price as printed, without thousands marks.

    >>> number("1,234.5678901"), number("0.0360")
    ('1234.5678901', '0.0360')
    """
    shown = "".join(unicodedata.normalize("NFKC", raw).split()).replace("−", "-").replace(",", "").lstrip("¥")
    return shown if _NUMBER.fullmatch(shown) else None


def rate(raw: str) -> str | None:
    """As printed: `13%`, `免税`, `***`."""
    return "".join(unicodedata.normalize("NFKC", raw).split()) or None


def remarks(raw: str) -> str | None:
    """Free text as printed; a space after a mark stays.

    >>> remarks("收款人:李某;    复核人:周某  车 辆")
    '收款人:李某; 复核人:周某车辆'
    """
    shown = " ".join(unicodedata.normalize("NFKC", raw).split())
    return _IDEOGRAPHS.sub("", shown) or None


def capitals(raw: str) -> str | None:
    """The capitals as printed, without the circled cross and other fillings before them.

    >>> capitals("⊗ 壹佰壹拾贰圆贰角整"), capitals("(大写)")
    ('壹佰壹拾贰圆贰角整', None)
    """
    shown = "".join(unicodedata.normalize("NFKC", raw).split())
    found = max((match[0] for match in _CAPITALS.finditer(shown)), key=len, default="")
    return found if len(found) >= 2 else None


def _issuer_rate(raw: str) -> str | None:
    shown = rate(raw)
    if shown is None or not _NUMBER.fullmatch(shown):
        return shown
    share = Decimal(shown)
    if abs(share) < 1:
        share *= 100
    return f"{share.normalize():f}%"


def _trimmed(shown: str | None) -> str | None:
    """Issuers pad with zeros that paper does not print: `2.0000000000000` is 2."""
    if shown is None or len(shown.partition(".")[2]) <= 2:
        return shown
    return shown.rstrip("0").rstrip(".") or "0"


def _two_places(raw: str) -> str | None:
    shown = number(raw)
    if shown is None:
        return None
    try:
        exact = Decimal(shown)
    except InvalidOperation:
        return None
    cents = exact.quantize(Decimal("0.01"))
    return f"{cents:f}" if cents == exact else None


def _is_absent(shown: str) -> bool:
    return _ABSENT.fullmatch(shown) is not None
