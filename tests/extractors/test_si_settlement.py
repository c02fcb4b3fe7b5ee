"""Settlements of the medical insurance from hand-made lines: boxes, labels over values, lists, sentences."""

import pytest

from extractors.documents import si_settlement
from storage.model.extraction import Fields, Grade
from tests.extractors.typeset import Rows, sheet

HEAD: Rows = (
    (10, [(400, "江川省基本医疗保险住院费用结算单")]),
    (
        60,
        [
            (0, "姓名"),
            (140, "王小明"),
            (400, "性别"),
            (500, "男"),
            (700, "险种类型"),
            (860, "城乡居民基本医疗保险"),
        ],
    ),
    (
        110,
        [
            (0, "入院日期"),
            (140, "2026-04-01"),
            (400, "出院日期"),
            (540, "2026-04-05"),
            (800, "医疗机构"),
            (940, "示范市第一人民医院"),
        ],
    ),
)
SUMS: Rows = (
    (160, [(0, "医疗费总额"), (240, "6642.50"), (600, "起付标准"), (840, "500.00")]),
    (210, [(0, "全自费金额"), (240, "1200.00"), (600, "先行自付金额"), (840, "300.00")]),
    (260, [(0, "统筹基金支付"), (240, "3000.00"), (600, "大病保险支付"), (840, "600.00")]),
    (310, [(0, "医疗救助支付"), (240, "200.00"), (600, "基金支付合计"), (840, "3800.00")]),
    (360, [(0, "个人账户支付"), (240, "0.00"), (600, "个人现金支付"), (840, "2842.50")]),
)
WANTED = {
    "patient_name": "王小明",
    "hospital_name": "示范市第一人民医院",
    "admission_date": "2026-04-01",
    "discharge_date": "2026-04-05",
    "insurance_kind": "城乡居民基本医疗保险",
    "total": "6642.50",
    "pool_paid": "3000.00",
    "other_paid": "800.00",
    "account_paid": "0.00",
    "cash_paid": "2842.50",
    "self_funded": "1200.00",
    "deductible": "500.00",
}


def values_of(fields: Fields) -> dict[str, object]:
    return {key: field.value for key, field in fields.items()}  # type: ignore[union-attr]


def changed(rows: Rows, old: str, new: str) -> Rows:
    return [(y, [(x, text.replace(old, new)) for x, text in cells]) for y, cells in rows]


def test_pairs_in_boxes_are_read_and_other_funds_are_one_sum() -> None:
    fields = si_settlement.extract([sheet([*HEAD, *SUMS])])
    assert values_of(fields) == WANTED
    assert fields["other_paid"].raw == "600.00 + 200.00"  # type: ignore[union-attr]
    assert {field.grade for field in fields.values()} == {Grade.AUTO}  # type: ignore[union-attr]


def test_labels_over_their_values_are_read() -> None:
    rows: list[tuple[int, list[tuple[int, str]]]] = [(10, [(300, "异地就医住院医疗费用结算单")])]
    for place, (_, cells) in enumerate((*HEAD[1:], *SUMS)):
        texts = [text for _, text in cells]
        rows.append((60 + place * 110, [(at * 300, text) for at, text in enumerate(texts[::2])]))
        rows.append((105 + place * 110, [(at * 300, text) for at, text in enumerate(texts[1::2])]))
    assert values_of(si_settlement.extract([sheet(rows)])) == WANTED


def test_dots_lead_to_the_sums_of_a_list() -> None:
    rows: Rows = (
        (60, [(0, "1.医疗费用总额"), (220, "........"), (700, "6642.50")]),
        (110, [(0, "2.起付标准......"), (700, "500.00")]),
        (160, [(0, "3.统筹基金支付金额"), (700, "3800.00")]),
    )
    fields = values_of(si_settlement.extract([sheet(rows)]))
    assert (fields["total"], fields["deductible"], fields["pool_paid"]) == ("6642.50", "500.00", "3800.00")


