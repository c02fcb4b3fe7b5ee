"""Tax invoices as a camera or a scanner gives them: roll slips, seals, words that OCR glued or lost."""

from collections.abc import Mapping
from typing import Any

from extractors.documents import tax_invoice
from extractors.page import Line, ReadPage
from storage.model.extraction import Box, Field, Grade, Source
from tests.extractors.invoices import plain

Row = tuple[str, int, int]
_HEADER: tuple[Row, ...] = (
    ("货物或应税劳务、服务名称", 100, 300), ("规格型号", 520, 300), ("单位", 700, 300), ("数量", 850, 300),
    ("单价", 1000, 300), ("金额", 1180, 300), ("税率", 1340, 300), ("税额", 1500, 300),
)  # fmt: skip
_FIGURES = (("2", 880), ("10.00", 980), ("20.00", 1170), ("13%", 1340), ("2.60", 1500))
_ROLL_HEAD: tuple[Row, ...] = (
    ("示范省增值税普通发票(卷票)", 120, 40), ("发票代码:037012200107", 40, 90), ("发票号码:70706863", 40, 130),
    ("机打号码:70706863", 40, 170),
)  # fmt: skip
_ROLL_TABLE: tuple[Row, ...] = (
    ("项目", 40, 450), ("单价", 200, 450), ("数量", 330, 450), ("金额", 460, 450),
    ("*药品*复方丹参", 40, 490), ("滴丸(大盒)", 40, 530), ("70.70", 190, 570), ("3", 340, 570),
    ("212.10", 450, 570), ("腕式护具", 40, 610), ("36.47", 190, 650), ("2", 340, 650), ("72.94", 450, 650),
    ("合计金额(小写):¥285.04", 40, 700), ("合计金额(大写):", 40, 740), ("贰佰捌拾伍圆零肆分", 40, 780),
)  # fmt: skip


def _page(*rows: Row, width: int = 1650, pitch: float = 24) -> ReadPage:
    def wide(text: str) -> int:
        return round(sum(pitch if ord(char) > 255 else pitch * 0.55 for char in text))

    lines = tuple(Line(text, Box(x, y, x + wide(text), y + 26), 0.98) for text, x, y in rows)
    return ReadPage(number=1, width=width, height=1100, turn=0, lines=lines, source=Source.OCR)


def _read(*rows: Row, **shape: Any) -> Mapping[str, Any]:
    return plain(tax_invoice.extract([_page(*rows, **shape)]))


def test_a_roll_names_its_seller_before_its_buyer() -> None:
    parties = (
        ("销售方名称:示范市仁安大药房有限公司第三", 40, 210), ("分店", 190, 245),
        ("纳税人识别号:91524121MA6TBN4PPN", 40, 290), ("开票日期:2022-01-13", 40, 330),
        ("收款员:严华兰", 330, 330), ("购买方名称:沈燕", 40, 370), ("纳税人识别号:", 40, 410),
    )  # fmt: skip
    found = _read(*_ROLL_HEAD, *parties, *_ROLL_TABLE, width=620)
    assert (found["seller_name"], found["seller_tax_id"]) == (
        "示范市仁安大药房有限公司第三分店",
        "91524121MA6TBN4PPN",
    )
    assert (found["buyer_name"], found["payee"], found["kind"]) == ("沈燕", "严华兰", "vat_roll")
    assert found["issue_date"] == "2022-01-13" and "buyer_tax_id" not in found


def test_a_roll_prints_a_gross_total_and_no_net_amount() -> None:
    found = _read(*_ROLL_HEAD, ("销售方名称:示范药房", 40, 210), *_ROLL_TABLE, width=620)
    assert (found["total"], found["total_cn"]) == ("285.04", "贰佰捌拾伍圆零肆分")
    assert "amount" not in found and "tax" not in found


def test_goods_of_a_roll_stand_above_their_figures_whatever_the_order_of_columns() -> None:
    found = _read(*_ROLL_HEAD, ("销售方名称:示范药房", 40, 210), *_ROLL_TABLE, width=620)
    assert found["items"] == [
        {"name": "*药品*复方丹参滴丸(大盒)", "unit_price": "70.70", "quantity": "3", "amount": "212.10"},
        {"name": "腕式护具", "unit_price": "36.47", "quantity": "2", "amount": "72.94"},
    ]


