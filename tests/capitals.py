"""The strict writer of amounts in capitals: what a careful cashier writes, for any amount up to 10^13 fen.

>>> written(1640902), written(100000000_00), written(0), written(10)
('壹万陆仟肆佰零玖元零贰分', '壹亿元整', '零元整', '壹角整')
"""

DIGITS = "零壹贰叁肆伍陆柒捌玖"


def written(fen: int) -> str:
    """Canonical form: 整 behind 元 or 角, one 零 for each run of zeros inside."""
    yuan, jiao, odd = fen // 100, fen // 10 % 10, fen % 10
    text = _whole(yuan) + "元" if yuan else ""
    if jiao:
        text += DIGITS[jiao] + "角"
    elif odd and yuan:
        text += "零"
    if odd:
        return text + DIGITS[odd] + "分"
    return (text or "零元") + "整"


def _whole(yuan: int) -> str:
    """Groups of four digits; a group that starts with a zero is announced by 零."""
    groups = [(yuan // 10**8, "亿"), (yuan // 10**4 % 10**4, "万"), (yuan % 10**4, "")]
    text, is_gap = "", False
    for value, unit in groups:
        if not value:
            is_gap = bool(text)
            continue
        if text and (is_gap or value < 1000):
            text += "零"
        text, is_gap = text + _group(value) + unit, False
    return text


def _group(value: int) -> str:
    text, is_gap = "", False
    for weight, unit in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = value // weight % 10
        if digit:
            text += ("零" if is_gap else "") + DIGITS[digit] + unit
            is_gap = False
        else:
            is_gap = bool(text)
    return text
