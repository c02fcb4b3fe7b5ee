"""Page numbers between dashes at the foot, and the pages that they join."""

import pytest

from extractors.kinds.marks import page_of
from extractors.kinds.paging import continues
from extractors.page import Line, ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Box, Source


def page(*texts: str) -> ReadPage:
    lines = tuple(Line(text, Box(0, 40 * y, 300, 40 * y + 30)) for y, text in enumerate(texts))
    return ReadPage(number=1, width=400, height=600, turn=0, source=Source.OCR, lines=lines)


@pytest.mark.parametrize(
    ("foot", "expected"),
    [("-1/2-", (1, 2)), ("— 2 / 2 —", (2, 2)), ("-3/2-", None), ("1/2", None), ("阳性-1/2-弱", None)],
)
def test_a_page_number_between_dashes_stands_alone(foot: str, expected: tuple[int, int] | None) -> None:
    assert page_of(f"出院记录\n{foot}") == expected


@pytest.mark.parametrize(("number", "is_one"), [("3630773089", True), ("3630773081", False)])
def test_a_record_that_bears_its_title_on_both_pages_is_one_paper(number: str, is_one: bool) -> None:
    first = page("出院记录", "病案号 3630773089", "入院诊断", "肺炎", "-1/2-")
    second = page("出院记录", f"病案号 {number}", "出院医嘱", "不适随诊。", "-2/2-")
    assert continues(DocumentType.DISCHARGE, [first], DocumentType.DISCHARGE, second) is is_one
