"""Account data by label, as apps, passbooks and account slips print them.

>>> from storage.model.extraction import Box
>>> lines = [Line("户名", Box(10, 10, 50, 30)), Line("张悦", Box(200, 10, 240, 30)), Line("卡号:6217", Box(10, 50, 90, 70))]
>>> {key: [line.text for line in found] for key, found in told(lines).items()}
{'holder': ['张悦'], 'number': ['6217']}
"""

import re
from collections.abc import Mapping, Sequence

from extractors.layout.lines import cut, overlap
from extractors.layout.skew import Level
from extractors.page import Line

_LABELS = {
    "holder": r"(?:账户|帐户)?户\s*名|(?:账户|帐户|持卡人|收款人)?姓\s*名|账户名称?|帐户名称?|持卡人(?:姓名)?(?![签须权服应可凭本])|开户人|客户名称|(?i:card\s?holder)(?:(?i:\s?name))?(?!(?i:\W*sign))",
    "number": r"(?:银行|储蓄)?卡\s*号码?|(?:银行|收款)?[账帐]\s*号|[账帐]户号码|银行卡号",
    "bank": r"开户(?:银)?行(?:名称)?|开户网点|开户机构|所属银行|发卡行|发卡银行|银行名称|收款银行",
}
_START = re.compile("|".join(f"(?P<{key}>(?:{spelling}))" for key, spelling in _LABELS.items()))
_LATIN = (
    r"(?i:(?:card|holder|account|a/c|customer|depositor|name|no|number)\b(?:'s)?[. /]*|cardholder\b(?:'s)?\s*)*"
)
_FLAT = Level()
_BEHIND = re.compile(rf"\s*(?:[((][A-Za-z. /]+[))])?{_LATIN}\s*[::]?\s*")


def told(lines: Sequence[Line], level: Level = _FLAT) -> Mapping[str, Sequence[Line]]:
    """The lines that stand behind a label, to its right or below it, on the page once it is level."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        match = _START.match(line.text)
        if match is None:
            continue
        behind = _BEHIND.match(line.text, match.end())
        value = cut(line, behind.end() if behind else match.end())
        is_alone = not value.text
        key = match.lastgroup or ""
        found.setdefault(key, []).extend(_beside(line, lines, level) if is_alone else [value])
    return {key: values for key, values in found.items() if values}


def _beside(label: Line, lines: Sequence[Line], level: Level) -> list[Line]:
    """In the label's row, else right below it."""
    free = [(line, level.box(line.box)) for line in lines if line is not label and not _START.match(line.text)]
    box = level.box(label.box)
    row = [
        (line, one)
        for line, one in free
        if one.x0 >= box.x1 - box.height and overlap(one.y0, one.y1, box.y0, box.y1) > 0.5
    ]
    if row:
        return [line for line, _ in sorted(row, key=lambda pair: pair[1].x0)]
    below = [
        (line, one)
        for line, one in free
        if 0 <= one.y0 - box.y1 < 1.5 * box.height and abs(one.x0 - box.x0) < 2 * box.height
    ]
    return [line for line, _ in sorted(below, key=lambda pair: pair[1].y0)[:1]]
