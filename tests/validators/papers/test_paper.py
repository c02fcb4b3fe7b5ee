"""The papers of a claim, in the order in which their files came."""

from dataclasses import replace

from storage.model.document import Document
from storage.model.reading import Reading
from tests.validators.builders import FATHER, FATHER_ID, MOTHER, a_reading, bill, emblem, files, portrait
from validators.papers.cards import pair
from validators.papers.paper import papers_in


def within(member: str, document: Document) -> Document:
    return replace(document, member=member)


def test_each_file_of_an_archive_has_a_place_of_its_own() -> None:
    zipped = a_reading(
        1, within("a.jpg", bill()), within("a.jpg", bill()), within("b.jpg", bill()), name="all.zip"
    )
    papers = papers_in([zipped, *files(bill())])
    assert [paper.file for paper in papers] == [0, 0, 1, 2]
    assert [paper.name for paper in papers] == ["a.jpg", "a.jpg", "b.jpg", files(bill())[0].file]


def test_cards_pair_in_an_archive_as_they_do_among_loose_files() -> None:
    """Two first pages of an archive are not the same picture."""
    second = emblem("2036-01-01", "2016-01-01")
    faces = [portrait(), emblem(), portrait(FATHER, FATHER_ID), second]
    loose = _emblems(files(*faces))
    zipped = a_reading(1, *(within(f"{at}.jpg", face) for at, face in enumerate(faces)), name="all.zip")
    assert [place for _, place in loose] == [place for _, place in _emblems([zipped])] == [[1], [3]]
    assert [name for name, _ in loose] == [MOTHER, FATHER]


def _emblems(readings: list[Reading]) -> list[tuple[str | None, list[int]]]:
    return [(card.name, [paper.file for paper in card.emblems]) for card in pair(papers_in(readings))]