def test_goods_beside_their_figures_run_on_below() -> None:
    table = (
        ("品名", 40, 450), ("数量", 250, 450), ("单价", 350, 450), ("金额", 470, 450),
        ("复方丹参", 40, 490), ("3", 260, 490), ("70.70", 340, 490), ("212.10", 460, 490), ("滴丸", 40, 530),
        ("护具", 40, 570), ("1", 260, 570), ("36.47", 340, 570), ("36.47", 460, 570), ("合计:248.57", 40, 620),
    )  # fmt: skip
    found = _read(*_ROLL_HEAD, ("销售方名称:示范药房", 40, 210), *table, width=620)
    assert [item["name"] for item in found["items"]] == ["复方丹参滴丸", "护具"]
    assert found["total"] == "248.57"


def _form(*rows: Row) -> Mapping[str, Any]:
    sums = (("价税合计(大写)", 100, 700), ("贰拾贰圆陆角整", 400, 700), ("(小写)¥22.60", 1100, 700))
    return _read(*_HEADER, *sums, ("开票人:钟华英", 900, 1000), *rows)


def test_the_words_of_a_seal_are_neither_remarks_nor_names() -> None:
    found = _form(("备", 900, 800), ("注", 900, 860), ("就诊日期:2023-01-23", 960, 800),
                  ("示范市同舟医药有限公司", 1300, 830), ("91513298MA18PTYDMC", 1315, 880),
                  ("发票专用章", 1370, 930))  # fmt: skip
    assert found["remarks"] == "就诊日期:2023-01-23"


def test_a_label_that_lost_its_second_character_still_names_the_seller() -> None:
    found = _form(("名", 140, 800), ("示范市同舟医药有限公司", 350, 800),
                  ("纳税人识别号:91513298MA18PTYDMC", 140, 850))  # fmt: skip
    assert found["seller_name"] == "示范市同舟医药有限公司"


def test_a_specification_glued_to_its_name_is_cut_off_under_its_title() -> None:
    figures = [(text, x, 350) for text, x in _FIGURES]
    found = _form(("*医疗仪器器械*电子血压计家用款 HB-21", 100, 350), ("台", 712, 350), *figures)
    assert found["items"][0]["name"] == "*医疗仪器器械*电子血压计家用款"
    assert (found["items"][0]["spec"], found["items"][0]["unit"]) == ("HB-21", "台")


def test_units_read_as_one_word_downwards_go_back_to_their_rows() -> None:
    rows = [(text, x, y) for y in (350, 400) for text, x in _FIGURES]
    page = _page(*_HEADER, *rows, ("电子血压计", 100, 350), ("护具", 100, 400), ("合计", 100, 600))
    upright = Line("台只", Box(712, 348, 738, 428), 0.99)
    found = tax_invoice.extract(
        [ReadPage(number=1, width=1650, height=1100, turn=0, lines=(*page.lines, upright), source=Source.OCR)]
    )
    assert [item["unit"] for item in plain(found)["items"]] == ["台", "只"]


def test_print_of_doubtful_score_is_looked_at() -> None:
    line = Line("开票日期:2022-01-13", Box(40, 40, 300, 66), 0.8)
    page = ReadPage(number=1, width=600, height=300, turn=0, lines=(line,), source=Source.OCR)
    cell = tax_invoice.extract([page])["issue_date"]
    assert isinstance(cell, Field) and cell.grade is Grade.CHECK


def _grades(*rows: Row) -> Mapping[str, Any]:
    return tax_invoice.extract([_page(*_HEADER, *rows)])


def _sums(amount: str, total: str, capitals: str) -> tuple[Row, ...]:
    return (
        ("合计", 100, 600), (amount, 1180, 600), ("¥2.60", 1500, 600),
        ("价税合计(大写)", 100, 700), (capitals, 400, 700), (f"(小写){total}", 1100, 700),
    )  # fmt: skip


