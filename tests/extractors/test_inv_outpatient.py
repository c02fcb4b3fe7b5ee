"""Outpatient bills from hand-made lines, and one made-up bill through the true engine."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from extractors.documents import inv_inpatient, inv_outpatient
from extractors.page import Line, ReadPage
from storage.model.extraction import Box, Fields, Grade, Source
from tests.extractors.typeset import Rows, sheet
from tests.specimens import inv_outpatient as specimens

BILL: Rows = (
    (10, [(500, "某省医疗门诊收费票据(电子)")]),
    (60, [(0, "票据代码:31060126"), (900, "票据号码:0012345678")]),
    (100, [(0, "交款人统一社会信用代码:"), (900, "校验码:a1B2c3")]),
    (140, [(0, "交款人:张悦"), (900, "开票日期:2026-04-05")]),
    (
        200,
        [
            (0, "项目名称"),
            (300, "数量/单位"),
            (500, "金额(元)"),
            (800, "项目名称"),
            (1100, "数量/单位"),
            (1300, "金额(元)"),
        ],
    ),
    (240, [(0, "西药费"), (310, "1/项"), (500, "388.50"), (800, "检查费"), (1110, "2/次"), (1300, "12.44")]),
    (280, [(0, "化验费"), (310, "1/项"), (500, "39.00")]),
    (340, [(0, "金额合计(大写)肆佰叁拾玖元玖角肆分"), (900, "(小写)439.94")]),
    (400, [(0, "业务流水号:2026040512"), (400, "门诊号:MZ123"), (800, "就诊日期:20260405"), (1200, "性别:女")]),
    (
        440,
        [(0, "医疗机构类型:综合医院"), (400, "医保类型:职工医保"), (800, "医保编号:"), (1200, "个人自费:0.00")],
    ),
    (
        480,
        [
            (0, "医保统筹基金支付:300.00"),
            (400, "其他支付:0.00"),
            (800, "个人账户支付:100.00"),
            (1200, "个人现金支付:39.94"),
        ],
    ),
    (540, [(0, "收款单位(章):示范市第一人民医院"), (700, "复核人:陈一"), (1100, "收款人:李二")]),
)


def read(rows: Rows) -> Fields:
    return inv_outpatient.extract([sheet(rows)])


def changed(old: str, new: str) -> Rows:
    return [(y, [(x, text.replace(old, new)) for x, text in cells]) for y, cells in BILL]


def value(fields: Fields, key: str) -> object:
    return fields[key].value  # type: ignore[union-attr]


def test_every_field_of_the_national_form_is_read() -> None:
    fields = read(BILL)
    wanted = {
        "bill_code": "31060126",
        "bill_number": "0012345678",
        "check_code": "a1B2c3",
        "issue_date": "2026-04-05",
        "patient_name": "张悦",
        "sex": "F",
        "hospital_name": "示范市第一人民医院",
        "business_serial": "2026040512",
        "outpatient_number": "MZ123",
        "visit_date": "2026-04-05",
        "institution_kind": "综合医院",
        "insurance_kind": "职工医保",
        "total": "439.94",
        "total_cn": "肆佰叁拾玖元玖角肆分",
        "pool_paid": "300.00",
        "other_paid": "0.00",
        "account_paid": "100.00",
        "cash_paid": "39.94",
        "self_funded": "0.00",
        "payee": "李二",
        "reviewer": "陈一",
    }
    assert {key: value(fields, key) for key in fields if key != "items"} == wanted


def test_items_are_read_from_both_groups_of_columns() -> None:
    rows = [{key: cell.value for key, cell in row.items()} for row in read(BILL)["items"]]  # type: ignore[union-attr]
    assert rows == [
        {"name": "西药费", "quantity": "1", "amount": "388.50"},
        {"name": "检查费", "quantity": "2", "amount": "12.44"},
        {"name": "化验费", "quantity": "1", "amount": "39.00"},
    ]


def test_a_total_that_its_capitals_deny_is_looked_at() -> None:
    fields = read(changed("(小写)439.94", "(小写)489.94"))
    assert fields["total"].grade is Grade.CHECK  # type: ignore[union-attr]
    assert fields["total_cn"].grade is Grade.CHECK  # type: ignore[union-attr]


def test_a_total_without_its_point_is_put_right_by_its_capitals() -> None:
    total = read(changed("(小写)439.94", "(小写)43994"))["total"]
    assert (total.value, total.repaired, total.grade) == ("439.94", True, Grade.CHECK)  # type: ignore[union-attr]


def test_items_that_do_not_add_up_are_looked_at_but_the_total_stands() -> None:
    fields = read(changed("388.50", "338.50"))
    assert {row["amount"].grade for row in fields["items"]} == {Grade.CHECK}  # type: ignore[union-attr]
    assert fields["total"].grade is Grade.AUTO  # type: ignore[union-attr]


def test_shares_that_do_not_add_up_are_looked_at() -> None:
    fields = read(changed("300.00", "800.00"))
    assert fields["pool_paid"].grade is Grade.CHECK  # type: ignore[union-attr]


def test_a_check_code_with_a_letter_like_a_digit_is_looked_at() -> None:
    assert read(changed("a1B2c3", "a1Bl23"))["check_code"].grade is Grade.CHECK  # type: ignore[union-attr]


def test_stars_for_an_amount_are_no_amount() -> None:
    assert "other_paid" not in read(changed("其他支付:0.00", "其他支付:***"))


def test_ink_that_is_no_amount_is_unread() -> None:
    assert read(changed("其他支付:0.00", "其他支付:O.盯"))["other_paid"].grade is Grade.UNREAD  # type: ignore[union-attr]


@pytest.mark.parametrize("slope", [-0.04, 0.03])
def test_a_leaning_photo_reads_the_same(slope: float) -> None:
    fields = inv_outpatient.extract([sheet(BILL, slope=slope)])
    assert (value(fields, "bill_number"), value(fields, "cash_paid")) == ("0012345678", "39.94")
    assert len(fields["items"]) == 3  # type: ignore[arg-type]


def test_the_inpatient_bill_is_read_by_the_same_reader() -> None:
    rows = [
        *BILL,
        (
            580,
            [
                (0, "住院号:ZY102"),
                (400, "住院科别:儿科"),
                (800, "住院时间:20260401-20260405"),
                (1200, "预缴金额:3,000.00"),
            ],
        ),
    ]
    fields = inv_inpatient.extract([sheet(rows)])
    keys = ("inpatient_number", "department", "admission_date", "discharge_date", "prepaid")
    assert [value(fields, key) for key in keys] == ["ZY102", "儿科", "2026-04-01", "2026-04-05", "3000.00"]


def test_boxes_are_where_the_ink_is() -> None:
    box = read(BILL)["bill_number"].box  # type: ignore[union-attr]
    assert box is not None
    assert 1000 <= box.x0 < box.x1 <= 1200
    assert 55 <= box.y0 < box.y1 <= 90


@pytest.mark.parametrize("layout", specimens.LAYOUTS)
def test_made_up_bills_add_up(layout: str) -> None:
    truth = specimens.LAYOUTS[layout](Random(11)).fields
    fen = [round(float(item["amount"]) * 100) for item in truth["items"]]
    assert sum(fen) == round(float(truth["total"]) * 100)


@pytest.mark.engine
def test_a_made_up_bill_through_the_engine() -> None:
    from extractors.ocr.paddle import PaddleEngine

    specimen = specimens.LAYOUTS["dot_matrix"](Random(7))
    pixels = np.asarray(specimen.pictures[0])[:, :, ::-1].copy()
    lines = PaddleEngine().read(pixels).lines
    page = ReadPage(
        number=1,
        width=pixels.shape[1],
        height=pixels.shape[0],
        turn=0,
        lines=lines,
        source=Source.OCR,
        pixels=pixels,
    )
    fields = inv_outpatient.extract([page])
    keys = ("bill_code", "bill_number", "total", "issue_date")
    assert [value(fields, key) for key in keys] == [specimen.fields[key] for key in keys]


def test_an_older_receipt_without_header_and_without_a_label_for_the_total() -> None:
    rows: Rows = (
        (10, [(400, "门诊收费专用收据"), (1000, "NO 0012345678")]),
        (50, [(0, "姓名 张悦"), (300, "性别 女"), (900, "2026 年 04 月 05 日")]),
        (90, [(0, "西药费"), (150, "100.00"), (400, "检查费"), (550, "20.00")]),
        (130, [(0, "化验费 30.50")]),
        (200, [(0, "合计(大写)"), (200, "壹佰伍拾元伍角整"), (700, "¥150.50")]),
        (240, [(0, "基金支付"), (150, "50.50"), (400, "个人支付"), (550, "100.00")]),
    )
    fields = read(rows)
    keys = ("bill_number", "patient_name", "sex", "issue_date", "total", "pool_paid", "cash_paid")
    assert [value(fields, key) for key in keys] == [
        "0012345678",
        "张悦",
        "F",
        "2026-04-05",
        "150.50",
        "50.50",
        "100.00",
    ]
    assert [(row["name"].value, row["amount"].value) for row in fields["items"]] == [  # type: ignore[union-attr]
        ("西药费", "100.00"),
        ("检查费", "20.00"),
        ("化验费", "30.50"),
    ]


def test_lines_that_hold_several_labels_and_values() -> None:
    rows = [
        (340, [(0, "金额合计 (大写) 壹佰伍拾元整 (小写) 150.00")]),
        (380, [(0, "医保统筹基金支付 100.00 其他支付 0.00 个人账户支付 50.00 个人现金支付 0.00")]),
        (420, [(0, "收款单位(章):示范市第一人民医院 复核人:系统 收款人:王芳")]),
    ]
    fields = read(rows)
    keys = ("total_cn", "total", "pool_paid", "account_paid", "hospital_name", "reviewer", "payee")
    wanted = ["壹佰伍拾元整", "150.00", "100.00", "50.00", "示范市第一人民医院", "系统", "王芳"]
    assert [value(fields, key) for key in keys] == wanted


def test_categories_with_their_details_beside_them_add_up_twice() -> None:
    rows: Rows = (
        BILL[4],
        (
            240,
            [
                (0, "西药费"),
                (310, "1/项"),
                (500, "100.00"),
                (800, "阿莫西林"),
                (1110, "2/盒"),
                (1300, "100.00"),
            ],
        ),
        (340, [(0, "金额合计(大写)壹佰元整"), (900, "(小写)100.00")]),
    )
    assert {row["amount"].grade for row in read(rows)["items"]} == {Grade.AUTO}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("first", "second"),
    [("金额合计", "¥67.60"), ("总金额", "¥ 67.60"), ("合计(小写)", "67.60元"), ("¥ 67.60", "金额合计(元)")],
)
def test_a_big_total_stands_above_or_below_its_caption(first: str, second: str) -> None:
    page = sheet([(60, [(300, first)]), (110, [(310, second)]), (170, [(0, "票据号码:0012345678")])])
    fields = inv_outpatient.extract([page])
    assert fields["total"].value == "67.60"  # type: ignore[union-attr]
    assert "total_cn" not in fields


def test_a_phone_lists_charges_below_one_word_with_small_print_between_them() -> None:
    rows: Rows = (
        (0, [(300, "医疗门诊收费票据(电子)")]),
        (60, [(0, "收费项目")]),
        (110, [(0, "手术费")]),
        (122, [(900, "¥41.94")]),
        (140, [(0, "数量 2次")]),
        (190, [(0, "西药费")]),
        (202, [(900, "¥8.00")]),
        (220, [(0, "数量 1盒")]),
        (300, [(0, "金额合计"), (900, "¥49.94")]),
    )
    found = [{key: cell.value for key, cell in row.items()} for row in read(rows)["items"]]  # type: ignore[union-attr]
    assert found == [
        {"name": "手术费", "amount": "41.94", "quantity": "2"},
        {"name": "西药费", "amount": "8.00", "quantity": "1"},
    ]


def test_print_on_end_at_the_margin_belongs_to_no_charge() -> None:
    head: Rows = ((60, [(0, "收费项目"), (400, "金额(元)")]), (100, [(0, "治疗费"), (400, "12.00")]))
    margin = Line("第二联收据联交款人存", Box(560, 80, 586, 320), 0.99)
    page = sheet(head)
    fields = inv_outpatient.extract([replace(page, lines=(*page.lines, margin))])
    assert [row["name"].value for row in fields["items"]] == ["治疗费"]  # type: ignore[union-attr]
