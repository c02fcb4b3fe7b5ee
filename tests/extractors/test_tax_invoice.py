"""Tax invoices from print: every layout, all fields, all items, and what is not there stays away."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.documents import tax_invoice
from extractors.kinds.classify import classify
from extractors.kinds.split import split
from extractors.page import Line, ReadPage
from extractors.values import invoice_kind
from storage.model.extraction import Box, Field, Grade, Source
from tests.extractors.invoices import differences, pages_of, plain, printed, shared_cells
from tests.specimens.tax_invoice import LAYOUTS

_WITH_TEXT = ("control_pdf", "bare_ofd", "toll_pdf", "digital_pdf", "centred_pdf", "digital_ofd")


@pytest.mark.parametrize("layout", _WITH_TEXT)
@pytest.mark.parametrize("seed", range(20, 28))
def test_every_layout_gives_exactly_its_fields_and_items(layout: str, seed: int) -> None:
    made = LAYOUTS[layout](Random(seed))
    assert differences(printed(made.content), made.fields) == {}


def test_every_field_points_at_ink_on_its_page() -> None:
    content = LAYOUTS["control_pdf"](Random(44)).content
    pages = {page.number: page for page in pages_of(content)}
    for cell in printed(content).values():
        rows = [cell] if isinstance(cell, Field) else [one for row in cell for one in row.values()]  # type: ignore[union-attr]
        for field in rows:
            assert isinstance(field, Field) and field.box is not None
            page = pages[field.page]
            assert 0 <= field.box.x0 < field.box.x1 <= page.width + 2
            assert 0 <= field.box.y0 < field.box.y1 <= page.height + 2


def test_text_of_a_digital_file_is_used_without_a_look() -> None:
    total = printed(LAYOUTS["digital_pdf"](Random(2)).content)["total"]
    assert isinstance(total, Field) and (total.grade, total.source) == (Grade.AUTO, Source.PDF_TEXT)


def _as_read_by_ocr(page: ReadPage, rng: Random) -> ReadPage:
    """The same lines with the scatter of OCR boxes."""

    def moved(line: Line) -> Line:
        jitter = [rng.randint(-2, 2) for _ in range(4)]
        box = Box(*(max(0, edge + by) for edge, by in zip(line.box, jitter, strict=True)))
        return replace(line, box=box, source=Source.OCR, score=0.97)

    return replace(page, lines=tuple(moved(line) for line in page.lines), source=Source.OCR)


@pytest.mark.parametrize("layout", ["control_pdf", "digital_pdf", "toll_pdf"])
@pytest.mark.parametrize("seed", range(5))
def test_scattered_boxes_cost_hardly_anything(layout: str, seed: int) -> None:
    made = LAYOUTS[layout](Random(seed))
    pages = [_as_read_by_ocr(page, Random(seed)) for page in pages_of(made.content)]
    found = tax_invoice.extract(pages)
    wrong = set(differences(found, made.fields)) - {"items"}
    assert len(wrong) <= 1
    assert shared_cells(plain(found).get("items", []), made.fields["items"]) >= 0.97


def _page(*rows: tuple[str, int, int], source: Source = Source.OCR) -> ReadPage:
    lines = tuple(Line(text, Box(x, y, x + 24 * len(text), y + 26), 0.98, source) for text, x, y in rows)
    return ReadPage(number=1, width=1650, height=1100, turn=0, lines=lines, source=source)


def test_code_and_number_of_a_paper_form_need_no_label() -> None:
    page = _page(("1100094140", 200, 60), ("示范增值税专用发票", 600, 60), ("№ 87654321", 1200, 60))
    found = plain(tax_invoice.extract([page]))
    assert (found["invoice_code"], found["invoice_number"]) == ("1100094140", "87654321")
    assert found["kind"] == "vat_special"


def test_stars_and_dashes_leave_no_amount() -> None:
    header = [("项目名称", 100, 300), ("金额", 900, 300), ("税率", 1200, 300), ("税额", 1400, 300)]
    page = _page(*header, ("*餐饮服务*餐费", 60, 350), ("57.00", 900, 350), ("免税", 1200, 350), ("***", 1400, 350),
                 ("合计", 60, 700), ("￥57.00", 880, 700), ("——", 1400, 700))  # fmt: skip
    found = plain(tax_invoice.extract([page]))
    assert found["items"] == [{"name": "*餐饮服务*餐费", "amount": "57.00", "tax_rate": "免税"}]
    assert found["amount"] == "57.00" and "tax" not in found


def test_a_tax_number_misread_by_ocr_is_put_right_and_looked_at() -> None:
    page = _page(("名称:示范公司", 60, 100), ("纳税人识别号:9111O108339805094M", 60, 140))
    cell = tax_invoice.extract([page])["buyer_tax_id"]
    assert isinstance(cell, Field)
    assert (cell.value, cell.repaired, cell.grade) == ("91110108339805094M", True, Grade.CHECK)


def test_a_tax_number_in_a_file_is_kept_as_printed() -> None:
    page = _page(("名称:示范公司", 60, 100), ("纳税人识别号:9111O108339805094M", 60, 140), source=Source.OFD)
    cell = tax_invoice.extract([page])["buyer_tax_id"]
    assert isinstance(cell, Field) and (cell.value, cell.grade) == ("9111O108339805094M", Grade.AUTO)


@pytest.mark.parametrize("layout", ["control_pdf", "bare_ofd", "digital_pdf"])
def test_list_pages_and_further_pages_are_of_one_paper(layout: str) -> None:
    content = next(
        made.content for seed in range(60) if len((made := LAYOUTS[layout](Random(seed))).fields["items"]) > 30
    )
    pages = pages_of(content)
    papers = split(pages, [classify(page) for page in pages])
    assert [(paper.type, len(paper.pages)) for paper in papers] == [(tax_invoice.TYPE, len(pages))]


def test_a_row_of_a_thousand_cells_is_no_item() -> None:
    header = [
        ("项目名称", 100, 300),
        ("单价", 600, 300),
        ("金额", 900, 300),
        ("税率", 1200, 300),
        ("税额", 1400, 300),
    ]
    page = _page(*header, *((f"{at}.00", 2 * at, 400) for at in range(1000)))
    assert "items" not in tax_invoice.extract([page])


def test_the_cipher_is_no_part_of_the_buyer() -> None:
    made = LAYOUTS["control_pdf"](Random(9))
    values = [value for value in plain(printed(made.content)).values() if isinstance(value, str)]
    assert not any("<" in value or ">" in value for value in values)


def test_a_rail_ticket_gives_its_fare_and_its_buyer() -> None:
    page = _page(("电子发票(铁路电子客票)", 500, 40), ("发票号码:26339132621000219582", 60, 100),
                 ("开票日期:2026年04月23日", 1000, 100), ("票价:￥56.00", 60, 400),
                 ("购买方名称:示范公司", 60, 600), ("统一社会信用代码:91110108339805094M", 700, 600))  # fmt: skip
    assert plain(tax_invoice.extract([page])) == {
        "invoice_number": "26339132621000219582",
        "issue_date": "2026-04-23",
        "total": "56.00",
        "buyer_name": "示范公司",
        "buyer_tax_id": "91110108339805094M",
        "kind": "rail",
    }


def test_a_table_of_passengers_is_no_part_of_the_items() -> None:
    header = [
        ("项目名称", 100, 300),
        ("单价", 600, 300),
        ("金额", 900, 300),
        ("税率", 1200, 300),
        ("税额", 1400, 300),
    ]
    page = _page(*header, ("*运输服务*客运服务费", 60, 350), ("97.09", 900, 350), ("3%", 1200, 350), ("2.91", 1400, 350),
                 ("出行人", 60, 420), ("出行日期", 400, 420), ("等级", 900, 420),
                 ("张某", 60, 460), ("2024-03-05", 400, 460), ("二等座", 900, 460), ("合计", 60, 700))  # fmt: skip
    row = {"name": "*运输服务*客运服务费", "amount": "97.09", "tax_rate": "3%", "tax": "2.91"}
    assert plain(tax_invoice.extract([page]))["items"] == [row]


def test_a_page_of_something_else_gives_nothing() -> None:
    assert tax_invoice.extract([_page(("示范市第一人民医院", 400, 60), ("姓名 张某", 60, 200))]) == {}
    assert tax_invoice.extract([]) == {}


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("031001900511", "vat_e_normal"),
        ("051001700112", "toll"),
        ("044031800104", "vat_normal"),
        ("011001900607", "vat_roll"),
        ("050001700113", "vat_e_special"),
        ("5100191160", "vat_special"),
        ("4200161350", "vat_normal"),
        ("144031539110", "vat_e_normal"),
        ("137011927123", "vehicle"),
        ("999999999999", None),
    ],
)
def test_the_kind_follows_the_code_table(code: str, kind: str | None) -> None:
    assert invoice_kind.of_code(code) == kind


def test_a_digital_toll_is_a_normal_digital_invoice_and_a_toll_code_is_a_toll() -> None:
    assert invoice_kind.of_paper(None, "2" * 20, "电子发票(普通发票)通行费") == "digital_normal"
    assert invoice_kind.of_paper("051001700112", "30469015", "四川增值税电子普通发票") == "toll"


_WORDS = st.sampled_from(
    ["发票号码:", "名称:", "纳税人识别号:", "项目名称", "金额", "税率", "税额", "合计", "价税合计(大写)", "(小写)¥1.00", "备注", "开票人:",
     "***", "12.00", "13%", "*服务*费", "密", "区", "小计", "詳見清單", "购买方"]
)  # fmt: skip
_PLACED = st.lists(st.tuples(_WORDS, st.integers(0, 1500), st.integers(0, 1000)), max_size=40)


@settings(max_examples=80, deadline=None)
@given(_PLACED)
def test_any_scatter_of_words_is_read_without_a_fault(rows: list[tuple[str, int, int]]) -> None:
    for cell in tax_invoice.extract([_page(*rows)]).values():
        assert isinstance(cell, Field | tuple)


@pytest.mark.engine
def test_a_scanned_form_is_read_by_the_true_engine() -> None:
    import numpy as np

    from extractors.ocr.paddle import PaddleEngine

    made = LAYOUTS["paper_photo"](Random(11))
    pixels = np.asarray(made.pictures[0])[:, :, ::-1].copy()
    read = PaddleEngine().read(pixels)
    page = ReadPage(
        number=1,
        width=pixels.shape[1],
        height=pixels.shape[0],
        turn=read.turn,
        lines=read.lines,
        source=Source.OCR,
    )
    found = plain(tax_invoice.extract([page]))
    truth = {name: value for name, value in made.fields.items() if name != "items"}
    right = sum(found.get(name) == value for name, value in truth.items())
    assert right >= 0.85 * len(truth)
