"""The scorer itself must be right before any figure is."""

from hypothesis import given
from hypothesis import strategies as st

from intake.measure.score import Read, Tally, compare

values = st.text("0123456789张悦.", min_size=1, max_size=6)
labels = st.dictionaries(st.sampled_from(["total", "tax", "payee"]), values, max_size=3)


@given(labels)
def test_a_perfect_reading_scores_one(fields: dict[str, str]) -> None:
    tally = compare(fields, {name: Read(value, True) for name, value in fields.items()})
    assert (tally.right, tally.wrong, tally.missed, tally.invented) == (len(fields), 0, 0, 0)


@given(labels, labels)
def test_every_labelled_field_is_counted_once(label: dict[str, str], read: dict[str, str]) -> None:
    tally = compare(label, {name: Read(value, False) for name, value in read.items()})
    assert tally.labelled == len(label)
    assert tally.read == len(read)


def test_an_unread_field_is_missed_and_not_wrong() -> None:
    assert compare({"total": "1.00"}, {"total": Read(None, False)}) == Tally(missed=1)


def test_an_ambiguous_field_is_not_counted() -> None:
    assert compare({"total": "1"}, {"total": Read("2", True)}, frozenset({"total"})) == Tally()


def test_a_wrong_auto_field_lowers_the_accuracy_of_auto() -> None:
    tally = compare({"a": "1", "b": "2"}, {"a": Read("1", True), "b": Read("3", True)})
    assert (tally.auto_share, tally.auto_accuracy) == (1.0, 0.5)


def test_list_members_are_compared_in_any_order() -> None:
    tally = compare(
        {"diagnoses": ["支气管炎", "发热"]}, {"diagnoses": [Read("发热", True), Read("咳嗽", True)]}
    )
    assert (tally.right, tally.missed, tally.invented) == (1, 1, 1)


def test_a_missing_table_row_does_not_spoil_the_rows_after_it() -> None:
    label = [{"name": name, "amount": str(n)} for n, name in enumerate("甲乙丙丁")]
    read = [{name: Read(value, True) for name, value in row.items()} for row in (label[0], label[2], label[3])]
    tally = compare({"items": label}, {"items": read})
    assert (tally.right, tally.missed, tally.wrong, tally.invented) == (6, 2, 0, 0)


def test_spaces_and_width_do_not_count() -> None:
    assert compare({"a": "示范 (市)"}, {"a": Read("示范(市)", True)}).right == 1
