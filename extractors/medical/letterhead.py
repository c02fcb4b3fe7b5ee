"""The name of the hospital: at the head of its papers, else in the line where it signs.

>>> from storage.model.extraction import Box
>>> lines = [Line("示范市第一人民医院门诊病历", Box(100, 10, 500, 50)), Line("姓名:张悦", Box(0, 80, 90, 100))]
>>> hospital(lines).value
'示范市第一人民医院'
"""

import re
from collections.abc import Sequence

from extractors import values
from extractors.fields import make
from extractors.layout.lines import cut, joined, overlap
from extractors.layout.paper import Paper, printed
from extractors.layout.script import simplified
from extractors.page import Line
from storage.model.extraction import Field

KINDS = (
    "医院|卫生院|卫生服务中心|卫生服务站|卫生所|卫生室|诊所|门诊部|分院|院区|保健院|保健所|保健中心|医疗中心|医学中心|"
    "防治院|防治所|防治中心|疗养院|康复中心|急救中心|急诊中心|口腔中心|眼科中心|医务室|防治站|护理院"
)
_NAME = re.compile(
    rf"(?P<name>[\u3400-\u9fffA-Za-z0-9·()\s]{{2,30}}(?:{KINDS})(?:\([\u3400-\u9fff]{{2,14}}\))?)"
)
_ANY_KIND = rf"{KINDS}|公司|药房|中心|[部站所室院店]"
_INSTITUTION = re.compile(_ANY_KIND)
"""A word that any name of one who bills has; the copies of a form (存根(白)) have none."""
_WHOLE = re.compile(rf"(?:[\u3400-\u9fff·]|\([\u3400-\u9fff]+\))*?(?:{KINDS})(?:\([\u3400-\u9fff]{{2,20}}\))?")
"""A name that ends as hospitals do, its brackets closed."""
_BEFORE = re.compile(r"^.*?(?:[:;]|机构|名称|医院章|盖章)\s*")
_NO_NAME = re.compile(
    rf"^(?:本|我|贵|该|外|当地|上级|下级|某|定点|三甲|综合|专科|就诊|就医|接诊|收治|住院|开单|开具|出具|转入|转出|转诊|报告|签约)?"
    rf"(?:{KINDS})$|[来到在至于经]我?院"
)


def hospital(lines: Sequence[Line]) -> Field | None:
    """The largest name in the upper part of the paper, else the last one below."""
    found = [(line, name) for line in lines if (name := hospital_in(line)) is not None]
    if not found:
        return None
    top, bottom = min(line.box.y0 for line in lines), max(line.box.y1 for line in lines)
    upper = [one for one in found if one[0].box.centre[1] < top + (bottom - top) * 0.35]
    chosen = (
        max(upper, key=lambda one: one[0].box.height * (1 - one[0].box.y0 / (bottom * 4 + 1)))
        if upper
        else None
    )
    name = (chosen or found[-1])[1]
    return make(values.text(name.text), [name], is_doubtful=lost_numeral(name.text))


def named(paper: Paper) -> Field | None:
    """The name behind the label of the hospital, with its end where it wraps in its cell; else that of `hospital`."""
    field = _whole(paper) or paper.field("hospital_name", printed)
    if field is None or not isinstance(field.value, str):
        return field or hospital(paper.lines)
    if not _INSTITUTION.search(field.value) and (head := hospital(paper.lines)):
        return head
    lines = next((one for one in paper.form.found("hospital_name") if printed(joined(one)) == field.value), [])
    rest = [line for line in paper.form.loose if lines and _is_end(line, lines[-1], field.value)]
    return make(field.value + rest[0].text.strip(), [*lines, rest[0]]) if len(rest) == 1 else field


def _whole(paper: Paper) -> Field | None:
    """The name behind another label, where that of the first is letters of a seal: no hospital's, or a part of that name."""
    found = [(text, lines) for lines in paper.form.found("hospital_name") if (text := printed(joined(lines)))]
    if not found:
        return None
    first = re.sub(r"[\u3400-\u9fff]$", "", found[0][0]) if len(found[0][0]) > 1 else found[0][0]
    is_odd = not re.search(rf"(?:{_ANY_KIND}|\))$", found[0][0])
    for text, lines in found[1:]:
        if _WHOLE.fullmatch(text) and len(text) > len(found[0][0]) and (is_odd or first in text):
            return make(text, lines)
    return None


def _is_end(line: Line, above: Line, name: str) -> bool:
    """Whether a line right below a name that is no whole one makes it whole."""
    gap, height = line.box.y0 - above.box.y1, above.box.height
    is_below = line.page == above.page and -0.5 * height < gap < 0.6 * height
    is_under = is_below and overlap(line.box.x0, line.box.x1, above.box.x0, above.box.x1) > 0.5
    return is_under and not _WHOLE.fullmatch(name) and bool(_WHOLE.fullmatch(name + line.text.strip()))


def lost_numeral(name: str) -> bool:
    """Whether 第 stands without its numeral: engines lose the thin 一 of 第一人民医院."""
    return re.search(r"第(?![一二三四五六七八九十百\d])", name) is not None


def hospital_in(line: Line) -> Line | None:
    """The part of a line that names a hospital."""
    text = simplified(line.text)
    before = _BEFORE.match(text)
    match = _NAME.search(text, before.end() if before else 0)
    if match is None or _NO_NAME.search("".join(match["name"].split())):
        return None
    start, end = match.span("name")
    is_open = match["name"].count("(") > match["name"].count(")") and text[end : end + 1] == ")"
    return cut(line, start, end + is_open)
