"""Bank cards, passbook pages and account screenshots."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.cards import banks, card_number, holder
from extractors.documents import bank_card
from extractors.page import Line
from storage.model.extraction import Field
from tests.extractors.cards import grades_of, line, page_of, values_of
from tests.specimens.bank_card import make_number

NUMBER = "6217001234567890122"
NUMBERS = st.builds(make_number, st.randoms(use_true_random=False), st.sampled_from([16, 19]))


def read(*lines: Line) -> dict[str, object]:
    return values_of(bank_card.extract([page_of(list(lines))]))


@pytest.mark.parametrize(
    "number",
    [
        "6205500000000000004",
        "6217001234567890122",
        "6222021000000000009",
        "6214830000000009",
        "6225880000000001",
    ],
)
def test_numbers_with_the_right_check_digit(number: str) -> None:
    assert card_number.is_valid(number)
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert not card_number.is_valid(wrong)


@pytest.mark.parametrize(
    "number", ["6222021000000000001", "", "123", "62220210000000000091", "621700123456789012X"]
)
def test_other_texts_are_no_number(number: str) -> None:
    assert not card_number.is_valid(number)


def test_a_card_gives_bank_number_and_kind() -> None:
    lines = [
        line("中国建设银行", 60, 60),
        line("China Construction Bank", 60, 100),
        line("龙卡通(储蓄卡)", 500, 60),
        line("6217 0012 3456 7890 122", 60, 300),
        line("VALID THRU 05/32", 300, 380),
        line("银联", 700, 480),
    ]
    fields = bank_card.extract([page_of(lines)])
    assert values_of(fields) == {"bank_name": "中国建设银行", "card_number": NUMBER, "card_kind": "debit"}
    assert set(grades_of(fields).values()) == {"auto"}


@given(NUMBERS, st.sampled_from([(4, 4, 4, 4, 3), (6, 13), (19,), (8, 11)]))
def test_a_number_in_any_groups_and_boxes_is_put_together(number: str, groups: tuple[int, ...]) -> None:
    lines, place, x = [], 0, 40.0
    for group in groups:
        part = number[place : place + group]
        if part:
            lines.append(line(part, x, 300))
            x = lines[-1].box.x1 + 20
        place += group
    assert read(*reversed(lines))["card_number"] == number


@given(NUMBERS, st.sampled_from([4, 8]))
def test_a_number_in_lines_one_below_another_is_put_together(number: str, width: int) -> None:
    parts = [number[start : start + width] for start in range(0, len(number), width)]
    lines = [line(part, 60, 200 + 40 * row) for row, part in enumerate(parts)]
    assert read(*lines)["card_number"] == number


@given(NUMBERS, st.integers(0, 18), st.integers(1, 9))
def test_a_wrong_digit_is_never_auto(number: str, place: int, step: int) -> None:
    place %= len(number)
    wrong = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    fields = bank_card.extract([page_of([line(wrong, 60, 300)])])
    assert grades_of(fields).get("card_number") in (None, "check")


@given(NUMBERS, st.integers(1, 17))
def test_a_lost_digit_is_never_auto(number: str, place: int) -> None:
    place %= len(number)
    shorter = number[:place] + number[place + 1 :]
    fields = bank_card.extract([page_of([line(shorter, 60, 300)])])
    assert grades_of(fields).get("card_number") in (None, "check")


def test_a_letter_for_a_digit_is_put_right_and_marked() -> None:
    field = bank_card.extract([page_of([line("6217 O012 3456 7890 122", 60, 300, score=0.92)])])["card_number"]
    assert isinstance(field, Field)
    assert (field.value, field.repaired, field.grade) == (NUMBER, True, "check")


def test_dates_phones_and_identity_numbers_are_no_card_number() -> None:
    lines = [
        line("95588", 60, 60),
        line("4006695588", 60, 100),
        line("05/2032", 60, 140),
        line("13800138000", 60, 180),
        line("440306201602290023", 60, 220),
    ]
    assert "card_number" not in read(*lines)


def test_neither_validity_nor_security_code_is_read() -> None:
    lines = [line(NUMBER, 60, 300), line("VALID THRU 05/32", 60, 380), line("CVV 123", 60, 420)]
    values = read(*lines)
    assert set(values) == {"card_number", "card_kind"}


@pytest.mark.parametrize(
    ("printed", "name", "grade"),
    [
        ("中国农业银行", "中国农业银行", "auto"),
        ("招商銀行", "招商银行", "auto"),
        ("CHINA MERCHANTS BANK", "招商银行", "auto"),
        ("ICBC", "中国工商银行", "check"),
        ("中国建没银行", "中国建设银行", "check"),
        ("江川省农村信用社", "江川省农村信用社", "auto"),
        ("清河农村商业银行", "清河农村商业银行", "auto"),
        ("示范银行", "示范银行", "auto"),
    ],
)
def test_the_bank_is_named_by_print_by_english_or_by_letters(printed: str, name: str, grade: str) -> None:
    fields = bank_card.extract([page_of([line(printed, 60, 60), line(NUMBER, 60, 300)])])
    assert values_of(fields)["bank_name"] == name
    assert grades_of(fields)["bank_name"] == grade


@pytest.mark.parametrize("printed", ["手机银行", "银联", "UnionPay", "网上银行", "ABCDE", "ATM"])
def test_what_names_no_bank_gives_none_even_where_the_first_digits_would(printed: str) -> None:
    assert "bank_name" not in read(line(printed, 60, 60), line(NUMBER, 60, 300))


@pytest.mark.parametrize(
    ("printed", "kind", "grade"),
    [
        ("储蓄卡", "debit", "auto"),
        ("借记卡", "debit", "auto"),
        ("DEBIT CARD", "debit", "auto"),
        ("信用卡", "credit", "auto"),
        ("CREDIT", "credit", "auto"),
        ("Henan Rural Credit Cooperative", "debit", "check"),
        ("", "debit", "check"),
    ],
)
def test_the_kind_is_the_printed_word_and_else_a_hint(printed: str, kind: str, grade: str) -> None:
    fields = bank_card.extract([page_of([line(printed or "-", 60, 60), line(NUMBER, 60, 300)])])
    assert values_of(fields)["card_kind"] == kind
    assert grades_of(fields)["card_kind"] == grade


def test_the_kind_of_an_unknown_issuer_without_a_word_is_unknown() -> None:
    assert read(line("6299990000000000006", 60, 300)).get("card_kind") == "unknown"


@pytest.mark.parametrize(
    ("printed", "name", "grade"),
    [
        ("ZHANG YUE", "ZHANG YUE", "auto"),
        ("MR LI XIAOMING", "MR LI XIAOMING", "auto"),
        ("MRLIXIAOMING", "MR LI XIAOMING", "check"),
        ("MR.JOHN SMITH", "MR.JOHN SMITH", "check"),
    ],
)
def test_the_holder_stands_in_capitals_below_the_number(printed: str, name: str, grade: str) -> None:
    fields = bank_card.extract([page_of([line(NUMBER, 60, 300), line(printed, 60, 400)])])
    assert values_of(fields)["holder_name"] == name
    assert grades_of(fields)["holder_name"] == grade


@pytest.mark.parametrize("printed", ["VALID THRU", "GOLD CARD", "CCB HNMONTH", "LONG CARD", "ZHANG YUE"])
def test_what_is_no_holder_or_stands_above_the_number_gives_none(printed: str) -> None:
    above = printed == "ZHANG YUE"
    assert "holder_name" not in read(line(NUMBER, 60, 300), line(printed, 60, 100 if above else 400))


def test_an_account_in_an_app_is_read_by_its_labels() -> None:
    lines = [
        line("手机银行", 300, 40),
        line("户名", 60, 200),
        line("张悦", 400, 200),
        line("卡号:", 60, 280),
        line("6217 0012 3456 7890 122", 400, 280),
        line("开户行", 60, 360),
        line("中国建设银行示范市滨江支行", 400, 360),
        line("账户类型 储蓄卡", 60, 440),
    ]
    assert read(*lines) == {
        "bank_name": "中国建设银行",
        "card_number": NUMBER,
        "card_kind": "debit",
        "holder_name": "张悦",
    }


def test_values_right_below_their_labels_are_found_too() -> None:
    lines = [line("持卡人", 60, 200), line("张悦", 60, 236), line("银行卡号", 60, 300), line(NUMBER, 60, 336)]
    assert read(*lines)["holder_name"] == "张悦"


def test_masked_numbers_and_names_are_not_taken_for_whole_ones() -> None:
    fields = bank_card.extract(
        [page_of([line("卡号 6217 **** **** 0122", 60, 200), line("户名 *悦", 60, 280)])]
    )
    assert values_of(fields)["card_number"] is None
    assert grades_of(fields) == {"card_number": "unread", "holder_name": "check"}


def test_pages_without_a_card_give_nothing() -> None:
    assert bank_card.extract([page_of([])]) == {}


@given(st.text(max_size=40))
def test_no_text_breaks_the_readers(text: str) -> None:
    banks.named(text)
    holder.is_pinyin(text)
    holder.spaced(text)
    bank_card.extract([page_of([line(text or " ", 60, 100)])])


def _sixteen(first: str) -> str:
    return next(number for last in range(10) if card_number.is_valid(number := f"{first}{last}"))


def test_a_number_that_lost_its_last_group_is_never_auto() -> None:
    short = _sixteen("621700123456789")
    grade = grades_of(bank_card.extract([page_of([line(short, 60, 300)])]))["card_number"]
    assert grade == "check"


def test_digits_left_over_beside_a_number_make_it_doubtful() -> None:
    short = _sixteen("623059123456789")
    number = line(short, 60, 300)
    beside = line("6G2", number.box.x1 + 20, 300)
    alone, more = (
        grades_of(bank_card.extract([page_of(lines)]))["card_number"] for lines in ([number], [number, beside])
    )
    assert (alone, more) == ("auto", "check")


def test_a_row_left_over_below_a_number_in_rows_makes_it_doubtful() -> None:
    short = _sixteen("623059123456789")
    rows = [line(short[at : at + 4], 60, 200 + 12 * at) for at in range(0, 16, 4)]
    rest = line("6G2", 60, 200 + 12 * 16)
    alone, more = (
        grades_of(bank_card.extract([page_of(lines)]))["card_number"] for lines in (rows, [*rows, rest])
    )
    assert (alone, more) == ("auto", "check")


@pytest.mark.parametrize(
    ("words", "kind"),
    [("借记IC卡", "debit"), ("储蓄(IC)卡", "debit"), ("贷记IC卡", "credit"), ("信用IC卡", "credit")],
)
def test_letters_inside_the_word_for_a_kind_of_card_do_not_hide_it(words: str, kind: str) -> None:
    assert read(line(words, 60, 60), line("6209 9949 3923 5824 800", 60, 300))["card_kind"] == kind


def test_a_union_of_cooperatives_is_named_in_full() -> None:
    named = banks.named("示范省农村信用社联合社")
    assert named is not None and named.name == "示范省农村信用社联合社"


@pytest.mark.parametrize("groups", [(8, 11), (12, 7), (4, 15)])
def test_a_number_in_two_uneven_rows_of_an_upright_card_is_put_together(groups: tuple[int, int]) -> None:
    spaced = [NUMBER[: groups[0]], NUMBER[groups[0] :]]
    rows = [" ".join(part[at : at + 4] for at in range(0, len(part), 4)) for part in spaced]
    lines = [line(rows[0], 120, 300), line(rows[1], 90, 340), line("962996", 60, 480)]
    fields = bank_card.extract([page_of(lines)])
    assert (values_of(fields)["card_number"], grades_of(fields)["card_number"]) == (NUMBER, "auto")


def test_the_short_name_of_rural_cooperatives_is_a_bank() -> None:
    named = banks.named("示范信合")
    assert named is not None and named.name == "示范信合"
