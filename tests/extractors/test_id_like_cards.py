"""Cards with the identity card's layout: the temporary card, and the permit of residents of 港澳台."""

from extractors.documents import hmt_permit, id_temp
from tests.extractors.cards import (
    EMBLEM,
    PORTRAIT,
    TRUTH,
    grades_of,
    page_of,
    set_out,
    values_of,
    without,
)


def test_a_temporary_card_bears_both_faces_on_one_side_and_lasts_three_months() -> None:
    below = {
        "签发机关": (0, 7),
        "示范市公安局": (2.2, 7),
        "有效期限": (0, 8),
        "2026.02.01-2026.05.01": (2.2, 8),
    }
    fields = id_temp.extract([page_of(set_out({**PORTRAIT, **below}), size=(900, 800))])
    assert values_of(fields) == {
        "side": "both",
        **TRUTH,
        "authority": "示范市公安局",
        "valid_from": "2026-02-01",
        "valid_to": "2026-05-01",
    }
    assert set(grades_of(fields).values()) == {"auto"}


def test_a_permit_has_no_ethnicity_and_adds_the_travel_permit() -> None:
    front = without(PORTRAIT, "民族", "汉", "11010119900307002X")
    back = without(EMBLEM, "2019.05.20-2039.05.20", "居民身份证")
    lines = [
        *set_out({**front, "810000199408230021": (3.5, 5.6)}),
        *set_out({**back, "2024.02.01-2029.02.01": (4.4, 6), "通行证号码 H12345678": (2.2, 7)}, at=(80, 700)),
    ]
    fields = hmt_permit.extract([page_of(lines, size=(900, 1400))])
    values = values_of(fields)
    assert "ethnicity" not in values
    assert (values["id_number"], values["permit_number"], values["side"]) == (
        "810000199408230021",
        "H12345678",
        "both",
    )
    assert grades_of(fields)["valid_to"] == "auto"


def test_a_number_of_another_shape_is_doubted() -> None:
    fields = hmt_permit.extract([page_of(set_out({**EMBLEM, "通行证号码 H1234": (2.2, 7)}))])
    assert grades_of(fields)["permit_number"] == "check"
    assert hmt_permit.extract([page_of([])]) == {}
