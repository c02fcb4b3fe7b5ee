"""Pages that were photographed and laid flat go on with their paper, unless other papers lie on their sheet."""

from dataclasses import replace

import pytest

from extractors.kinds.classify import classify
from extractors.kinds.split import split
from extractors.page import PART_STEP, Placing, ReadPage
from storage.model.document_type import DocumentType
from tests.extractors.kinds.test_split import page

FIRST = ("清河市人民医院", "出院小结", "姓名:张悦 住院号:0042", "入院诊断:肺炎", "出院诊断:肺炎", "第1页,共2页")
SECOND = (
    "清河市人民医院 住院病历",
    "姓名:张悦 住院号:0042",
    "出院医嘱:休息两周",
    "医师签名:周敏",
    "第2页,共2页",
)
WHOLE = Placing(1600, 1754, (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0))


def flat(*texts: str, number: int) -> ReadPage:
    return replace(page(*texts, number=number), placing=WHOLE)


@pytest.mark.parametrize("second,count", [(2, 1), (1 + PART_STEP, 2)])
def test_pages_laid_flat_are_one_paper_where_each_is_alone_on_its_sheet(second: int, count: int) -> None:
    pages = [flat(*FIRST, number=1), flat(*SECOND, number=second)]
    papers = split(pages, [classify(one) for one in pages])
    assert papers[0].type is DocumentType.DISCHARGE
    assert len(papers) == count
