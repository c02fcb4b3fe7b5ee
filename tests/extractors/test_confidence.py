"""Chances in the place of scores: monotone, never lifting a doubt, and fitted as it is promised."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import confidence
from extractors.confidence import HAND, calibrated, kind_of, rank
from extractors.fields import given as issued
from extractors.fields import make
from extractors.page import Line
from storage.model.extraction import Box, Field, Grade, Source
from tests.bench.calibrate_fit import LEAST_FIELDS, WANTED, Seen, as_toml, chance_of, fit

_BOX = Box(0, 0, 90, 20)


def _read(score: float, *, is_doubtful: bool = False, source: Source = Source.OCR) -> Field:
    return make("5.00", [Line("5.00", _BOX, score, source)], is_doubtful=is_doubtful)


def _one(name: str, field: Field) -> Field:
    found = calibrated({name: field})[name]
    assert isinstance(found, Field)
    return found


def test_the_shipped_tables_rise_and_rest_on_enough_fields() -> None:
    known = confidence._shipped()
    data = confidence._data("confidence.toml")["tables"]
    for kind, table in known.tables.items():
        assert 0.9 <= table.auto <= 1
        assert list(table.ranks) == sorted(table.ranks) and list(table.chances) == sorted(table.chances)
        assert data[kind]["fields"] >= LEAST_FIELDS


@given(st.floats(0, 1), st.sampled_from(["total", "issue_date", "name", "advice", "items.amount"]))
def test_a_doubt_is_never_lifted_and_never_ranks_above_what_is_sure(score: float, name: str) -> None:
    doubted, sure = _one(name, _read(score, is_doubtful=True)), _one(name, _read(score))
    assert doubted.grade is Grade.CHECK and doubted.confidence <= sure.confidence
    assert sure.grade is Grade.CHECK or score >= 0.9


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_score_is_never_less_sure(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert _one("total", _read(low)).confidence <= _one("total", _read(high)).confidence


def test_a_clean_score_is_used_without_a_look_and_a_poor_one_is_not() -> None:
    assert _one("total", _read(0.9999)).grade is Grade.AUTO
    assert _one("total", _read(0.6)).grade is Grade.CHECK


def test_what_is_digital_or_unread_stays_as_it_is() -> None:
    unread = make(None, [Line("~", _BOX, 0.3)])
    kept = (issued("5.00", Source.XML), _read(1.0, source=Source.PDF_TEXT), unread)
    assert [_one("total", field) for field in kept] == list(kept)


def test_cells_and_list_members_are_told_by_their_own_kinds() -> None:
    found = calibrated({"items": ({"amount": _read(0.99)},), "diagnoses": (_read(0.99),)})
    assert found["items"][0]["amount"].confidence < 1  # type: ignore[index, union-attr, call-overload]
    assert found["diagnoses"][0].confidence < 1  # type: ignore[index, union-attr]
    assert (kind_of("items.name"), kind_of("diagnoses")) == ("cell_text", "text")


def _made(kind: str, count: int, rng: Random) -> list[Seen]:
    """Fields that are right as often as their score says, doubted ones half as often."""
    seen = []
    for _ in range(count):
        score, is_doubtful = 1 - rng.random() ** 3 / 2, rng.random() < 0.2
        chance = score * (0.5 if is_doubtful else 1)
        seen.append(Seen(kind, rank(score, "5", is_doubtful=is_doubtful), rng.random() < chance))
    return seen


def test_a_fit_gives_back_the_chances_it_was_drawn_with() -> None:
    seen = _made("money", 6000, Random(3)) + _made("date", LEAST_FIELDS - 1, Random(4))
    known = fit(seen)
    assert set(known.tables) == {"money", "figure"}
    gap = sum(chance_of(one, known) - one.is_right for one in _made("money", 6000, Random(5))) / 6000
    assert abs(gap) < 0.02


def test_what_is_used_without_a_look_is_right_as_often_as_wanted() -> None:
    seen = [one for score in (0.91, 0.95, 0.99) for one in _right("money", score, round(1000 * score))]
    known = fit(seen)
    auto = [one for one in seen if chance_of(one, known) >= known.table(one.kind).auto]
    assert auto == [] or sum(one.is_right for one in auto) / len(auto) >= WANTED


def _right(kind: str, score: float, right: int) -> list[Seen]:
    return [Seen(kind, score, place < right) for place in range(1000)]


def test_the_file_says_what_was_fitted() -> None:
    known = fit(_made("money", 900, Random(3)))
    text = as_toml(known, {"money": 900, "figure": 900})
    assert f"[tables.money]\nfields = 900\nauto = {known.tables['money'].auto}" in text


def test_what_is_written_by_hand_is_judged_by_its_own_table_and_spoils_no_other() -> None:
    seen = _right("money", 0.9, 999) + _right(HAND, 0.9, 800)
    known = fit(seen)
    assert known.table(HAND).auto == 1.0 and chance_of(seen[-1], known) < 0.85
    assert known.table("money").auto < 1.0 and known.tables["figure"].chance(0.9) > 0.99


def test_a_kind_of_which_too_many_are_wrong_is_never_used_without_a_look() -> None:
    """A high bar for one kind leaves the bars of the others where they are."""
    known = fit(_right("money", 0.95, 970) + _right("date", 0.95, 999))
    assert known.table("money").auto == 1.0 > known.table("date").auto


def test_a_kind_that_shares_a_table_is_as_right_as_one_with_its_own() -> None:
    person = [Seen("person", 0.93 + place % 2 / 20, place % 2 == 1 or place > 20) for place in range(400)]
    known = fit([*_right("text", 0.93, 998), *_right("text", 0.98, 1000), *person])
    auto = [one for one in person if chance_of(one, known) >= known.table("person").auto]
    assert "person" not in known.tables and len(auto) == 200
    assert all(one.is_right for one in auto)


def test_the_same_value_is_less_sure_where_it_was_written_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    known = fit(_right("money", 0.9, 999) + _right(HAND, 0.9, 800))
    monkeypatch.setattr(confidence, "_shipped", lambda: known)
    printed = calibrated({"total": _read(0.99)})["total"]
    by_hand = calibrated({"total": _read(0.99)}, {(1, _BOX)})["total"]
    assert (printed.grade, by_hand.grade) == (Grade.AUTO, Grade.CHECK)  # type: ignore[union-attr]
