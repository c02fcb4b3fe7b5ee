"""The words for the total of a visit or a stay, however programs put them together: 本次费用合计, 住院医疗费用总金额.

No list names them all. What they say of a page, a day, a kind of charge or a payer (本页合计, 基金支付合计) is no total.

>>> [bool(re.fullmatch(TOTAL_WORDS, word)) for word in ("本次住院费用合计", "医疗费用总金额(元)", "本页合计", "治疗费合计", "小计")]
[True, True, False, False, False]
"""

import re
from collections.abc import Sequence

from extractors import values
from extractors.fields import make
from extractors.layout.lines import right_of, squash
from extractors.layout.script import simplified
from extractors.page import Line
from storage.model.extraction import Field

_WHOSE = r"(?:本次|此次|本期|本单|本张|全部|发生|结算|住院|出院|门诊|急诊|就诊|就医|患者|病人|医疗|医药|应收|实收|收费|清单|票据)"
_WHOLE = r"(?:总金额|总费用|总额|总计|合计|共计|总和|总合计)"
TOTAL_WORDS = rf"{_WHOSE}{{0,4}}(?:费用?|金额)?{_WHOLE}(?:金额|费用)?(?:\(?(?:人民币)?元?\)?)?"
"""A word for the total, as a pattern on squashed text in simplified script."""
TOTAL_ROW = rf"{TOTAL_WORDS}(?:[:=¥\d(]|$)"
"""How a row of the total begins."""
_AMOUNT = r"[¥]?\d[\d,]*\.\d{2}元?"
_TOTAL = re.compile(rf"{TOTAL_WORDS}[:=]?({_AMOUNT})?")


def total_in_row(lines: Sequence[Line]) -> Field | None:
    """The amount right of a word for the total that no list names, for a look; the first line of such a pair counts."""
    for line in lines:
        match = _TOTAL.fullmatch(simplified(squash(line.text)))
        if match is None:
            continue
        if match[1]:
            return make(values.money(match[1]), [line], is_doubtful=True)
        nearest = right_of(line, lines)
        if nearest is not None and re.fullmatch(_AMOUNT, squash(nearest.text)):
            return make(values.money(nearest.text), [nearest], is_doubtful=True)
    return None
