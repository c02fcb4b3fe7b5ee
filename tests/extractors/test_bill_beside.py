"""Bills whose payers stand beside the charges, whose labels have two languages, and whose total is said without a label."""

import pytest

from extractors.documents import inv_inpatient, inv_outpatient, si_settlement
from extractors.medical.bill import staff
from storage.model.extraction import Fields, Grade
from tests.extractors.typeset import Rows, sheet

CHARGES = ("化验费", "检查费", "西药费", "护理费", "手术费")
PAYERS = ("医保统筹基金支付", "个人账户支付", "个人现金支付", "个人自付", "个人自费")
BESIDE: Rows = (
    (10, [(500, "某省医疗住院收费票据(电子)")]),
    (60, [(0, "票据代码:33060223"), (900, "票据号码:0012345678")]),
    (200, [(0, "收费项目"), (300, "金额(元)"), (700, "结算信息"), (1200, "金额(元)")]),
    *[
        (240 + 40 * at, [(0, charge), (320, "100.00"), (700, payer), (1200, f"{50 * at}.00")])
        for at, (charge, payer) in enumerate(zip(CHARGES, PAYERS, strict=True))
    ],
    (440, [(700, "预缴金额"), (1200, "300.00")]),
    (500, [(0, "金额合计(大写):伍佰元整"), (900, "小写:500.00")]),
)
TWO_LANGUAGES: Rows = (
    (10, [(500, "医疗门诊收费票据 OUTPATIENT RECEIPT")]),
    (60, [(0, "票据代码 Bill Code"), (400, "票据号码 Bill No."), (800, "开票日期 Issue Date")]),
    (90, [(0, "33060126"), (400, "0012345678"), (800, "2026-04-05")]),
    (140, [(0, "医保类型Insurance"), (400, "病人姓名 Patient")]),
    (170, [(0, "职工基本医疗保险"), (400, "张悦")]),
    (220, [(0, "项目 Item"), (500, "数量 Qty"), (900, "金额Amount (CNY)")]),
    (260, [(0, "放射费"), (150, "Radiology"), (510, "3"), (920, "117.46")]),
    (300, [(0, "CT"), (510, "1"), (920, "20.00")]),
    (360, [(700, "费用总额 Total"), (920, "¥137.46")]),
    (400, [(700, "大写:壹佰叁拾柒元肆角陆分")]),
    (440, [(0, "医保统筹基金支付 Pooled Fund"), (500, "个人自付Co-pay"), (900, "个人自费 Self-funded")]),
    (470, [(0, "100.00"), (500, "37.46"), (900, "0.00")]),
)


def values(fields: Fields, *names: str) -> list[object]:
    return [getattr(fields.get(name), "value", None) for name in names]


def names(fields: Fields) -> list[object]:
    return [row["name"].value for row in fields["items"]]  # type: ignore[index, union-attr]


def test_a_list_of_payers_beside_the_charges_is_no_charge() -> None:
    fields = inv_inpatient.extract([sheet(BESIDE)])
    assert names(fields) == list(CHARGES)
    assert values(fields, "account_paid", "cash_paid", "self_pay", "prepaid") == [
        "50.00",
        "100.00",
        "150.00",
        "300.00",
    ]


def test_a_settlement_beside_its_table_of_charges_is_read() -> None:
    rows: Rows = (
        (10, [(500, "某市医疗保险费用结算单")]),
        (60, [(0, "姓名:张悦"), (600, "医保类型:职工基本医疗保险")]),
        (120, [(0, "费用类别"), (300, "金额"), (500, "自费金额"), (900, "医保结算情况")]),
        *[
            (
                160 + 40 * at,
                [(0, charge), (300, "100.00"), (500, "9.00"), (800, payer), (1200, f"{70 + at}.00")],
            )
            for at, (charge, payer) in enumerate(
                zip(CHARGES, ("起付线", "统筹支付", "其他支付", "账户支付", "个人现金支付"), strict=True)
            )
        ],
        (360, [(0, "合计"), (300, "500.00"), (500, "45.00")]),
    )
    fields = si_settlement.extract([sheet(rows)])
    assert values(fields, "total", "self_funded", "deductible", "pool_paid", "cash_paid") == [
        "500.00", "45.00", "70.00", "71.00", "74.00",
    ]  # fmt: skip


def test_the_second_language_of_a_bill_is_no_value() -> None:
    fields = inv_outpatient.extract([sheet(TWO_LANGUAGES)])
    assert values(fields, "bill_code", "bill_number", "issue_date", "patient_name") == [
        "33060126", "0012345678", "2026-04-05", "张悦",
    ]  # fmt: skip
    assert values(fields, "total", "pool_paid", "self_pay", "self_funded") == [
        "137.46",
        "100.00",
        "37.46",
        "0.00",
    ]
    assert names(fields) == ["放射费", "CT"]


@pytest.mark.parametrize(("said", "read"), [("叁佰捌拾肆元玖角贰分", "叁佰捌拾肆元玖角贰分"), ("伍元整", None)])
def test_capitals_without_a_label_count_where_they_say_the_total(said: str, read: str | None) -> None:
    rows: Rows = (
        (10, [(300, "医疗门诊收费票据(电子)")]),
        (60, [(300, "票据金额(元)")]),
        (100, [(300, "384.92")]),
        (150, [(300, said)]),
        (200, [(0, "交款人"), (600, "张悦")]),
    )
    assert values(inv_outpatient.extract([sheet(rows)]), "total", "total_cn") == ["384.92", read]


@pytest.mark.parametrize("sign", ["Ne0012345678", "N0012345678", "No 0012345678", "N° 0012345678"])
def test_a_number_behind_its_sign_is_read(sign: str) -> None:
    rows: Rows = ((10, [(300, "医疗门诊收费票据")]), (60, [(900, sign)]), (100, [(0, "姓名:张悦")]))
    number = inv_outpatient.extract([sheet(rows)])["bill_number"]
    assert getattr(number, "value", None) == "0012345678"
    assert getattr(number, "grade", None) is Grade.CHECK or sign.startswith("No")


def test_the_day_behind_who_took_the_money_is_the_day_of_the_bill() -> None:
    rows: Rows = (
        (10, [(300, "医疗门诊收费票据")]),
        (60, [(0, "姓名:张悦")]),
        (100, [(0, "收款员 S9666"), (600, "2020-02-05")]),
    )
    assert values(inv_outpatient.extract([sheet(rows)]), "payee", "issue_date") == ["S9666", "2020-02-05"]
    assert staff("李二 2020年2月5日") == "李二"
