"""Sums of a whole year beside those of this stay: a column headed 本年累计 beside one headed 本次.

Labels at the left of a row name both; where the year's column stands first its sums would be read as those of the stay.
So would those of a whole section (年度累计情况) above that of this time (本次结算情况).

>>> from storage.model.extraction import Box
>>> texts = {(200, 0): "年度累计", (400, 0): "本次金额", (0, 30): "统筹支付", (200, 30): "900.00", (400, 30): "60.00"}
>>> [line.text for line in of_this_time([Line(text, Box(x, y, x + 80, y + 20)) for (x, y), text in texts.items()])]
['本次金额', '统筹支付', '60.00']
"""

import re
from collections.abc import Sequence

from extractors.layout.lines import in_row, overlap, squash
from extractors.layout.script import simplified
from extractors.page import Line

_WHOLE_YEAR = re.compile(
    r"(?:截[至止])?(?:本|当|全|年|年度|本年度?|当年度?|历年)?累计(?:金额|费用|发生额|数|额|支付)?(?:情况|信息)?(?:\(元\))?"
)
_THIS_TIME = re.compile(
    r"(?:本|此|当)[次期](?:结算|住院|就诊)?(?:金额|费用|发生额?|数|额|支付)?(?:情况|信息|明细)?(?:\(元\))?"
)
_MARKS = r"^(?:[(]?[一二三四五六\d]{1,2}[)、.]+)|[【】\[\]:■◆●▌|]"
_SUM = re.compile(r"[¥]?-?\d[\d,]*(?:\.\d+)?元?|[-—/]+")


def of_this_time(lines: Sequence[Line]) -> list[Line]:
    """The lines without the sums of a year, where a header tells them from those of this time."""
    gone = _section(lines)
    for head in lines:
        if not _WHOLE_YEAR.fullmatch(simplified(squash(head.text))):
            continue
        level = [one for one in lines if one is not head and in_row(one.box, head.box)]
        own = [one for one in level if _THIS_TIME.fullmatch(simplified(squash(one.text)))]
        if own:
            gone += [head, *(one for one in lines if _is_under(one, head, own))]
    return [line for line in lines if line not in gone]


def _section(lines: Sequence[Line]) -> list[Line]:
    """What stands between a line that heads the sums of the year and a later one that heads those of this time."""
    alone = [line for line in lines if not any(one is not line and in_row(one.box, line.box) for one in lines)]
    year, now = (
        [line for line in alone if words.fullmatch(re.sub(_MARKS, "", simplified(squash(line.text))))]
        for words in (_WHOLE_YEAR, _THIS_TIME)
    )
    first = min(year, key=lambda one: one.box.y0, default=None)
    after = [one for one in now if first is not None and one.box.y0 > first.box.y1]
    if first is None or not after or len(after) < len(now):
        return []
    bottom = min(one.box.y0 for one in after)
    return [line for line in lines if first.box.y0 <= line.box.centre[1] < bottom]


def _is_under(line: Line, head: Line, own: Sequence[Line]) -> bool:
    """Whether a sum stands below the head of the year's column and of no other."""
    is_sum = line.box.y0 >= head.box.y1 and _SUM.fullmatch(squash(line.text)) is not None
    apart = min(abs(line.box.centre[0] - one.box.centre[0]) for one in own)
    shared = overlap(line.box.x0, line.box.x1, head.box.x0, head.box.x1)
    return is_sum and shared > 0 and abs(line.box.centre[0] - head.box.centre[0]) < apart
