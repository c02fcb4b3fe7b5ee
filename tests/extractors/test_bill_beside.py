"""Bills whose payers stand beside the charges, whose labels have two languages, and whose total is said without a label."""

import pytest

from extractors.documents import inv_inpatient, inv_outpatient, si_settlement
from extractors.kinds.classify import classify
from extractors.medical.bill import staff
from storage.model.document_type import DocumentType
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


def test_what_a_bill_says_of_the_stay_may_stand_beside_its_charges_label_and_value_in_one() -> None:
    about = (
        "业务流水号:92802183324634",
        "病历号:8954314",
        "住院号:0790642428",
        "住院科别:骨科一病区",
        "性别:男",
    )
    rows: Rows = (
        (10, [(500, "某省医疗住院收费票据(电子)")]),
        (60, [(0, "票据代码:33060223"), (900, "票据号码:0012345678")]),
        (200, [(0, "项目名称"), (300, "金额(元)"), (700, "其他信息")]),
        *[
            (240 + 40 * at, [(0, charge), (320, "100.00"), (700, one)])
            for at, (charge, one) in enumerate(zip(CHARGES, about, strict=True))
        ],
        (500, [(0, "金额合计(大写):伍佰元整"), (900, "小写:500.00")]),
    )
    fields = inv_inpatient.extract([sheet(rows)])
    assert names(fields) == list(CHARGES)
    assert values(fields, "business_serial", "record_number", "inpatient_number", "department", "sex") == [
        "92802183324634", "8954314", "0790642428", "骨科一病区", "M",
    ]  # fmt: skip


def test_notes_of_charges_that_look_like_labels_stay_with_their_rows() -> None:
    rows: Rows = (
        (10, [(500, "某省医疗住院收费票据(电子)")]),
        (200, [(0, "项目名称"), (300, "金额(元)"), (700, "备注")]),
        *[
            (240 + 40 * at, [(0, charge), (320, "100.00"), (700, f"自费:{at}.00")])
            for at, charge in enumerate(CHARGES)
        ],
        (500, [(0, "金额合计(大写):伍佰元整"), (900, "小写:500.00")]),
    )
    fields = inv_inpatient.extract([sheet(rows)])
    assert [row["note"].value for row in fields["items"]][1] == "自费:1.00"  # type: ignore[index, union-attr]
    assert values(fields, "self_funded") == [None]


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


UNDER: Rows = (
    (10, [(500, "某某煤业总医院"), (1100, "No 5663044259")]),
    (50, [(500, "住院费用结算票据")]),
    (100, [(0, "病人姓名"), (300, "性别"), (500, "住院流水号"), (900, "科室")]),
    (135, [(80, "张悦"), (340, "女"), (600, "ZY6266316"), (1010, "泌尿外科")]),
    (180, [(0, "入院日期"), (300, "出院日期"), (600, "住院天数"), (900, "结算日期")]),
    (215, [(90, "2024/08/20"), (390, "2024/08/25"), (700, "5"), (1010, "2024/08/25")]),
    (280, [(0, "床位费"), (300, "诊疗费")]),
    (315, [(190, "1953.26"), (500, "188.55")]),
    (360, [(0, "手术费")]),
    (395, [(190, "1738.50")]),
    (450, [(0, "费用总计(大写):叁仟捌佰捌拾元叁角壹分"), (1000, "(小写):3880.31")]),
    (500, [(0, "统筹基金支付"), (300, "个人账户支付"), (600, "个人现金支付"), (900, "预交金")]),
    (535, [(130, "3000.00"), (460, "0.00"), (760, "880.31"), (1010, "900.00")]),
    (580, [(0, "退还预交金:19.69"), (600, "收款员:崔燕")]),
    (620, [(0, "说明:本票据为报销凭证,请妥善保管,遗失不补")]),
)


def test_values_below_a_row_of_labels_stand_anywhere_in_their_columns() -> None:
    page = sheet(UNDER)
    assert classify(page).type is DocumentType.INV_INPATIENT
    fields = inv_inpatient.extract([page])
    assert values(fields, "patient_name", "sex", "inpatient_number", "admission_date", "discharge_date") == [
        "张悦", "F", "ZY6266316", "2024-08-20", "2024-08-25",
    ]  # fmt: skip
    assert values(fields, "pool_paid", "account_paid", "cash_paid", "prepaid") == [
        "3000.00",
        "0.00",
        "880.31",
        "900.00",
    ]
    assert [(row["name"].value, row["amount"].value) for row in fields["items"]] == [  # type: ignore[index, union-attr]
        ("床位费", "1953.26"), ("诊疗费", "188.55"), ("手术费", "1738.50"),
    ]  # fmt: skip


