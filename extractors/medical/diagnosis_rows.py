"""Diagnoses in a table: one a row under 诊断名称 or 疾病名称, with codes in a column of their own.

>>> from storage.model.extraction import Box
>>> page = [Line("诊断名称", Box(200, 0, 300, 20)), Line("ICD编码", Box(500, 0, 580, 20)),
...         Line("1", Box(0, 40, 10, 60)), Line("急性胃炎", Box(150, 40, 250, 60)), Line("K29.100", Box(500, 40, 580, 60))]
>>> [field.value for field in diagnosis_rows(page, Labels.of({"sex": ["性别"]}))]
['急性胃炎']
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.layout.labels import Labels
from extractors.layout.lines import cut, rows
from extractors.medical.diagnoses import diagnoses
from extractors.medical.disease_codes import is_code
from extractors.page import Line
from storage.model.extraction import Field, Grade

_NAME = re.compile(
    r"(?:(?:临床|门诊|出院|疾病|西医|中医|初步)?诊断|疾病|病种|病名)?(?:名称|描述)|(?:临床|门诊|疾病)?诊断"
)
_CODE = re.compile(
    r"(?:ICD-?(?:10)?|疾病|诊断|国际疾病|国临)*(?:分类)?(?:编码|代码|编号|码)(?:\(?ICD-?10\)?)?|ICD-?(?:10)?",
    re.I,
)
_BESIDE = re.compile(
    r"(?:入院|出院)(?:病情|情况)|治疗结果|转归|疗效|(?:诊断)?(?:类型|类别|分类)|(?:是否)?(?:疑诊|疑似|确诊|主诊断|主要诊断)|诊断(?:日期|时间|医师|医生)"
)
"""Other columns beside the names."""
_ORDINAL = re.compile(r"^\s*\(?\d{1,2}(?:[.、)]\s*|\s+|$)")
_KIND = re.compile(r"(?:主要?|次要?|其他|其它|门诊|西医|中医|入院|出院|确诊|疑似)(?:诊断)?|[是否√无有]")
_REACH = 3.5
_Span = tuple[float, float]


def diagnosis_rows(lines: Sequence[Line], labels: Labels) -> tuple[Field, ...]:
    """The diagnoses of the first such table."""
    shown = rows([part for line in lines for part in _parts(line)])
    for place, row in enumerate(shown):
        span = _span(row)
        if span is not None:
            below = _below(row, shown[place + 1 :], span, labels)
            return tuple(field for name, is_alone in below for field in _graded(name, is_alone))
    return ()


def _parts(line: Line) -> list[Line]:
    """The cells of a line that an engine took together; 诊 断 stays one."""
    if len("".join(line.text.split())) <= 4:
        return [line]
    return [cut(line, *match.span()) for match in re.finditer(r"\S+", line.text)]


def _span(row: Sequence[Line]) -> _Span | None:
    """How wide the column of names may be, where a row heads such a table."""
    texts = ["".join(line.text.split()) for line in row]
    names = [place for place, text in enumerate(texts) if _NAME.fullmatch(text)]
    named = [one for one in names if texts[one].endswith(("名称", "描述"))]
    is_table = any(_CODE.fullmatch(text) or (named and _BESIDE.fullmatch(text)) for text in texts)
    if not names or not is_table:
        return None
    place = (named or names)[0]
    left = row[place - 1].box.x1 if place else float("-inf")
    return left, row[place + 1].box.x0 if place + 1 < len(row) else float("inf")


def _below(
    head: Sequence[Line], below: Sequence[Sequence[Line]], span: _Span, labels: Labels
) -> Iterator[tuple[Line, bool]]:
    """The names, row by row, down to the first row that is none of the table, and whether a name fills its row alone."""
    bottom = max(line.box.y1 for line in head)
    for place, whole in enumerate(below):
        row = whole[1:] if _heads_rows(whole, below[place + 1 :], labels) else whole
        if not row:
            continue
        if row[0].box.y0 - bottom > _REACH * row[0].box.height:
            return
        bottom = max(line.box.y1 for line in row)
        names = [bare for line in row if span[0] < line.box.centre[0] < span[1] and (bare := _bare(line))]
        if any(":" in line.text for line in row) or not names or _is_labelled(row[0], labels):
            return
        yield from ((name, len(row) == 1) for name in names)


def _heads_rows(row: Sequence[Line], below: Sequence[Sequence[Line]], labels: Labels) -> bool:
    """Whether a row begins with the label of the whole table, which stands at its left beside rows with codes."""
    own, after = row[1:], below[0] if below else ()
    is_inside = any(is_code(line.text) for line in own or after)
    return is_inside and _is_labelled(row[0], labels) and (bool(own) or row[0].box.x1 <= after[0].box.x0)


def _graded(name: Line, is_alone: bool) -> Iterator[Field]:
    """A name without code or number beside it may be the second line of the one above: for a look."""
    for field in diagnoses([name]):
        is_sure = not is_alone or field.grade is not Grade.AUTO
        yield field if is_sure else replace(field, grade=Grade.CHECK)


def _is_labelled(line: Line, labels: Labels) -> bool:
    return not _KIND.fullmatch(line.text) and bool(labels.find(line.text))


def _bare(line: Line) -> Line | None:
    """The cell without its ordinal; nothing where it is a code or tells a kind."""
    match = _ORDINAL.match(line.text)
    kept = cut(line, match.end()) if match else line
    return None if not kept.text or is_code(kept.text) or _KIND.fullmatch(kept.text) else kept
