"""The second look behind labels that stand without their value: the detector passes over a name of two wide letters.

Only where the label itself says what a value must look like (姓名, 性别, 年龄, 科别, 现金支付, 开票日期): the gap behind it is
searched for ink; what is found is enlarged, set on one sheet with the others and read at once. What is read so is looked at
by a person. Sums and days stand where seals are set, whole or cut off by the paper's edge: red ink is lifted off them first.

>>> row = [Line("性别:", Box(0, 0, 60, 24)), Line("年龄: 36岁", Box(300, 0, 420, 24))]
>>> [(label, gap) for label, gap in gaps_behind(row)]
[('性别', Box(x0=64, y0=-3, x1=252, y1=27))]
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from itertools import takewhile

from extractors.layout.lines import in_row, overlap, squash
from extractors.layout.skew import Level
from extractors.ocr import OcrResult
from extractors.page import Line, Pixels
from extractors.second_looks.enlarged import inks_in, place_on_sheet, sheet_of
from extractors.second_looks.under_seals import lift
from storage.model.extraction import Box

Read = Callable[[Pixels], OcrResult]
_LOOKS: Mapping[str, str] = {
    "姓名": r"[\u3400-\u9fff·]{2,8}",
    "性别": r"[男女]",
    "年龄": r"\d{1,3}(?:周?岁|个?月|天)?",
    "科室": r"[\u3400-\u9fff]{1,10}(?:科|室|门诊)",
    "科别": r"[\u3400-\u9fff]{1,10}(?:科|室|门诊)",
}
"""Labels, and what their value looks like."""
_SEALED: Sequence[tuple[str, str]] = (
    (
        r"[\u3400-\u9fff]{0,10}(?:支付|自付|自费|自理|统筹|基金|[账帐]户|现金|预[缴交收]|总额|总费用|合计|总计|应收|实收)"
        r"(?:总?金额|费用|款|金)?(?:[(\uff08](?:小写|元)[)\uff09])?|[(\uff08]?小写[)\uff09]?",
        r"[¥\uffe5]?-?\d[\d,]*\.\d{2}元?",
    ),
    (
        r"(?:开票|收费|结算|开具|打印|入院|出院|就诊)?(?:日期|时间)",
        r"(?:19|20)\d\d[-年./]\d{1,2}[-月./]\d{1,2}日?",
    ),
)
"""The same of sums and days, which seals lie over: their labels have a colon."""
_WORDS = "|".join(r"\s*".join(label) for label in _LOOKS)
_MARKED = "|".join(label for label, _ in _SEALED)
_LABEL = re.compile(rf"(?:^|[\u3400-\u9fff\s])({_WORDS})\s*[:\uff1a]?\s*$|(?:^|\s)({_MARKED})\s*[:\uff1a]\s*$")
_COLON = re.compile(r"[:\uff1a]")
_REACH, _SPACE = 8, 2.5
"""How far behind a label its value is sought, and how far apart its letters may stand, in heights of the label."""
_UNSURE = 0.89
"""A score below what is used without a look."""


def look_behind_labels(pixels: Pixels, lines: Sequence[Line], read: Read) -> tuple[Line, ...]:
    """The lines of an upright page, with the values that were found behind labels that had none."""
    gaps = list(gaps_behind(lines))
    seen = _lifted(pixels, [gap for label, gap in gaps if label not in _LOOKS])
    found_ink = [(label, _first_ink(seen, gap)) for label, gap in gaps]
    sought = [(label, ink) for label, ink in found_ink if ink is not None and not _is_read(ink, lines)]
    if not sought:
        return tuple(lines)
    result = read(sheet_of(seen, [ink for _, ink in sought]))
    found = [_value(line, sought, lines[0].page) for line in result.lines] if result.turn == 0 else []
    return (*lines, *(line for line in found if line is not None))


def _lifted(pixels: Pixels, gaps: Sequence[Box]) -> Pixels:
    """The page without red ink in these gaps and a little around them."""
    if not gaps:
        return pixels
    found = pixels.copy()
    for gap in gaps:
        margin = gap.height
        rows = slice(max(0, gap.y0 - margin), gap.y1 + margin)
        columns = slice(max(0, gap.x0 - margin), gap.x1 + margin)
        if pixels[rows, columns].size:
            found[rows, columns] = lift(pixels[rows, columns])
    return found


def gaps_behind(lines: Sequence[Line]) -> Iterator[tuple[str, Box]]:
    """The labels at the end of a line with nothing right behind them, and the place where their value would stand."""
    labelled = [(line, match) for line in lines if (match := _LABEL.search(line.text))]
    level = Level.of(lines) if labelled else Level()
    placed = level.lines(lines) if labelled else []
    for line, match in labelled:
        box = level.box(line.box)
        right = [one.box.x0 for one in placed if one.box.x0 >= box.x1 and in_row(one.box, box)]
        end = min([box.x1 + _REACH * box.height, *(x - 2 * box.height for x in right)])
        if end - box.x1 > box.height and not _is_headed(box, placed):
            margin = box.height // (8 if match[1] else 4)
            gap = Box(box.x1 + box.height // 6, box.y0 - margin, end, box.y1 + margin)
            yield squash(match[1] or match[2]), level.restore(gap)


def _is_headed(label: Box, lines: Sequence[Line]) -> bool:
    """Whether something stands right below a label: then it heads a column."""
    return any(
        0 < one.box.y0 - label.y0 < 2.2 * label.height
        and abs(one.box.x0 - label.x0) < label.height
        and not _LABEL.search(one.text)
        and ":" not in one.text
        and "：" not in one.text
        for one in lines
    )


def _first_ink(pixels: Pixels, gap: Box) -> Box | None:
    """The letters in a gap from the first on, as long as they stand together."""
    inks = inks_in(pixels, gap)
    ends = [0, *(ink.x1 for ink in inks)]
    near = [
        ink
        for _, ink in takewhile(
            lambda at: not at[0] or at[1].x0 - ends[at[0]] < _SPACE * gap.height, enumerate(inks)
        )
    ]
    return reduce(Box.union, near) if near else None


def _is_read(ink: Box, lines: Sequence[Line]) -> bool:
    """Whether a text that stands a little above or below its label was read there."""
    boxes = [line.box for line in lines]
    return any(
        overlap(ink.x0, ink.x1, one.x0, one.x1) > 0.3 and overlap(ink.y0, ink.y1, one.y0, one.y1) > 0.3
        for one in boxes
    )


def _look_of(label: str) -> str:
    """What the value of a label looks like."""
    own = _LOOKS.get(label)
    return own or next(look for words, look in _SEALED if re.fullmatch(words, label))


def _value(line: Line, sought: Sequence[tuple[str, Box]], page: int) -> Line | None:
    """What was read on the sheet where it stands on the page; None for what no such label has behind it."""
    place, text = place_on_sheet(line), squash(line.text)
    if not 0 <= place < len(sought) or not re.fullmatch(_look_of(sought[place][0]), text):
        return None
    return replace(line, text=text, box=sought[place][1], score=min(line.score, _UNSURE), page=page)
