from hypothesis import given
from hypothesis import strategies as st

from tests.validators.builders import (
    FATHER,
    FATHER_ID,
    MOTHER,
    a_reading,
    both_faces,
    emblem,
    files,
    portrait,
)
from validators.papers.cards import pair
from validators.papers.paper import papers_in


def cards(readings):
    paired = pair(papers_in(readings))
    return {card.name: tuple(paper.id for paper in card.emblems) for card in paired}


def test_faces_in_one_picture_belong_together():
    readings = [
        a_reading(1, portrait(), emblem()),
        a_reading(2, portrait(FATHER, FATHER_ID), emblem("2035-01-01")),
    ]
    assert cards(readings) == {MOTHER: ("f1.d2",), FATHER: ("f2.d2",)}


def test_neighbouring_uploads_belong_together():
    second = emblem("2036-01-01", "2016-01-01")
    assert cards(files(portrait(), emblem(), portrait(FATHER, FATHER_ID), second)) == {
        MOTHER: ("f2.d1",),
        FATHER: ("f4.d1",),
    }


def test_portraits_first_and_emblems_after_are_all_paired():
    second = emblem("2036-01-01", "2016-01-01")
    found = cards(files(portrait(), portrait(FATHER, FATHER_ID), emblem(), second))
    assert sorted(one for ids in found.values() for one in ids) == ["f3.d1", "f4.d1"]
    assert all(found.values())


def test_with_one_emblem_too_few_the_nearer_portrait_has_it():
    assert cards(files(portrait(), emblem(), portrait(FATHER, FATHER_ID))) == {MOTHER: ("f2.d1",), FATHER: ()}


def test_two_pictures_of_one_portrait_are_one_card():
    assert cards(files(portrait(), portrait(), emblem())) == {MOTHER: ("f3.d1",)}


def test_a_card_with_both_faces_leaves_the_loose_emblem_to_the_other():
    second = emblem("2036-01-01", "2016-01-01")
    assert cards(files(both_faces(), portrait(FATHER, FATHER_ID), second)) == {
        MOTHER: ("f1.d1",),
        FATHER: ("f3.d1",),
    }


def test_an_emblem_without_any_portrait_is_a_card_of_nobody():
    assert cards(files(emblem())) == {None: ("f1.d1",)}


@given(st.permutations(range(6)))
def test_as_many_emblems_as_portraits_are_always_all_paired(order):
    people = [(MOTHER, "11010119900307002X"), (FATHER, FATHER_ID), ("李桂兰", "510104195608187744")]
    faces = [portrait(*person) for person in people]
    backs = [emblem(f"{2035 + at}-01-01", f"{2015 + at}-01-01") for at in range(3)]
    shuffled = [(faces + backs)[at] for at in order]
    found = cards(files(*shuffled))
    assert len(found) == 3
    assert all(len(ids) == 1 for ids in found.values())
