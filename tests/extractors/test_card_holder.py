"""The name printed on a bank card: found by its label or by its shape, never invented."""

import pytest
from hypothesis import strategies as st

from extractors.documents import bank_card
from extractors.page import Line
from tests.extractors.cards import grades_of, line, page_of, values_of
from tests.specimens.bank_card import make_number

NUMBER = "6217001234567890122"
NUMBERS = st.builds(make_number, st.randoms(use_true_random=False), st.sampled_from([16, 19]))


def read(*lines: Line) -> dict[str, object]:
    return values_of(bank_card.extract([page_of(list(lines))]))


@pytest.mark.parametrize(("x", "y"), [(60, 372), (60, 240)])
def test_a_chinese_holder_close_to_the_number_is_found_and_looked_at(x: float, y: float) -> None:
    fields = bank_card.extract([page_of([line(NUMBER, 60, 300), line("廖欣国", x, y)])])
    assert values_of(fields)["holder_name"] == "廖欣国"
    assert grades_of(fields)["holder_name"] == "check"


@pytest.mark.parametrize(
    "printed",
    [
        "金穗卡",
        "白金",
        "龙行天下",
        "方便快捷卡",
        "和谐",
        "万事达",
        "长期有效",
        "闪付",
        "祝您平安",
        "银联",
        "安全",
    ],
)
def test_slogans_and_card_products_are_nobodys_name(printed: str) -> None:
    assert "holder_name" not in read(line(NUMBER, 60, 300), line(printed, 60, 372))


def test_a_name_far_from_the_number_or_one_of_two_is_no_holder() -> None:
    assert "holder_name" not in read(line(NUMBER, 60, 300), line("廖欣国", 60, 560))
    assert "holder_name" not in read(line(NUMBER, 60, 300), line("廖欣国", 600, 372))
    assert "holder_name" not in read(line(NUMBER, 60, 300), line("廖欣国", 60, 372), line("向睿", 60, 410))


@pytest.mark.parametrize("label", ["持卡人", "CARDHOLDER", "持卡人姓名 CARDHOLDER NAME:", "Card Holder"])
@pytest.mark.parametrize("name", ["廖欣国", "ZHANG YUE"])
def test_a_labelled_holder_is_used_in_either_script(label: str, name: str) -> None:
    for lines in ([line(f"{label} {name}", 60, 400)], [line(label, 60, 400), line(name, 60, 440)]):
        fields = bank_card.extract([page_of([line(NUMBER, 60, 300), *lines])])
        assert (values_of(fields)["holder_name"], grades_of(fields)["holder_name"]) == (name, "auto")


@pytest.mark.parametrize("printed", ["持卡人签名", "持卡人须知", "CARDHOLDER SIGNATURE", "持卡人服务95588"])
def test_notices_for_holders_name_nobody(printed: str) -> None:
    assert "holder_name" not in read(line(NUMBER, 60, 300), line(printed, 60, 400))


def test_a_title_glued_to_its_surname_is_set_apart() -> None:
    fields = bank_card.extract([page_of([line(NUMBER, 60, 300), line("MSLIU SHIYU", 60, 400)])])
    assert (values_of(fields)["holder_name"], grades_of(fields)["holder_name"]) == ("MS LIU SHIYU", "check")


def test_a_surname_that_was_read_by_itself_is_a_part_of_the_name() -> None:
    surname = line("HE", 60, 400)
    name = line("HAITAO", surname.box.x1 + 8, 401)
    fields = bank_card.extract([page_of([line(NUMBER, 60, 300), surname, name])])
    assert values_of(fields)["holder_name"] == "HE HAITAO"
    box = fields["holder_name"].box  # type: ignore[union-attr]
    assert box is not None and (box.x0, box.x1) == (surname.box.x0, name.box.x1)


def test_words_of_cards_and_words_far_apart_are_no_part_of_a_name() -> None:
    name = line("LI MING", 60, 400)
    for beside in (line("PAY", name.box.x1 + 8, 400), line("AN", name.box.x1 + 200, 400)):
        assert read(line(NUMBER, 60, 300), name, beside)["holder_name"] == "LI MING"
