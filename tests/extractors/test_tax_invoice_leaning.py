"""Tax invoices on photos that lean, and what the engine reads of their narrow columns."""

from dataclasses import replace

from extractors.documents import tax_invoice
from extractors.page import Line, ReadPage
from storage.model.extraction import Box, Grade, Source
from tests.extractors.invoices import plain
from tests.extractors.typeset import Rows, sheet

_SLOPE = -0.035
_TITLES = [(100, "项目名称"), (500, "规格型号"), (680, "单位"), (820, "数量"), (960, "单价")]
_FORM: Rows = (
    (40, [(500, "电子发票(普通发票)"), (1050, "发票号码:26312000000012345678")]),
    (90, [(1050, "开票日期:2026年03月08日")]),
    (150, [(100, "名称:张悦"), (760, "名称:示范口腔门诊部有限公司")]),
    (200, [(100, "统一社会信用代码/纳税人识别号:"), (760, "统一社会信用代码/纳税人识别号:91480211MA87CGY83T")]),
    (260, [*_TITLES, (1120, "金额"), (1250, "税率/征收率"), (1450, "税额")]),
    (
        300,
        [(60, "*医疗服务*治疗费"), (690, "次"), (850, "5"), (950, "678.32"), (1090, "3391.60"), (1290, "免税")],
    ),
    (560, [(180, "合计"), (1080, "¥3391.60")]),
    (620, [(140, "价税合计(大写)"), (500, "叁仟叁佰玖拾壹圆陆角整"), (1080, "(小写)¥3391.60")]),
    (700, [(180, "就诊人:张悦")]),
    (760, [(180, "开票人:邢云")]),
)


def test_items_are_found_where_the_header_leans_across_more_than_a_row() -> None:
    page = sheet(_FORM, slope=_SLOPE)
    found = tax_invoice.extract([page])
    assert plain(found)["items"] == [
        {
            "name": "*医疗服务*治疗费",
            "unit": "次",
            "quantity": "5",
            "unit_price": "678.32",
            "amount": "3391.60",
            "tax_rate": "免税",
        }
    ]
    assert (plain(found)["total"], plain(found)["issuer"]) == ("3391.60", "邢云")


def test_boxes_of_a_leaning_invoice_lie_on_its_ink() -> None:
    page = sheet(_FORM, slope=_SLOPE)
    total = tax_invoice.extract([page])["total"]
    ink = next(line.box for line in page.lines if "小写" in line.text)
    assert total.box is not None  # type: ignore[union-attr]
    x, y = total.box.centre  # type: ignore[union-attr]
    assert ink.x0 < x < ink.x1 and ink.y0 < y < ink.y1


def test_a_unit_read_once_more_with_the_one_below_it_is_no_part_of_its_row() -> None:
    figures = [(820, "2"), (960, "10.00"), (1110, "20.00"), (1250, "13%"), (1450, "2.60")]
    rows: Rows = (
        (300, [*_TITLES, (1120, "金额"), (1260, "税率"), (1450, "税额")]),
        (350, [(100, "*护具*腕式"), (690, "盒"), *figures]),
        (390, [(100, "*护具*肘式"), *figures]),
        (600, [(100, "合计"), (1100, "¥40.00")]),
    )
    twice = Line("盘盒", Box(688, 376, 716, 420), 0.82)
    lines = (*sheet(rows).lines, twice)
    page = ReadPage(number=1, width=1650, height=1100, turn=0, lines=lines, source=Source.OCR)
    first, second = tax_invoice.extract([page])["items"]  # type: ignore[misc]
    assert (first["unit"].value, second["unit"].value) == ("盒", "盒")  # type: ignore[index]
    assert second["unit"].confidence < 0.89  # type: ignore[index]


_PAPER: Rows = (
    (40, [(100, "1774195130"), (500, "示范增值税专用发票"), (1200, "No91127055")]),
    (120, [(100, "名称:东岭市佳禾医药有限公司")]),
    (160, [(100, "纳税人识制号:91190104588262QX0H")]),
    (300, [*_TITLES, (1120, "金额"), (1260, "税率"), (1450, "税额")]),
    (350, [(100, "*护具*腕式"), (820, "2"), (960, "10.00"), (1110, "20.00"), (1250, "13%"), (1450, "2.60")]),
    (600, [(100, "合计"), (1100, "¥20.00"), (1440, "¥2.60")]),
    (640, [(100, "价税合计(大写)"), (500, "贰拾贰圆陆角整"), (1100, "(小写)¥22.60")]),
    (860, [(100, "收款人:☑祝锦珂"), (500, "核:管理员"), (900, "开票人:何洁娜")]),
)


def test_a_label_with_one_character_misread_ends_the_name_above_it() -> None:
    found = plain(tax_invoice.extract([sheet(_PAPER)]))
    assert (found["buyer_name"], found["buyer_tax_id"]) == ("东岭市佳禾医药有限公司", "91190104588262QX0H")


def test_marks_before_a_name_and_half_a_label_do_not_hide_it() -> None:
    found = tax_invoice.extract([sheet(_PAPER)])
    assert (plain(found)["payee"], plain(found)["reviewer"]) == ("祝锦珂", "管理员")
    assert found["payee"].grade is Grade.CHECK  # type: ignore[union-attr]