def test_sums_that_agree_are_used_and_one_that_does_not_is_looked_at() -> None:
    good = _grades(*_sums("¥20.00", "¥22.60", "贰拾贰圆陆角整"))
    assert {good[name].grade for name in ("amount", "tax", "total", "total_cn")} == {Grade.AUTO}
    bad = _grades(*_sums("¥80.00", "¥22.60", "贰拾贰圆陆角整"))
    assert (bad["amount"].grade, bad["tax"].grade, bad["total"].grade) == (Grade.CHECK, Grade.CHECK, Grade.AUTO)


def test_a_total_against_its_capitals_is_looked_at_with_them() -> None:
    found = _grades(*_sums("¥20.00", "¥82.60", "贰拾贰圆陆角整"))
    assert (found["total"].grade, found["total_cn"].grade) == (Grade.CHECK, Grade.CHECK)


def test_a_row_whose_price_does_not_make_its_amount_is_looked_at() -> None:
    figures = [("3" if text == "2" else text, x, 350) for text, x in _FIGURES]
    row = _grades(("电子血压计", 100, 350), *figures, *_sums("¥20.00", "¥22.60", "贰拾贰圆陆角整"))["items"][0]
    assert [row[name].grade for name in ("name", "quantity", "unit_price", "amount")] == [
        Grade.AUTO, Grade.CHECK, Grade.CHECK, Grade.CHECK,
    ]  # fmt: skip


def test_stars_misread_as_letters_take_no_column() -> None:
    rows = [
        ("电子血压计", 100, 350),
        ("台", 712, 350),
        ("20.00", 1170, 350),
        ("免税", 1340, 350),
        ("本宗", 1530, 350),
    ]
    assert plain(_grades(*rows))["items"] == [
        {"name": "电子血压计", "unit": "台", "amount": "20.00", "tax_rate": "免税"}
    ]


