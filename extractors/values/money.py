"""Amounts as printed. OCR reads a thousands mark as a dot or a decimal point as a comma; a mark before exactly
three digits is a thousands mark, one before the last two is the decimal point, so both can be put right.

>>> money("¥ 1.250.00"), money("439,94"), money("439 94"), money("***")
('1250.00', '439.94', None, None)
>>> capitals("(大写) 贰佰元整"), capitals("员贰万零叁元整"), decimal("1,250.0000")
('贰佰元整', '贰万零叁元整', '1250.0000')
"""

import re
import unicodedata

from storage.model.money import format_fen, to_fen

_LETTERS = str.maketrans("OoQlI|", "000111")
_SIGNS = re.compile(r"^(?:(?:人民币|RMB|CNY|[¥YV半])\s*)+(?=[\d.\-OoQlI|])|(?:元|圆|RMB|CNY)$", re.IGNORECASE)
_MARKED = re.compile(r"-?\d{1,3}(?:[,. ]\d{3})+[.,]\d{2}")
_PLAIN = re.compile(r"-?\d+[.,]\d{2}")
_LABEL = re.compile(r"^(?:人民币)?\(?(?:人民币)?(?:合计)?大写\)?:?(?:人民币)?")
_STRAY = re.compile(
    r"^(?:(?![零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆负負人民币])[\u3400-\u9fff]){1,2}(?=[壹贰叁肆伍陆柒捌玖拾])"
)
"""What is left of a neighbour in front of the words."""
_DECIMAL = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")


def money(raw: str) -> str | None:
    """Two places without thousands marks, or None."""
    fen = to_fen(_with_marks_put_right(_number_in(raw)))
    return None if fen is None else format_fen(fen)


def decimal(raw: str) -> str | None:
    """A quantity or unit price as printed, not rounded, without thousands marks; None where it is no number."""
    shown = _number_in(raw)
    return shown.replace(",", "") if _DECIMAL.fullmatch(shown) else None


def capitals(raw: str) -> str | None:
    """The capitals as printed, without spaces and without the label before them."""
    shown = "".join(unicodedata.normalize("NFKC", raw).split())
    shown = _STRAY.sub("", _LABEL.sub("", shown).strip(":;。,.¥_-"))
    return shown or None


def _number_in(raw: str) -> str:
    """The printed number without currency, with letters that stand for digits put right."""
    shown = " ".join(unicodedata.normalize("NFKC", raw).replace("−", "-").split())
    shown = re.sub(r"\s*([,.¥:-])\s*", r"\1", shown).strip(" :;。·'`_")
    shown = re.sub(r"^[.,](?=\d+\.\d)", "", _SIGNS.sub("", shown).strip())
    return shown.translate(_LETTERS) if any(char.isdigit() for char in shown) else shown


def _with_marks_put_right(shown: str) -> str:
    if _MARKED.fullmatch(shown) or _PLAIN.fullmatch(shown):
        return re.sub(r"[,. ]", "", shown[:-3]) + "." + shown[-2:]
    return "" if " " in shown else shown