def test_titles_set_on_two_lines_head_their_columns() -> None:
    rows: Rows = (
        (250, [(100, "货物或应税劳务、"), (1250, "税率/")]),
        (268, [(500, "规格型号"), (680, "单位"), (820, "数量"), (960, "单价"), (1120, "金额"), (1450, "税额")]),
        (286, [(100, "服务名称"), (1250, "征收率")]),
        (330, [(60, "*药品*阿胶"), (500, "250g"), (680, "盒"), (1100, "200.00"), (1250, "3%"), (1450, "6.00")]),
        (560, [(180, "合计"), (1080, "¥200.00"), (1440, "¥6.00")]),
    )
    (item,) = plain(tax_invoice.extract([sheet(rows)]))["items"]
    assert (item["name"], item["amount"], item["tax_rate"]) == ("*药品*阿胶", "200.00", "3%")


def test_a_machine_printed_invoice_of_old_gives_its_goods_with_size_and_unit() -> None:
    rows: Rows = (
        (40, [(400, "示范省国家税务局通用机打发票")]),
        (90, [(100, "发票代码:137011420012"), (600, "发票号码:12345678")]),
        (170, [(100, "付款方名称:张悦")]),
        (210, [(100, "收款方名称:示范市大药房有限公司"), (600, "收款方识别号:370102123456789")]),
        (260, [(100, "项目"), (500, "规格"), (640, "单位"), (760, "数量"), (860, "单价"), (1000, "金额")]),
        (300, [(100, "阿莫西林"), (500, "0.25g"), (640, "盒"), (760, "2"), (860, "12.80"), (1000, "25.60")]),
        (340, [(100, "合计(大写):贰拾伍元陆角整"), (700, "合计(小写):¥25.60")]),
    )
    found = plain(tax_invoice.extract([sheet(rows)]))
    assert found["items"] == [
        {
            "name": "阿莫西林",
            "spec": "0.25g",
            "unit": "盒",
            "quantity": "2",
            "unit_price": "12.80",
            "amount": "25.60",
        }
    ]
    assert (found["seller_name"], found["seller_tax_id"], found["kind"]) == (
        "示范市大药房有限公司",
        "370102123456789",
        "other",
    )


_PRINTED_FORM: Rows = (
    (40, [(100, "049002000104"), (500, "北曲增值税普通发票"), (1100, "No 35969731")]),
    (160, [(60, "名称:"), (160, "冉诺")]),
    (260, [*_TITLES, (1120, "金额"), (1250, "税率"), (1450, "税额")]),
    (560, [(180, "合计"), (1080, "¥3391.60")]),
    (620, [(140, "价税合计(大写)"), (500, "叁仟叁佰玖拾壹圆陆角整"), (1080, "(小写)¥3391.60")]),
)


def test_a_letter_read_with_the_label_and_with_its_value_counts_once() -> None:
    day = Line("2020年01月20日", Box(1190, 88, 1490, 114))
    number = Line("：496292294206", Box(164, 88, 380, 114))
    labels = (Line("开票日期: 2", Box(1050, 88, 1202, 114)), Line("机器编号:", Box(60, 88, 176, 114)))
    page = sheet(_PRINTED_FORM)
    found = plain(tax_invoice.extract([replace(page, lines=(*page.lines, *labels, day, number))]))
    assert (found["issue_date"], found["machine_number"]) == ("2020-01-20", "496292294206")


def test_values_printed_off_the_labels_of_a_form_are_looked_at() -> None:
    rows: Rows = (
        *_PRINTED_FORM,
        (90, [(60, "机器编号:"), (1050, "开票日期:")]),
        (116, [(180, "496292294206"), (1180, "2020年01月20日")]),
    )
    found = tax_invoice.extract([sheet(rows)])
    shown = [found[name] for name in ("issue_date", "machine_number")]
    assert [(field.value, field.grade) for field in shown] == [  # type: ignore[union-attr]
        ("2020-01-20", Grade.CHECK),
        ("496292294206", Grade.CHECK),
    ]


def test_a_speck_read_as_a_mark_begins_no_name_and_a_stray_traditional_letter_is_put_right() -> None:
    rows = [(y, [(x, text.replace("治疗费", "門诊治疗费")) for x, text in row]) for y, row in _FORM]
    page = sheet(rows)
    speck = Line("*", Box(52, 306, 60, 314), 0.6)
    found = tax_invoice.extract([replace(page, lines=(*page.lines, speck))])
    assert [row["name"] for row in plain(found)["items"]] == ["*医疗服务*门诊治疗费"]


def test_remarks_read_as_one_line_with_their_label_are_the_text_behind_it() -> None:
    rows = [
        (y, [(x, text.replace("就诊人:张悦", "备注 订单号:25065908")) for x, text in row]) for y, row in _FORM
    ]
    assert plain(tax_invoice.extract([sheet(rows)]))["remarks"] == "订单号:25065908"


def test_parties_that_stand_a_row_off_one_another_are_two_and_a_number_may_stand_below_its_label() -> None:
    head: Rows = (
        *_FORM[:2],
        (140, [(1000, "名称:示范口腔门诊部有限公司")]),
        (170, [(900, "销售"), (1000, "统一社会信用代码/纳税人识别号:")]),
        (186, [(60, "购买"), (140, "名称:张悦")]),
        (204, [(1000, "91480211MA87CGY83T")]),
        (230, [(140, "统一社会信用代码/纳税人识别号:")]),
    )
    found = plain(tax_invoice.extract([sheet((*head, *((y + 40, row) for y, row in _FORM[4:])), size=20)]))
    assert [found.get(name) for name in ("buyer_name", "buyer_tax_id", "seller_name", "seller_tax_id")] == [
        "张悦", None, "示范口腔门诊部有限公司", "91480211MA87CGY83T",
    ]  # fmt: skip
