"""Bills and settlements whose words stand where a cell puts them: English below, names that wrap, marks at the margin."""

from dataclasses import replace

import pytest

from extractors.documents import inv_inpatient, si_settlement
from extractors.kinds.paging import continues
from extractors.layout.second_words import without_second_words
from extractors.page import ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Fields, Grade
from tests.extractors.typeset import Rows, sheet, typeset

SECOND: Rows = (
    (10, [(300, "医疗住院收费票据")]),
    (60, [(0, "校验码"), (200, "phkgxd"), (600, "票据号码")]),
    (74, [(900, "6766228762")]),
    (88, [(0, "Check Code"), (600, "Bill No.")]),
    (140, [(0, "患者姓名"), (600, "性别")]),
    (168, [(0, "Patient Name"), (200, "张悦"), (600, "Gender"), (900, "女Female")]),
    (220, [(0, "收费项目"), (600, "数量"), (900, "金额(人民币)")]),
    (248, [(0, "ltem"), (600, "Qty"), (920, "Amount (CNY)")]),
    (290, [(0, "床位费"), (610, "6"), (960, "875.71")]),
    (318, [(0, "Bed")]),
    (360, [(0, "治疗费"), (610, "29"), (960, "124.29")]),
    (388, [(0, "Treatment")]),
    (440, [(600, "总计"), (800, "Total"), (1000, "1000.00")]),
    (490, [(600, "医保统筹支付"), (800, "Insurance fund"), (1000, "800.00")]),
    (540, [(600, "个人现金支付"), (800, "Cash payment"), (1000, "200.00")]),
)


def values(fields: Fields, *names: str) -> list[object]:
    return [getattr(fields.get(name), "value", None) for name in names]


def items(fields: Fields, *keys: str) -> list[tuple[object, ...]]:
    rows = fields["items"]
    return [tuple(row[key].value for key in keys) for row in rows]  # type: ignore[index, union-attr]


def test_english_words_below_or_beside_their_label_are_no_values() -> None:
    fields = inv_inpatient.extract([sheet(SECOND)])
    assert values(fields, "check_code", "bill_number", "patient_name", "sex") == [
        "phkgxd",
        "6766228762",
        "张悦",
        "F",
    ]
    assert values(fields, "total", "pool_paid", "cash_paid") == ["1000.00", "800.00", "200.00"]
    assert items(fields, "name", "quantity", "amount") == [
        ("床位费", "6", "875.71"),
        ("治疗费", "29", "124.29"),
    ]


def test_few_english_words_may_be_values() -> None:
    page = typeset([(10, [(0, "科室"), (200, "Surgery")]), (60, [(0, "备注"), (200, "Cash")])])
    assert without_second_words(page) == page
    apart = typeset([(10, [(0, "科室")]), (200, [(0, "Total")]), (300, [(0, "Patient")]), (400, [(0, "Cash")])])
    assert without_second_words(apart) == apart


def test_english_behind_the_label_of_a_number_is_no_number_of_a_bill() -> None:
    first = sheet([(10, [(0, "医疗住院收费票据")]), (60, [(0, "票据号码")]), (90, [(0, "Bill Code")]),
                   (120, [(0, "9880346107")]), (160, [(0, "续下页")]), (200, [(0, "第1页共2页")])])  # fmt: skip
    second = sheet([(10, [(0, "医疗住院收费票据")]), (60, [(0, "票据号码 Bill No.9880346107")]),
                    (200, [(0, "第2页共2页")])], number=2)  # fmt: skip
    kind = DocumentType.INV_INPATIENT
    assert continues(kind, [first], kind, second)


def test_names_left_of_a_header_in_the_middle_of_its_cell_are_names() -> None:
    rows: Rows = (
        (10, [(300, "医疗住院收费票据(电子)")]),
        (60, [(0, "序号"), (300, "项目名称"), (700, "数量/单位"), (1000, "金额(元)")]),
        (100, [(20, "1"), (80, "诊察费"), (740, "38"), (1020, "229.89")]),
        (140, [(20, "2"), (80, "其他费用"), (740, "17"), (1020, "33.21")]),
        (200, [(0, "金额合计(小写):263.10")]),
    )
    fields = inv_inpatient.extract([sheet(rows)])
    assert items(fields, "name", "quantity", "amount") == [
        ("诊察费", "38", "229.89"),
        ("其他费用", "17", "33.21"),
    ]


