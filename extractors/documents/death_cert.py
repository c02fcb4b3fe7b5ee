"""居民死亡医学证明(推断)书 with its four parts, 居民死亡医学证明 without any, and proofs by the police.

Part 1 stays with who issued it, 2 with the police, 3 with the family, 4 with the funeral home (国卫规划发〔2013〕57号). A
sheet that was not cut shows several; the family's counts then.

>>> part_of("第二联 公安部门保存"), part_of("本联由死者家属保存"), part_of("居民死亡医学证明")
('2', '3', None)
"""

import re
from collections.abc import Sequence

from extractors.certificates.deaths import fields_of
from extractors.fields import make
from extractors.layout.labels import plain
from extractors.layout.lines import squash
from extractors.page import ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Cell, Field, Fields

TYPE = DocumentType.DEATH_CERT

FAMILY = "3"
_NUMBERED = re.compile(r"第([一二三四1-4])联")
_KEPT = {
    FAMILY: re.compile(r"家属(?:保存|留存|联|存)"),
    "2": re.compile(r"(?:公安|派出所)[\u3400-\u9fff()]{0,10}(?:保存|留存)"),
    "4": re.compile(r"(?:殡葬|殡仪|民政)[\u3400-\u9fff()]{0,10}(?:保存|留存)"),
    "1": re.compile(r"(?:出具|签发|填写|医疗卫生)[\u3400-\u9fff()]{0,8}(?:保存|留存)"),
}
_DIGIT = dict(zip("一二三四", "1234", strict=True))


def extract(pages: Sequence[ReadPage]) -> Fields:
    """All fields of the certificate, the part where one is printed."""
    fields: dict[str, Cell] = fields_of(pages, "death_cert")
    part = _part(pages)
    return {**fields, "part": part} if part else fields


def part_of(text: str) -> str | None:
    """The number of the part that a line names."""
    shown = squash(text)
    if match := _NUMBERED.search(shown):
        return _DIGIT.get(match[1], match[1])
    return next((part for part, kept in _KEPT.items() if kept.search(shown)), None)


def _part(pages: Sequence[ReadPage]) -> Field | None:
    lines = [plain(line) for page in pages for line in page.lines]
    found = [(part, line) for line in lines if (part := part_of(line.text))]
    chosen = next((one for one in found if one[0] == FAMILY), found[0] if found else None)
    return make(chosen[0], [chosen[1]]) if chosen else None
