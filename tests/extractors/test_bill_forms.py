"""Bills of other makers from hand-made lines: run-on lines, Beijing, phone screens, kiosk slips, seals."""

import pytest

from extractors.documents import inv_outpatient
from extractors.kinds.classify import classify
from storage.model.document_type import DocumentType
from storage.model.extraction import Fields, Grade
from tests.extractors.typeset import Rows, sheet

RUN_ON: Rows = (
    (10, [(500, "某省医疗门急诊收费票据(电子)")]),
    (60, [(0, "票据代码:33060126"), (900, "票据号码:0012345678")]),
    (100, [(0, "交款人:张悦"), (900, "开票日期:2026-04-05")]),
    (200, [(0, "项目名称"), (300, "数量"), (400, "单位"), (500, "金额(元)"), (700, "备注")]),
    (240, [(0, "西药费"), (300, "1"), (400, "项"), (500, "388.50"), (700, "甲类")]),
    (280, [(0, "化验费"), (300, "1"), (400, "项"), (500, "39.00")]),
    (340, [(0, "金额合计(大写):肆佰贰拾柒元伍角整"), (900, "(小写):427.50")]),
    (400, [(0, "业务流水号:2026040512345 门诊号:MZ123 就诊日期:20260405 医疗机构类型:三级甲等 性别:女")]),
    (440, [(0, "医保统筹基金支付:300.00 其他支付:0.00 个人账户支付:100.00 个人现金支付:27.50 个人自费:9.00")]),
    (540, [(0, "收款单位(章):示范市第一人民医院"), (700, "复核人:陈一"), (1100, "收款人:李二")]),
)
BEIJING: Rows = (
    (10, [(500, "北京市医疗门诊收费票据")]),
    (60, [(0, "业务流水号:012604290001"), (600, "医院类型:综合医院"), (1100, "NO.0012345678")]),
    (100, [(0, "姓名:张悦"), (300, "性别:女"), (500, "医保类型:城镇职工"), (900, "社会保障卡号:101234567890")]),
    (200, [(0, "项目/规格"), (300, "数量/单位"), (500, "金额"), (600, "等级")]),
    (240, [(0, "阿莫西林胶囊(0.25g*24粒)"), (320, "2/盒"), (500, "38.50"), (600, "无自付")]),
    (280, [(0, "血常规"), (320, "1/次"), (500, "20.00"), (600, "有自付")]),
    (340, [(0, "合计(大写) 伍拾捌元伍角整"), (900, "¥58.50")]),
    (400, [(0, "基金支付 40.00"), (300, "个人账户支付 0.00"), (700, "个人支付金额 18.50")]),
    (440, [(0, "自付一:8.50"), (300, "自付二:0.00"), (600, "自费:10.00")]),
    (540, [(0, "收款单位:示范市第一人民医院"), (700, "收款人:李二"), (1100, "2026年04月05日")]),
)
SCREEN: Rows = (
    (10, [(300, "医疗门诊收费票据")]),
    *[
        (120 + 40 * at, [(0, label), (600, shown)])
        for at, (label, shown) in enumerate(
            [
                ("票据代码", "33060126"),
                ("票据号码", "0012345678"),
                ("交款人", "张悦"),
                ("开票单位", "示范市第一人民医院"),
                ("总金额", "¥427.50元"),
            ]
        )
    ],
    (420, [(0, "收费项目"), (600, "金额")]),
    (460, [(0, "西药费"), (600, "388.50")]),
    (500, [(0, "化验费"), (600, "39.00")]),
    (560, [(0, "医保统筹基金支付"), (600, "300.00")]),
    (600, [(0, "个人现金支付"), (600, "127.50")]),
)


def read(rows: Rows) -> Fields:
    return inv_outpatient.extract([sheet(rows)])


def told(fields: Fields, *keys: str) -> list[object]:
    return [fields[key].value if key in fields else None for key in keys]  # type: ignore[union-attr]


def items(fields: Fields) -> list[tuple[object, ...]]:
    return [tuple(cell.value for cell in row.values()) for row in fields["items"]]  # type: ignore[union-attr]


@pytest.mark.parametrize("rows", [RUN_ON, BEIJING, SCREEN])
def test_bills_of_many_makers_are_bills(rows: Rows) -> None:
    assert classify(sheet(rows)).type is DocumentType.INV_OUTPATIENT