def test_the_number_of_a_copy_at_the_margin_is_no_part_of_an_amount() -> None:
    rows: Rows = (
        (10, [(300, "医疗住院收费票据")]),
        (60, [(0, "收费项目"), (300, "金额(元)"), (600, "收费项目"), (900, "金额(元)")]),
        (100, [(0, "诊察费"), (320, "227.24"), (600, "输血费"), (920, "551.70")]),
        (140, [(0, "检查费"), (320, "2634.67"), (600, "其他费用"), (930, "79.89"), (1200, "②")]),
        (200, [(0, "合计(小写):3493.50")]),
    )
    fields = inv_inpatient.extract([sheet(rows)])
    assert ("其他费用", "79.89") in items(fields, "name", "amount")
    assert fields["items"][3]["amount"].grade is Grade.CHECK  # type: ignore[index, union-attr, call-overload]


def test_the_day_below_its_label_stands_left_of_the_count_of_days() -> None:
    rows: Rows = (
        (10, [(300, "医疗住院收费票据")]),
        (60, [(0, "患者姓名"), (300, "入院日期"), (600, "出院日期"), (900, "天数")]),
        (95, [(0, "张悦"), (300, "2021-04-06"), (600, "2021-04-21"), (900, "15天")]),
    )
    told = values(inv_inpatient.extract([sheet(rows)]), "admission_date", "discharge_date")
    assert told == ["2021-04-06", "2021-04-21"]


@pytest.mark.parametrize(
    ("first", "below", "name"),
    [
        ("示范医科大学附属第三医院(示范市红十", "字会医院)", "示范医科大学附属第三医院(示范市红十字会医院)"),
        ("示范市第一人民医院示范市妇女儿童医疗", "中心", "示范市第一人民医院示范市妇女儿童医疗中心"),
        ("示范市第一人民医院", "骨科医院", "示范市第一人民医院"),
        ("示范医科大学附属第", "住院部收费处", "示范医科大学附属第"),
    ],
)
def test_a_name_that_wraps_in_its_cell_is_whole(first: str, below: str, name: str) -> None:
    rows: Rows = (
        (10, [(300, "医疗住院收费票据")]),
        (60, [(0, "姓名:张悦")]),
        (600, [(0, f"收款单位(章):{first}"), (1200, "收款人:李二")]),
        (630, [(180, below)]),
    )
    assert values(inv_inpatient.extract([sheet(rows)]), "hospital_name", "payee") == [name, "李二"]


@pytest.mark.parametrize(("printed", "grade"), [("1648.51", Grade.AUTO), ("948.51", Grade.CHECK)])
def test_a_printed_sum_of_all_other_funds_is_what_they_paid(printed: str, grade: Grade) -> None:
    rows: Rows = (
        (10, [(300, "医保病人出院结算单")]),
        (60, [(0, "统筹支付:16691.92"), (500, "大病支付:989.11"), (1000, "补助支付:659.40")]),
        (100, [(0, f"其他支付合计:{printed}"), (500, "账户支付:0.00")]),
    )
    other = si_settlement.extract([sheet(rows)])["other_paid"]
    assert (other.value, other.grade) == (printed, grade)  # type: ignore[union-attr]


def test_the_label_of_a_coloured_form_is_kept_under_a_seal(monkeypatch: pytest.MonkeyPatch) -> None:
    def seal_over_all(page: ReadPage, is_known: object) -> list[object]:
        assert callable(is_known)
        return [replace(line, score=0.85) for line in page.lines if "0" in line.text or is_known(line)]

    monkeypatch.setattr("extractors.layout.paper.under_seals", seal_over_all)
    rows: Rows = (
        (60, [(0, "医保统筹支付"), (300, "374.45"), (600, "个人账户支付"), (900, "50.20")]),
        (100, [(0, "示范市第一人民医院")]),
        (140, [(0, "收费")]),
    )
    fields = inv_inpatient.extract([sheet(rows)])
    assert values(fields, "account_paid", "pool_paid", "hospital_name") == ["50.20", None, None]