def test_the_last_row_of_a_table_of_charges_gives_the_sums_and_its_head_is_no_label() -> None:
    rows: Rows = (
        (60, [(0, "项目"), (300, "金额"), (500, "自理"), (700, "自费")]),
        (110, [(0, "西药费"), (300, "5000.00"), (500, "300.00"), (700, "1000.00")]),
        (160, [(0, "检查费"), (300, "1642.50"), (500, "0.00"), (700, "200.00")]),
        (210, [(0, "合计"), (300, "6642.50"), (500, "300.00"), (700, "1200.00")]),
        (280, [(0, "基金支付:统筹基金支付3800.00元,大病保险支付0.00元。")]),
        (330, [(0, "个人支付:个人账户支付0.00元,现金支付2842.50元。")]),
    )
    fields = values_of(si_settlement.extract([sheet(rows)]))
    wanted = ("total", "self_funded", "pool_paid", "other_paid", "account_paid", "cash_paid")
    assert [fields[key] for key in wanted] == ["6642.50", "1200.00", "3800.00", "0.00", "0.00", "2842.50"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("2842.50", "2342.50"), ("3000.00", "8000.00"), ("600.00", "660.00"), ("6642.50", "6642.00")],
)
def test_shares_that_do_not_add_up_are_looked_at(old: str, new: str) -> None:
    fields = si_settlement.extract([sheet([*HEAD, *changed(SUMS, old, new)])])
    shares = ("total", "pool_paid", "other_paid", "account_paid", "cash_paid")
    assert {fields[key].grade for key in shares} == {Grade.CHECK}  # type: ignore[union-attr]
    assert fields["deductible"].grade is Grade.AUTO  # type: ignore[union-attr]


def test_a_dash_is_no_amount_and_what_is_not_printed_is_absent() -> None:
    fields = si_settlement.extract([sheet([*HEAD, *changed(SUMS[:2], "500.00", "***")])])
    assert not {"deductible", "pool_paid", "other_paid", "cash_paid"} & set(fields)


def test_a_note_that_explains_the_funds_has_no_sums() -> None:
    note = "备注:1.其他基金支付含大病保险、公务员医疗补助、医疗救助等;2.本单一式三份,医疗机构、参保人各执一份。"
    rows: Rows = (*HEAD, *changed(SUMS, "医疗救助支付", "其他基金支付"), (470, [(0, note)]))
    assert values_of(si_settlement.extract([sheet(rows)])) == WANTED


@pytest.mark.parametrize(
    "note",
    [
        (470, [(0, "说明:1.起付标准为一级医院400.00元,"), (900, "统筹基金支付比例90%;")]),
        (470, [(0, "注:医疗救助支付、公务员补助、大额补助均计入基金支付。")]),
        (470, [(0, "大额补助支付含补充医疗保险,职工适用")]),
    ],
)
def test_words_of_funds_in_a_sentence_are_no_unread_sums(note: tuple[int, list[tuple[int, str]]]) -> None:
    found = values_of(si_settlement.extract([sheet((*HEAD, *SUMS, note))]))
    assert found == WANTED


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("本次医疗费用总金额", Grade.AUTO),
        ("本次住院医药费合计", Grade.AUTO),
        ("结算医疗费用总和", Grade.CHECK),
        ("住院发生费用合计金额", Grade.CHECK),
    ],
)
def test_the_total_in_many_words(words: str, grade: Grade) -> None:
    found = si_settlement.extract([sheet((*HEAD, *changed(SUMS, "医疗费总额", words)))])
    assert values_of(found) == WANTED
    assert found["total"].grade is grade  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "shape", ["{}:{}", "{}......{}", "{}------{}", "{}={}", "{}(元){}", "{}:¥{}", "{}:{}元", "2.{}:{}"]
)
def test_a_sum_behind_its_label_however_the_two_are_joined(shape: str) -> None:
    pairs = [
        (label, shown)
        for _, cells in SUMS
        for (_, label), (_, shown) in zip(cells[::2], cells[1::2], strict=True)
    ]
    rows: Rows = [(160 + 40 * at, [(20, shape.format(*pair))]) for at, pair in enumerate(pairs)]
    assert values_of(si_settlement.extract([sheet((*HEAD, *rows))])) == WANTED


@pytest.mark.parametrize(("first", "second"), [("0.00", "800.00"), ("300.00", "500.00")])
def test_funds_of_one_kind_printed_apart_are_one_sum_for_a_look(first: str, second: str) -> None:
    rows: Rows = (
        *HEAD,
        *SUMS[:2],
        (260, [(20, "统筹基金支付"), (240, "3000.00"), (600, "职工大额医疗费用补助基金支付"), (1000, first)]),
        (310, [(20, "居民大病保险资金支付"), (400, second), (600, "基金支付合计"), (1000, "3800.00")]),
        *SUMS[4:],
    )
    found = si_settlement.extract([sheet(rows)])
    assert values_of(found) == WANTED
    assert found["other_paid"].grade is Grade.CHECK  # type: ignore[union-attr]
