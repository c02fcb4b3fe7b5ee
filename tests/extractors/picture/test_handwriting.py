"""What is written with a pen is told from print, on forms that people fill and on no others.

A hand leans and rises; here print is made to, so that no font of handwriting is needed.
"""

import numpy as np
from PIL import Image

from extractors.fields import make
from extractors.page import Line, ReadPage
from extractors.picture.handwriting import written
from storage.model.document_type import DocumentType
from storage.model.extraction import Box, Field, Source
from tests.specimens.sheet import Ink, Sheet

_ROWS = {
    "patient_name": "欧阳雨晴",
    "department": "心血管内科",
    "advice": "急性支气管炎",
    "issue_date": "2026年4月5日",
}
_LABELS = ("姓名", "科室", "诊断", "日期")
_TYPE = DocumentType.DIAGNOSIS_CERT
_BLUE: Ink = (40, 70, 170)


def _form(lean: float, ink: Ink = (25, 25, 28)) -> tuple[ReadPage, dict[str, Field]]:
    """Labels in print, and values that lean so much."""
    sheet, lines, fields = Sheet(900, 420), [], {}
    for place, (name, value) in enumerate(_ROWS.items()):
        y = 30 + 90 * place
        lines.append(Line(_LABELS[place], sheet.write((40, y), _LABELS[place], face="hei", size=36)))
        lines.append(Line(value, _lean(sheet, sheet.write((220, y), value, size=36, ink=ink), lean)))
        fields[name] = make(value, lines[-1:])
    pixels = np.ascontiguousarray(np.asarray(sheet.picture)[:, :, ::-1])
    kept = {"turn": 0, "lines": tuple(lines), "source": Source.OCR, "pixels": pixels}
    return ReadPage(number=1, width=900, height=420, **kept), fields  # type: ignore[arg-type]


def _lean(sheet: Sheet, box: Box, lean: float) -> Box:
    """Shears the ink in a box to the right and a little downwards; gives its new box."""
    wide = Box(box.x0 - 24, box.y0 - 10, box.x1 + 24, box.y1 + 10)
    cut = sheet.picture.crop(wide)
    middle = (cut.width / 2, cut.height / 2)
    way = (1, lean, -lean * middle[1], lean / 40, 1, -lean / 40 * middle[0])
    turned = cut.transform(cut.size, Image.Transform.AFFINE, way, fillcolor=(252, 252, 250))
    sheet.picture.paste(turned, (wide.x0, wide.y0))
    return wide


def test_values_that_lean_are_told_from_the_upright_print_around_them() -> None:
    page, fields = _form(0.5)
    assert written(_TYPE, fields, [page]) == {(1, field.box) for field in fields.values()}


def test_a_printed_form_has_nothing_written_by_hand_whatever_its_colour() -> None:
    for ink in ((25, 25, 28), _BLUE):
        page, fields = _form(0, ink)
        assert written(_TYPE, fields, [page]) == frozenset()


def test_papers_that_nobody_fills_with_a_pen_are_not_looked_at() -> None:
    page, fields = _form(0.5)
    assert written(DocumentType.TAX_INVOICE, fields, [page]) == frozenset()
    assert written(_TYPE, fields, []) == written(_TYPE, {}, [page]) == frozenset()