@pytest.mark.parametrize(("amount", "read"), [("1804.26", "1804.26"), ("1804.62", None)])
def test_an_amount_whose_label_a_seal_hides_is_the_share_that_makes_up_the_total(
    amount: str, read: str | None
) -> None:
    rows: Rows = (
        (10, [(500, "示范市医疗住院收费专用票据")]),
        (60, [(0, "票据代码:49021728"), (900, "NO:21859279")]),
        (200, [(0, "合计人民币(大写):"), (300, "贰万伍仟柒佰柒拾伍元壹角捌分"), (900, "¥:25775.18")]),
        (260, [(0, "预收款:"), (120, "9500.00"), (400, "应退款:"), (520, "630.80")]),
        (320, [(0, "统筹支付:"), (140, "14949.60"), (520, amount), (800, "个人账户支付:"), (1000, "152.12")]),
        (380, [(0, "现金支付:"), (140, "8869.20"), (900, "收款员:蒲嘉德")]),
    )
    found = inv_inpatient.extract([sheet(rows)])
    field = found.get("other_paid")
    assert (field.value if field is not None else None) == read  # type: ignore[union-attr]
    assert field is None or field.grade is Grade.CHECK  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "pool", ["新农合补偿金额", "合作医疗补偿", "基本医疗保险统筹基金支付", "基本统筹", "农合基金支付"]
)
def test_words_of_who_pays_are_those_of_settlements_and_no_charges(pool: str) -> None:
    rows: Rows = (
        (10, [(500, "示范市医疗住院收费专用票据")]),
        (60, [(20, "票据代码:49021728"), (900, "NO:21859279")]),
        (120, [(20, "项目"), (300, "金额"), (600, "项目"), (900, "金额")]),
        (160, [(20, "西药费"), (300, "60.00"), (600, "检查费"), (900, "40.00")]),
        (200, [(20, pool), (300, "70.00"), (600, "个人现金支出"), (900, "30.00")]),
        (240, [(20, "合计(大写):"), (300, "壹佰元整"), (600, "¥:100.00")]),
    )
    found = inv_inpatient.extract([sheet(rows)])
    assert values(found, "pool_paid", "cash_paid", "total") == ["70.00", "30.00", "100.00"]
    assert len(found["items"]) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize("stray", ["网", "人民医院器", "第二人民医院"])
def test_letters_of_a_seal_where_the_hospital_signs_do_not_hide_its_name(stray: str) -> None:
    rows: Rows = (
        (10, [(500, "示范市医疗住院收费专用票据")]),
        (60, [(20, "医疗机构名称:"), (200, "示范市第二人民医院"), (900, "NO:21859279")]),
        (200, [(20, "合计人民币(大写):"), (300, "壹佰元整"), (900, "¥:100.00")]),
        (300, [(20, "收款单位(盖章)"), (800, "收款员:蒲嘉德")]),
        (330, [(60, stray)]),
    )
    assert values(inv_inpatient.extract([sheet(rows)]), "hospital_name") == ["示范市第二人民医院"]


def test_who_signs_counts_before_another_hospital_of_the_head() -> None:
    rows: Rows = (
        (10, [(500, "示范市医疗住院收费专用票据")]),
        (60, [(20, "医疗机构名称:"), (200, "示范市第二人民医院东院区"), (900, "NO:21859279")]),
        (300, [(20, "收款单位(盖章):"), (230, "示范市中心医院"), (800, "收款员:蒲嘉德")]),
    )
    assert values(inv_inpatient.extract([sheet(rows)]), "hospital_name") == ["示范市中心医院"]


def test_a_note_about_a_share_does_not_take_its_label_from_the_amount_that_a_seal_left() -> None:
    rows: Rows = (
        (10, [(500, "示范市医疗住院收费专用票据")]),
        (200, [(20, "合计人民币(大写):"), (300, "壹佰元整"), (900, "¥:100.00")]),
        (260, [(20, "统筹支付:"), (140, "60.00"), (520, "10.00"), (800, "个人账户支付:"), (1000, "5.00")]),
        (320, [(20, "现金支付:"), (140, "25.00"), (900, "收款员:蒲嘉德")]),
        (380, [(20, "注:本票据盖章有效;附加支付指地方附加医疗保险基金支付")]),
    )
    assert values(inv_inpatient.extract([sheet(rows)]), "other_paid") == ["10.00"]