def test_a_bill_whose_title_cannot_be_read_is_still_a_bill() -> None:
    rows: Rows = (
        (10, [(1100, "No.070577132")]),
        (60, [(0, "流水号 2601218202"), (600, "医疗机构类型专科医院")]),
        (100, [(0, "姓名 张悦"), (500, "医保类型城乡居民基本医疗保险"), (1000, "社会保障号码8191305175")]),
        (140, [(0, "项目"), (300, "金额"), (600, "项目"), (900, "金额")]),
        (180, [(0, "检查费"), (300, "291.84"), (600, "西药费"), (900, "233.00")]),
        (240, [(0, "合计人民币(大写)"), (300, "伍佰贰拾肆圆捌角肆分"), (900, "¥524.84")]),
        (280, [(0, "现金支付 235.34"), (400, "个人账户支付 163.54"), (800, "医保统筹支付125.96")]),
        (320, [(0, "自负 127.64"), (400, "自费 271.24")]),
        (360, [(0, "本票据手写无效,遗失不补;报销凭据,请妥善保管。")]),
        (400, [(0, "收费员 李二"), (400, "收款单位(盖章)"), (600, "示范市第一人民医院"), (1000, "收费专用章")]),
    )
    assert classify(sheet(rows)).type is DocumentType.INV_OUTPATIENT
    fields = read(rows)
    assert told(fields, "self_pay", "self_funded", "hospital_name") == [
        "127.64",
        "271.24",
        "示范市第一人民医院",
    ]


def test_other_information_in_one_run_on_line_is_taken_apart() -> None:
    fields = read(RUN_ON)
    keys = ("business_serial", "outpatient_number", "visit_date", "institution_kind", "sex", "self_funded")
    assert told(fields, *keys) == ["2026040512345", "MZ123", "2026-04-05", "三级甲等", "F", "9.00"]
    assert items(fields) == [("西药费", "1", "388.50", "甲类"), ("化验费", "1", "39.00")]


def test_a_bill_of_beijing_lists_its_drugs_with_their_grades() -> None:
    fields = read(BEIJING)
    assert items(fields) == [
        ("阿莫西林胶囊(0.25g*24粒)", "2", "38.50", "无自付"),
        ("血常规", "1", "20.00", "有自付"),
    ]
    assert told(fields, "bill_number", "total", "pool_paid", "cash_paid", "issue_date") == [
        "0012345678",
        "58.50",
        "40.00",
        "18.50",
        "2026-04-05",
    ]


def test_payers_below_a_table_without_a_sum_are_no_items() -> None:
    fields = read(SCREEN)
    assert items(fields) == [("西药费", "388.50"), ("化验费", "39.00")]
    assert told(fields, "pool_paid", "cash_paid", "total") == ["300.00", "127.50", "427.50"]


@pytest.mark.parametrize("words", ["收费专用章", " 收费专用章", "用章", "医疗收费专用章"])
def test_a_seals_words_behind_the_hospital_are_cut_off_and_the_name_is_looked_at(words: str) -> None:
    rows = [
        (y, [(x, text.replace("第一人民医院", "第一人民医院" + words)) for x, text in cells])
        for y, cells in RUN_ON
    ]
    unit = read(rows)["hospital_name"]
    assert (unit.value, unit.grade) == ("示范市第一人民医院", Grade.CHECK)  # type: ignore[union-attr]


def test_a_hospital_mixed_with_a_seal_is_never_used_without_a_look() -> None:
    rows = [(y, [(x, text.replace("一人民医院", "一收章")) for x, text in cells]) for y, cells in RUN_ON]
    assert read(rows)["hospital_name"].grade is Grade.CHECK  # type: ignore[union-attr]


def test_a_label_misread_by_one_character_is_known_and_its_value_looked_at() -> None:
    rows = [(y, [(x, text.replace("业务流水号", "业务流氷号")) for x, text in cells]) for y, cells in RUN_ON]
    serial = read(rows)["business_serial"]
    assert (serial.value, serial.grade) == ("2026040512345", Grade.CHECK)  # type: ignore[union-attr]


@pytest.mark.parametrize("old,new", [("388.50", "38850"), ("300.00", "30000")])
def test_a_lost_decimal_point_is_put_right_where_the_sums_leave_one_way(old: str, new: str) -> None:
    rows = [(y, [(x, text.replace(old, new)) for x, text in cells]) for y, cells in RUN_ON]
    fields = read(rows)
    first = fields["items"][0]["amount"] if old == "388.50" else fields["pool_paid"]  # type: ignore[index, call-overload]
    assert (first.value, first.repaired, first.grade) == (old, True, Grade.CHECK)  # type: ignore[union-attr]


