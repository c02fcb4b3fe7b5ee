"""Which printed pages of a list are not there, told by "page x of y" alone (V14, A2).

>>> missing_pages(()) is None
True
"""

from collections.abc import Sequence
from dataclasses import dataclass

from validators.papers.paper import Paper


@dataclass(frozen=True, slots=True)
class MissingPages:
    """The count printed, the numbers not seen, and whether all of it was surely read."""

    count: int
    pages: tuple[int, ...]
    is_sure: bool


def missing_pages(papers: Sequence[Paper]) -> MissingPages | None:
    """What is not there of papers that belong together; None if they print no page numbers."""
    numbered = [paper for paper in papers if page_count(paper) and isinstance(paper.value("page_number"), int)]
    if not numbered:
        return None
    count = max(page_count(paper) for paper in numbered)
    seen = {number for paper in numbered for number in _numbers(paper)}
    is_sure = len(numbered) == len(papers) and all(_is_sure(paper) for paper in numbered)
    return MissingPages(count, tuple(number for number in range(1, count + 1) if number not in seen), is_sure)


def page_count(paper: Paper) -> int:
    """The printed count of pages, 0 where there is none that makes sense."""
    value = paper.value("page_count")
    return value if isinstance(value, int) and 1 <= value <= 300 else 0


def _numbers(paper: Paper) -> list[int]:
    """The printed numbers of its pages, counted on from the page whose number was read."""
    field = paper.field("page_number")
    if field is None or not isinstance(field.value, int):
        return []
    sheets = [page.page for page in paper.document.pages]
    return [field.value + sheet - field.page for sheet in sheets]


def _is_sure(paper: Paper) -> bool:
    return paper.auto("page_number") is not None and paper.auto("page_count") is not None