def test_a_row_level_with_the_far_end_of_a_sloping_header_is_an_item() -> None:
    header = [(text, x, 300 - (x - 100) // 40) for text, x, _ in _HEADER]
    rows = [(text, x, 340 - (x - 100) // 40) for text, x in (("护具", 100), *_FIGURES)]
    found = plain(tax_invoice.extract([_page(*header, *rows)]))
    assert [(item["name"], item["amount"]) for item in found["items"]] == [("护具", "20.00")]


def test_the_kind_of_a_digital_invoice_whose_title_a_seal_hides_is_looked_at() -> None:
    number = ("发票号码:25432000000841292445", 900, 40)
    hidden, shown = (
        tax_invoice.extract([_page(*more, number)])["kind"] for more in ([], [("普通发票", 300, 40)])
    )
    assert isinstance(hidden, Field) and isinstance(shown, Field)
    assert (hidden.grade, shown.grade) == (Grade.CHECK, Grade.AUTO)


def test_a_labelled_code_is_found_though_more_digits_stand_in_its_row() -> None:
    found = _read(("校验码 50160 58504 43248 43947", 60, 100), ("69832399", 900, 100))
    assert found["check_code"] == "50160585044324843947"


def test_a_sum_that_lost_its_first_digit_is_put_right_by_items_and_capitals() -> None:
    figures = [(text, x, 350) for text, x in _FIGURES]
    found = _grades(("电子血压计", 100, 350), *figures, *_sums("¥0.00", "¥22.60", "贰拾贰圆陆角整"))
    amount = found["amount"]
    assert (amount.value, amount.repaired, amount.grade, amount.raw) == ("20.00", True, Grade.CHECK, "¥0.00")
    assert (found["tax"].grade, found["total"].grade) == (Grade.AUTO, Grade.AUTO)


def test_a_sum_that_is_another_number_is_left_as_read() -> None:
    figures = [(text, x, 350) for text, x in _FIGURES]
    found = _grades(("电子血压计", 100, 350), *figures, *_sums("¥57.13", "¥22.60", "贰拾贰圆陆角整"))
    assert (found["amount"].value, found["amount"].grade) == ("57.13", Grade.CHECK)


def test_a_name_that_runs_on_close_above_the_next_stays_with_its_own() -> None:
    rows = [(text, x, y) for y in (350, 420) for text, x in _FIGURES]
    names = [("*电子计算机*笔记本电", 100, 356), ("脑14英寸", 100, 388), ("*医疗仪器*护具", 100, 424)]
    found = plain(tax_invoice.extract([_page(*_HEADER, *rows, *names)]))
    assert [item["name"] for item in found["items"]] == ["*电子计算机*笔记本电脑14英寸", "*医疗仪器*护具"]


def test_a_name_across_the_column_of_an_absent_specification_is_looked_at() -> None:
    figures = [(text, x, 350) for text, x in _FIGURES]
    item = _grades(("*化学药品制剂*布洛芬缓释胶囊(大盒)0.3g*20粒", 100, 350), *figures)["items"][0]
    assert (item["name"].grade, item["amount"].grade) == (Grade.CHECK, Grade.AUTO)


def test_a_word_behind_a_space_in_a_name_that_breaks_is_the_specification() -> None:
    figures = [(text, x, 350) for text, x in _FIGURES]
    item = _grades(("*信息服务*软件维护V2 A6100", 100, 350), (".0(年度)", 100, 380), *figures)["items"][0]
    assert (item["name"].value, item["spec"].value) == ("*信息服务*软件维护V2.0(年度)", "A6100")
    assert (item["name"].grade, item["spec"].grade) == (Grade.CHECK, Grade.CHECK)


def test_a_specification_glued_to_a_name_that_breaks_begins_where_the_others_do() -> None:
    figures = [(text, x, y) for y in (350, 430) for text, x in _FIGURES]
    names = (("*信息服务*软件维护大型企业专用版本A6100", 100, 350), ("(年度)", 100, 380))
    items = _grades(*names, *figures, ("*医疗仪器*护具", 100, 430), ("XL", 512, 430))["items"]
    assert [(one["name"].value, one["spec"].value) for one in items] == [
        ("*信息服务*软件维护大型企业专用版本(年度)", "A6100"),
        ("*医疗仪器*护具", "XL"),
    ]
    assert items[0]["spec"].grade is Grade.CHECK, "where it was cut is a guess"


def test_print_at_the_left_margin_is_in_no_name() -> None:
    figures = [(text, x, 350) for text, x in _FIGURES]
    item = _grades(("2", 30, 352), ("*医疗仪器*护具", 90, 350), *figures)["items"][0]
    assert item["name"].value == "*医疗仪器*护具"


def test_goods_of_a_roll_level_with_the_low_end_of_its_header_are_an_item() -> None:
    head = (("项目", 40, 450), ("单价", 200, 458), ("数量", 330, 465), ("金额", 460, 471))
    rows = (("*劳务*喷漆", 40, 482), ("70.70", 190, 540), ("3", 340, 546), ("212.10", 450, 551))
    found = _read(*_ROLL_HEAD, *head, *rows, ("合计金额(小写):¥212.10", 40, 700), width=620)
    assert [(one["name"], one["amount"]) for one in found["items"]] == [("*劳务*喷漆", "212.10")]


def test_a_goods_code_without_its_first_star_is_put_right_and_looked_at() -> None:
    figures = [(text, x, 350) for text, x in _FIGURES]
    name = _grades(("“医疗仪器器械*腋下拐杖", 100, 350), *figures)["items"][0]["name"]
    assert (name.value, name.grade, name.repaired) == ("*医疗仪器器械*腋下拐杖", Grade.CHECK, True)


def test_the_first_title_of_a_header_heads_the_names_however_it_was_read() -> None:
    header = (("頂目名祢", 100, 300), ("規格型号", 520, 300), *_HEADER[2:])
    figures = [(text, x, 350) for text, x in _FIGURES]
    sums = (("价税合计(大写)", 100, 700), ("贰拾贰圆陆角整", 400, 700), ("(小写)¥22.60", 1100, 700))
    found = _read(*header, ("*医疗服务*检查费", 100, 350), ("A1", 530, 350), *figures, *sums)
    assert [(item["name"], item["spec"]) for item in found["items"]] == [("*医疗服务*检查费", "A1")]