def test_capitals_behind_the_label_of_the_figures_leave_the_figures_beside_them() -> None:
    old = "金额合计(大写):肆佰贰拾柒元伍角整"
    cells = [(0, "费用总额(人民币大写):肆佰贰拾柒元伍角整"), (900, "¥:427.50")]
    fields = read([(y, cells if row[0][1] == old else row) for y, row in RUN_ON])
    assert told(fields, "total", "total_cn") == ["427.50", "肆佰贰拾柒元伍角整"]


@pytest.mark.parametrize("shown", ["¥427.50", "427.50"])
def test_a_status_beside_the_label_of_the_total_is_not_the_total(shown: str) -> None:
    said: Rows = (
        (320, [(0, "票据金额(元)"), (600, "已开票")]),
        (354, [(0, shown)]),
        (390, [(0, "金额大写"), (600, "肆佰贰拾柒元伍角整")]),
    )
    fields = read([row for row in SCREEN if "总金额" not in row[1][0][1]] + list(said))
    assert told(fields, "total", "total_cn") == ["427.50", "肆佰贰拾柒元伍角整"]


def test_a_day_printed_with_spaces_behind_a_name_is_when_the_bill_was_made() -> None:
    rows: Rows = (
        *RUN_ON[:2],
        *RUN_ON[3:-1],
        (540, [(0, "收款单位:示范市医院"), (900, "收款:李二 2018 年 11 月 28 日")]),
    )
    assert told(read(rows), "payee", "issue_date") == ["李二", "2018-11-28"]


_PRINTED_BEFORE: Rows = (
    (30, [(500, "凌河省医疗门诊收费票据")]),
    (90, [(20, "业务流水号:"), (700, "医疗机构类型:"), (1100, "NO.727641672")]),
    (130, [(20, "姓名:"), (300, "性别:"), (700, "医保类型:"), (1100, "社会保障号码:")]),
    (180, [(40, "项目/规格"), (300, "数量"), (450, "金额(元)")]),
    (420, [(20, "合计(大写)"), (900, "¥")]),
    (470, [(20, "医保统筹支付:"), (450, "个人账户支付:"), (900, "其他医保支付:")]),
    (520, [(20, "个人支付金额:"), (450, "现金 找零:")]),
    (580, [(20, "收款单位(章):"), (800, "收款人:"), (1100, "日期:")]),
)
_BY_MACHINE: Rows = (
    (90, [(170, "150619951062"), (880, "综合医院")]),
    (130, [(100, "佟胜博"), (380, "女"), (830, "新型农村合作医疗")]),
    (230, [(30, "西药费"), (310, "3"), (470, "530.46")]),
    (420, [(200, "伍佰叁拾元肆角陆分"), (940, "530.46")]),
    (470, [(210, "330.46"), (640, "0.00"), (1090, "0.00")]),
    (520, [(210, "200.00")]),
    (580, [(220, "青溪县妇幼保健院"), (910, "欧文"), (1190, "2015-06-19")]),
)
_ALL = {
    "total": "530.46",
    "total_cn": "伍佰叁拾元肆角陆分",
    "pool_paid": "330.46",
    "account_paid": "0.00",
    "other_paid": "0.00",
    "cash_paid": "200.00",
    "patient_name": "佟胜博",
    "insurance_kind": "新型农村合作医疗",
    "issue_date": "2015-06-19",
}


def _printed_off(by: int) -> Fields:
    return read((*_PRINTED_BEFORE, *((y + by, cells) for y, cells in _BY_MACHINE)))


@pytest.mark.parametrize("by", [-16, -14, -8, 0, 8, 14, 18])
def test_values_printed_off_the_labels_of_a_form_are_read(by: int) -> None:
    assert dict(zip(_ALL, told(_printed_off(by), *_ALL), strict=True)) == _ALL


@pytest.mark.parametrize("by", [-22, 22])
def test_what_is_printed_half_a_row_off_is_never_used_wrongly_without_a_look(by: int) -> None:
    found = _printed_off(by)
    used = {key for key in _ALL if key in found and found[key].grade is Grade.AUTO}  # type: ignore[union-attr]
    assert {key: found[key].value for key in used} == {key: _ALL[key] for key in used}  # type: ignore[union-attr]