def test_a_strip_without_its_title_that_tells_of_no_stay_is_an_outpatient_bill() -> None:
    rows: Rows = (
        (10, [(500, "(机打票 手写无效)")]),
        (60, [(0, "票据代码:62067165")]),
        (100, [(0, "票据号码:4859705828")]),
        (140, [(0, "患者姓名:张悦 性别:女")]),
        (200, [(0, "项目/规格"), (500, "数量"), (800, "金额")]),
        (240, [(0, "血常规"), (500, "1"), (800, "16.50")]),
        (300, [(0, "合计(小写):"), (800, "16.50")]),
        (340, [(0, "个人账户支付:"), (600, "收费专用章")]),
        (380, [(0, "请妥善保管,遗失不补,退费凭此票")]),
    )
    assert classify(sheet(rows)).type is DocumentType.INV_OUTPATIENT


def test_a_total_and_its_words_that_stand_without_labels_prove_each_other() -> None:
    rows: Rows = (
        (10, [(300, "医疗住院收费票据(电子)")]),
        (60, [(300, "4225.97元")]),
        (100, [(300, "肆仟贰佰贰拾伍元玖角柒分")]),
        (150, [(0, "票据代码"), (600, "票据号码")]),
        (180, [(0, "15060226"), (600, "0090873440")]),
    )
    told = values(inv_inpatient.extract([sheet(rows)]), "total", "total_cn")
    assert told == ["4225.97", "肆仟贰佰贰拾伍元玖角柒分"]


def test_the_copies_of_a_form_below_the_place_of_the_seal_are_no_hospital() -> None:
    rows: Rows = (
        (10, [(500, "古桥县铁路医院")]),
        (50, [(480, "住院医疗费专用收据")]),
        (120, [(0, "收费项目"), (600, "金额(元)")]),
        *[(160 + 40 * at, [(0, charge), (600, "100.00")]) for at, charge in enumerate(CHARGES)],
        (380, [(0, "费用总额"), (600, "500.00")]),
        (440, [(0, "收款单位(盖章)"), (700, "收款员:汤丽华")]),
        (480, [(0, "①存根(白)②收据(红)③记账(绿)")]),
    )
    assert values(inv_inpatient.extract([sheet(rows)]), "hospital_name") == ["古桥县铁路医院"]


@pytest.mark.parametrize("title", ["就诊信息", "患者情况"])
def test_what_a_phone_says_of_the_visit_below_the_charges_is_no_charge(title: str) -> None:
    rows: Rows = (
        (10, [(300, "票据详情")]),
        (60, [(0, "票据名称"), (400, "某省医疗门诊收费票据(电子)")]),
        (110, [(0, "项目名称"), (300, "数量/单位"), (600, "金额(元)")]),
        (160, [(0, "诊察费"), (320, "1/项"), (620, "76.91")]),
        (210, [(0, "西药费"), (320, "1/项"), (620, "274.71")]),
        (260, [(0, title)]),
        (310, [(0, "门诊号"), (600, "960709868")]),
        (360, [(0, "就诊日期"), (600, "2025-06-15")]),
        (410, [(0, "性别"), (660, "女")]),
    )
    fields = inv_outpatient.extract([sheet(rows)])
    assert names(fields) == ["诊察费", "西药费"]
    assert values(fields, "outpatient_number", "visit_date", "sex") == ["960709868", "2025-06-15", "F"]


def test_a_label_of_the_visit_beside_the_charges_does_not_end_them() -> None:
    rows: Rows = (
        (10, [(500, "某省医疗卫生单位门诊收费票据")]),
        (60, [(100, "收费项目"), (500, "金额(元)")]),
        (110, [(0, "放射"), (520, "11.37"), (700, "医保类别:"), (900, "城镇职工")]),
        (160, [(0, "治疗费"), (530, "8.00"), (700, "统筹支付:265.41")]),
        (210, [(0, "西药"), (510, "157.59"), (700, "就诊日期:2016-08-02")]),
        (300, [(0, "合计(大写):"), (300, "壹佰柒拾陆元玖角陆分")]),
    )
    assert names(inv_outpatient.extract([sheet(rows)])) == ["放射", "治疗费", "西药"]
