"""The true OCR engine works behind the walls: no socket, no program, no file outside its own."""

import io

import pytest
from PIL import Image

from extractors.limits import Limits
from extractors.walls.isolation import IsolatedReader
from storage.model.document_type import DocumentType
from tests.specimens.sheet import Sheet


@pytest.mark.engine
def test_the_true_engine_reads_behind_the_walls() -> None:
    with IsolatedReader(Limits.default()) as reader:
        reading = reader.read(_drawn(), name="paper.png", file_number=1)
        walls = {wall.name: wall.detail for wall in reader.walls if not wall.is_up}
    assert reading.status == "read"
    assert reading.documents[0].type not in (DocumentType.UNREADABLE, DocumentType.IRRELEVANT)
    assert reading.documents[0].quality.grade == "good"
    assert reader.peak_bytes < Limits.default().memory_bytes
    assert walls == {} or all(walls.values())


def _drawn() -> bytes:
    sheet = Sheet(800, 420)
    sheet.write((200, 30), "门诊诊断证明书", face="hei-bold", size=44)
    for row, text in enumerate(
        ("姓名：张悦　性别：女　年龄：8岁", "诊断：急性上呼吸道感染", "建议：休息三天，不适随诊")
    ):
        sheet.write((60, 130 + 70 * row), text, size=32)
    buffer = io.BytesIO()
    picture: Image.Image = sheet.picture
    picture.save(buffer, "PNG")
    return buffer.getvalue()
