"""Who paid, in the short words of slips and dot-matrix receipts: 统筹:150.00 个账:20.00 现金:20.00. All are for a look.

They begin other labels (统筹自付, 账户余额), so they count only by themselves, with an amount right behind them, and where no
longer label says the same.

>>> from storage.model.extraction import Box
>>> page = [Line("统筹:150.00 个账:20.00", Box(0, 0, 220, 20)), Line("现金", Box(0, 30, 40, 50)), Line("20.00", Box(60, 30, 120, 50))]
>>> [field.value for key in WORDS if (field := said_shortly(page, key))]
['150.00', '20.00', '20.00']
"""

import re
from collections.abc import Sequence

from extractors import values
from extractors.fields import make
from extractors.layout.lines import cut, right_of, squash
from extractors.page import Line
from storage.model.extraction import Field

WORDS = {"pool_paid": "统筹", "account_paid": "个账|[账帐]户", "cash_paid": "现金"}
_AMOUNT = r"[¥¥]?\s*\d[\d,]*\.\d{2}"


def said_shortly(lines: Sequence[Line], key: str) -> Field | None:
    """The amount behind the short word of a payer, in one line with it or in the next one right of it."""
    for line in lines:
        match = re.search(rf"(?:^|[\s,;])(?:{WORDS[key]})\s*[::]\s*({_AMOUNT})(?!\d)", line.text)
        if match:
            return make(values.money(match[1]), [cut(line, *match.span(1))], is_doubtful=True)
        if not re.fullmatch(rf"(?:{WORDS[key]}):?", squash(line.text)):
            continue
        nearest = right_of(line, lines)
        if nearest is not None and re.fullmatch(rf"{_AMOUNT}元?", nearest.text.strip()):
            return make(values.money(nearest.text), [nearest], is_doubtful=True)
    return None
